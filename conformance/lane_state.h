/* What a child and its driver share: one number in a page of shared memory, the moment that the child's work
 * has reached. It decides who writes a behaviour's outcome: whoever moves it past that behaviour, the child's
 * main thread, its crash handler or the driver's watchdog, and nobody else. Every move is one
 * compare-and-exchange, so a behaviour that ends while the watchdog strikes has ended or has hung, never
 * both.
 */
#ifndef TWINPIPE_LANE_STATE_H
#define TWINPIPE_LANE_STATE_H

#include "platform.h"

struct lane_state {
    volatile LONG moment;
};

/* Steps (run_options.h) count from 0: step k runs at moment 2k+1 and is over at 2k+2. */
enum { MOMENT_NONE = 0, MOMENT_FINISHED = -1, MOMENT_TAKEN = -2 };

/* The exit code of a child that has recorded its own crash; a winetest's own are below 256. */
enum { EXIT_CODES_OF_TESTS = 256, EXIT_CRASH_RECORDED = 300 };

static inline LONG moment_running(unsigned int step)
{
    return (LONG)(2 * step + 1);
}

static inline LONG moment_over(unsigned int step)
{
    return (LONG)(2 * step + 2);
}

/* Nonzero for the one who made the move; to any other the work at FROM does not belong any more. */
static inline int lane_move(struct lane_state *lane, LONG from, LONG to)
{
    return InterlockedCompareExchange(&lane->moment, to, from) == from;
}

#endif
