/* Where this program is. */
#ifndef WINE_RUNNER_SELF_H
#define WINE_RUNNER_SELF_H

#include "results/trouble.h"

#include <limits.h>
#include <stdbool.h>

/* To be called by main with its argv[0], which is used where there is no /proc. */
void self_remember(const char *name);

/* The absolute path of this program. */
bool self_path(char path[PATH_MAX], struct trouble *trouble);

#endif
