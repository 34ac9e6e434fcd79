/* Which run files a question is about. */
#ifndef RESULTS_RUN_PATHS_H
#define RESULTS_RUN_PATHS_H

#include "trouble.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Zero-initialise run_paths. The paths are as given, or as found below a directory that was given; no file is
 * there twice, whatever names it has. */
struct run_path {
    char *path;
    dev_t device;
    ino_t inode;
};

struct run_paths {
    struct run_path *list;
    size_t count, capacity;
};

/* Adds one file, which need not be called *.run. False with TROUBLE filled if it is not there. */
bool run_paths_add(struct run_paths *paths, const char *path, struct trouble *trouble);

/* Adds all files *.run below a directory, in the order of their names. False with TROUBLE filled if it cannot
 * be read or there is none. */
bool run_paths_find(struct run_paths *paths, const char *directory, struct trouble *trouble);

void run_paths_free(struct run_paths *paths);

#endif
