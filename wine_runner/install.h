/* `twinpipe wines install SUITE`: a Debian suite with its Wine, as a root file system in the cache directory.
 *
 * mmdebstrap makes it, as root or without being it, and checks Debian's signatures. It gets its name when it
 * is complete, so that an interrupted one is never taken for whole: what that left is removed by the next
 * attempt. Its files belong to the user; to remove the directory is to uninstall it.
 *
 * As root, each package that was downloaded is kept in `.SUITE.packages` beside the root until it is
 * complete: after an interrupt, a kill, a full disk or a failed download the next attempt goes on with them.
 * After another failure they are removed: apt takes one of the right size for good, and a damaged one would
 * make every attempt fail. Else nothing is kept: to mount a directory takes root. */
#ifndef WINE_RUNNER_INSTALL_H
#define WINE_RUNNER_INSTALL_H

#include "results/trouble.h"

#include <limits.h>
#include <stdbool.h>
#include <uv.h>

/* Makes the root of SUITE if there is none, and puts its path into PATH. What is done meanwhile is said on
 * stderr. False with TROUBLE filled and nothing half made; also after an interrupt. */
bool install_suite(uv_loop_t *loop, const char *suite, char path[PATH_MAX], struct trouble *trouble);

#endif
