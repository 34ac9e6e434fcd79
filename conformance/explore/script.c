/* What a run on the model does, as a script for the steered platform. */
#include <stdlib.h>
#include "steer.h"

#define FIRST_ID 4
#define NUMBERS_MOST 256

struct recorder {
    struct scheduler scheduler;
    struct scheduler *inner;
    struct script *script;
    const struct model_thread *last; /* whose turn it is */
    BOOL blocked[NUMBERS_MOST];      /* by number, at the end of the last turn */
    unsigned int
        blocked_since[NUMBERS_MOST]; /* item + 1, until it is known what has freed it; 0: it is not */
    BOOL untold; /* a step that cannot be held is taken later than it could be: the platform may have taken it
                  */
    BOOL open;   /* the last thread's turn has no end yet */
};

static unsigned int number_of(const struct model_thread *thread)
{
    return (thread->id - FIRST_ID) / 4;
}

static void close_turn(struct recorder *recorder)
{
    struct script *script = recorder->script;
    struct script_item *item;

    if (!recorder->open)
        return;
    recorder->open = FALSE;
    item = &script->items[script->count - 1];
    item->ended = model_turn_left == THREAD_BLOCKED ? TURN_BLOCKED
                  : model_turn_left == THREAD_ENDED ? TURN_ENDED
                                                    : TURN_PARKED;
    item->call = recorder->last->call;
    item->now = model_now;
    item->pending = model_pending;
    if (item->which >= NUMBERS_MOST)
        return;
    recorder->blocked[item->which] = item->ended == TURN_BLOCKED;
    recorder->blocked_since[item->which] = item->ended == TURN_BLOCKED ? script->count : 0;
}

static void close_step(struct recorder *recorder)
{
    struct script *script = recorder->script;

    if (!script->count)
        script->pending = model_pending;
    if (recorder->open || !script->count)
        return;
    script->items[script->count - 1].now = model_now;
    script->items[script->count - 1].pending = model_pending;
}

/* Who was blocked and can go on has been freed by the last item. */
static void note_freed(struct recorder *recorder, const struct choice *choices, unsigned int count)
{
    struct script *script = recorder->script;

    for (unsigned int i = 0; i < count; i++) {
        unsigned int number = choices[i].kind == CHOICE_THREAD ? number_of(choices[i].thread) : NUMBERS_MOST;

        if (number >= NUMBERS_MOST || !recorder->blocked_since[number])
            continue;
        script->items[recorder->blocked_since[number] - 1].freed = script->count - 1;
        recorder->blocked_since[number] = 0;
    }
}

/* The last item is the turn of a thread whose wait had run out of time: nobody has freed it, and it is said
 * where that was. */
static void note_expiry(struct script *script)
{
    const struct script_item *turn = &script->items[script->count - 1];
    BOOL said = FALSE;

    for (struct script_item *item = script->items + script->count - 1; item-- > script->items;) {
        if (item->kind == CHOICE_THREAD && item->which == turn->which) {
            item->freed = 0;
            return;
        }
        if (item->kind == CHOICE_TIME && !said) {
            item->which = item->which ? item->which : turn->which;
            said = TRUE;
        }
    }
}

static struct script_item *new_item(struct script *script)
{
    if (script->count == script->room) {
        struct script_item *larger;

        script->room = script->room ? 2 * script->room : 1024;
        if (!(larger = realloc(script->items, script->room * sizeof(*larger))))
            abort();
        script->items = larger;
    }
    return &script->items[script->count++];
}

static void add(struct recorder *recorder, const struct choice *choice)
{
    struct script_item *item = new_item(recorder->script);
    struct model_thread *thread = choice->thread;

    *item = (struct script_item){.kind = choice->kind, .now = model_now, .pending = model_pending};
    recorder->open = choice->kind == CHOICE_THREAD;
    if (choice->kind == CHOICE_PLATFORM && choice->step->caller) {
        item->caller = choice->step->caller(choice->step);
        item->starts = choice->step->starts;
    }
    if (choice->kind != CHOICE_THREAD)
        return;
    recorder->last = thread;
    item->which = number_of(thread);
    item->caller = thread->begins;
    item->timed_out =
        item->which < NUMBERS_MOST && recorder->blocked[item->which] && thread->wait_result == WAIT_TIMEOUT;
    if (item->timed_out)
        note_expiry(recorder->script);
}

static unsigned int own_steps(const struct choice *choices, unsigned int count)
{
    unsigned int own = 0;

    for (unsigned int i = 0; i < count; i++)
        own += choices[i].kind == CHOICE_PLATFORM || choices[i].kind == CHOICE_TIME;
    return own;
}

/* Callbacks are seen when they come, and held; other steps of a platform's own are not seen. */
static BOOL has_untold(const struct choice *choices, unsigned int count, unsigned int chosen)
{
    for (unsigned int i = 0; i < count; i++)
        if (i != chosen && choices[i].kind == CHOICE_PLATFORM && !choices[i].step->caller)
            return TRUE;
    return FALSE;
}

/* Whoever runs the end is not held: what goes on beside it takes its own order there. */
static BOOL is_beside_the_end(const struct choice *choices, unsigned int count)
{
    for (unsigned int i = 0; count > 1 && i < count; i++)
        if (choices[i].kind == CHOICE_THREAD && !number_of(choices[i].thread))
            return TRUE;
    return FALSE;
}

static void note_open(struct script *script)
{
    script->open = script->items[script->count - 1].open = TRUE;
    if (script->count > 1)
        script->items[script->count - 2].open = TRUE;
}

static unsigned int choose(struct scheduler *scheduler, const struct choice *choices, unsigned int count)
{
    struct recorder *recorder = (struct recorder *)scheduler;
    BOOL in_turn = choices[0].kind == CHOICE_ANSWER;
    unsigned int chosen;

    if (!in_turn) {
        close_step(recorder);
        close_turn(recorder);
        note_freed(recorder, choices, count);
    }
    chosen = count > 1 ? recorder->inner->choose(recorder->inner, choices, count) : 0;
    if (in_turn)
        return chosen;
    add(recorder, &choices[chosen]);
    recorder->untold = recorder->untold || has_untold(choices, count, chosen);
    if (recorder->untold || is_beside_the_end(choices, count) ||
        own_steps(choices, count) > (choices[chosen].kind == CHOICE_PLATFORM))
        note_open(recorder->script);
    return chosen;
}

void script_record(const struct scenario *scenario, struct scheduler *scheduler, struct scenario_end *end,
                   struct script *script)
{
    struct recorder recorder = {.scheduler = {.every_call = TRUE, .every_choice = TRUE, .choose = choose},
                                .inner = scheduler,
                                .script = script};

    script->count = script->pending = 0;
    script->open = FALSE;
    scenario_run(scenario, &recorder.scheduler, end);
    recorder.open = recorder.open && end->end == MODEL_ENDED;
    close_turn(&recorder);
}
