/* Depth first: each run follows the path of the one before to the last choice that has an alternative left
 * within the bound, takes that, and goes on without preemptions.
 *
 * With reduction, a choice's alternatives are only tried once a run below its first branch has shown a
 * reason. That the outcomes stay the same within the bound on preemptions: let p be the step first taken, and
 * w p v another way on, w without p's thread.
 * - p goes on with the thread that has the turn. If something in w conflicts with p, the first such step x: p
 * and w up to x is a way within the bound, since leaving p's thread after p costs no more than before, and it
 * shows the race of p and x. If not, p w v is the same as w p v, costs no more, and begins with p.
 * - the thread that had the turn cannot go on, so that any choice is free: the same with p and what follows
 * of its thread until that blocks (the whole turn) in the place of p; a race of any step of the turn counts.
 * Steps of the platform in the midst of a turn are not covered by that: if there are any further down,
 * everything is tried. So the races of steps lead to the same additional places to switch at as in Coons,
 * Musuvathi and McKinley, Bounded partial-order reduction (OOPSLA 2013). No sleep sets: with a bound they
 * need more than that.
 */
#include <stdlib.h>
#include "footprint.h"

#define FIRST_THREAD 4 /* the id of the one that runs begin and end */

struct node {
    unsigned short count, first,
        taken; /* choices; the one without a preemption; which is taken: index of the order */
    unsigned short preemptions; /* before this choice */
    BOOL costs;                 /* any other than the first is a preemption */
    BOOL every;                 /* all alternatives are to be tried */
};

struct search {
    struct scheduler scheduler;
    const struct search_options *options;
    struct node *nodes;
    unsigned int count, room, at;
    unsigned int preemptions;
    unsigned int platform; /* nodes before the last choice that had a step of the platform */
    struct schedule schedule;
};

/* The order in which choices are tried: first, then the others from the lowest. */
static unsigned int index_of(const struct node *node)
{
    if (!node->taken)
        return node->first;
    return node->taken <= node->first ? node->taken - 1u : node->taken;
}

static BOOL has_kind(const struct choice *choices, unsigned int count, enum choice_kind kind)
{
    for (unsigned int i = 0; i < count; i++)
        if (choices[i].kind == kind)
            return TRUE;
    return FALSE;
}

/* The scenario's own threads are over: what still goes on races with the look at the end. */
static BOOL may_end(const struct choice *choices, unsigned int count)
{
    for (unsigned int i = 0; i < count; i++)
        if (choices[i].kind == CHOICE_THREAD && choices[i].thread->id == FIRST_THREAD)
            return TRUE;
    return FALSE;
}

static struct node *new_node(struct search *search, const struct choice *choices, unsigned int count)
{
    struct node *node;

    if (search->count == search->room) {
        search->room = search->room ? 2 * search->room : 1024;
        if (!(search->nodes = realloc(search->nodes, search->room * sizeof(*search->nodes))))
            abort();
    }
    node = &search->nodes[search->count++];
    *node = (struct node){.count = (unsigned short)count, .preemptions = (unsigned short)search->preemptions};
    for (unsigned int i = 0; i < count; i++)
        if (choices[i].kind == CHOICE_THREAD && choices[i].thread == model_current) {
            node->first = (unsigned short)i;
            node->costs = TRUE;
        }
    node->every = !search->options->reduce || choices[0].kind == CHOICE_ANSWER ||
                  has_kind(choices, count, CHOICE_TIME) || may_end(choices, count) ||
                  (!node->costs && has_kind(choices, count, CHOICE_PLATFORM));
    return node;
}

static unsigned int choose(struct scheduler *scheduler, const struct choice *choices, unsigned int count)
{
    struct search *search = (struct search *)scheduler;
    unsigned int chosen = 0, at = FOOTPRINT_NO_NODE;

    if (has_kind(choices, count, CHOICE_PLATFORM))
        search->platform = search->at;
    if (count > 1) {
        struct node *node =
            search->at < search->count ? &search->nodes[search->at] : new_node(search, choices, count);

        chosen = index_of(node);
        at = search->at++;
        search->preemptions += node->costs && node->taken;
        schedule_add(&search->schedule, choices, chosen);
    }
    if (search->options->reduce && choices[0].kind != CHOICE_ANSWER)
        footprints_choice(choices, count, chosen, at);
    return chosen;
}

static void note_races(void *context, unsigned int at, BOOL raced, BOOL turn_raced)
{
    struct search *search = context;
    struct node *node = &search->nodes[at];

    if (node->costs ? raced : (turn_raced || at < search->platform))
        node->every = TRUE;
}

/* To the next path; FALSE if there is none. */
static BOOL advance(struct search *search)
{
    while (search->count) {
        struct node *node = &search->nodes[search->count - 1];

        if (node->every && node->taken + 1u < node->count &&
            (!node->costs || node->preemptions < search->options->preemptions)) {
            node->taken++;
            return TRUE;
        }
        search->count--;
    }
    return FALSE;
}

static void run(struct search *search, const struct scenario *scenario, struct scenario_end *end)
{
    const struct search_options *options = search->options;

    search->at = search->preemptions = search->platform = 0;
    schedule_clear(&search->schedule);
    footprints_begin();
    if (options->run)
        options->run(scenario, &search->scheduler, end, &search->schedule);
    else
        scenario_run(scenario, &search->scheduler, end);
    footprints_end();
    if (options->reduce)
        footprints_each(note_races, search);
}

void search_exhaustively(const struct scenario *scenario, const struct search_options *options,
                         struct outcomes *outcomes, struct search_result *result)
{
    struct search search = {{.every_call = TRUE, .every_choice = options->reduce, .choose = choose},
                            .options = options};
    struct scenario_end end;

    *result = (struct search_result){0};
    do {
        run(&search, scenario, &end);
        outcomes_add(outcomes, &end, &search.schedule);
        result->schedules++;
        if (search.count > result->deepest)
            result->deepest = search.count;
        if (options->most && result->schedules == options->most)
            break;
    } while ((result->complete = !advance(&search)) == 0);
    free(search.nodes);
    free(search.schedule.items);
}
