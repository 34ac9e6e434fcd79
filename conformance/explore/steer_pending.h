/* Operations of a steered run that have been started and are not over. Under the gate's lock, or by the one
 * thread that has the turn. */
#ifndef TWINPIPE_STEER_PENDING_H
#define TWINPIPE_STEER_PENDING_H

#include "../platform.h"

void steer_pending_begin(void); /* a run: none */
void steer_pending_add(const OVERLAPPED *overlapped);
/* A platform may tell of an end later than Windows, where another thread's call has brought it about: it is
 * counted until it has. */
unsigned int steer_pending_count(void);

#endif
