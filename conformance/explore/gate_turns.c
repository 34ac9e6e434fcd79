/* Turns: each as the script has it, and what to do about a platform that goes its own way. */
#include <stdio.h>
#include "gate_state.h"

#define EARLY (~0u)            /* number of a callback that has started before its time */
#define STEP_MILLISECONDS 1000 /* a turn that is not over by then is none */
#define GRACE_MILLISECONDS 200 /* what the platform may take for a step of its own */
#define AHEAD_MILLISECONDS 20  /* before a callback that came early is let go */

static BOOL turn_is_over(const void *argument)
{
    const struct gate_thread *thread = argument;

    return thread->state != GATE_RUNNING && thread->state != GATE_CALLING;
}

static BOOL is_inside(const void *argument)
{
    return ((const struct gate_thread *)argument)->state != GATE_RUNNING;
}

static BOOL poll_is_made(const void *argument)
{
    return !((const struct gate_thread *)argument)->poll_wanted;
}

static BOOL poll_once(struct gate_thread *thread)
{
    thread->poll_wanted = TRUE;
    WakeConditionVariable(&thread->turn);
    gate_wait_until(poll_is_made, thread, STEP_MILLISECONDS);
    return thread->satisfied;
}

/* Whoever waits gets what the step has given, in the order in which they came. */
static void poll_all(void)
{
    for (;;) {
        struct gate_thread *next = NULL;
        static ULONGLONG polled;

        for (unsigned int i = 0; i < THREADS_MOST; i++)
            if (gate.threads[i].state == GATE_POLLING && !gate.threads[i].satisfied &&
                !gate.threads[i].expired && gate.threads[i].since > polled &&
                (!next || gate.threads[i].since < next->since))
                next = &gate.threads[i];
        if (!next) {
            polled = 0;
            return;
        }
        polled = next->since;
        poll_once(next);
    }
}

static BOOL poll_patiently(struct gate_thread *thread, DWORD milliseconds)
{
    ULONGLONG end = GetTickCount64() + milliseconds;

    while (thread->state == GATE_POLLING && !poll_once(thread)) {
        if (GetTickCount64() >= end)
            return FALSE;
        ReleaseSRWLockExclusive(&gate.lock);
        SwitchToThread();
        AcquireSRWLockExclusive(&gate.lock);
    }
    return TRUE;
}

static struct gate_thread *oldest_arrival(void)
{
    struct gate_thread *oldest = NULL;

    for (unsigned int i = 0; i < THREADS_MOST; i++)
        if (gate.threads[i].callback && gate.threads[i].state == GATE_PARKED && !gate.threads[i].number &&
            (!oldest || gate.threads[i].since < oldest->since))
            oldest = &gate.threads[i];
    return oldest;
}

static BOOL has_arrived(const void *argument)
{
    (void)argument;
    return oldest_arrival() != NULL;
}

static struct gate_thread *numbered(unsigned int number)
{
    for (unsigned int i = 0; i < THREADS_MOST; i++)
        if (gate.threads[i].number == number && gate.threads[i].state != GATE_FREE &&
            gate.threads[i].state != GATE_ENDED)
            return &gate.threads[i];
    if (number <= gate.scenario_threads || !gate_wait_until(has_arrived, NULL, GRACE_MILLISECONDS))
        return NULL;
    oldest_arrival()->number = number;
    return numbered(number);
}

static BOOL lost(struct steer_report *report, unsigned int number, const char *what)
{
    snprintf(report->difference, sizeof(report->difference), "thread %u %s", number, what);
    return FALSE;
}

/* Until it has ended, or waits for what others have. */
static void let_go(struct gate_thread *thread)
{
    for (;;) {
        if (thread->state == GATE_POLLING)
            poll_once(thread);
        if (thread->state != GATE_PARKED)
            return;
        thread->granted = TRUE;
        thread->state = GATE_RUNNING;
        WakeConditionVariable(&thread->turn);
        if (!gate_wait_until(turn_is_over, thread, STEP_MILLISECONDS))
            return;
    }
}

/* Callbacks that the platform has started before their time, if somebody waits for them inside a call. */
static void let_go_who_came_early(struct steer_report *report)
{
    struct gate_thread *thread;

    while ((thread = oldest_arrival())) {
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

static BOOL finish_turn(struct gate_thread *thread, const struct script_item *item,
                        struct steer_report *report)
{
    gate_wait_until(is_inside, thread, STEP_MILLISECONDS);
    if (thread->state == GATE_CALLING && item->ended == TURN_BLOCKED) {
        thread->released = TRUE;
        return TRUE;
    }
    if (!gate_wait_until(turn_is_over, thread, AHEAD_MILLISECONDS))
        let_go_who_came_early(report);
    if (!gate_wait_until(turn_is_over, thread, report->ahead ? GRACE_MILLISECONDS : STEP_MILLISECONDS))
        return lost(report, item->which, "is inside a call that returns on the model");
    if (thread->state == GATE_ENDED && thread->exiting)
        see_off(thread);
    if (thread->state == GATE_POLLING && item->ended != TURN_BLOCKED)
        return poll_patiently(thread, GRACE_MILLISECONDS)
                   ? TRUE
                   : lost(report, item->which, "waits for what it has on the model");
    if (thread->state == GATE_PARKED && item->ended == TURN_BLOCKED && !thread->callback)
        return lost(report, item->which, "has what it waits for on the model");
    return TRUE;
}

static BOOL take_turn(const struct script_item *item, struct steer_report *report)
{
    struct gate_thread *thread = numbered(item->which);

    if (!thread)
        return item->ended == TURN_PARKED ? lost(report, item->which, "does not come to its turn") : TRUE;
    if (thread->state == GATE_POLLING && item->timed_out && (thread->expired || !poll_once(thread))) {
        thread->timed_out = TRUE;
        thread->expired = FALSE;
        thread->state = GATE_RUNNING;
        WakeConditionVariable(&thread->turn);
        return finish_turn(thread, item, report);
    }
    if (thread->state == GATE_POLLING && !poll_patiently(thread, GRACE_MILLISECONDS))
        return lost(report, item->which, "waits for what it has on the model");
    if (!gate_wait_until(turn_is_over, thread, STEP_MILLISECONDS))
        return lost(report, item->which, "is inside a call that returns on the model");
    thread->granted = TRUE;
    thread->state = GATE_RUNNING;
    WakeConditionVariable(&thread->turn);
    if (!finish_turn(thread, item, report))
        return FALSE;
    poll_all();
    return TRUE;
}

BOOL gate_turn(const struct script_item *item, struct steer_report *report)
{
    BOOL followed;

    AcquireSRWLockExclusive(&gate.lock);
    followed = take_turn(item, report);
    ReleaseSRWLockExclusive(&gate.lock);
    return followed;
}

void gate_expire(unsigned int number)
{
    AcquireSRWLockExclusive(&gate.lock);
    for (unsigned int i = 0; i < THREADS_MOST; i++)
        if (gate.threads[i].number == number && gate.threads[i].state == GATE_POLLING)
            gate.threads[i].expired = !gate.threads[i].satisfied && !poll_once(&gate.threads[i]);
    ReleaseSRWLockExclusive(&gate.lock);
}
