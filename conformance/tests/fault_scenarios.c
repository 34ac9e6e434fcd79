/* Scenarios that have a violation, for the check of the explorer. */
#include "conformance/conformance.h"

static HANDLE taken;
static volatile LONG inside;

static void begin(void)
{
    taken = CreateEventW(NULL, TRUE, FALSE, NULL);
}

static void enter(void)
{
    if (WaitForSingleObject(taken, 0) == WAIT_OBJECT_0)
        return;
    SetEvent(taken);
    InterlockedIncrement(&inside);
}

static void end(void)
{
    CloseHandle(taken);
    scenario_require(inside == 1, "two threads are inside");
    scenario_outcome("one");
}

SCENARIO(check_then_act, .id = "faults/check-then-act",
         .summary = "two threads look whether the other is inside before they say that they are",
         .begin = begin, .threads = {enter, enter}, .end = end);

/* It never blocks: whoever does not take the turn from it leaves the other no chance. */
static void spin(void)
{
    while (WaitForSingleObject(taken, 0) == WAIT_TIMEOUT)
        ;
}

static void set(void)
{
    SetEvent(taken);
}

static void close_event(void)
{
    CloseHandle(taken);
    scenario_outcome("ended");
}

SCENARIO(endless, .id = "faults/endless",
         .summary = "a thread asks again and again for what another has yet to do", .begin = begin,
         .threads = {spin, set}, .end = close_event);
