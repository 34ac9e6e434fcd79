/* What a run consists of: a session for each Wine and architecture. */
#ifndef WINE_RUNNER_RUN_PLAN_H
#define WINE_RUNNER_RUN_PLAN_H

#include "results/trouble.h"
#include "wine_runner/session.h"
#include "wine_runner/wine_list.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

enum { RUN_BINARIES = 2 };

/* Zero-initialise it. It must not move. */
struct run_plan {
    struct wine_list wines;
    char binaries[RUN_BINARIES][PATH_MAX]; /* x86_64, i686; empty if not asked for */
    struct session *sessions;              /* NULL until all is ready */
    size_t count;
    bool is_reduced; /* something that was asked for by `all` cannot be run; a line on stderr said so */
};

/* Finds the test binaries. False with TROUBLE filled. */
bool run_plan_binaries(struct run_plan *plan, const struct options *options, const char *self,
                       struct trouble *trouble);

/* Finds the Wines and makes their sessions ready to start, prefixes included. What only `all` asked for and
 * cannot be is left out with a line on stderr; so is an architecture that a Wine does not have, which is no
 * trouble if others are left. False with TROUBLE filled, empty if those lines say all. */
bool run_plan_make(struct run_plan *plan, const struct session_setup *setup, struct trouble *trouble);

void run_plan_free(struct run_plan *plan);

#endif
