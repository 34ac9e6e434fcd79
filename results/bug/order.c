#include "results/bug/order.h"

#include <stdlib.h>
#include <string.h>

/* What a thread knows of every thread: 2 * n + 1 of its event n begun, 2 * n + 2: and over. */
typedef int knowledge[THREADS_MOST];

struct ordering {
    struct program *program;
    knowledge *known; /* of every event, when it begins */
    knowledge now[THREADS_MOST];
    int turns;
};

static void learn(knowledge into, const knowledge from)
{
    for (int i = 0; i < THREADS_MOST; i++)
        if (from[i] > into[i])
            into[i] = from[i];
}

static bool add_turn(int list[8], int turn)
{
    for (int i = 0; i < 8; i++)
        if (list[i] == NO_INDEX) {
            list[i] = turn;
            return true;
        }
    return false;
}

/* The last event of a thread that began before NUMBER; NO_INDEX: none. */
static int last_before(const struct program *program, int thread, int index, bool must_be_over)
{
    for (int i = index; i--;) {
        const struct program_event *event = &program->events[i];
        if (event->is_kept && event->thread == thread &&
            (!must_be_over || event->returned < program->events[index].number))
            return i;
    }
    return NO_INDEX;
}

static void wait_for(struct ordering *ordering, int index, int other, bool is_over)
{
    struct program_event *event = &ordering->program->events[index];
    struct program_event *before = &ordering->program->events[other];
    if (add_turn(event->waits, ordering->turns) &&
        add_turn(is_over ? before->after_turn : before->before_turn, ordering->turns))
        ordering->turns++;
    learn(ordering->now[event->thread], ordering->known[other]);
    ordering->now[event->thread][before->thread] = 2 * other + (is_over ? 2 : 1);
}

static void order_event(struct ordering *ordering, int index)
{
    struct program *program = ordering->program;
    struct program_event *event = &program->events[index];
    for (int thread = 0; thread < program->thread_count; thread++) {
        int over = last_before(program, thread, index, true),
            begun = last_before(program, thread, index, false);
        if (thread == event->thread)
            continue;
        if (over != NO_INDEX && ordering->now[event->thread][thread] < 2 * over + 2 && over >= begun)
            wait_for(ordering, index, over, true);
        if (begun != NO_INDEX && begun > over && ordering->now[event->thread][thread] < 2 * begun + 1) {
            wait_for(ordering, index, begun, false);
            event->settles = true;
        }
    }
    memcpy(ordering->known[index], ordering->now[event->thread], sizeof(knowledge));
    ordering->now[event->thread][event->thread] = 2 * index + 2;
}

int order(struct program *program, int observed)
{
    struct ordering ordering = {.program = program};
    ordering.known = memory_new(program->event_count, sizeof *ordering.known);
    for (int i = 0; i <= observed; i++) {
        struct program_event *event = &program->events[i];
        for (int j = 0; j < 8; j++)
            event->waits[j] = event->before_turn[j] = event->after_turn[j] = NO_INDEX;
    }
    for (int i = 0; i <= observed; i++)
        if (program->events[i].is_kept || i == observed)
            order_event(&ordering, i);
    free(ordering.known);
    return ordering.turns;
}
