/* The tree of choices, as search_tree.h has it. */
#include <stdlib.h>
#include "search_tree.h"
#include "sleepers.h"

#define FIRST_THREAD 4 /* the id of the one that runs begin and end */

struct node {
    unsigned short *order; /* the choices that may be taken, as indices, in the order in which they are */
    unsigned int count, taken;
    unsigned int preemptions;  /* before this choice */
    BOOL costs;                /* any other than that of the thread that has the turn is a preemption */
    struct explored *explored; /* of order; those before taken are known */
    unsigned int known;
};

struct search {
    struct scheduler scheduler;
    const struct scenario *scenario;
    const struct search_options *options;
    struct node *nodes;
    unsigned int count, room, at;
    unsigned int preemptions;
    struct schedule schedule;
    /* the step that is under way */
    struct choice step;
    struct node *step_node; /* where it was chosen; NULL: there was no choice */
    BOOL under_way, answered;
};

static void *allocated(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static BOOL is_in(const struct choice *choices, unsigned int count, const struct model_thread *thread)
{
    for (unsigned int i = 0; i < count; i++)
        if (choices[i].kind == CHOICE_THREAD && choices[i].thread == thread)
            return TRUE;
    return FALSE;
}

/* ---- nodes ---- */

static BOOL is_wanted(const struct search *search, const struct situation *situation,
                      const struct choice *choice)
{
    BOOL costs = situation->last_enabled && choice->thread != situation->last;

    if (costs && search->preemptions >= search->options->preemptions)
        return FALSE;
    return !search->options->reduce || !sleepers_refuse(situation, choice);
}

/* First whoever has the turn, then the others from the lowest. */
static void put_in_order(struct search *search, struct node *node, const struct situation *situation,
                         const struct choice *choices, unsigned int count)
{
    for (unsigned int pass = 0; pass < 2; pass++)
        for (unsigned int i = 0; i < count; i++) {
            BOOL is_last = situation->last_enabled && choices[i].thread == situation->last;

            if (is_last == !pass && is_wanted(search, situation, &choices[i]))
                node->order[node->count++] = (unsigned short)i;
        }
}

static struct node *new_node(struct search *search, unsigned int count)
{
    struct node *node;

    if (search->count == search->room) {
        search->room = search->room ? 2 * search->room : 1024;
        search->nodes = allocated(realloc(search->nodes, search->room * sizeof(*search->nodes)));
    }
    node = &search->nodes[search->count++];
    *node = (struct node){.preemptions = search->preemptions};
    node->order = allocated(malloc(count * sizeof(*node->order)));
    node->explored = allocated(calloc(count, sizeof(*node->explored)));
    return node;
}

static void drop_node(struct search *search)
{
    struct node *node = &search->nodes[--search->count];

    for (unsigned int i = 0; i < node->known; i++)
        free(node->explored[i].items);
    free(node->explored);
    free(node->order);
}

/* ---- steps ---- */

/* What is known of the step that has just ended, for those that are taken in its place. */
static void note_explored(const struct search *search, struct node *node, const struct situation *situation,
                          const struct choice *choices, unsigned int count)
{
    const struct choice *step = &search->step;
    struct footprint footprint = footprints_last();
    struct explored *explored = &node->explored[node->known++];

    if (search->answered || step->kind == CHOICE_TIME || !footprint.items)
        return;
    *explored = (struct explored){.who = step->thread ? (const void *)step->thread : step->step,
                                  .is_thread = step->thread != NULL,
                                  .enabled_after = !footprints_time_passed() && step->thread &&
                                                   is_in(choices, count, step->thread),
                                  .last_enabled_after = situation->last_enabled,
                                  .preempts = node->costs && node->taken != 0,
                                  .count = footprint.count};
    explored->items = allocated(malloc((footprint.count + 1) * sizeof(*explored->items)));
    memcpy(explored->items, footprint.items, footprint.count * sizeof(*explored->items));
}

static void end_step(struct search *search, const struct situation *situation, const struct choice *choices,
                     unsigned int count)
{
    struct node *node = search->step_node;

    if (!search->under_way)
        return;
    footprints_event_end();
    if (node && node->known == node->taken)
        note_explored(search, node, situation, choices, count);
    sleepers_step_over();
}

static void begin_step(struct search *search, const struct situation *situation, const struct choice *choice,
                       struct node *node)
{
    for (unsigned int i = 0; node && i < node->taken; i++)
        sleepers_add(&node->explored[i]);
    sleepers_choose(situation, choice);
    if (choice->kind == CHOICE_TIME || (choice->thread && choice->thread->id == FIRST_THREAD))
        sleepers_wake();
    footprints_event_begin(choice);
    search->step = *choice;
    search->step_node = node;
    search->under_way = TRUE;
    search->answered = FALSE;
}

static struct node *node_here(struct search *search, const struct situation *situation,
                              const struct choice *choices, unsigned int count)
{
    struct node *node;

    if (search->at < search->count)
        return &search->nodes[search->at];
    node = new_node(search, count);
    node->costs = situation->last_enabled;
    put_in_order(search, node, situation, choices, count);
    if (!node->count) {
        drop_node(search);
        model_cut();
    }
    return node;
}

static unsigned int choose_answer(struct search *search, const struct choice *choices, unsigned int count)
{
    struct node *node;

    search->answered = TRUE;
    if (search->at == search->count) {
        node = new_node(search, count);
        for (unsigned int i = 0; i < count; i++)
            node->order[node->count++] = (unsigned short)i;
        node->known = 0;
    }
    node = &search->nodes[search->at++];
    schedule_add(&search->schedule, choices, node->order[node->taken]);
    return node->order[node->taken];
}

static unsigned int choose(struct scheduler *scheduler, const struct choice *choices, unsigned int count)
{
    struct search *search = (struct search *)scheduler;
    struct situation situation = {model_current, is_in(choices, count, model_current)};
    struct node *node = NULL;
    unsigned int chosen = 0;

    if (choices[0].kind == CHOICE_ANSWER)
        return choose_answer(search, choices, count);
    if (search->options->reduce)
        end_step(search, &situation, choices, count);
    if (count > 1) {
        node = node_here(search, &situation, choices, count);
        search->at++;
        chosen = node->order[node->taken];
        search->preemptions += node->costs && choices[chosen].thread != situation.last;
        schedule_add(&search->schedule, choices, chosen);
    } else if (search->options->reduce && sleepers_refuse(&situation, &choices[0])) {
        model_cut();
    }
    if (search->options->reduce)
        begin_step(search, &situation, &choices[chosen], node);
    return chosen;
}

BOOL search_advance(struct search *search)
{
    while (search->count) {
        struct node *node = &search->nodes[search->count - 1];

        if (node->taken + 1u < node->count) {
            node->taken++;
            return TRUE;
        }
        drop_node(search);
    }
    return FALSE;
}

void search_run(struct search *search, struct scenario_end *end)
{
    const struct search_options *options = search->options;

    search->at = search->preemptions = 0;
    search->under_way = FALSE;
    schedule_clear(&search->schedule);
    footprints_begin();
    sleepers_begin();
    if (options->run)
        options->run(search->scenario, &search->scheduler, end, &search->schedule);
    else
        scenario_run(search->scenario, &search->scheduler, end);
    footprints_end();
}

const struct schedule *search_schedule(const struct search *search)
{
    return &search->schedule;
}

unsigned int search_depth(const struct search *search)
{
    return search->count;
}

struct search_place search_place(const struct search *search, unsigned int depth)
{
    return (struct search_place){search->nodes[depth].taken, search->nodes[depth].count};
}

/* What slept at a place is only known once the choices before have been taken there. */
BOOL search_go_to(struct search *search, const struct search_place *path, unsigned int count)
{
    struct scenario_end end;

    for (unsigned int depth = 0; depth < count; depth++) {
        search_run(search, &end);
        if (search->count <= depth || search->nodes[depth].count != path[depth].count ||
            path[depth].taken >= path[depth].count)
            return FALSE;
        while (search->count > depth + 1)
            drop_node(search);
        while (search->nodes[depth].taken < path[depth].taken) {
            search->nodes[depth].taken++;
            search_run(search, &end);
            while (search->count > depth + 1)
                drop_node(search);
        }
    }
    return TRUE;
}

struct search *search_new(const struct scenario *scenario, const struct search_options *options)
{
    struct search *search = allocated(calloc(1, sizeof(*search)));

    search->scheduler =
        (struct scheduler){.every_call = TRUE, .every_choice = options->reduce, .choose = choose};
    search->scenario = scenario;
    search->options = options;
    return search;
}

void search_free(struct search *search)
{
    while (search->count)
        drop_node(search);
    free(search->nodes);
    free(search->schedule.items);
    free(search);
}
