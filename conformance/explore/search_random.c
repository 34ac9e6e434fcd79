/* Random walks: every choice alike, or PCT: each thread has a priority, the highest goes, and at depth - 1
 * points drawn beforehand the one that runs falls below all others (Burckhardt et al., ASPLOS 2010). Platform
 * steps have priorities as threads have. */
#include <stdlib.h>
#include "../trace/trace.h"
#include "explore.h"

#define PRIORITIES 4096
#define LENGTH_FIRST 64 /* choices of a run, until one is known */

struct walk {
    struct scheduler scheduler;
    unsigned long long state;
    struct schedule schedule;
    unsigned int depth, length, at, lowest;
    unsigned int change[16];
    unsigned int priorities[PRIORITIES]; /* by what goes; 0: not drawn yet */
    struct schedule_reader reader;
    BOOL lost;
};

static unsigned int draw(struct walk *walk, unsigned int below)
{
    walk->state ^= walk->state << 13;
    walk->state ^= walk->state >> 7;
    walk->state ^= walk->state << 17;
    return (unsigned int)((walk->state >> 11) % below);
}

static unsigned int choose_randomly(struct scheduler *scheduler, const struct choice *choices,
                                    unsigned int count)
{
    struct walk *walk = (struct walk *)scheduler;
    unsigned int chosen = draw(walk, count);

    schedule_add(&walk->schedule, choices, chosen);
    return chosen;
}

static unsigned int *priority_of(struct walk *walk, const struct choice *choice)
{
    unsigned long long who =
        choice->thread ? choice->thread->id : (unsigned long long)(ULONG_PTR)choice->step >> 4;
    unsigned int *priority = &walk->priorities[who % PRIORITIES];

    if (!*priority)
        *priority = 1000 + draw(walk, 1u << 20);
    return priority;
}

static unsigned int choose_by_priority(struct scheduler *scheduler, const struct choice *choices,
                                       unsigned int count)
{
    struct walk *walk = (struct walk *)scheduler;
    unsigned int best = 0;

    if (choices[0].kind == CHOICE_ANSWER)
        return choose_randomly(scheduler, choices, count);
    for (unsigned int i = 1; i < count; i++)
        if (*priority_of(walk, &choices[i]) > *priority_of(walk, &choices[best]))
            best = i;
    for (unsigned int i = 0; i + 1 < walk->depth; i++)
        if (walk->change[i] == walk->at)
            *priority_of(walk, &choices[best]) = walk->lowest--;
    walk->at++;
    schedule_add(&walk->schedule, choices, best);
    return best;
}

static void prepare(struct walk *walk, const struct search_options *options)
{
    schedule_clear(&walk->schedule);
    walk->at = 0;
    walk->lowest = 500;
    ZeroMemory(walk->priorities, sizeof(walk->priorities));
    for (unsigned int i = 0; i + 1 < options->depth && i < ARRAY_SIZE(walk->change); i++)
        walk->change[i] = draw(walk, walk->length);
}

static void run_walks(const struct scenario *scenario, const struct search_options *options,
                      struct outcomes *outcomes, struct search_result *result,
                      unsigned int (*choose)(struct scheduler *, const struct choice *, unsigned int))
{
    struct walk *walk = calloc(1, sizeof(*walk));
    struct scenario_end end;

    if (!walk)
        abort();
    *result = (struct search_result){0};
    walk->scheduler = (struct scheduler){.every_call = TRUE, .choose = choose};
    walk->state = options->seed * 0x9e3779b97f4a7c15ull + 1;
    walk->depth = options->depth < ARRAY_SIZE(walk->change) ? options->depth : ARRAY_SIZE(walk->change);
    walk->length = LENGTH_FIRST;
    while (result->schedules < options->runs && !(options->stop && options->stop())) {
        prepare(walk, options);
        if (options->run)
            options->run(scenario, &walk->scheduler, &end, &walk->schedule);
        else
            scenario_run(scenario, &walk->scheduler, &end);
        outcomes_add(outcomes, &end, &walk->schedule);
        result->schedules++;
        if (walk->schedule.count > result->deepest)
            result->deepest = walk->length = walk->schedule.count;
    }
    free(walk->schedule.items);
    free(walk);
}

void search_randomly(const struct scenario *scenario, const struct search_options *options,
                     struct outcomes *outcomes, struct search_result *result)
{
    run_walks(scenario, options, outcomes, result, choose_randomly);
}

void search_pct(const struct scenario *scenario, const struct search_options *options,
                struct outcomes *outcomes, struct search_result *result)
{
    run_walks(scenario, options, outcomes, result, choose_by_priority);
}

static unsigned int choose_as_read(struct scheduler *scheduler, const struct choice *choices,
                                   unsigned int count)
{
    struct walk *walk = (struct walk *)scheduler;
    int chosen = count > 1 ? schedule_next(&walk->reader, choices, count) : 0;

    if (chosen >= 0 && choices[chosen].step)
        trace_remark("      platform    - %s", choices[chosen].step->name);
    if (count == 1)
        return 0;
    if (chosen < 0) {
        walk->lost = TRUE;
        chosen = 0;
    }
    schedule_add(&walk->schedule, choices, (unsigned int)chosen);
    return (unsigned int)chosen;
}

const char *search_replay(const struct scenario *scenario, const char *schedule, run_instead run,
                          struct outcomes *outcomes)
{
    struct walk *walk = calloc(1, sizeof(*walk));
    struct scenario_end end;
    const char *problem = NULL;

    if (!walk)
        abort();
    walk->scheduler = (struct scheduler){.every_call = TRUE, .every_choice = TRUE, .choose = choose_as_read};
    walk->reader.at = schedule;
    if (run)
        run(scenario, &walk->scheduler, &end, &walk->schedule);
    else
        scenario_run(scenario, &walk->scheduler, &end);
    if (walk->lost)
        problem = "it names a step that cannot be taken there, or ends too early";
    else if (*walk->reader.at || walk->reader.left)
        problem = "the scenario is over before its end";
    else
        outcomes_add(outcomes, &end, &walk->schedule);
    free(walk->schedule.items);
    free(walk);
    return problem;
}
