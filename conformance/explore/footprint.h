/* What the steps of a run have touched, and which of them could have come in another order with another
 * effect.
 *
 * A step is an event: a thread from its point to the next, or a step of the platform. Two events conflict if
 * one writes what the other touches. An event e has a race if a later one, of somebody else, conflicts with
 * it and nothing in between orders the two (vector clocks); also if it takes away what could have gone on
 * before it. Everybody's last event has a race with the one that ends the run.
 *
 * One run at a time: begin, a call for each choice, end; then the races are there until the next begin.
 */
#ifndef TWINPIPE_FOOTPRINT_H
#define TWINPIPE_FOOTPRINT_H

#include "explore.h"

#define FOOTPRINT_NO_NODE (~0u)

void footprints_begin(void);
/* The event before is over, and the chosen one begins; node is whatever the search wants to know it by. */
void footprints_choice(const struct choice *choices, unsigned int count, unsigned int chosen,
                       unsigned int node);
void footprints_end(void);

/* What is read meanwhile is what an invariant looks at: steps that write it do not change places. */
void footprints_look(BOOL begin);

/* For each event that was chosen at a node, last first: raced, if it has a race; turn_raced, if it or a later
 * event of its thread has one before the thread blocks. */
void footprints_each(void (*each)(void *context, unsigned int node, BOOL raced, BOOL turn_raced),
                     void *context);

#endif
