/* The options of `twinpipe run`. */
#ifndef WINE_RUNNER_OPTIONS_H
#define WINE_RUNNER_OPTIONS_H

#include "results/trouble.h"
#include "wine_runner/wine_parts.h"

#include <stdbool.h>
#include <stddef.h>

enum { OPTIONS_WINES_MOST = 32 };

struct options {
    const char *wines[OPTIONS_WINES_MOST]; /* names or paths; none: the first that is found */
    size_t wine_count;
    bool all_wines;         /* instead of those: every one that is found */
    unsigned architectures; /* of enum wine_architecture */
    bool all_architectures; /* ... that the Wine has */
    bool schedules;         /* those of the scenarios, instead of the behaviours */
    const char *only;       /* NULL: all of them */
    const char *binary;     /* NULL: the one that was built with this program */
    const char *output;
    unsigned repeat;
    unsigned shard, shards; /* the share of this machine; 0: all of it */
    unsigned jobs;          /* how many of them run at a time */
    bool resume;            /* go on with what an interrupted run left */
    bool help;
};

/* Reads argv, whose first word is the command. Strings are those of argv. False with TROUBLE filled. */
bool options_parse(int argc, char **argv, struct options *options, struct trouble *trouble);

#endif
