#include <stdio.h>
#include "gate.h"

#define THREADS_MOST 64
#define EARLY (~0u)            /* number of a callback that has started before its time */
#define STEP_MILLISECONDS 1000 /* a turn that is not over by then is none */
#define GRACE_MILLISECONDS 200 /* what the platform may take for a step of its own */
#define AHEAD_MILLISECONDS 20  /* before a callback that came early is let go */
#define END_MILLISECONDS 5000

static SRWLOCK lock = SRWLOCK_INIT;
static CONDITION_VARIABLE changed = CONDITION_VARIABLE_INIT;
static struct gate_thread threads[THREADS_MOST];
static unsigned int scenario_threads;
static volatile LONG run, late;
static BOOL holding; /* between begin and open */
static ULONGLONG clock;
static DWORD slot = TLS_OUT_OF_INDEXES;

unsigned int gate_run(void)
{
    return (unsigned int)run;
}

unsigned int gate_late(void)
{
    return (unsigned int)InterlockedExchange(&late, 0);
}

static void set_state(struct gate_thread *thread, enum gate_state state)
{
    thread->state = state;
    thread->since = ++clock;
    WakeConditionVariable(&changed);
}

/* Until it is granted, or the gate is open. */
static void hold(struct gate_thread *thread)
{
    while (holding && !thread->granted)
        SleepConditionVariableSRW(&thread->turn, &lock, INFINITE, 0);
    thread->granted = FALSE;
    thread->state = GATE_RUNNING;
}

struct gate_thread *gate_park(void)
{
    struct gate_thread *thread = slot == TLS_OUT_OF_INDEXES ? NULL : TlsGetValue(slot);

    if (!thread || !holding)
        return NULL;
    AcquireSRWLockExclusive(&lock);
    set_state(thread, GATE_PARKED);
    hold(thread);
    ReleaseSRWLockExclusive(&lock);
    return holding ? thread : NULL;
}

BOOL gate_poll(struct gate_thread *thread, BOOL (*poll)(void *), void *argument)
{
    BOOL done = poll(argument);

    AcquireSRWLockExclusive(&lock);
    thread->timed_out = FALSE;
    if (!done)
        set_state(thread, GATE_POLLING);
    while (!done && holding && !thread->timed_out) {
        while (holding && !thread->poll_wanted && !thread->timed_out)
            SleepConditionVariableSRW(&thread->turn, &lock, INFINITE, 0);
        if (!thread->poll_wanted)
            break;
        ReleaseSRWLockExclusive(&lock);
        done = poll(argument);
        AcquireSRWLockExclusive(&lock);
        thread->satisfied = done;
        thread->poll_wanted = FALSE;
        WakeConditionVariable(&changed);
    }
    /* It has what it waited for, and goes on at its next turn. */
    if (thread->timed_out)
        thread->granted = FALSE;
    if (thread->satisfied) {
        set_state(thread, GATE_PARKED);
        hold(thread);
        thread->satisfied = FALSE;
    }
    thread->state = GATE_RUNNING;
    ReleaseSRWLockExclusive(&lock);
    return done;
}

void gate_calling(struct gate_thread *thread)
{
    AcquireSRWLockExclusive(&lock);
    thread->released = FALSE;
    set_state(thread, GATE_CALLING);
    ReleaseSRWLockExclusive(&lock);
}

void gate_returned(struct gate_thread *thread)
{
    AcquireSRWLockExclusive(&lock);
    if (thread->released) {
        set_state(thread, GATE_PARKED);
        hold(thread);
    } else {
        thread->state = GATE_RUNNING;
    }
    ReleaseSRWLockExclusive(&lock);
}

static struct gate_thread *take_free(void)
{
    for (unsigned int i = 0; i < THREADS_MOST; i++)
        if (threads[i].state == GATE_FREE) {
            memset(&threads[i], 0, sizeof(threads[i]));
            threads[i].state = GATE_RUNNING;
            return &threads[i];
        }
    return NULL;
}

BOOL gate_callback_begin(unsigned int of_run)
{
    struct gate_thread *thread = NULL;

    AcquireSRWLockExclusive(&lock);
    if (of_run != (unsigned int)run) {
        InterlockedIncrement(&late);
        ReleaseSRWLockExclusive(&lock);
        return FALSE;
    }
    if (holding && (thread = take_free())) {
        thread->callback = TRUE;
        TlsSetValue(slot, thread);
        set_state(thread, GATE_PARKED);
        hold(thread);
    }
    ReleaseSRWLockExclusive(&lock);
    return TRUE;
}

void gate_callback_end(void)
{
    struct gate_thread *thread = TlsGetValue(slot);

    AcquireSRWLockExclusive(&lock);
    if (thread) {
        set_state(thread, GATE_ENDED);
        TlsSetValue(slot, NULL);
    }
    ReleaseSRWLockExclusive(&lock);
}

static void run_function(struct gate_thread *thread)
{
    TlsSetValue(slot, thread);
    AcquireSRWLockExclusive(&lock);
    set_state(thread, GATE_PARKED);
    hold(thread);
    ReleaseSRWLockExclusive(&lock);
    thread->function();
    AcquireSRWLockExclusive(&lock);
    set_state(thread, GATE_ENDED);
    TlsSetValue(slot, NULL);
}

/* Its thread ends with it, and takes along what it has issued. */
static DWORD WINAPI run_once(void *argument)
{
    run_function(argument);
    ReleaseSRWLockExclusive(&lock);
    return 0;
}

/* Threads are dear: each place among a scenario's threads has one that stays. */
static struct hand {
    CONDITION_VARIABLE wake;
    struct gate_thread *job;
    BOOL exists;
} hands[SCENARIO_THREADS_MOST];

static DWORD WINAPI run_again(void *argument)
{
    struct hand *hand = argument;
    struct gate_thread *job;

    AcquireSRWLockExclusive(&lock);
    for (;;) {
        while (!hand->job)
            SleepConditionVariableSRW(&hand->wake, &lock, INFINITE, 0);
        job = hand->job;
        hand->job = NULL;
        ReleaseSRWLockExclusive(&lock);
        run_function(job);
    }
    return 0;
}

static void start(unsigned int place, struct gate_thread *thread, BOOL exits)
{
    struct hand *hand = &hands[place];

    thread->state = GATE_RUNNING;
    if (exits) {
        thread->exiting = CreateThread(NULL, 0, run_once, thread, 0, NULL);
        return;
    }
    hand->job = thread;
    if (!hand->exists)
        CloseHandle(CreateThread(NULL, 0, run_again, hand, 0, NULL));
    hand->exists = TRUE;
    WakeConditionVariable(&hand->wake);
}

static BOOL wait_until(BOOL (*condition)(const void *), const void *argument, DWORD milliseconds)
{
    ULONGLONG end = GetTickCount64() + milliseconds, now;

    while (!condition(argument)) {
        if ((now = GetTickCount64()) >= end)
            return FALSE;
        SleepConditionVariableSRW(&changed, &lock, (DWORD)(end - now), 0);
    }
    return TRUE;
}

static BOOL have_parked(const void *argument)
{
    (void)argument;
    for (unsigned int i = 0; i < scenario_threads; i++)
        if (threads[i].state != GATE_PARKED)
            return FALSE;
    return TRUE;
}

void gate_begin(const struct scenario *scenario)
{
    if (slot == TLS_OUT_OF_INDEXES)
        slot = TlsAlloc();
    AcquireSRWLockExclusive(&lock);
    for (unsigned int i = 0; i < THREADS_MOST; i++)
        if (threads[i].exiting)
            CloseHandle(threads[i].exiting);
    memset(threads, 0, sizeof(threads));
    holding = TRUE;
    scenario_threads = 0;
    while (scenario_threads < SCENARIO_THREADS_MOST && scenario->threads[scenario_threads]) {
        struct gate_thread *thread = &threads[scenario_threads];

        thread->number = scenario_threads + 1;
        thread->function = scenario->threads[scenario_threads];
        start(scenario_threads++, thread, scenario->exits);
    }
    wait_until(have_parked, NULL, END_MILLISECONDS);
    ReleaseSRWLockExclusive(&lock);
}

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
    wait_until(poll_is_made, thread, STEP_MILLISECONDS);
    return thread->satisfied;
}

/* Whoever waits gets what the step has given, in the order in which they came. */
static void poll_all(void)
{
    for (;;) {
        struct gate_thread *next = NULL;
        static ULONGLONG polled;

        for (unsigned int i = 0; i < THREADS_MOST; i++)
            if (threads[i].state == GATE_POLLING && !threads[i].satisfied && !threads[i].expired &&
                threads[i].since > polled && (!next || threads[i].since < next->since))
                next = &threads[i];
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
        ReleaseSRWLockExclusive(&lock);
        SwitchToThread();
        AcquireSRWLockExclusive(&lock);
    }
    return TRUE;
}

static struct gate_thread *oldest_arrival(void)
{
    struct gate_thread *oldest = NULL;

    for (unsigned int i = 0; i < THREADS_MOST; i++)
        if (threads[i].callback && threads[i].state == GATE_PARKED && !threads[i].number &&
            (!oldest || threads[i].since < oldest->since))
            oldest = &threads[i];
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
        if (threads[i].number == number && threads[i].state != GATE_FREE && threads[i].state != GATE_ENDED)
            return &threads[i];
    if (number <= scenario_threads || !wait_until(has_arrived, NULL, GRACE_MILLISECONDS))
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
        if (!wait_until(turn_is_over, thread, STEP_MILLISECONDS))
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
        if (threads[i].number == EARLY)
            let_go(&threads[i]);
}

/* What ends with it has ended when the next turn begins. */
static void see_off(struct gate_thread *thread)
{
    ReleaseSRWLockExclusive(&lock);
    WaitForSingleObject(thread->exiting, STEP_MILLISECONDS);
    AcquireSRWLockExclusive(&lock);
}

static BOOL finish_turn(struct gate_thread *thread, const struct script_item *item,
                        struct steer_report *report)
{
    wait_until(is_inside, thread, STEP_MILLISECONDS);
    if (thread->state == GATE_CALLING && item->ended == TURN_BLOCKED) {
        thread->released = TRUE;
        return TRUE;
    }
    if (!wait_until(turn_is_over, thread, AHEAD_MILLISECONDS))
        let_go_who_came_early(report);
    if (!wait_until(turn_is_over, thread, report->ahead ? GRACE_MILLISECONDS : STEP_MILLISECONDS))
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
    if (!wait_until(turn_is_over, thread, STEP_MILLISECONDS))
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

    AcquireSRWLockExclusive(&lock);
    followed = take_turn(item, report);
    ReleaseSRWLockExclusive(&lock);
    return followed;
}

void gate_expire(unsigned int number)
{
    AcquireSRWLockExclusive(&lock);
    for (unsigned int i = 0; i < THREADS_MOST; i++)
        if (threads[i].number == number && threads[i].state == GATE_POLLING)
            threads[i].expired = !threads[i].satisfied && !poll_once(&threads[i]);
    ReleaseSRWLockExclusive(&lock);
}

static BOOL have_ended(const void *argument)
{
    (void)argument;
    for (unsigned int i = 0; i < scenario_threads; i++)
        if (threads[i].state != GATE_ENDED)
            return FALSE;
    return TRUE;
}

BOOL gate_open(void)
{
    BOOL ended;

    AcquireSRWLockExclusive(&lock);
    holding = FALSE;
    for (unsigned int i = 0; i < THREADS_MOST; i++)
        WakeAllConditionVariable(&threads[i].turn);
    ended = wait_until(have_ended, NULL, END_MILLISECONDS);
    ReleaseSRWLockExclusive(&lock);
    return ended;
}

void gate_next_run(void)
{
    InterlockedIncrement(&run);
}
