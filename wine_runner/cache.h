/* Taking a place in the cache directory (results/cache.h) for oneself. */
#ifndef WINE_RUNNER_CACHE_H
#define WINE_RUNNER_CACHE_H

#include "results/cache.h"
#include "results/trouble.h"

#include <uv.h>

/* Takes PATH, which need not exist, for this process: locks PATH.lock, and waits at most SECONDS for another
 * one that has it. Returns the lock, to be closed; -1 with TROUBLE filled, also after an interrupt. */
int cache_lock(uv_loop_t *loop, const char *path, int seconds, struct trouble *trouble);

#endif
