/* Scenarios as behaviours of `run --schedules`: what is observed is the set of outcomes. */
#ifndef TWINPIPE_SCHEDULE_BEHAVIOURS_H
#define TWINPIPE_SCHEDULE_BEHAVIOURS_H

#include "../behaviour.h"

/* One for each scenario, schedules/AREA-NAME, in the order of their ids; count is stored. They live as long
 * as the process. NULL when memory is exhausted.
 *
 * Each outcome, of the model's (every schedule within two preemptions) or seen here, is an observation:
 * `seen` or `not seen`. Both are allowed of what the model has, since a real platform's own steps cannot be
 * held; of anything else only the latter. A violation is an outcome like any other, and the model has none.
 *
 * On a real platform every schedule with at most one preemption is steered, again and again until
 * QUIET_PASSES passes have brought nothing new, and PCT_RUNS drawn ones beside them; a note says how many
 * that were. */
const struct behaviour *schedule_behaviours(unsigned int *count);

struct scenario;
const struct scenario *scenario_of(const struct behaviour *behaviour);

#endif
