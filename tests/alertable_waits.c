/* User APCs and waits. */
#include "conformance/conformance.h"

static void CALLBACK count_call(ULONG_PTR argument)
{
    InterlockedIncrement((volatile LONG *)argument);
}

struct waiter {
    volatile LONG calls;
    HANDLE events[2];
    DWORD result, second;
};

static DWORD WINAPI wait_alertably(void *argument)
{
    struct waiter *waiter = argument;

    waiter->result = WaitForMultipleObjectsEx(2, waiter->events, FALSE, OPERATION_DEADLINE, TRUE);
    SetEvent(waiter->events[0]);
    waiter->second = WaitForMultipleObjectsEx(2, waiter->events, FALSE, OPERATION_DEADLINE, TRUE);
    return 0;
}

BEHAVIOUR(ends_the_wait, .id = "alertable/apc-count-per-wait",
          .summary = "an APC ends an alertable wait, which must be issued again", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/sync.c:alertable_wait_thread:2555-2640 (wine 10.0)",
          .facts = {"alertable/apc-count-per-wait"})
{
    struct waiter *waiter = behaviour_memory(sizeof(*waiter));
    HANDLE thread;

    REQUIRE(waiter && (waiter->events[0] = new_event(FALSE, FALSE)) &&
            (waiter->events[1] = new_event(FALSE, FALSE)));
    REQUIRE(thread = thread_start_running(wait_alertably, waiter));
    check_boolean("QueueUserAPC", QueueUserAPC(count_call, thread, (ULONG_PTR)&waiter->calls), TRUE);
    check_wait("the thread ends", thread_join(thread), WAIT_OBJECT_0);
    check_wait("the wait with the APC", waiter->result, WAIT_IO_COMPLETION);
    check_wait("the next wait", waiter->second, WAIT_OBJECT_0);
    check_number("calls of the APC", waiter->calls, 1);
}

static DWORD WINAPI end_at_once(void *unused)
{
    (void)unused;
    return 0;
}

BEHAVIOUR(terminated_thread, .id = "alertable/queueuserapc-terminated-thread",
          .summary = "an APC cannot be queued to a thread that has ended", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/sync.c:test_QueueUserAPC:2870-2878 (wine 10.0)",
          .facts = {"alertable/queueuserapc-terminated-thread"})
{
    volatile LONG *calls = behaviour_memory(sizeof(*calls));
    HANDLE thread;

    REQUIRE(calls && (thread = thread_start(end_at_once, NULL)));
    REQUIRE(thread_join(thread) == WAIT_OBJECT_0);
    check_result("QueueUserAPC", RESULT(QueueUserAPC(count_call, thread, (ULONG_PTR)calls) != 0),
                 ERROR_GEN_FAILURE);
}

BEHAVIOUR(synchronous_io, .id = "alertable/sync-write-not-alertable",
          .summary = "synchronous reads and writes of a pipe run no user APC", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreatePipe:1546-1604 (wine 8.0=10.0)",
          .facts = {"alertable/sync-write-not-alertable"})
{
    volatile LONG *calls = behaviour_memory(sizeof(*calls));
    HANDLE read, write;
    DWORD count;
    char byte = 'x';

    REQUIRE(calls);
    if (!CreatePipe(&read, &write, NULL, 100)) {
        broken_setup("CreatePipe failed with error %lu", GetLastError());
        return;
    }
    owned(read);
    owned(write);
    QueueUserAPC(count_call, GetCurrentThread(), (ULONG_PTR)calls);
    check_result("WriteFile", RESULT(WriteFile(write, &byte, 1, &count, NULL)), ERROR_SUCCESS);
    check_result("ReadFile", RESULT(ReadFile(read, &byte, 1, &count, NULL)), ERROR_SUCCESS);
    check_number("calls of the APC", *calls, 0);
    check_wait("alertable SleepEx", SleepEx(0, TRUE), WAIT_IO_COMPLETION);
    check_number("calls after it", *calls, 1);
}

BEHAVIOUR(
    pending_result, .id = "alertable/gorex-alertable",
    .summary =
        "an alertable GetOverlappedResultEx of a pending write ends with WAIT_IO_COMPLETION when an APC runs",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_GetOverlappedResultEx:4145-4149 (wine 8.0=10.0)",
    .facts = {"alertable/gorex-alertable"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    volatile LONG *calls = behaviour_memory(sizeof(*calls));
    struct operation *write;
    DWORD count;

    REQUIRE(has_result_ex() && pair && calls);
    REQUIRE(write = new_write(pair->server, 150));
    QueueUserAPC(count_call, GetCurrentThread(), (ULONG_PTR)calls);
    check_result("GetOverlappedResultEx", operation_result_ex(write, &count, 10, TRUE), WAIT_IO_COMPLETION);
    check_number("calls of the APC", *calls, 1);
}

UNIT(alertable_waits)
