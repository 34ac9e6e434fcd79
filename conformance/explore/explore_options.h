/* The command line of `twinpipe_test.exe explore`. */
#ifndef TWINPIPE_EXPLORE_OPTIONS_H
#define TWINPIPE_EXPLORE_OPTIONS_H

#include "explore.h"

struct explore_options {
    const char *scenario, *replay;
    int list, all, random, pct, steered, times, sets, resume, traced;
    unsigned int repeats, seconds;
    struct search_options search;
};

extern const char explore_usage[];

/* Returns 0, with one line on stderr, if they are not understood. */
int explore_options_read(int count, char **arguments, struct explore_options *options);
/* The line; returns 0. */
int explore_wrong(const char *what, const char *argument);

#endif
