/* Which files of the project make the tests of a Wine tree. */
#ifndef WINE_RUNNER_EXPORT_FILES_H
#define WINE_RUNNER_EXPORT_FILES_H

#include "results/trouble.h"
#include "wine_runner/words.h"

#include <stdbool.h>

/* Adds to FILES, each once and relative to the project's tree ROOT, the units of tests/Makefile.in that hold
 * behaviours, the C files that conformance/in_tree/files lists, and every header that these include, directly
 * or not. False with TROUBLE filled if a file is missing or two would have one name. */
bool export_files_collect(const char *root, struct words *files, struct trouble *trouble);

#endif
