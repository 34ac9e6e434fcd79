/* One Wine measured once by a binary of one architecture: the test binary started in a prefix of its own,
 * watched, started again when the platform died under it, until its run file is complete. */
#ifndef WINE_RUNNER_SESSION_H
#define WINE_RUNNER_SESSION_H

#include "results/trouble.h"
#include "wine_runner/disturbance.h"
#include "wine_runner/options.h"
#include "wine_runner/progress.h"
#include "wine_runner/sandbox.h"
#include "wine_runner/wine.h"
#include "wine_runner/workdir.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <uv.h>

/* What all sessions of a command have in common. */
struct session_setup {
    uv_loop_t *loop;
    const char *self;
    enum isolation isolation;
    const struct options *options;
    const char *output; /* the directory, absolute */
};

/* Zero-initialise it, then session_prepare. It must not move. */
struct session {
    const struct session_setup *setup;
    const struct wine *wine;
    const char *architecture;
    const char *binary;    /* absolute */
    char cached[PATH_MAX]; /* the prefix that ours is made after */
    char run_file[PATH_MAX];
    char working_file[PATH_MAX];
    struct stat before; /* the run file that is there from earlier; zero if none */
    struct workdir workdir;
    struct sandbox sandbox;
    struct progress_source source;
    struct progress progress;
    struct stat part_before;  /* the working file of an earlier run; zero if none */
    bool part_is_kept;        /* that is kept under another name, which is still to be told */
    struct trouble restarted; /* why it was started again, for whoever shows it; empty when shown */
    uint64_t heard;           /* when the binary last showed life, in nanoseconds */
    size_t outcomes;          /* in the working file when the platform last died */
    struct disturbance disturbance;
    char suspects[512];     /* what was in flight at the last death; see outcome_unfinished() */
    bool is_guilty;         /* the only one of them has taken the platform down twice, once alone */
    unsigned deaths;        /* since the last new outcome */
    int result;             /* the exit code, once over */
    struct trouble trouble; /* filled if result is 2 */
    bool silent;            /* and was ended for that */
    bool started;
    bool over;
};

/* Names the run file; setup, wine, architecture and binary must be filled. False with TROUBLE filled if a
 * path cannot be said to a Windows program. */
bool session_prepare(struct session *session, struct trouble *trouble);

/* Starts it; `cached` must be filled. From now on `over` tells when it has ended, and then it holds no
 * resources. */
void session_start(struct session *session);

/* To be called some times a second: reads progress, and ends a binary that shows no life for minutes. */
void session_poll(struct session *session);

/* Ends it before its time; what was measured stays in the working file. */
void session_stop(struct session *session);

#endif
