#include "results/bug/order.h"

#include <stdlib.h>
#include <string.h>

/* What a thread knows of every thread: 2 * n + 1 of its event n begun, 2 * n + 2: and over. */
struct ordering {
    struct program *program;
    size_t threads;
    int *known; /* of every event, when it begins: a row for each */
    int *now;   /* of every thread */
    int turns;
};

static int *known_by(struct ordering *ordering, int event)
{
    return ordering->known + (size_t)event * ordering->threads;
}

static int *known_now(struct ordering *ordering, int thread)
{
    return ordering->now + (size_t)thread * ordering->threads;
}

static void learn(const struct ordering *ordering, int *into, const int *from)
{
    for (size_t i = 0; i < ordering->threads; i++)
        if (from[i] > into[i])
            into[i] = from[i];
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
    int *now = known_now(ordering, event->thread);
    turn_list_add(&event->waits, ordering->turns);
    turn_list_add(is_over ? &before->after_turn : &before->before_turn, ordering->turns);
    ordering->turns++;
    learn(ordering, now, known_by(ordering, other));
    now[before->thread] = 2 * other + (is_over ? 2 : 1);
}

static void order_event(struct ordering *ordering, int index)
{
    struct program *program = ordering->program;
    struct program_event *event = &program->events[index];
    int *now = known_now(ordering, event->thread);
    for (int thread = 0; thread < program->thread_count; thread++) {
        int over = last_before(program, thread, index, true),
            begun = last_before(program, thread, index, false);
        if (thread == event->thread)
            continue;
        if (over != NO_INDEX && now[thread] < 2 * over + 2 && over >= begun)
            wait_for(ordering, index, over, true);
        if (begun != NO_INDEX && begun > over && now[thread] < 2 * begun + 1) {
            wait_for(ordering, index, begun, false);
            event->settles = true;
        }
    }
    memcpy(known_by(ordering, index), now, ordering->threads * sizeof *now);
    now[event->thread] = 2 * index + 2;
}

int order(struct program *program, int observed)
{
    struct ordering ordering = {.program = program, .threads = (size_t)program->thread_count};
    ordering.known = memory_new(program->event_count * ordering.threads, sizeof *ordering.known);
    ordering.now = memory_new(ordering.threads * ordering.threads, sizeof *ordering.now);
    for (int i = 0; i <= observed; i++) {
        struct program_event *event = &program->events[i];
        event->waits.count = event->before_turn.count = event->after_turn.count = 0;
    }
    for (int i = 0; i <= observed; i++)
        if (program->events[i].is_kept || i == observed)
            order_event(&ordering, i);
    free(ordering.known);
    free(ordering.now);
    return ordering.turns;
}
