/* The cached prefixes: one for a Wine build, made once, never run in. */
#ifndef WINE_RUNNER_PREFIX_H
#define WINE_RUNNER_PREFIX_H

#include "results/trouble.h"
#include "wine_runner/sandbox.h"
#include "wine_runner/wine.h"

#include <limits.h>
#include <stdbool.h>
#include <uv.h>

enum { PREFIX_NAME_SIZE = 17 };

/* The name of the prefix of a Wine: hexadecimal digits that change with its build, its paths, its
 * architectures or the time when its wineserver was installed. */
void prefix_name(const struct wine *wine, long long installed, char name[PREFIX_NAME_SIZE]);

/* Puts the path of the prefix of WINE into PATH, and makes it if there is none: under a lock, with a time
 * limit (300 s, or TWINPIPE_PREFIX_SECONDS), under another name until it is complete. False with TROUBLE
 * filled, nothing left running and nothing half made; also after an interrupt. */
bool prefix_ready(uv_loop_t *loop, const char *self, enum isolation isolation, const struct wine *wine,
                  char path[PATH_MAX], struct trouble *trouble);

#endif
