/* Turns: each as the script has it, and what to do about a platform that goes its own way. */
#include <stdio.h>
#include "gate_state.h"
#include "steer_pending.h"
#include "waiters.h"

#define EARLY (~0u)           /* number of a callback that has started before its time */
#define HELD_MILLISECONDS 100 /* a call that is not back by then may need who is held */
#define ENTER_MILLISECONDS 2  /* for a call to come to the point where it waits */
#define AHEAD_MILLISECONDS 20 /* before callbacks that came early are let go */
#define LATE_MILLISECONDS 5   /* for a callback that must not come */
#define LOOSE_MILLISECONDS 20 /* for a turn that nothing is known of */

static BOOL turn_is_over(const void *argument)
{
    const struct gate_thread *thread = argument;

    return thread->state != GATE_RUNNING && thread->state != GATE_CALLING;
}

static BOOL turn_is_over_or_waits(const void *argument)
{
    const struct gate_thread *thread = argument;

    return turn_is_over(thread) || (thread->state == GATE_CALLING && gate_has_stray(thread->drains));
}

static BOOL is_inside(const void *argument)
{
    return ((const struct gate_thread *)argument)->state != GATE_RUNNING;
}

static BOOL has_returned(const void *argument)
{
    return ((const struct gate_thread *)argument)->state != GATE_CALLING;
}

static struct gate_thread *numbered(const struct script_item *item)
{
    for (unsigned int i = 0; i < THREADS_MOST; i++)
        if (gate.threads[i].number == item->which && gate.threads[i].state != GATE_FREE &&
            gate.threads[i].state != GATE_ENDED)
            return &gate.threads[i];
    return item->which > gate.scenario_threads && item->caller ? gate_arrival_as(item->caller, item->which)
                                                               : NULL;
}

static BOOL lost(struct steer_report *report, const struct gate_thread *thread, unsigned int number,
                 const char *what)
{
    snprintf(report->difference, sizeof(report->difference), "thread %u: %s %s", number,
             thread && thread->call ? thread->call : "a callback", what);
    return FALSE;
}

static void grant(struct gate_thread *thread)
{
    thread->granted = TRUE;
    thread->state = GATE_RUNNING;
    WakeConditionVariable(&thread->turn);
}

/* Until it has ended, or waits for what others have. */
static void let_go(struct gate_thread *thread)
{
    for (;;) {
        if (thread->state == GATE_POLLING)
            gate_poll_once(thread);
        if (thread->state != GATE_PARKED)
            return;
        grant(thread);
        if (!gate_wait_until(turn_is_over, thread, STEP_MILLISECONDS))
            return;
    }
}

/* Callbacks that the platform has started before their time, if the thread waits for them inside its call. */
static void let_go_who_came_early(const struct gate_thread *waits, struct steer_report *report)
{
    struct gate_thread *thread;

    while ((thread = gate_stray(waits->drains))) {
        report->ahead = 1;
        thread->number = EARLY;
    }
    for (unsigned int i = 0; i < THREADS_MOST; i++)
        if (gate.threads[i].number == EARLY)
            let_go(&gate.threads[i]);
}

/* What ends with it has ended when the next turn begins. */
static void see_off(struct gate_thread *thread)
{
    ReleaseSRWLockExclusive(&gate.lock);
    WaitForSingleObject(thread->exiting, STEP_MILLISECONDS);
    AcquireSRWLockExclusive(&gate.lock);
}

/* The model's names are those of its functions; one call may stand for its like. */
static BOOL is_same_call(const char *here, const char *model)
{
    size_t length = strlen(here);

    model = !strncmp(model, "model_", sizeof("model_") - 1) ? model + sizeof("model_") - 1 : model;
    length = length < strlen(model) ? length : strlen(model);
    return !strncmp(here, model, length);
}

static BOOL is_where_it_should(const struct gate_thread *thread, const struct script_item *item,
                               struct steer_report *report)
{
    const char *model = item->call ? item->call : "the end of its callback";

    if (item->ended == TURN_PARKED && thread->state == GATE_PARKED && thread->call &&
        is_same_call(thread->call, model))
        return TRUE;
    if (item->ended != TURN_PARKED && thread->state == GATE_ENDED &&
        (item->ended == TURN_ENDED || !item->call))
        return TRUE;
    snprintf(report->difference, sizeof(report->difference), "thread %u: %s where the model %s %s",
             item->which, thread->state == GATE_ENDED ? "the end" : thread->call,
             item->ended == TURN_BLOCKED ? "blocks in" : "comes to",
             item->ended == TURN_ENDED ? "the end" : model);
    return FALSE;
}

/* What a platform may take to give what the script says that it has. */
static DWORD patience(const struct script_item *item)
{
    return item->open ? OPEN_MILLISECONDS : GRACE_MILLISECONDS;
}

/* A call that needs who is held is back when it is let go. Whether it was. */
static BOOL wait_as_if_nobody_were_held(BOOL (*is_so)(const void *), struct gate_thread *thread,
                                        DWORD milliseconds)
{
    BOOL was_held;

    if (gate_wait_until(is_so, thread, HELD_MILLISECONDS))
        return FALSE;
    was_held = waiters_let_go();
    gate_wait_until(is_so, thread, milliseconds);
    return was_held;
}

static BOOL finish_turn(struct gate_thread *thread, const struct script_item *item,
                        struct steer_report *report)
{
    BOOL let_go_early = wait_as_if_nobody_were_held(is_inside, thread, STEP_MILLISECONDS);

    /* What it waits for may be closed at the next turn: it is inside by then. */
    if (item->ended == TURN_BLOCKED && thread->state == GATE_CALLING && !thread->drains)
        gate_wait_until(has_returned, thread, ENTER_MILLISECONDS);
    if (item->ended == TURN_BLOCKED &&
        (thread->state == GATE_CALLING || thread->state == GATE_POLLING || thread->early))
        return TRUE;
    if (thread->state == GATE_CALLING)
        let_go_early |= wait_as_if_nobody_were_held(turn_is_over_or_waits, thread, AHEAD_MILLISECONDS);
    if (!gate_wait_until(turn_is_over_or_waits, thread, AHEAD_MILLISECONDS) || !turn_is_over(thread))
        let_go_who_came_early(thread, report);
    if (!gate_wait_until(turn_is_over, thread, item->open ? OPEN_MILLISECONDS : STEP_MILLISECONDS))
        return lost(report, thread, item->which, "is not over, which returns on the model");
    report->ahead |= let_go_early; /* what the platform did meanwhile may be what the script has later */
    if (thread->state == GATE_ENDED && thread->exiting)
        see_off(thread);
    if (thread->state == GATE_POLLING && item->ended != TURN_BLOCKED &&
        !gate_poll_patiently(thread, patience(item)))
        return lost(report, thread, item->which, "waits for what it has on the model");
    gate_wait_until(turn_is_over, thread, STEP_MILLISECONDS);
    return is_where_it_should(thread, item, report);
}

static void begin_turn(struct gate_thread *thread, const struct script_item *item)
{
    gate.turn = thread;
    thread->blocks = item->ended == TURN_BLOCKED;
    thread->freed = thread->blocks ? item->freed : 0;
    gate.now = item->now;
}

static BOOL run_out_of_time(struct gate_thread *thread, const struct script_item *item,
                            struct steer_report *report)
{
    begin_turn(thread, item);
    thread->timed_out = TRUE;
    thread->expired = FALSE;
    thread->state = GATE_RUNNING;
    WakeConditionVariable(&thread->turn);
    return finish_turn(thread, item, report);
}

static BOOL take_turn(const struct script_item *item, struct steer_report *report)
{
    struct gate_thread *thread = numbered(item);

    if (!thread)
        return !item->caller && item->ended != TURN_PARKED
                   ? TRUE
                   : lost(report, NULL, item->which, "has not started that has on the model");
    if (thread->state == GATE_POLLING && item->timed_out && (thread->expired || !gate_poll_once(thread)))
        return run_out_of_time(thread, item, report);
    if (thread->state == GATE_POLLING && !gate_poll_patiently(thread, patience(item)))
        return lost(report, thread, item->which, "waits for what it has on the model");
    if (!gate_wait_until(turn_is_over, thread, item->open ? OPEN_MILLISECONDS : STEP_MILLISECONDS))
        return lost(report, thread, item->which, "is not over, which returns on the model");
    begin_turn(thread, item);
    grant(thread);
    return finish_turn(thread, item, report);
}

/* Who has what it waits for although nobody has given it yet: the platform by itself, ahead of its time, or
 * it does not wait as it should. */
static BOOL nobody_is_early(const struct script *script, unsigned int at, struct steer_report *report)
{
    for (unsigned int i = 0; i < THREADS_MOST; i++) {
        const struct gate_thread *thread = &gate.threads[i];

        if ((!thread->early && !thread->satisfied) || !thread->freed || thread->freed <= at)
            continue;
        if (script->items[thread->freed].kind != CHOICE_PLATFORM)
            return lost(report, thread, thread->number, "returns where it blocks on the model");
        report->ahead = 1;
    }
    return TRUE;
}

static BOOL settle(unsigned int pending, DWORD milliseconds, struct steer_report *report)
{
    if (steer_pending_count() <= pending)
        return TRUE;
    for (ULONGLONG end = GetTickCount64() + milliseconds; steer_pending_count() > pending;) {
        if (GetTickCount64() > end) {
            snprintf(report->difference, sizeof(report->difference),
                     "an operation is pending that is over on the model");
            return FALSE;
        }
        ReleaseSRWLockExclusive(&gate.lock);
        SwitchToThread();
        AcquireSRWLockExclusive(&gate.lock);
    }
    return TRUE;
}

/* On the model, who is freed is so at once, whatever comes after; a platform may look again. */
static void wait_for_who_is_freed(const struct script *script, unsigned int at)
{
    const struct script_item *item = &script->items[at];

    for (unsigned int i = 0; item->kind != CHOICE_TIME && i < THREADS_MOST; i++) {
        struct gate_thread *thread = &gate.threads[i];

        if (!thread->blocks || thread->freed != at)
            continue;
        if (thread->state == GATE_POLLING && !thread->expired)
            gate_poll_patiently(thread, patience(item));
        else if (thread->state == GATE_CALLING)
            gate_wait_until(has_returned, thread, patience(item));
    }
}

static BOOL does_not_come(const struct script_item *item, struct steer_report *report)
{
    snprintf(report->difference, sizeof(report->difference), "no callback comes of what has %s on the model",
             item->starts ? "started one" : "taken a signal");
    return FALSE;
}

static BOOL nobody_is_overdue(struct steer_report *report)
{
    if (!gate.overdue)
        return TRUE;
    report->overdue = 1;
    snprintf(report->difference, sizeof(report->difference), "%s", STEER_OVERDUE);
    return FALSE;
}

static BOOL someone_is_overdue(const void *argument)
{
    (void)argument;
    return gate.overdue != 0;
}

BOOL gate_last(struct steer_report *report)
{
    BOOL none;

    AcquireSRWLockExclusive(&gate.lock);
    waiters_settle();
    if (waiters_there_are() && gate_callers_may_be_overdue())
        gate_wait_until(someone_is_overdue, NULL, LATE_MILLISECONDS);
    none = nobody_is_overdue(report);
    ReleaseSRWLockExclusive(&gate.lock);
    return none;
}

static BOOL take_step(const struct script *script, unsigned int at, struct steer_report *report)
{
    const struct script_item *item = &script->items[at];
    BOOL followed = TRUE;

    if (item->kind == CHOICE_THREAD && !item->which) /* whoever runs the end: that is not held */
        return TRUE;
    gate.now = item->now;
    if (item->kind == CHOICE_THREAD)
        waiters_hold();
    else
        waiters_let_go();
    if (item->kind == CHOICE_PLATFORM)
        followed = gate_callers_step(item) || does_not_come(item, report);
    else if (item->kind == CHOICE_TIME && item->which)
        gate_expire(item->which);
    else if (item->kind == CHOICE_THREAD)
        followed = take_turn(item, report);
    if (!followed || !settle(item->pending, patience(item), report))
        return FALSE;
    wait_for_who_is_freed(script, at);
    gate_poll_all();
    if (!nobody_is_early(script, at, report))
        return FALSE;
    return nobody_is_overdue(report);
}

BOOL gate_turn(const struct script *script, unsigned int at, struct steer_report *report)
{
    BOOL followed;

    AcquireSRWLockExclusive(&gate.lock);
    followed = (at || settle(script->pending, GRACE_MILLISECONDS, report)) && take_step(script, at, report);
    ReleaseSRWLockExclusive(&gate.lock);
    return followed;
}

static BOOL step_loosely(struct gate_thread *thread)
{
    if (thread->state == GATE_POLLING && !thread->satisfied && !gate_poll_once(thread))
        return FALSE;
    if (!gate_wait_until(turn_is_over, thread, thread->state == GATE_CALLING ? 1 : LOOSE_MILLISECONDS) ||
        thread->state != GATE_PARKED)
        return FALSE;
    thread->blocks = FALSE;
    grant(thread);
    gate_wait_until(turn_is_over, thread, LOOSE_MILLISECONDS);
    return TRUE;
}

void gate_turn_loosely(const struct script_item *item)
{
    AcquireSRWLockExclusive(&gate.lock);
    gate.now = item->now;
    waiters_let_go();
    for (unsigned int i = 0; item->kind == CHOICE_THREAD && item->which && i < THREADS_MOST; i++)
        if (gate.threads[i].number == item->which && gate.threads[i].state != GATE_FREE &&
            gate.threads[i].state != GATE_ENDED)
            step_loosely(&gate.threads[i]);
    gate_poll_all();
    ReleaseSRWLockExclusive(&gate.lock);
}

/* Each in its order, until nobody can go on: what has lost the script comes to its end the same way each
 * time. */
void gate_finish_loosely(void)
{
    BOOL any = TRUE;

    AcquireSRWLockExclusive(&gate.lock);
    waiters_let_go();
    for (unsigned int rounds = 0; any && rounds < 2000; rounds++) {
        any = FALSE;
        for (unsigned int i = 0; !any && i < THREADS_MOST; i++)
            if (gate.threads[i].state != GATE_FREE && gate.threads[i].state != GATE_ENDED)
                any = step_loosely(&gate.threads[i]);
    }
    ReleaseSRWLockExclusive(&gate.lock);
}
