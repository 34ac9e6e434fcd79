/* Callbacks, and what the script says of them. A platform starts a callback when it likes; it is held at its
 * first step, where the program has not seen anything of it. So one that the script has still in a queue when
 * a call takes back what is queued is taken back here, too: it returns at once. That loses nothing, unless it
 * has used up a signal that the script has not: such a one goes its way, ahead of its time.
 */
#include "../seam/seam.h"
#include "gate_state.h"
#include "waiters.h"

#define CALLERS_MOST 256

static struct caller {
    const void *object, *pool;
    BOOL grouped; /* a cleanup group has it */
    HANDLE armed;
    unsigned int queued;  /* in the script */
    unsigned int started; /* in the script, and no thread of it has begun yet */
    unsigned int waiting; /* have come, and are no thread of the script yet */
    BOOL armed_now;
    BOOL quiet;      /* waited for, and nothing can call back since */
    BOOL takes_back; /* a call that does so is under way */
} callers[CALLERS_MOST];
static unsigned int count;

void gate_callers_begin(void)
{
    memset(callers, 0, sizeof(callers));
    count = 0;
}

static struct caller *caller_at(unsigned int number)
{
    static struct caller none;

    return number && number < CALLERS_MOST ? &callers[number] : &none;
}

unsigned int gate_caller_new(const void *pool, BOOL grouped)
{
    unsigned int number;

    AcquireSRWLockExclusive(&gate.lock);
    number = ++count;
    *caller_at(number) = (struct caller){.pool = pool, .grouped = grouped};
    ReleaseSRWLockExclusive(&gate.lock);
    return number;
}

void gate_caller_is(unsigned int number, const void *object)
{
    AcquireSRWLockExclusive(&gate.lock);
    caller_at(number)->object = object;
    ReleaseSRWLockExclusive(&gate.lock);
}

/* The newest: an address may be used again. */
unsigned int gate_caller_of(const void *object)
{
    unsigned int number;

    AcquireSRWLockExclusive(&gate.lock);
    for (number = count < CALLERS_MOST ? count : CALLERS_MOST - 1; number; number--)
        if (callers[number].object == object)
            break;
    ReleaseSRWLockExclusive(&gate.lock);
    return number;
}

void gate_caller_submits(unsigned int number)
{
    AcquireSRWLockExclusive(&gate.lock);
    caller_at(number)->queued++;
    caller_at(number)->quiet = caller_at(number)->takes_back = FALSE;
    ReleaseSRWLockExclusive(&gate.lock);
}

void gate_caller_arms(unsigned int number, HANDLE handle)
{
    AcquireSRWLockExclusive(&gate.lock);
    caller_at(number)->armed_now = handle != NULL;
    if (handle) {
        waiters_use(TRUE);
        caller_at(number)->armed = handle;
        caller_at(number)->quiet = caller_at(number)->takes_back = FALSE;
    }
    ReleaseSRWLockExclusive(&gate.lock);
}

struct event_state {
    ULONG kind, signaled; /* as NtQueryEvent has them; kind 0 stays signaled */
};

static BOOL look_at_event(HANDLE handle, struct event_state *state)
{
    NTSTATUS(NTAPI * query)(HANDLE, int, void *, ULONG, ULONG *);

    query = (void *)GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtQueryEvent");
    return handle && query && !query(handle, 0, state, sizeof(*state), NULL);
}

/* What stays signaled is not used up by a callback; nor is what is not there any more. */
static BOOL keeps_its_signal(HANDLE handle)
{
    struct event_state state;

    return !look_at_event(handle, &state) || !state.kind;
}

static BOOL can_be_taken_back(const struct caller *caller)
{
    return caller->queued || keeps_its_signal(caller->armed);
}

BOOL gate_caller_arrives(unsigned int number)
{
    struct caller *caller = caller_at(number);

    if (caller->quiet)
        gate.overdue = number;
    if (caller->takes_back && caller->waiting >= caller->started)
        return FALSE;
    caller->waiting++;
    return TRUE;
}

struct gate_thread *gate_arrival(unsigned int number)
{
    struct gate_thread *oldest = NULL;

    for (unsigned int i = 0; i < THREADS_MOST; i++)
        if (gate.threads[i].callback && gate.threads[i].state == GATE_PARKED && !gate.threads[i].number &&
            !gate.threads[i].abandoned && (!number || gate.threads[i].caller == number) &&
            (!oldest || gate.threads[i].since < oldest->since))
            oldest = &gate.threads[i];
    return oldest;
}

static BOOL has_come(const void *number)
{
    return gate_arrival(*(const unsigned int *)number) != NULL;
}

struct gate_thread *gate_arrival_as(unsigned int caller, unsigned int number)
{
    struct gate_thread *thread;

    if (!gate_wait_until(has_come, &caller, GRACE_MILLISECONDS))
        return NULL;
    thread = gate_arrival(caller);
    thread->number = number;
    if (caller_at(caller)->waiting)
        caller_at(caller)->waiting--;
    if (caller_at(caller)->started)
        caller_at(caller)->started--;
    return thread;
}

/* A pool of the program's own has one thread. */
static BOOL is_busy(const void *pool)
{
    for (unsigned int i = 0; pool && i < THREADS_MOST; i++)
        if (gate.threads[i].callback && gate.threads[i].state != GATE_ENDED &&
            gate.threads[i].state != GATE_FREE && caller_at(gate.threads[i].caller)->pool == pool)
            return TRUE;
    return FALSE;
}

static BOOL is_there(const void *argument)
{
    const struct caller *caller = argument;

    return caller->waiting >= caller->queued + caller->started || (caller->queued && is_busy(caller->pool));
}

BOOL gate_callers_step(const struct script_item *item)
{
    struct caller *caller = caller_at(item->caller);

    if (!item->caller)
        return TRUE;
    if (!item->starts) {
        caller->queued++;
    } else {
        caller->queued -= caller->queued != 0;
        caller->started++;
    }
    return gate_wait_until(is_there, caller, item->open ? OPEN_MILLISECONDS : GRACE_MILLISECONDS);
}

static void take_back(struct caller *caller, unsigned int number)
{
    struct gate_thread *newest;

    while (caller->waiting > caller->started) {
        newest = NULL;
        for (unsigned int i = 0; i < THREADS_MOST; i++)
            if (gate.threads[i].callback && gate.threads[i].state == GATE_PARKED &&
                gate.threads[i].caller == number && !gate.threads[i].number && !gate.threads[i].abandoned &&
                (!newest || gate.threads[i].since > newest->since))
                newest = &gate.threads[i];
        if (!newest)
            return;
        newest->abandoned = newest->granted = TRUE;
        caller->waiting--;
        WakeConditionVariable(&newest->turn);
    }
}

static void drain(unsigned int number)
{
    struct caller *caller = caller_at(number);

    caller->takes_back = can_be_taken_back(caller);
    if (caller->takes_back)
        take_back(caller, number);
    caller->queued = 0;
}

/* Whoever has come by now has ended: the call has waited for it. */
static void drained(struct caller *caller)
{
    caller->quiet = caller->armed && !caller->armed_now;
    caller->takes_back = FALSE;
}

void gate_callers_drain(unsigned int number, BOOL cancels)
{
    for (unsigned int i = 1; cancels && i <= count && i < CALLERS_MOST; i++)
        if (i == number || (number == GATE_GROUP && callers[i].grouped))
            drain(i);
}

void gate_callers_drained(unsigned int number)
{
    for (unsigned int i = 1; i <= count && i < CALLERS_MOST; i++)
        if (i == number || (number == GATE_GROUP && callers[i].grouped)) {
            callers[i].armed_now &= number != GATE_GROUP; /* a group takes apart what it has */
            drained(&callers[i]);
        }
}

BOOL gate_is_ahead(void)
{
    BOOL ahead = FALSE;

    AcquireSRWLockExclusive(&gate.lock);
    for (unsigned int i = 1; i <= count && i < CALLERS_MOST; i++)
        ahead = ahead || callers[i].waiting > callers[i].queued + callers[i].started;
    ReleaseSRWLockExclusive(&gate.lock);
    return ahead;
}

BOOL gate_callers_may_be_overdue(void)
{
    struct event_state state;

    for (unsigned int i = 1; i <= count && i < CALLERS_MOST; i++)
        if (callers[i].quiet && look_at_event(callers[i].armed, &state) && state.signaled)
            return TRUE;
    return FALSE;
}

static unsigned int caller_of_stray(unsigned int number)
{
    for (unsigned int i = 1; number && i <= count && i < CALLERS_MOST; i++)
        if ((i == number || (number == GATE_GROUP && callers[i].grouped)) &&
            callers[i].waiting > callers[i].started)
            return i;
    return 0;
}

BOOL gate_has_stray(unsigned int number)
{
    return caller_of_stray(number) != 0;
}

struct gate_thread *gate_stray(unsigned int number)
{
    unsigned int caller = caller_of_stray(number);
    struct gate_thread *thread = caller ? gate_arrival(caller) : NULL;

    if (thread)
        callers[caller].waiting--;
    return thread;
}
