/* Files and directories of ours. Every function that fails fills TROUBLE and leaves what it made so far. */
#ifndef WINE_RUNNER_FILES_H
#define WINE_RUNNER_FILES_H

#include "results/directories.h"
#include "results/trouble.h"

#include <stdbool.h>

/* Copies one file. */
bool copy_file(const char *from, const char *to, struct trouble *trouble);

/* Copies a directory with all in it. A symbolic link becomes an empty directory: in a prefix those lead out
 * of it, into the user's home. */
bool copy_tree(const char *from, const char *to, struct trouble *trouble);

/* The same tree again for little: directories are made, files are hard links, or symbolic ones to another
 * file system. What is then made or removed in one is not in the other. Symbolic links are left out. */
bool share_tree(const char *from, const char *to, struct trouble *trouble);

/* Removes a file, or a directory with all in it; links are not followed, and other file systems in it
 * are left alone. Silent if there is none. */
void remove_tree(const char *path);

#endif
