/* Windows programs run one after another under one Wine, in a throw-away prefix, outside a run of the suite.
 */
#ifndef WINE_RUNNER_EXECUTION_H
#define WINE_RUNNER_EXECUTION_H

#include "results/trouble.h"
#include "wine_runner/sandbox.h"
#include "wine_runner/wine_list.h"
#include "wine_runner/workdir.h"

#include <limits.h>
#include <stdbool.h>
#include <uv.h>

struct execution {
    uv_loop_t loop;
    char self[PATH_MAX], cached[PATH_MAX];
    struct wine_list wines;
    const struct wine *wine; /* the one that programs run under, of `wines` */
    struct workdir workdir;
    struct sandbox sandbox;
    enum isolation isolation;
    bool has_begun;
};

/* Finds the Wine that WINE names, as `run --wine` does; NULL: all of this machine. EXECUTION is zeroed, and
 * must not move. False with TROUBLE; in either case execution_end() is due. */
bool execution_begin(struct execution *execution, const char *wine, struct trouble *trouble);

/* A fresh prefix of a Wine of the list, NULL: the first one. */
bool execution_take(struct execution *execution, const struct wine *wine, struct trouble *trouble);

/* Runs BINARY, an absolute path, with the words of ARGUMENTS, NULL at their end. What it prints is in the
 * file `workdir.log` afterwards. Returns its exit code, or 2 with TROUBLE filled. */
int execution_run(struct execution *execution, const char *binary, char *const *arguments, int seconds,
                  struct trouble *trouble);

/* Ends what still runs and removes what was made. */
void execution_end(struct execution *execution);

#endif
