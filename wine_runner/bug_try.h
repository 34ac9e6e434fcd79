/* A reproducer is built and run: what counts is what it shows. */
#ifndef WINE_RUNNER_BUG_TRY_H
#define WINE_RUNNER_BUG_TRY_H

#include "results/bug/reproducer.h"
#include "results/bug/tries.h"
#include "wine_runner/execution.h"

enum { BUG_TRIES = TRIES_MOST, BUG_TRIES_NEEDED = 9 };

/* Runs the LINES of a batch file, CR LF at their ends, in DIRECTORY: one start of Wine for several programs.
 * What they print, to be freed, up to where it was CUT short if that is filled; NULL with TROUBLE filled. */
char *bug_run_batch(struct execution *execution, const char *directory, const char *lines, int seconds,
                    struct trouble *cut, struct trouble *trouble);

/* Builds DIRECTORY/repro.c into repro.exe there, for ARCHITECTURE: x86_64 or i686. The command is that of the
 * file's first line. */
bool bug_build(struct execution *execution, const char *directory, const char *architecture,
               enum reproducer_form form, struct trouble *trouble);

/* Runs DIRECTORY/repro.exe BUG_TRIES times, or fewer once two have missed it, under the Wine that EXECUTION
 * has taken; SEEN is what it is to see. False with TROUBLE filled. */
bool bug_try(struct execution *execution, const char *directory, enum reproducer_form form, uint64_t seen,
             struct tries *tries, struct trouble *trouble);

#endif
