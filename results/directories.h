/* Paths, and the directories that they lead through. Both fill TROUBLE when they return false. */
#ifndef RESULTS_DIRECTORIES_H
#define RESULTS_DIRECTORIES_H

#include "trouble.h"

#include <limits.h>
#include <stdbool.h>

/* PATH = DIRECTORY/NAME. PATH may be DIRECTORY. */
bool path_join(char path[PATH_MAX], const char *directory, const char *name, struct trouble *trouble);

/* Makes a directory and those above it that are missing. */
bool make_directories(const char *path, struct trouble *trouble);

#endif
