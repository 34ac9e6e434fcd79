/* Differences: of one run against the allowed values, and of two runs. FORMAT.md defines them. */
#ifndef RESULTS_DIFFERENCE_H
#define RESULTS_DIFFERENCE_H

#include "fingerprint.h"
#include "observed.h"
#include "run_file.h"

#include <stdbool.h>
#include <stddef.h>

#define DIFFERENCE_ABSENT "(absent)"

/* What one run says to a difference. */
struct difference_side {
    const struct observed_value *values; /* in byte order; one `(absent)` if the run has none */
    size_t value_count;
    size_t repeats; /* of the behaviour in that run */
    bool varies;    /* the run itself saw more than one value */
};

struct difference {
    char fingerprint[FINGERPRINT_SIZE];
    const struct run_behaviour *behaviour; /* of the first run */
    const char *label;                     /* `(outcome)` and `(late)` for what is no observation */
    const char *kind;
    const char *allowed;
    enum run_provenance provenance; /* why allowed is believed */
    unsigned line;                  /* of the observation, in the behaviour's source file */
    bool all_allowed;               /* two runs differ, and every value of both is allowed */
    struct difference_side side[2]; /* against allowed values: side[0] has the one value, side[1] nothing */
};

struct difference_list {
    const struct run_file *run[2]; /* run[1] is NULL against allowed values */
    struct difference *items;      /* in the order of the first run */
    size_t count;
    size_t capacity;
    size_t behaviours_compared;
    size_t behaviours_differing;
    const struct run_behaviour **only[2]; /* behaviours that only one of two runs ran: not compared */
    size_t only_count[2];
    size_t varying[2]; /* labels for which one run saw more than one value, differences or not */
    struct observed *observed[2];
};

/* The runs must outlive the list. Free it with difference_list_free. */
struct difference_list *difference_allowed(const struct run_file *run);
struct difference_list *difference_runs(const struct run_file *first, const struct run_file *second);
void difference_list_free(struct difference_list *list); /* NULL is allowed */

#endif
