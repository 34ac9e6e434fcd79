/* A value of an observation, from the text that stands in a run file. */
#ifndef RESULTS_BUG_VALUE_H
#define RESULTS_BUG_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VALUES_MOST = 12 };

struct value_range {
    uint64_t low, high;
    char text[160]; /* as in the run file */
};

struct values {
    struct value_range list[VALUES_MOST];
    size_t count;
};

/* Several are joined by " | ". False if it is text, or no value at all: `(absent)`. KIND is the run file's
 * word. */
bool values_parse(const char *kind, const char *text, struct values *values);

bool values_hold(const struct values *values, uint64_t value);

#endif
