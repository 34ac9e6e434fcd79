/* Two threads with a context of the framework's each, for the platform and for the model, where they are
 * fibers. */
#include "../conformance.h"

static DWORD WINAPI fail_in_a_context(void *event)
{
    winetest_push_context("of the other thread");
    SetEvent(event);
    SleepEx(10, FALSE);
    ok(0, "its failure\n");
    winetest_pop_context();
    return 0;
}

BEHAVIOUR(contexts, .id = "faults/contexts", .summary = "each thread fails in its own words",
          .provenance = INFERRED, .source = "-", .facts = {"-"})
{
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL);
    HANDLE thread = CreateThread(NULL, 0, fail_in_a_context, event, 0, NULL);

    check_wait("the other thread", WaitForSingleObject(event, INFINITE), WAIT_OBJECT_0);
    winetest_push_context("of the first thread");
    SleepEx(20, FALSE);
    ok(0, "its failure\n");
    winetest_pop_context();
    WaitForSingleObject(thread, INFINITE);
    CloseHandle(thread);
    CloseHandle(event);
}

UNIT(contexts)
