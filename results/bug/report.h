/* report.md: what a difference is, in the form in which Wine's bugzilla wants it. */
#ifndef RESULTS_BUG_REPORT_H
#define RESULTS_BUG_REPORT_H

#include "results/difference.h"
#include "results/known.h"

#include <stdbool.h>
#include <stdio.h>

enum { BUG_RUNS_MOST = 32 };

struct bug {
    const struct difference *difference; /* of one of `runs` */
    const struct run_file *runs[BUG_RUNS_MOST];
    size_t run_count;
    const struct known_line *known; /* what is known of it; NULL */
    const char *trace;       /* the trace as people read it, that the reproducer is made from; NULL: none */
    const char *tried_under; /* the build of Wine that the trace is of, and the first tries */
    const char *build;       /* the first line of repro.c; NULL if there is no reproducer */
    const char *shows;      /* what the reproducer shows, if that is the cause of the difference; else NULL */
    bool is_unit;           /* that is a unit for a Wine tree */
    const char *why_none;   /* then: why */
    const char *tries_text; /* what the reproducer showed under each Wine, a list of Markdown */
};

/* The difference of that fingerprint, or of the only one that begins so, in the first run that has it. The
 * list that it is in is put into LIST, to be freed by the caller. NULL with TROUBLE: none, or several. */
const struct difference *bug_find(const struct run_file *const *runs, size_t count, const char *fingerprint,
                                  struct difference_list **list, struct trouble *trouble);

/* Of the runs those that declare the behaviour are in it. */
void bug_report_write(FILE *out, const struct bug *bug);

#endif
