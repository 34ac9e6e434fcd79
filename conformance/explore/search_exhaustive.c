/* Depth first: each run follows the path of the one before to the last choice that has an alternative left
 * within the bound, takes that, and goes on without preemptions. */
#include <stdlib.h>
#include "explore.h"

struct node {
    unsigned short count, first,
        taken; /* choices; the one without a preemption; which is taken: index of the order */
    unsigned short preemptions; /* before this choice */
    BOOL costs;                 /* any other than the first is a preemption */
};

struct search {
    struct scheduler scheduler;
    const struct search_options *options;
    struct node *nodes;
    unsigned int count, room, at;
    unsigned int preemptions;
    struct schedule schedule;
};

/* The order in which choices are tried: first, then the others from the lowest. */
static unsigned int index_of(const struct node *node)
{
    if (!node->taken)
        return node->first;
    return node->taken <= node->first ? node->taken - 1u : node->taken;
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
    return node;
}

static unsigned int choose(struct scheduler *scheduler, const struct choice *choices, unsigned int count)
{
    struct search *search = (struct search *)scheduler;
    struct node *node =
        search->at < search->count ? &search->nodes[search->at] : new_node(search, choices, count);
    unsigned int chosen = index_of(node);

    search->at++;
    search->preemptions += node->costs && node->taken;
    schedule_add(&search->schedule, choices, chosen);
    return chosen;
}

/* To the next path; FALSE if there is none. */
static BOOL advance(struct search *search)
{
    while (search->count) {
        struct node *node = &search->nodes[search->count - 1];

        if (node->taken + 1u < node->count &&
            (!node->costs || node->preemptions < search->options->preemptions)) {
            node->taken++;
            return TRUE;
        }
        search->count--;
    }
    return FALSE;
}

void search_exhaustively(const struct scenario *scenario, const struct search_options *options,
                         struct outcomes *outcomes, struct search_result *result)
{
    struct search search = {{.every_call = TRUE, .choose = choose}, .options = options};
    struct scenario_end end;

    *result = (struct search_result){0};
    do {
        search.at = search.preemptions = 0;
        schedule_clear(&search.schedule);
        if (options->run)
            options->run(scenario, &search.scheduler, &end, &search.schedule);
        else
            scenario_run(scenario, &search.scheduler, &end);
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
