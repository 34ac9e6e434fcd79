/* Races of a platform's own: what the trace of one run shows does not happen in the next one, so their
 * reproducers are written by hand, one a kind of violation, in races/. Each says how it enforces the order of
 * the program's own steps, and what it repeats, in a bounded loop, because a step of the platform decides.
 *
 * They are judged like all others: by what ten runs show. */
#ifndef RESULTS_BUG_RACE_H
#define RESULTS_BUG_RACE_H

#include "results/bug/reproducer.h"

/* NULL: no race is known by that label of that behaviour. */
const struct race *race_find(const char *id, const char *label);

/* The whole program, which says what it looks at where that is the cause of what the difference's label says.
 * Its last line ends with "seen 0x1" for a difference. */
void race_write(FILE *out, const struct reproducer_about *of_difference, const struct race *race);

#endif
