/* The gate: where the threads of a steered run are held. */
#include "gate_state.h"
#include "waiters.h"

struct gate gate = {.lock = SRWLOCK_INIT, .changed = CONDITION_VARIABLE_INIT};

static volatile LONG run, late;
static ULONGLONG clock;
static unsigned int unheld; /* callbacks that run and are not held; under the lock */
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
    WakeConditionVariable(&gate.changed);
}

/* Until it is granted, or the gate is open. */
static void hold(struct gate_thread *thread)
{
    while ((gate.holding || (gate.ending && thread->callback)) && !thread->granted)
        SleepConditionVariableSRW(&thread->turn, &gate.lock, INFINITE, 0);
    thread->granted = FALSE;
    thread->state = GATE_RUNNING;
}

static BOOL is_held(const struct gate_thread *thread)
{
    return thread && (gate.holding || (gate.ending && thread->callback));
}

struct gate_thread *gate_park(const char *call)
{
    DWORD error = GetLastError();
    struct gate_thread *thread = slot == TLS_OUT_OF_INDEXES ? NULL : TlsGetValue(slot);

    if (!is_held(thread)) {
        SetLastError(error);
        return NULL;
    }
    AcquireSRWLockExclusive(&gate.lock);
    thread->call = call;
    set_state(thread, GATE_PARKED);
    hold(thread);
    ReleaseSRWLockExclusive(&gate.lock);
    SetLastError(error);
    return gate.holding ? thread : NULL;
}

/* It has what its call is for, and stays inside until its next turn. */
static void stay(struct gate_thread *thread)
{
    thread->early = TRUE;
    set_state(thread, GATE_PARKED);
    hold(thread);
    thread->early = FALSE;
}

BOOL gate_poll(struct gate_thread *thread, BOOL (*poll)(void *), void *argument)
{
    BOOL done = poll(argument);

    AcquireSRWLockExclusive(&gate.lock);
    thread->timed_out = thread->satisfied = FALSE;
    if (!done)
        set_state(thread, GATE_POLLING);
    while (!done && gate.holding && !thread->timed_out) {
        while (gate.holding && !thread->poll_wanted && !thread->timed_out)
            SleepConditionVariableSRW(&thread->turn, &gate.lock, INFINITE, 0);
        if (!thread->poll_wanted)
            break;
        ReleaseSRWLockExclusive(&gate.lock);
        done = poll(argument);
        AcquireSRWLockExclusive(&gate.lock);
        thread->satisfied = done;
        thread->poll_wanted = FALSE;
        WakeConditionVariable(&gate.changed);
    }
    if (thread->timed_out)
        thread->granted = FALSE;
    if (done && thread->blocks)
        stay(thread);
    thread->satisfied = FALSE;
    thread->state = GATE_RUNNING;
    ReleaseSRWLockExclusive(&gate.lock);
    return done;
}

void gate_calling(struct gate_thread *thread, unsigned int drains, BOOL cancels)
{
    DWORD error = GetLastError();

    if (thread) {
        AcquireSRWLockExclusive(&gate.lock);
        thread->drains = drains;
        gate_callers_drain(drains, cancels);
        set_state(thread, GATE_CALLING);
        ReleaseSRWLockExclusive(&gate.lock);
    } else if (gate_is_ending()) {
        gate_steerer_blocks();
    }
    SetLastError(error);
}

void gate_returned(struct gate_thread *thread)
{
    DWORD error = GetLastError();

    if (!thread)
        return;
    AcquireSRWLockExclusive(&gate.lock);
    gate_callers_drained(thread->drains);
    thread->drains = 0;
    if (thread->blocks && gate.holding)
        stay(thread);
    thread->state = GATE_RUNNING;
    ReleaseSRWLockExclusive(&gate.lock);
    SetLastError(error);
}

static struct gate_thread *take_free(void)
{
    for (unsigned int i = gate.scenario_threads; i < THREADS_MOST; i++)
        if ((gate.threads[i].state == GATE_FREE || gate.threads[i].state == GATE_ENDED) &&
            &gate.threads[i] != gate.turn) {
            memset(&gate.threads[i], 0, sizeof(gate.threads[i]));
            gate.threads[i].state = GATE_RUNNING;
            return &gate.threads[i];
        }
    return NULL;
}

static BOOL begin_held(unsigned int caller)
{
    struct gate_thread *thread;

    if (!gate_caller_arrives(caller))
        return FALSE;
    if ((!gate.holding && !gate.ending) || !(thread = take_free())) {
        unheld++;
        return TRUE;
    }
    thread->callback = TRUE;
    thread->caller = caller;
    TlsSetValue(slot, thread);
    set_state(thread, GATE_PARKED);
    hold(thread);
    if (!thread->abandoned)
        return TRUE;
    set_state(thread, GATE_ENDED);
    TlsSetValue(slot, NULL);
    return FALSE;
}

BOOL gate_callback_begin(unsigned int of_run, unsigned int caller)
{
    BOOL begun;

    AcquireSRWLockExclusive(&gate.lock);
    if (of_run == (unsigned int)run) {
        begun = begin_held(caller);
    } else {
        InterlockedIncrement(&late);
        begun = FALSE;
    }
    ReleaseSRWLockExclusive(&gate.lock);
    return begun;
}

void gate_callback_end(void)
{
    struct gate_thread *thread = TlsGetValue(slot);

    AcquireSRWLockExclusive(&gate.lock);
    if (thread) {
        thread->call = NULL;
        set_state(thread, GATE_ENDED);
        TlsSetValue(slot, NULL);
    } else if (!--unheld) {
        WakeConditionVariable(&gate.changed);
    }
    ReleaseSRWLockExclusive(&gate.lock);
}

static void run_function(struct gate_thread *thread)
{
    TlsSetValue(slot, thread);
    AcquireSRWLockExclusive(&gate.lock);
    set_state(thread, GATE_PARKED);
    hold(thread);
    ReleaseSRWLockExclusive(&gate.lock);
    thread->function();
    AcquireSRWLockExclusive(&gate.lock);
    set_state(thread, GATE_ENDED);
    TlsSetValue(slot, NULL);
}

/* Its thread ends with it, and takes along what it has issued. */
static DWORD WINAPI run_once(void *argument)
{
    run_function(argument);
    ReleaseSRWLockExclusive(&gate.lock);
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

    AcquireSRWLockExclusive(&gate.lock);
    for (;;) {
        while (!hand->job)
            SleepConditionVariableSRW(&hand->wake, &gate.lock, INFINITE, 0);
        job = hand->job;
        hand->job = NULL;
        ReleaseSRWLockExclusive(&gate.lock);
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

BOOL gate_wait_until(BOOL (*condition)(const void *), const void *argument, DWORD milliseconds)
{
    ULONGLONG end = GetTickCount64() + milliseconds, now;

    while (!condition(argument)) {
        if ((now = GetTickCount64()) >= end)
            return FALSE;
        SleepConditionVariableSRW(&gate.changed, &gate.lock, (DWORD)(end - now), 0);
    }
    return TRUE;
}

static BOOL have_parked(const void *argument)
{
    (void)argument;
    for (unsigned int i = 0; i < gate.scenario_threads; i++)
        if (gate.threads[i].state != GATE_PARKED)
            return FALSE;
    return TRUE;
}

/* Before the scenario's begin, which may make what calls back. */
void gate_prepare(const struct scenario *scenario)
{
    if (slot == TLS_OUT_OF_INDEXES)
        slot = TlsAlloc();
    AcquireSRWLockExclusive(&gate.lock);
    for (unsigned int i = 0; i < THREADS_MOST; i++)
        if (gate.threads[i].exiting)
            CloseHandle(gate.threads[i].exiting);
    memset(gate.threads, 0, sizeof(gate.threads));
    gate.scenario_threads = 0;
    while (gate.scenario_threads < SCENARIO_THREADS_MOST && scenario->threads[gate.scenario_threads])
        gate.scenario_threads++;
    gate.overdue = 0;
    gate.holding = FALSE;
    gate.ending = TRUE;
    gate_callers_begin();
    ReleaseSRWLockExclusive(&gate.lock);
}

void gate_begin(const struct scenario *scenario, ULONGLONG now)
{
    AcquireSRWLockExclusive(&gate.lock);
    gate.holding = TRUE;
    gate.ending = FALSE;
    gate.started = gate.now = now;
    gate.ticks = GetTickCount64();
    for (unsigned int i = 0; i < gate.scenario_threads; i++) {
        gate.threads[i].number = i + 1;
        gate.threads[i].function = scenario->threads[i];
        start(i, &gate.threads[i], scenario->exits);
    }
    gate_wait_until(have_parked, NULL, END_MILLISECONDS);
    ReleaseSRWLockExclusive(&gate.lock);
}

ULONGLONG gate_clock(void)
{
    ULONGLONG real = GetTickCount64(), script = gate.ticks + (gate.now - gate.started) / MODEL_MILLISECOND;

    return gate.holding ? script : real > script ? real : script;
}

static BOOL have_ended(const void *argument)
{
    (void)argument;
    for (unsigned int i = 0; i < gate.scenario_threads; i++)
        if (gate.threads[i].state != GATE_ENDED)
            return FALSE;
    return TRUE;
}

static void wake_all(void)
{
    for (unsigned int i = 0; i < THREADS_MOST; i++)
        WakeAllConditionVariable(&gate.threads[i].turn);
}

BOOL gate_open(void)
{
    BOOL ended;

    AcquireSRWLockExclusive(&gate.lock);
    gate.ending = have_ended(NULL);
    gate.holding = FALSE;
    if (!gate.ending)
        wake_all();
    waiters_let_go();
    ended = gate_wait_until(have_ended, NULL, END_MILLISECONDS);
    ReleaseSRWLockExclusive(&gate.lock);
    return ended;
}

void gate_steerer_blocks(void)
{
    AcquireSRWLockExclusive(&gate.lock);
    gate.ending = FALSE;
    wake_all();
    ReleaseSRWLockExclusive(&gate.lock);
}

BOOL gate_is_ending(void)
{
    return gate.ending && !TlsGetValue(slot);
}

static BOOL callbacks_are_over(const void *argument)
{
    (void)argument;
    for (unsigned int i = gate.scenario_threads; i < THREADS_MOST; i++)
        if (gate.threads[i].state != GATE_FREE && gate.threads[i].state != GATE_ENDED)
            return FALSE;
    return !unheld;
}

/* Callbacks that are held at their first step do nothing any more; others come to their end, since what they
 * write to is the next run's soon. */
BOOL gate_next_run(void)
{
    BOOL over;

    AcquireSRWLockExclusive(&gate.lock);
    for (unsigned int i = gate.scenario_threads; i < THREADS_MOST; i++)
        if (gate.threads[i].callback && gate.threads[i].state == GATE_PARKED && !gate.threads[i].call)
            gate.threads[i].abandoned = TRUE;
    gate.ending = FALSE;
    waiters_use(FALSE);
    wake_all();
    over = gate_wait_until(callbacks_are_over, NULL, END_MILLISECONDS);
    InterlockedIncrement(&run);
    ReleaseSRWLockExclusive(&gate.lock);
    return over;
}
