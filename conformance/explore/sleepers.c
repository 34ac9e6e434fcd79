#include <stdlib.h>
#include "sleepers.h"

#define SLEEPERS_MOST 1024 /* beyond that, nobody falls asleep */

enum state {
    ASLEEP,
    TAKEN
}; /* TAKEN: its turn is under way, and it is not known yet whether that was worth it */

struct sleeper {
    const struct explored *explored;
    enum state state;
    int more;                          /* what p w costs more than w; once taken: p w than w p */
    BOOL thread_since;                 /* a thread is in w */
    unsigned int since, until;         /* events of w */
    const struct model_thread *before; /* once taken: who had the turn at the end of w */
};

static struct sleeper sleepers[SLEEPERS_MOST];
static unsigned int count;

void sleepers_begin(void)
{
    count = 0;
}

void sleepers_wake(void)
{
    count = 0;
}

static const void *who(const struct choice *choice)
{
    return choice->thread ? (const void *)choice->thread : choice->step;
}

static int cost(const struct situation *situation, const struct choice *choice)
{
    return situation->last_enabled && choice->thread != situation->last;
}

/* The same choice after p w. As long as w has no thread in it, p's is the one that has the turn. */
static int cost_after(const struct sleeper *sleeper, const struct situation *situation,
                      const struct choice *choice)
{
    const struct explored *explored = sleeper->explored;

    if (sleeper->thread_since)
        return cost(situation, choice);
    if (explored->is_thread)
        return explored->enabled_after && who(choice) != explored->who;
    return (explored->last_enabled_after || situation->last_enabled) && choice->thread != situation->last;
}

static BOOL is_ready(const struct model_thread *thread)
{
    return thread->state == THREAD_READY;
}

/* p is to be taken now. Is p w never dearer than w p, whatever follows? */
static BOOL is_never_dearer(const struct sleeper *sleeper, const struct situation *situation,
                            const struct choice *choice)
{
    int more = sleeper->more - cost(situation, choice);

    if (!sleeper->explored->is_thread || !sleeper->thread_since)
        return more <= 0;
    return more + (situation->last_enabled != 0) <= 0;
}

/* p's turn is over, and this follows. */
static BOOL was_not_dearer(const struct sleeper *sleeper, const struct situation *situation,
                           const struct choice *choice)
{
    int after = sleeper->before && is_ready(sleeper->before) && choice->thread != sleeper->before;

    return sleeper->more + after - cost(situation, choice) <= 0;
}

BOOL sleepers_refuse(const struct situation *situation, const struct choice *choice)
{
    for (unsigned int i = 0; i < count; i++) {
        const struct sleeper *sleeper = &sleepers[i];
        BOOL same = sleeper->explored->who == who(choice);

        if (sleeper->state == ASLEEP ? same && is_never_dearer(sleeper, situation, choice)
                                     : !same && was_not_dearer(sleeper, situation, choice))
            return TRUE;
    }
    return FALSE;
}

void sleepers_add(const struct explored *explored)
{
    if (count < SLEEPERS_MOST && explored->who)
        sleepers[count++] = (struct sleeper){.explored = explored,
                                             .more = explored->preempts,
                                             .since = footprints_count(),
                                             .until = footprints_count()};
}

/* FALSE: it wakes. */
static BOOL choose(struct sleeper *sleeper, const struct situation *situation, const struct choice *choice)
{
    BOOL same = sleeper->explored->who == who(choice);

    if (sleeper->state == TAKEN)
        return same;
    if (!same) {
        sleeper->more += cost_after(sleeper, situation, choice) - cost(situation, choice);
        sleeper->thread_since |= choice->thread != NULL;
        return TRUE;
    }
    sleeper->more -= cost(situation, choice);
    sleeper->state = TAKEN;
    sleeper->until = footprints_count();
    sleeper->before = situation->last;
    return sleeper->explored->is_thread && sleeper->thread_since;
}

/* FALSE: it wakes. */
static BOOL step_over(const struct sleeper *sleeper)
{
    if (sleeper->state == ASLEEP)
        return !footprints_last_conflicts(
            (struct footprint){sleeper->explored->items, sleeper->explored->count});
    return !footprints_last_conflicts_with(sleeper->since, sleeper->until);
}

void sleepers_choose(const struct situation *situation, const struct choice *choice)
{
    unsigned int kept = 0;

    for (unsigned int i = 0; i < count; i++)
        if (choose(&sleepers[i], situation, choice))
            sleepers[kept++] = sleepers[i];
    count = kept;
}

void sleepers_step_over(void)
{
    unsigned int kept = 0;

    for (unsigned int i = 0; i < count; i++)
        if (step_over(&sleepers[i]))
            sleepers[kept++] = sleepers[i];
    count = kept;
}
