/* What the steps of a run have touched. A step is an event: a thread from its point to the next, or a step of
 * the platform. Two conflict if one writes what the other touches; two that do not can change places.
 *
 * One run at a time: begin, for each step event_begin and event_end, end.
 */
#ifndef TWINPIPE_FOOTPRINT_H
#define TWINPIPE_FOOTPRINT_H

#include "explore.h"

/* A key and whether it was written: key << 1 | write. */
typedef ULONG_PTR footprint_item;

struct footprint {
    const footprint_item *items;
    unsigned int count;
};

void footprints_begin(void);
/* Events are numbered from 0. */
void footprints_event_begin(const struct choice *chosen);
void footprints_event_end(void);
void footprints_end(void);

/* The last event. Valid until the next one begins. */
struct footprint footprints_last(void);
/* Whether it conflicts with that; with one of the events from first to last - 1. What did not fit conflicts.
 */
BOOL footprints_last_conflicts(struct footprint other);
BOOL footprints_last_conflicts_with(unsigned int first, unsigned int last);
unsigned int footprints_count(void);
/* Time has passed since the last event began, because nobody could go on; the run was ended by it. */
BOOL footprints_time_passed(void);

/* What is read meanwhile is what an invariant looks at: steps that write it do not change places. */
void footprints_look(BOOL begin);

#endif
