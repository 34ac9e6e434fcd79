/* What `check` finds: the differences of a run from the allowed values, held against the known ones. */
#ifndef RESULTS_JUDGEMENT_H
#define RESULTS_JUDGEMENT_H

#include "difference.h"
#include "known.h"

#include <stddef.h>

/* A behaviour is skipped when all its differences are known, or when it was not run: it neither shows that
 * the platform is right nor tells anything new. */
enum judgement_status { JUDGED_PASSED, JUDGED_FAILED, JUDGED_SKIPPED };

struct judged_difference {
    const struct difference *difference;
    const struct known_line *known; /* NULL: new */
};

struct judged_behaviour {
    const struct run_behaviour *behaviour;
    enum judgement_status status;
    const struct judged_difference *differences;
    size_t difference_count;
    size_t new_count;
    size_t vanished_count; /* of its `always` lines, those that no longer happen */
};

struct judgement {
    const struct run_file *run;
    const struct known_file *known; /* NULL: nothing is known */
    struct difference_list *list;
    struct judged_behaviour *behaviours; /* parallel to the run's */
    struct judged_difference *differences;
    const struct known_line **vanished; /* in the order of the known file */
    size_t count[3];                    /* behaviours by status */
    size_t new_count;                   /* differences */
    size_t vanished_count;
    const struct known_line *
        *undeclared; /* lines whose behaviour does not exist: a run of all has none of the name */
    size_t undeclared_count;
    size_t unjudged_count; /* lines whose behaviour this run left out or did not run to its end */
};

/* RUN and KNOWN (which may be NULL) must outlive the result. Free it with judgement_free. Cannot fail. */
struct judgement *judgement_new(const struct run_file *run, const struct known_file *known);
void judgement_free(struct judgement *judgement); /* NULL is allowed */

#endif
