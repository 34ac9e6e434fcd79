/* The directory that run files are left in. */
#ifndef WINE_RUNNER_OUTPUT_H
#define WINE_RUNNER_OUTPUT_H

#include "results/trouble.h"

#include <limits.h>
#include <stdbool.h>

/* Makes the directory ASKED if it is missing, checks that files can be written there, and takes it for this
 * process as long as LOCK stays open. PATH becomes its absolute path. False with TROUBLE filled. */
bool output_open(const char *asked, char path[PATH_MAX], int *lock, struct trouble *trouble);

#endif
