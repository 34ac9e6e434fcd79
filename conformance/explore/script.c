/* What a run on the model does, as a script for the steered platform. */
#include <stdlib.h>
#include "steer.h"

#define FIRST_ID 4

struct recorder {
    struct scheduler scheduler;
    struct scheduler *inner;
    struct script *script;
    BOOL blocked[256]; /* by number, at the end of the last turn */
    BOOL open;         /* the last thread's turn has no end yet */
};

static void close_turn(struct recorder *recorder)
{
    struct script *script = recorder->script;

    if (recorder->open)
        script->items[script->count - 1].ended = model_turn_left == THREAD_BLOCKED ? TURN_BLOCKED
                                                 : model_turn_left == THREAD_ENDED ? TURN_ENDED
                                                                                   : TURN_PARKED;
    if (recorder->open && script->items[script->count - 1].which < ARRAY_SIZE(recorder->blocked))
        recorder->blocked[script->items[script->count - 1].which] =
            script->items[script->count - 1].ended == TURN_BLOCKED;
    recorder->open = FALSE;
}

/* The last item is the turn of a thread whose wait had run out of time: says so where that was. */
static void note_expiry(struct script *script)
{
    const struct script_item *turn = &script->items[script->count - 1];

    for (struct script_item *item = script->items + script->count - 1; item-- > script->items;) {
        if (item->kind == CHOICE_THREAD && item->which == turn->which)
            return;
        if (item->kind == CHOICE_TIME) {
            item->which = item->which ? item->which : turn->which;
            return;
        }
    }
}

static void add(struct recorder *recorder, const struct choice *choice)
{
    struct script *script = recorder->script;

    if (script->count == script->room) {
        struct script_item *larger;

        script->room = script->room ? 2 * script->room : 1024;
        if (!(larger = realloc(script->items, script->room * sizeof(*larger))))
            abort();
        script->items = larger;
    }
    script->items[script->count++] = (struct script_item){
        choice->kind, choice->kind == CHOICE_THREAD ? (choice->thread->id - FIRST_ID) / 4 : 0, TURN_PARKED,
        FALSE};
    if (choice->kind == CHOICE_THREAD &&
        script->items[script->count - 1].which < ARRAY_SIZE(recorder->blocked))
        script->items[script->count - 1].timed_out =
            recorder->blocked[script->items[script->count - 1].which] &&
            choice->thread->wait_result == WAIT_TIMEOUT;
    if (script->items[script->count - 1].timed_out)
        note_expiry(script);
    recorder->open = choice->kind == CHOICE_THREAD;
}

static unsigned int choose(struct scheduler *scheduler, const struct choice *choices, unsigned int count)
{
    struct recorder *recorder = (struct recorder *)scheduler;
    unsigned int chosen;

    close_turn(recorder);
    chosen = count > 1 ? recorder->inner->choose(recorder->inner, choices, count) : 0;
    if (choices[chosen].kind != CHOICE_ANSWER)
        add(recorder, &choices[chosen]);
    else
        recorder->open = TRUE; /* in the middle of a turn */
    return chosen;
}

void script_record(const struct scenario *scenario, struct scheduler *scheduler, struct scenario_end *end,
                   struct script *script)
{
    struct recorder recorder = {.scheduler = {.every_call = TRUE, .every_choice = TRUE, .choose = choose},
                                .inner = scheduler,
                                .script = script};

    script->count = 0;
    scenario_run(scenario, &recorder.scheduler, end);
}
