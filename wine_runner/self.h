/* Where this program is. */
#ifndef WINE_RUNNER_SELF_H
#define WINE_RUNNER_SELF_H

#include "results/trouble.h"

#include <limits.h>
#include <stdbool.h>

/* The absolute path of this program. False with TROUBLE filled where /proc is missing; Wine does not work
 * there either. */
bool self_path(char path[PATH_MAX], struct trouble *trouble);

#endif
