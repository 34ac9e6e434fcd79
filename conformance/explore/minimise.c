/* A violation with few preemptions, then few switches, then few choices. */
#include <stdlib.h>
#include "explore.h"

#define TRIES_MOST 2000
#define CHOICES_MOST 1000000 /* of all tries together */
#define NO_ITEM 0xffff       /* names no choice: the usual one is taken */

/* Follows a schedule as far as it can be followed. */
struct follower {
    struct scheduler scheduler;
    const struct schedule *schedule;
    unsigned int at, preemptions;
    struct schedule taken;
};

struct cost {
    unsigned int preemptions, switches, length;
};

static unsigned int usual(const struct choice *choices, unsigned int count)
{
    for (unsigned int i = 0; i < count; i++)
        if (choices[i].kind == CHOICE_THREAD && choices[i].thread == model_current)
            return i;
    return 0;
}

static unsigned int follow(struct scheduler *scheduler, const struct choice *choices, unsigned int count)
{
    struct follower *follower = (struct follower *)scheduler;
    unsigned int other = usual(choices, count);
    int chosen = follower->at < follower->schedule->count
                     ? schedule_index(follower->schedule->items[follower->at++], choices, count)
                     : -1;

    if (chosen < 0)
        chosen = (int)other;
    follower->preemptions +=
        choices[other].thread == model_current && choices[other].thread && (unsigned int)chosen != other;
    schedule_add(&follower->taken, choices, (unsigned int)chosen);
    return (unsigned int)chosen;
}

static struct cost cost_of(const struct follower *follower)
{
    struct cost cost = {follower->preemptions, 0, follower->taken.count};

    for (unsigned int i = 1; i < follower->taken.count; i++)
        cost.switches += follower->taken.items[i] != follower->taken.items[i - 1];
    return cost;
}

static BOOL is_less(const struct cost *a, const struct cost *b)
{
    if (a->preemptions != b->preemptions)
        return a->preemptions < b->preemptions;
    return a->switches != b->switches ? a->switches < b->switches : a->length < b->length;
}

/* What comes of it; FALSE unless that is the violation. */
static BOOL try(const struct scenario *scenario, const struct schedule *schedule, const char *violation,
                struct follower *follower)
{
    struct scenario_end end;

    schedule_clear(&follower->taken);
    follower->scheduler = (struct scheduler){.every_call = TRUE, .choose = follow};
    follower->schedule = schedule;
    follower->at = follower->preemptions = 0;
    scenario_run(scenario, &follower->scheduler, &end);
    return !strcmp(end.violation, violation);
}

static void copy(struct schedule *to, const struct schedule *from)
{
    schedule_clear(to);
    for (unsigned int i = 0; i < from->count; i++)
        schedule_append(to, from->items[i]);
}

/* Without the item at that place, or with the usual choice in its place. */
static void change(struct schedule *to, const struct schedule *from, unsigned int place, BOOL leave_out)
{
    schedule_clear(to);
    for (unsigned int i = 0; i < from->count; i++)
        if (i != place || !leave_out)
            schedule_append(to, i == place ? NO_ITEM : from->items[i]);
}

static void shorten(const struct scenario *scenario, struct schedule *schedule, const char *violation)
{
    struct follower follower = {.at = 0};
    struct schedule changed = {0};
    struct cost best, cost;
    unsigned int tries = 0, most;

    if (try(scenario, schedule, violation, &follower)) {
        best = cost_of(&follower);
        most = CHOICES_MOST / (schedule->count + 1) < TRIES_MOST ? CHOICES_MOST / (schedule->count + 1)
                                                                 : TRIES_MOST;
        for (unsigned int place = 0; place < 2 * schedule->count && tries < most; place++, tries++) {
            change(&changed, schedule, place / 2, place & 1);
            if (!try(scenario, &changed, violation, &follower))
                continue;
            cost = cost_of(&follower);
            if (!is_less(&cost, &best))
                continue;
            best = cost;
            copy(schedule, &follower.taken);
            place = ~0u; /* from the beginning */
        }
    }
    free(changed.items);
    free(follower.taken.items);
}

/* The first bound at which it is found, lower than that of the exploration. */
static void lower(const struct scenario *scenario, const struct search_options *options,
                  struct outcomes *outcomes, unsigned int index)
{
    const char *violation = outcomes_text(outcomes, index);

    for (unsigned int bound = 0; bound < options->preemptions; bound++) {
        struct search_options lower = {
            .reduce = options->reduce, .preemptions = bound, .stop = options->stop};
        struct outcomes *found = outcomes_new();
        struct search_result result;
        const char *schedule = NULL;

        search_exhaustively(scenario, &lower, found, &result);
        for (unsigned int i = 0; i < outcomes_count(found); i++)
            if (!strcmp(outcomes_text(found, i), violation))
                schedule = outcomes_schedule(found, i);
        if (schedule)
            outcomes_set_schedule(outcomes, index, schedule);
        outcomes_free(found);
        if (schedule)
            return;
    }
}

void minimise(const struct scenario *scenario, const struct search_options *options,
              struct outcomes *outcomes, unsigned int index, int exhaustive)
{
    struct schedule schedule = {0};

    if (exhaustive)
        lower(scenario, options, outcomes, index);
    schedule_read(&schedule, outcomes_schedule(outcomes, index));
    shorten(scenario, &schedule, outcomes_text(outcomes, index));
    outcomes_set_schedule(outcomes, index, schedule_text(&schedule));
    free(schedule.items);
}
