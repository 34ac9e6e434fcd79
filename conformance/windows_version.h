/* Which Windows this is, as it names itself. */
#ifndef TWINPIPE_WINDOWS_VERSION_H
#define TWINPIPE_WINDOWS_VERSION_H

#include <stddef.h>

/* "windows-10.0.22631.4460": what RtlGetVersion() says, which no compatibility setting changes, and the
 * registry's update build revision (UBR). */
void windows_version_name(char *name, size_t size);

/* "23H2 Professional 22621.1.amd64fre.ni_release.220506-1250 (10.0.22631.4460)": what the registry has of
 * DisplayVersion (ReleaseId before Windows 10 2009), EditionID and BuildLabEx, and the numbers. */
void windows_version_build(char *build, size_t size);

#endif
