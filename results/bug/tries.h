/* What several runs of a reproducer have shown under one Wine. */
#ifndef RESULTS_BUG_TRIES_H
#define RESULTS_BUG_TRIES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { TRIES_MOST = 10 };

struct tries {
    int runs;     /* that came to an end */
    int shown;    /* of these: the same value as the trace */
    int conforms; /* an allowed one */
    int unseen;   /* ended before, or without a value: could not be looked at */
    struct tries_other {
        uint64_t value;
        int runs;
    } others[TRIES_MOST]; /* yet other values, that are not allowed either, in the order in which they came */
    int other_count;
    bool is_race; /* whoever counts says so: a run that does not show it does not say that it cannot happen */
};

/* Counts what LOG has: of each run what the reproducer prints (reproducer.h), and then a line `exit CODE`.
 * SEEN is the value that it is to show. LOG is cut up. */
struct tries tries_count(char *log, uint64_t seen);

/* "differs in 8 of 10 runs, differs in another way, 0x103, in 1 of 10 runs, conforms in 1 of 10 runs", of a
 * race "does not show it in 1 of 10 runs": what there is of it, and without the first of these if only MISSES
 * are asked for. */
void tries_write(FILE *out, const struct tries *tries, bool misses);

#endif
