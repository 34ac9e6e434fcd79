/* Pairs the labels that one behaviour has in two runs. */
#ifndef RESULTS_LABEL_MATCH_H
#define RESULTS_LABEL_MATCH_H

#include "observed.h"

#include <stddef.h>
#include <stdint.h>

#define LABEL_MATCH_NONE SIZE_MAX

/* For every label of FIRST the index of the equal one of SECOND, or LABEL_MATCH_NONE. The caller frees it. */
size_t *label_match(const struct observed_behaviour *first, const struct observed_behaviour *second);

#endif
