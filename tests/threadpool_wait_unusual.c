/* Thread-pool waits used as they should not be: no callback, a tagged handle, a handle that closes, two
 * events for one return. */
#include "conformance/conformance.h"

BEHAVIOUR(
    no_callback, .id = "threadpool-wait/create-null-callback",
    .summary =
        "CreateThreadpoolWait without a callback makes an object, or fails with ERROR_INVALID_PARAMETER",
    .provenance = INFERRED, .source = "inference", .facts = {"threadpool-wait/create-null-callback"})
{
    TP_WAIT *wait;

    SetLastError(0xdeadbeef);
    wait = CreateThreadpoolWait(NULL, NULL, NULL);
    check_error("CreateThreadpoolWait", wait ? ERROR_SUCCESS : GetLastError(), ERROR_SUCCESS,
                ERROR_INVALID_PARAMETER);
    if (wait)
        CloseThreadpoolWait(wait);
}

/* An exception would be the other outcome of the row, and is not caught: the run records it as a crash of
 * this behaviour. */
BEHAVIOUR(
    tagged, .id = "threadpool-wait/tagged-handle",
    .summary = "a wait armed on an event's handle with its low bit set waits for that event",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/sync.c:test_WaitForSingleObject:1225-1316 (wine 10.0); inference",
    .facts = {"threadpool-wait/tagged-handle"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct wait_probe *probe = event ? wait_probe_new(NULL) : NULL;

    REQUIRE(probe);
    wait_probe_arm(probe, (HANDLE)((ULONG_PTR)event | 1), INFINITE);
    SetEvent(event);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    check_wait("result", (DWORD)probe->last_result, WAIT_OBJECT_0);
}

BEHAVIOUR(
    handle_closed, .id = "threadpool-wait/close-handle-while-armed",
    .summary =
        "a wait whose handle has been closed is still called when the event is set through another handle",
    .provenance = INFERRED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
              "nf-threadpoolapiset-setthreadpoolwait; inference",
    .facts = {"threadpool-wait/close-handle-while-armed"})
{
    HANDLE event = CreateEventW(NULL, TRUE, FALSE, NULL), other = NULL;
    struct wait_probe *probe;

    REQUIRE(event);
    DuplicateHandle(GetCurrentProcess(), event, GetCurrentProcess(), &other, 0, FALSE, DUPLICATE_SAME_ACCESS);
    REQUIRE(owned(other) && (probe = wait_probe_new(NULL)));
    wait_probe_arm(probe, event, INFINITE);
    wait_probe_settle();
    check_result("CloseHandle", RESULT(CloseHandle(event)), ERROR_SUCCESS);
    check_number("callbacks before", probe->calls, 0);
    SetEvent(other);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
}

static void set_two_events(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    HANDLE *events = probe->argument;

    SetEventWhenCallbackReturns(instance, events[0]);
    SetEventWhenCallbackReturns(instance, events[1]);
}

BEHAVIOUR(two_events, .id = "threadpool-wait/two-setevent-when-returns",
          .summary = "of two events that a callback wants set when it returns one is set",
          .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-seteventwhencallbackreturns; inference",
          .facts = {"threadpool-wait/two-setevent-when-returns"})
{
    HANDLE *events = behaviour_memory(2 * sizeof(*events));
    struct wait_probe *probe;

    REQUIRE(events && (events[0] = new_event(TRUE, FALSE)) && (events[1] = new_event(TRUE, FALSE)));
    REQUIRE(probe = wait_probe_inside(NULL, set_two_events, events));
    wait_probe_open(probe);
    check_boolean("one is set", WaitForMultipleObjects(2, events, FALSE, PROBE_DEADLINE) < 2, TRUE);
    wait_probe_final_count(probe);
    check_number("events set", observe_event(events[0]) + observe_event(events[1]), 1);
}

BEHAVIOUR(either_order, .id = "threadpool-wait/callback-order-unspecified",
          .summary = "the callbacks of two waits that are signaled one after the other run both",
          .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; inference",
          .facts = {"threadpool-wait/callback-order-unspecified"})
{
    HANDLE first = new_event(FALSE, FALSE), second = new_event(FALSE, FALSE);
    struct wait_probe *of_first, *of_second;

    REQUIRE(first && second && (of_first = wait_probe_new(NULL)) && (of_second = wait_probe_new(NULL)));
    wait_probe_arm(of_first, first, INFINITE);
    wait_probe_arm(of_second, second, INFINITE);
    SetEvent(first);
    SetEvent(second);
    check_number("callbacks of the first", wait_probe_count(of_first, 1), 1);
    check_number("callbacks of the second", wait_probe_count(of_second, 1), 1);
    check_event("the first event", first, NOT_SIGNALED);
    check_event("the second event", second, NOT_SIGNALED);
}

UNIT(threadpool_wait_unusual)
