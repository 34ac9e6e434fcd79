/* The user's cache directory: $XDG_CACHE_HOME/twinpipe, or ~/.cache/twinpipe. */
#ifndef WINE_RUNNER_CACHE_H
#define WINE_RUNNER_CACHE_H

#include "results/trouble.h"

#include <limits.h>
#include <stdbool.h>
#include <uv.h>

/* Puts the path of the directory NAME in it into PATH; it need not exist. False with TROUBLE filled if there
 * is no place for it. */
bool cache_path(const char *name, char path[PATH_MAX], struct trouble *trouble);

/* The same, and makes it. */
bool cache_directory(const char *name, char path[PATH_MAX], struct trouble *trouble);

/* Takes PATH, which need not exist, for this process: locks PATH.lock, and waits at most SECONDS for another
 * one that has it. Returns the lock, to be closed; -1 with TROUBLE filled, also after an interrupt. */
int cache_lock(uv_loop_t *loop, const char *path, int seconds, struct trouble *trouble);

#endif
