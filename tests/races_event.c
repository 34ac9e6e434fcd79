/* Races of events: what a wait sees of a signal that others set, reset and consume. */
#include "conformance/conformance.h"

static HANDLE event;
static DWORD first_result, second_result;

static void open_auto(void)
{
    event = CreateEventW(NULL, FALSE, FALSE, NULL);
}

static void open_manual(void)
{
    event = CreateEventW(NULL, TRUE, FALSE, NULL);
}

static void set_then_reset(void)
{
    SetEvent(event);
    ResetEvent(event);
}

static void wait_first(void)
{
    first_result = WaitForSingleObject(event, 1000);
}

static void wait_second(void)
{
    second_result = WaitForSingleObject(event, 1000);
}

static void set(void)
{
    SetEvent(event);
}

static void look_at_one(void)
{
    scenario_outcome("the wait: %s", first_result == WAIT_OBJECT_0 ? "signaled" : "timeout");
    CloseHandle(event);
}

static void look_at_two(void)
{
    int woken = (first_result == WAIT_OBJECT_0) + (second_result == WAIT_OBJECT_0);

    scenario_require(woken == 1, "one signal of an auto-reset event woke another number of waiters than one");
    scenario_outcome("%s", first_result == WAIT_OBJECT_0 ? "first" : "second");
    CloseHandle(event);
}

SCENARIO(reset_against_wait, .id = "event/reset-against-wait",
         .summary = "a manual-reset event is set and reset while a thread comes to wait for it",
         .begin = open_manual, .threads = {set_then_reset, wait_first}, .end = look_at_one);

SCENARIO(two_waiters, .id = "event/two-waiters",
         .summary = "one signal of an auto-reset event and two waiters", .begin = open_auto,
         .threads = {set, wait_first, wait_second}, .end = look_at_two);

UNIT(races_event)
