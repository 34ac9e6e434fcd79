/* A value of an observation, from the text that stands in a run file. */
#ifndef RESULTS_BUG_VALUE_H
#define RESULTS_BUG_VALUE_H

#include "results/trouble.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VALUES_MOST = 64 };

struct value_range {
    uint64_t low, high;
};

struct values {
    struct value_range list[VALUES_MOST];
    size_t count;
};

/* Several are joined by " | ". KIND is the run file's word. False with TROUBLE filled if one of them is text,
 * or no value at all: `(absent)`; or if there are more than VALUES_MOST. */
bool values_parse(const char *kind, const char *text, struct values *values, struct trouble *trouble);

bool values_hold(const struct values *values, uint64_t value);

#endif
