/* Which choices need not be taken, because the run would be the same as one that was explored before but for
 * the order of steps that do not conflict.
 *
 * When a choice has been explored and another one is taken in its place, the first one's step p sleeps: as
 * long as what is done meanwhile, w, does not conflict with p, going on with p would give w p v, which is the
 * same as p w v, and that has been explored (sleep sets: Godefroid 1996). With a bound on preemptions that is
 * only true if p w v costs no more than w p v; see Coons, Musuvathi and McKinley, Bounded partial-order
 * reduction (OOPSLA 2013), for what goes wrong otherwise. Here the two costs are compared for every sleeper,
 * v's first step included: as long as p's thread goes on after p it is the whole turn p p' p'' that has to be
 * moved before w, and must not conflict with w.
 *
 * Why nothing is lost: of all schedules within the bound that are the same but for the order of such steps,
 * the one that comes first in the order of exploration is never left out, since leaving out means that there
 * is an earlier one.
 */
#ifndef TWINPIPE_SLEEPERS_H
#define TWINPIPE_SLEEPERS_H

#include "footprint.h"

/* A choice that has been explored at some node. */
struct explored {
    const void *who; /* thread or step; NULL: this one cannot sleep */
    BOOL is_thread;
    BOOL enabled_after;      /* a thread: it could go on after its step */
    BOOL last_enabled_after; /* a step of the platform: the thread that had the turn could */
    BOOL preempts;           /* taking it was a preemption */
    footprint_item *items;
    unsigned int count;
};

/* A choice between what can be done now. */
struct situation {
    const struct model_thread *last; /* has the turn */
    BOOL last_enabled;
};

void sleepers_begin(void);
/* Not worth taking. */
BOOL sleepers_refuse(const struct situation *situation, const struct choice *choice);
/* From now on; the next step is the first that is taken in its place. */
void sleepers_add(const struct explored *explored);
/* The choice is taken, in that situation. */
void sleepers_choose(const struct situation *situation, const struct choice *choice);
/* Its step is over, footprint and all. */
void sleepers_step_over(void);
/* Nobody sleeps any more. */
void sleepers_wake(void);

#endif
