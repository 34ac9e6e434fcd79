/* Reproducers that no trace yields, written by hand, one a kind of violation, in handwritten/.
 * Races of a platform's own: what the trace of one run shows does not happen in the next one. Each says how
 * it enforces the order of the program's own steps, and what it repeats, in a bounded loop, because a step of
 * the platform decides. The others say what the trace lacks.
 *
 * They are judged like all others: by what ten runs show. */
#ifndef RESULTS_BUG_HANDWRITTEN_H
#define RESULTS_BUG_HANDWRITTEN_H

#include "results/bug/reproducer.h"

/* NULL: there is none for that label of that behaviour. */
const struct handwritten *handwritten_find(const char *id, const char *label);

/* The whole program, which says what it looks at where that is the cause of what the difference's label says.
 * Returns N: its last line ends with "seen 0xN" for the difference. */
uint64_t handwritten_write(FILE *out, const struct reproducer_about *of_difference,
                           const struct handwritten *program);

/* What it shows, if that is the cause of the difference and not the difference itself; else NULL. */
const char *handwritten_shows(const struct handwritten *program);

#endif
