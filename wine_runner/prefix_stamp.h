/* Whether a cached prefix is whole: made to its end, and not changed since. */
#ifndef WINE_RUNNER_PREFIX_STAMP_H
#define WINE_RUNNER_PREFIX_STAMP_H

#include "results/trouble.h"

#include <stdbool.h>

/* Marks it as made now. False with TROUBLE filled if it cannot be written. */
bool prefix_stamp(const char *path, struct trouble *trouble);

/* False without a stamp, without a needed file, or if a file of its drive was written to after the stamp:
 * runs share those files (files.h), and a program may have changed one. Not for several threads at a time. */
bool prefix_is_whole(const char *path);

#endif
