/* The private directory of one run: a throw-away prefix, a home, and what programs print. Nothing is kept of
 * it, so that a run may be killed at any time and finds no traces of others.
 *
 * The prefix shares the Windows directory and the programs with a cached one by links; registry, users and
 * drives are its own. Its own wineserver belongs to it. */
#ifndef WINE_RUNNER_WORKDIR_H
#define WINE_RUNNER_WORKDIR_H

#include "results/trouble.h"
#include "wine_runner/wine.h"

#include <limits.h>
#include <stdbool.h>

struct workdir {
    char path[PATH_MAX];   /* empty if there is none */
    char prefix[PATH_MAX]; /* in it: where workdir_fresh_prefix makes one */
    char log[PATH_MAX];    /* in it: what a program prints */
    int lock;              /* held as long as the directory is in use */
    bool had_server_base;  /* somebody's wineserver had its directory before us */
};

/* Makes it under $TMPDIR or /tmp, and removes those whose owner was killed. False with TROUBLE filled. */
bool workdir_make(struct workdir *workdir, struct trouble *trouble);

/* Gives it a fresh prefix after the cached one, in place of what it had. */
bool workdir_fresh_prefix(struct workdir *workdir, const char *cached, struct trouble *trouble);

/* Adds the whole environment of a program that runs under WINE in PREFIX: nothing of the user's own but
 * WINETEST_*, TWINPIPE_* and LD_LIBRARY_PATH. */
void workdir_environment(const struct workdir *workdir, const struct wine *wine, const char *prefix,
                         struct words *environment);

/* Removes what a killed wineserver of PREFIX leaves outside it. */
void workdir_forget_server(const struct workdir *workdir, const char *prefix);

/* Removes it with all in it. Nothing may run in it any more. May be called twice. */
void workdir_remove(struct workdir *workdir);

#endif
