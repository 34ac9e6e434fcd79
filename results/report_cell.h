/* One behaviour of the report over all its runs, as JSON. */
#ifndef RESULTS_REPORT_CELL_H
#define RESULTS_REPORT_CELL_H

#include "observed.h"

#include <jansson.h>

/* Adds to BEHAVIOUR (an object) `observations`, every observation that any of the runs has, and `cells`, one
 * a run: what it saw of each, counted over its repeats. OBSERVED holds the behaviour as each run saw it, NULL
 * where a run does not declare it; then the cell is null. */
void report_cells_add(json_t *behaviour, const struct observed_behaviour *const *observed, size_t run_count);

#endif
