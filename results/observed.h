/* What one run saw, gathered over its repeats: for every behaviour its labels, for every label the set of
 * values. */
#ifndef RESULTS_OBSERVED_H
#define RESULTS_OBSERVED_H

#include "run_file.h"

#include <stdbool.h>
#include <stddef.h>

/* The labels of what is no observation: how a behaviour ended, and what arrived after its end. Under the
 * first one `conforms` and `differs` are one value, OBSERVED_ENDED, except that `differs` without a differing
 * observation stays as it is. */
#define OBSERVED_OUTCOME "(outcome)"
#define OBSERVED_LATE "(late)"
#define OBSERVED_ENDED "ended"
#define OBSERVED_NOTHING "(none)"

struct observed_value {
    const char *seen;
    const char *allowed;
    const char *detail; /* of the first outcome of that value; NULL if there is none */
    enum run_provenance provenance;
    unsigned line;  /* in the behaviour's source file */
    bool differs;   /* is outside allowed, in one repeat at least */
    size_t repeats; /* how many saw it */
    size_t label;   /* used while gathering */
};

struct observed_label {
    const char *label;
    const char *kind;                    /* the format's word */
    const struct observed_value *values; /* in byte order */
    size_t value_count;
};

struct observed_behaviour {
    const struct run_behaviour *behaviour;
    const struct observed_label *labels; /* in the order of their first appearance, the special ones last */
    size_t label_count;
    size_t ended; /* how many repeats ran to their end */
};

struct observed {
    const struct run_file *run;
    struct observed_behaviour *behaviours; /* parallel to the run's */
    struct observed_label *labels;
    struct observed_value *values;
    size_t label_count;
    size_t value_count;
};

/* RUN must outlive the result; free that with observed_free. Cannot fail. */
struct observed *observed_new(const struct run_file *run);
void observed_free(struct observed *observed); /* NULL is allowed */

#endif
