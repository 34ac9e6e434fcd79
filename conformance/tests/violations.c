/* Scenarios that go wrong on purpose: what an exploration must find, and say shortly. */
#include "../conformance.h"
#include "../../writer/imports.h"

static HANDLE event, other_event;
static SRWLOCK first_lock, second_lock;
static LONG counter;

static void open_events(void)
{
    event = CreateEventW(NULL, TRUE, FALSE, NULL);
    other_event = CreateEventW(NULL, TRUE, FALSE, NULL);
}

static void close_events(void)
{
    CloseHandle(event);
    CloseHandle(other_event);
}

/* Between reading and writing there is a call, and nothing is locked. */
static void count_up(HANDLE own)
{
    LONG read = counter;

    SetEvent(own);
    counter = read + 1;
    SetEvent(own);
}

static void count_first(void)
{
    count_up(event);
    ResetEvent(event);
    SetEvent(event);
}

static void count_second(void)
{
    ResetEvent(other_event);
    SetEvent(other_event);
    count_up(other_event);
}

static void look_at_counter(void)
{
    scenario_require(counter == 2, "an update is lost");
    scenario_outcome("%ld", counter);
    close_events();
}

SCENARIO(lost_update, .id = "violations/lost-update", .summary = "two threads count without a lock",
         .begin = open_events, .threads = {count_first, count_second}, .end = look_at_counter);

static void lock_in_order(void)
{
    AcquireSRWLockExclusive(&first_lock);
    AcquireSRWLockExclusive(&second_lock);
    ReleaseSRWLockExclusive(&second_lock);
    ReleaseSRWLockExclusive(&first_lock);
}

static void lock_the_other_way_round(void)
{
    AcquireSRWLockExclusive(&second_lock);
    AcquireSRWLockExclusive(&first_lock);
    ReleaseSRWLockExclusive(&first_lock);
    ReleaseSRWLockExclusive(&second_lock);
}

static void nothing(void)
{
}

SCENARIO(lock_order, .id = "violations/lock-order", .summary = "two locks, taken in two orders",
         .threads = {lock_in_order, lock_the_other_way_round}, .end = nothing);

static void wait_for_ever(void)
{
    WaitForSingleObject(event, INFINITE);
}

static void pulse(void)
{
    PulseEvent(event);
}

SCENARIO(lost_wakeup, .id = "violations/lost-wakeup",
         .summary = "an event is pulsed while a thread comes to wait", .begin = open_events,
         .threads = {pulse, wait_for_ever}, .end = close_events);

static void go_on_for_ever(void)
{
    while (WaitForSingleObject(event, 0) == WAIT_TIMEOUT)
        SwitchToThread();
}

SCENARIO(never_ends, .id = "violations/never-ends",
         .summary = "a thread waits for what never comes, and does not block", .begin = open_events,
         .threads = {go_on_for_ever}, .end = close_events);

static void forget_handle(void)
{
    CreateEventW(NULL, TRUE, FALSE, NULL);
}

SCENARIO(leak, .id = "violations/leak", .summary = "a handle is not closed", .threads = {forget_handle},
         .end = nothing);
