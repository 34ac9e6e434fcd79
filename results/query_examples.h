/* Questions that are ready to be asked. */
#ifndef RESULTS_QUERY_EXAMPLES_H
#define RESULTS_QUERY_EXAMPLES_H

#include <stddef.h>

struct query_example {
    const char *name;    /* without blanks: `twinpipe query NAME` */
    const char *meaning; /* what it answers, one line */
    const char *sql;
    const char *wants; /* which runs it has an answer for, after "wants" */
};

extern const struct query_example query_examples[];
extern const size_t query_example_count;

/* A ready question; NULL if none has that name. */
const struct query_example *query_example_find(const char *name);

#endif
