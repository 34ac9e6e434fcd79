/* The options of `twinpipe bug`. */
#ifndef WINE_RUNNER_BUG_OPTIONS_H
#define WINE_RUNNER_BUG_OPTIONS_H

#include "results/bug/report.h"
#include "results/bug/reproducer.h"

struct bug_options {
    const char *fingerprint;
    const char *runs[BUG_RUNS_MOST];
    size_t run_count;
    const char *output; /* NULL: one named after the fingerprint */
    const char *known;  /* NULL: none */
    const char *binary; /* NULL: the one that was built with this program */
    enum reproducer_form form;
    bool help;
};

/* Strings are those of argv. False with TROUBLE filled. */
bool bug_options_parse(int argc, char **argv, struct bug_options *options, struct trouble *trouble);

#endif
