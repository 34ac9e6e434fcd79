/* `explore --steered`: each schedule that is searched, on the model and steered, outcomes beside each other.
 * steer_install() comes first. Exit codes: 0 the same sets of outcomes, and every schedule followed where the
 * platform had no choice of its own; 1 not; 2 the schedule to be replayed is none of the scenario's.
 *
 * steer_explore_all() prints a line for each scenario: its id, steered runs, how many of them were not
 * followed, took the platform's own way, and had a step of its own ahead of its time, how many differ from
 * the model in the same schedule, and how many of these where the platform had no step of its own to take;
 * with
 * --times, runs a second, the model's share not counted; with --outcomes, the set of the runs that were
 * followed from the first step to the last. A scenario with a run that never ends is the last
 * one.
 */
#ifndef TWINPIPE_STEER_EXPLORE_H
#define TWINPIPE_STEER_EXPLORE_H

#include "explore_options.h"

int steer_explore(const struct scenario *scenario, const struct explore_options *options);
int steer_explore_all(const struct explore_options *options);

#endif
