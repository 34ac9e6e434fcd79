/* What becomes of a write when the thread that issued it is terminated, or has left a routine with it. */
#include "conformance/conformance.h"

struct issue {
    HANDLE handle;
    struct operation *write;
    HANDLE issued, never;
};

static DWORD WINAPI issue_and_stay(void *argument)
{
    struct issue *issue = argument;

    start_write(issue->write, issue->handle, issue->write->size);
    SetEvent(issue->issued);
    WaitForSingleObject(issue->never, INFINITE);
    return 0;
}

BEHAVIOUR(terminated, .id = "close/thread-exit-terminate-thread-pending-write",
          .summary = "a pending write is cancelled when its thread is terminated, and its data is gone",
          .provenance = INFERRED,
          .source = "winetest:dlls/ws2_32/tests/afd.c:test_async_thread_termination:2570-2590 (wine 10.0)",
          .facts = {"close/thread-exit-terminate-thread-pending-write"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct issue *issue = behaviour_memory(sizeof(*issue));
    HANDLE thread;
    DWORD count = 0xabcd;

    REQUIRE(pair && issue && (issue->write = operation_new(MANUAL_RESET, 150)));
    REQUIRE((issue->issued = new_event(TRUE, FALSE)) && (issue->never = new_event(TRUE, FALSE)));
    issue->handle = pair->server;
    REQUIRE(thread = thread_start(issue_and_stay, issue));
    check_wait("the thread has issued it", WaitForSingleObject(issue->issued, THREAD_DEADLINE),
               WAIT_OBJECT_0);
    check_result("WriteFile", issue->write->result, ERROR_IO_PENDING);
    check_result("TerminateThread", RESULT(TerminateThread(thread, 0)), ERROR_SUCCESS);
    check_result("result", operation_finish(issue->write, &count), ERROR_OPERATION_ABORTED);
    check_number("count", count, 0);
    check_status("Internal", operation_status(issue->write), STATUS_CANCELLED);
    check_event("event", issue->write->event, SIGNALED);
    check_number("bytes to read", unread_bytes(pair->client), 0);
}

static volatile LONG routine_calls;

static void CALLBACK count_routine(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    (void)error;
    (void)count;
    (void)overlapped;
    routine_calls++;
}

static DWORD WINAPI issue_extended(void *argument)
{
    struct issue *issue = argument;

    issue->write->handle = issue->handle;
    issue->write->result = RESULT(WriteFileEx(issue->handle, issue->write->buffer, issue->write->size,
                                              &issue->write->overlapped, count_routine));
    return 0;
}

BEHAVIOUR(extended, .id = "close/thread-exit-writefileex-pending",
          .summary = "a pending WriteFileEx is cancelled when its thread ends, and its routine never called",
          .provenance = INFERRED,
          .source = "winetest:dlls/ws2_32/tests/afd.c:test_async_thread_termination:2570-2593 (wine 10.0)",
          .facts = {"close/thread-exit-writefileex-pending"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct issue *issue = behaviour_memory(sizeof(*issue));

    REQUIRE(pair && issue && (issue->write = operation_new(NO_EVENT, 150)));
    issue->handle = pair->server;
    routine_calls = 0;
    on_other_thread(issue_extended, issue);
    check_result("WriteFileEx", issue->write->result, ERROR_SUCCESS);
    check_result("result", operation_finish(issue->write, NULL), ERROR_OPERATION_ABORTED);
    check_status("Internal", operation_status(issue->write), STATUS_CANCELLED);
    SleepEx(0, TRUE);
    check_number("calls of the routine", routine_calls, 0);
}

UNIT(close_thread_gone)
