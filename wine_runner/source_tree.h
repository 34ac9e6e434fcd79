/* Where the project's sources are: beside this program in a build, under its data directory when installed.
 */
#ifndef WINE_RUNNER_SOURCE_TREE_H
#define WINE_RUNNER_SOURCE_TREE_H

#include "results/trouble.h"
#include "wine_runner/words.h"

#include <limits.h>
#include <stdbool.h>

/* Puts the absolute path of the directory that holds tests/, conformance/, writer/ and results/known/ into
 * FOUND. False with TROUBLE filled if there is none. */
bool source_tree_find(char found[PATH_MAX], struct trouble *trouble);

/* The whole text of the file NAME of the tree ROOT, NUL-terminated; free() it. NULL with TROUBLE filled. */
char *source_tree_read(const char *root, const char *name, struct trouble *trouble);

/* Whether the tree has the file NAME. */
bool source_tree_has(const char *root, const char *name);

/* Adds the names, relative to ROOT, of the files that match PATTERN there (glob(7)), sorted. False with
 * TROUBLE filled if none does. */
bool source_tree_match(const char *root, const char *pattern, struct words *names, struct trouble *trouble);

#endif
