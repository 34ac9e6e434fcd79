/* Programs that run in another root file system, such as a Debian suite in a directory.
 *
 * Such a program sees the system directories of the root (/usr, /etc, /bin, /sbin, /lib*; /opt if there is
 * anything in it) and cannot write there. All else is this machine's, at the same path: home and temporary
 * directories, devices, processes; also /usr/local, unless the root has a Wine in it, /usr/src and the list
 * of users. Nothing is made in the root: what it sees as / is a directory in memory.
 *
 * The supervisor is this very program, so it brings its libraries and its dynamic linker along, in
 * /.twinpipe. */
#ifndef WINE_RUNNER_ROOT_H
#define WINE_RUNNER_ROOT_H

#include "results/trouble.h"
#include "wine_runner/words.h"

#include <stdbool.h>

/* Whether the directory PATH looks like the root of a system; `/` itself is none. */
bool root_is_one(const char *path);

/* Adds the words that tell bubblewrap what a program in ROOT sees: this program as well, if its path SELF is
 * not NULL. */
void root_add_mounts(const char *root, const char *self, struct words *words);

/* Adds the words that start this program from within. */
void root_add_self(struct words *words);

/* Whether PATH, absolute, is the same file in ROOT as here; always so if ROOT is NULL or empty. False with
 * TROUBLE filled. */
bool root_shows(const char *root, const char *path, struct trouble *trouble);

#endif
