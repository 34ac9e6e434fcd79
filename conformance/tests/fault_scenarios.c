/* A scenario that has a violation, for the check of the explorer. */
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
