/* What every file of the PE binary starts from: NTSTATUS codes beside windows.h, and winetest after both. */
#ifndef TWINPIPE_PLATFORM_H
#define TWINPIPE_PLATFORM_H

#define WIN32_LEAN_AND_MEAN /* no winsock: its names are short words */
#define WIN32_NO_STATUS
#include <windows.h>
#undef WIN32_NO_STATUS
#include <ntstatus.h>
#include <winternl.h>
/* Wine 10's debug.h uses this name of Wine's own winnt.h. */
#ifndef DECLSPEC_EXPORT
#define DECLSPEC_EXPORT
#endif
#include "wine/test.h"

#endif
