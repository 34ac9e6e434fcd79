/* What the parts of `twinpipe bug` work on. Nothing else includes this. */
#ifndef WINE_RUNNER_BUG_MAKING_H
#define WINE_RUNNER_BUG_MAKING_H

#include "results/bug/program.h"
#include "results/bug/report.h"
#include "results/known.h"
#include "wine_runner/bug_options.h"
#include "wine_runner/execution.h"
#include "wine_runner/progress.h"

#include <limits.h>
#include <stdbool.h>

struct making {
    struct bug_options options;
    struct run_file *runs[BUG_RUNS_MOST];
    const struct run_file *run; /* the one that shows the difference */
    struct difference_list *list;
    struct known_file *known;
    struct bug bug;
    struct execution execution;
    const char *architecture;                   /* of that run: x86_64 or i686 */
    char build[256];                            /* the first line of repro.c */
    char binary[PATH_MAX], directory[PATH_MAX]; /* a temporary one, until all is written; empty */
    char tries[4096], why[1024], title[512];
    char *trace;
    struct progress progress; /* a step for the trace, one for the reproducer, one for each other Wine */
    struct progress_display display;
    char named[32]; /* the directory, where the options name none */
};

/* bug_load.c: reads the runs and looks which Wines there are; finds the difference, in a run that can be made
 * here if there is one, and what is known of it. False with TROUBLE filled. */
bool bug_load(struct making *making, struct trouble *trouble);

/* bug_trace.c: traces the behaviour under the Wine that has been taken, always with the 64-bit binary: what
 * the trace says of memory has the layout of that, and the C program made of it fits either. PROGRAM stays
 * NULL, and `why` says so, where there is none. False with TROUBLE filled. */
bool bug_read_traces(struct making *making, struct program **program, struct trouble *trouble);

/* bug_reproducer.c: the attempts, the likeliest first, until one shows the difference. False: none does, and
 * `why` says so; or there was an interrupt. */
bool bug_make_reproducer(struct making *making, struct program *program);

/* How many Wines will be tried beside that: of each build one. */
unsigned bug_count_others(const struct making *making, const struct wine *tried);

/* bug_progress.c: says on a terminal WHAT is under way under WINE; elsewhere nothing. */
void bug_show_progress(struct making *making, const struct wine *wine, const char *what);

#endif
