/* The order of the calls of several threads: which has to wait for which, so that they come as in the trace.
 */
#ifndef RESULTS_BUG_ORDER_H
#define RESULTS_BUG_ORDER_H

#include "results/bug/program.h"

/* Fills waits, before_turn and after_turn of the kept events and of the observation. A turn is an event
 * object that one thread sets and another waits for. Returns how many there are. */
int order(struct program *program, int observed);

#endif
