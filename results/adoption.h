/* What a run on Windows says of the expectations: each is confirmed, refuted or not told. */
#ifndef RESULTS_ADOPTION_H
#define RESULTS_ADOPTION_H

#include "observed.h"
#include "run_file.h"

#include <stdbool.h>
#include <stdio.h>

struct adoption_behaviour {
    bool is_promise;   /* of the project's writer: no expectation of Windows */
    bool is_confirmed; /* it came to its end in every repeat, and saw what is allowed and nothing late */
    bool is_adopted;   /* and so did every behaviour of its facts: they are measured on Windows */
};

struct adoption {
    const struct run_file *run;
    struct observed *observed;
    struct adoption_behaviour *behaviours; /* parallel to the run's */
    size_t confirmed, refuted, not_told;   /* expectations; of a behaviour that saw nothing, one */
    size_t promises;                       /* expectations of the writer's own, not counted above */
    size_t adopted;                        /* behaviours */
};

/* RUN must outlive the result; free that with adoption_free. Cannot fail. */
struct adoption *adoption_new(const struct run_file *run);
void adoption_free(struct adoption *adoption); /* NULL is allowed */

/* A line for each expectation that is confirmed, refuted or not told, in the order of the run, and the
 * counts. */
void adoption_write_text(FILE *out, const struct adoption *adoption);

/* Whether the fact is measured: the run has a behaviour that shows it, and all that do are confirmed. */
bool adoption_measures(const struct adoption *adoption, const char *fact, size_t length);

#endif
