/* WriteFileEx: its completion routine runs in alertable waits alone. */
#include "conformance/conformance.h"

struct routine {
    OVERLAPPED overlapped; /* hEvent is free for the caller: it points here */
    unsigned int turn;
    volatile LONG calls;
    DWORD error, count;
};

static void CALLBACK completed(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    struct routine *routine = (struct routine *)overlapped;

    if (routine->turn != behaviour_turn()) {
        behaviour_late(routine->turn, "callback");
        return;
    }
    routine->error = error;
    routine->count = count;
    InterlockedIncrement(&routine->calls);
}

static struct routine *new_routine(void)
{
    struct routine *routine = behaviour_memory(sizeof(*routine));

    if (routine)
        routine->turn = behaviour_turn();
    return routine;
}

static DWORD write_ex(struct routine *routine, HANDLE handle, DWORD size)
{
    void *bytes = behaviour_memory(size);

    return RESULT(WriteFileEx(handle, bytes, size, &routine->overlapped, completed));
}

BEHAVIOUR(
    completes_at_once, .id = "alertable/writefileex-sync",
    .summary =
        "a WriteFileEx that completes at once calls its routine in the next alertable wait, and not before",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2645-2666 (wine 8.0=10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefileex; "
              "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1095-1100 (wine 10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2651-2666 (wine 8.0=10.0)",
    .facts = {"alertable/writefileex-sync", "alertable/nonalertable-sleep-does-not-run",
              "alertable/writefileex-completion-on-sleepex"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct routine *routine = new_routine();

    REQUIRE(pair && routine);
    REQUIRE(routine->overlapped.hEvent = new_event(TRUE, FALSE));
    check_result("WriteFileEx", write_ex(routine, pair->server, 50), ERROR_SUCCESS);
    check_number("calls after it", routine->calls, 0);
    check_event("event, which the call does not touch", routine->overlapped.hEvent, NOT_SIGNALED);
    check_wait("SleepEx that is not alertable", SleepEx(0, FALSE), 0);
    check_number("calls after that", routine->calls, 0);
    check_wait("alertable SleepEx", SleepEx(0, TRUE), WAIT_IO_COMPLETION);
    check_number("calls after this", routine->calls, 1);
    check_error("error", routine->error, ERROR_SUCCESS);
    check_number("bytes", routine->count, 50);
}

BEHAVIOUR(pends, .id = "alertable/writefileex-pending",
          .summary = "WriteFileEx over the quota returns TRUE too; its routine is called with the full "
                     "length after the reader has read",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2651-2672 (wine 8.0=10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefileex; "
                    "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2674-2690 (wine 8.0=10.0)",
          .facts = {"alertable/writefileex-pending", "alertable/writefileex-pending-completes"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct routine *routine = new_routine();

    REQUIRE(pair && routine);
    check_result("WriteFileEx", write_ex(routine, pair->server, 150), ERROR_SUCCESS);
    check_status("Internal", routine->overlapped.Internal, STATUS_PENDING);
    check_wait("alertable SleepEx while it is pending", SleepEx(0, TRUE), 0);
    check_result("the reader's ReadFile", drain(pair->client, 150, NULL), ERROR_SUCCESS);
    check_wait("alertable SleepEx", SleepEx(OPERATION_DEADLINE, TRUE), WAIT_IO_COMPLETION);
    check_number("calls", routine->calls, 1);
    check_error("error", routine->error, ERROR_SUCCESS);
    check_number("bytes", routine->count, 150);
}

BEHAVIOUR(
    cancelled, .id = "alertable/writefileex-cancelled",
    .summary = "the routine of a cancelled WriteFileEx is called with ERROR_OPERATION_ABORTED and no bytes",
    .provenance = INFERRED, .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1341-1361 (wine 10.0)",
    .facts = {"alertable/writefileex-cancelled"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct routine *routine = new_routine();

    REQUIRE(pair && routine);
    check_result("WriteFileEx", write_ex(routine, pair->server, 150), ERROR_SUCCESS);
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, &routine->overlapped)), ERROR_SUCCESS);
    check_number("calls before a wait", routine->calls, 0);
    check_wait("alertable SleepEx", SleepEx(OPERATION_DEADLINE, TRUE), WAIT_IO_COMPLETION);
    check_number("calls", routine->calls, 1);
    check_error("error", routine->error, ERROR_OPERATION_ABORTED);
    check_number("bytes", routine->count, 0);
}

BEHAVIOUR(
    peer_closed, .id = "alertable/writefileex-peer-closed",
    .summary = "the routine of a pending WriteFileEx is called with ERROR_BROKEN_PIPE when the reader closes",
    .provenance = INFERRED, .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1266-1285 (wine 10.0)",
    .facts = {"alertable/writefileex-peer-closed"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct routine *routine = new_routine();

    REQUIRE(pair && routine);
    check_result("WriteFileEx", write_ex(routine, pair->server, 150), ERROR_SUCCESS);
    pipe_end_close(&pair->client);
    check_wait("alertable SleepEx", SleepEx(OPERATION_DEADLINE, TRUE), WAIT_IO_COMPLETION);
    check_error("error", routine->error, ERROR_BROKEN_PIPE);
    check_number("bytes", routine->count, 0);
}

BEHAVIOUR(fails_at_once, .id = "alertable/writefileex-immediate-failure",
          .summary = "a WriteFileEx that fails at once never calls its routine", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1229-1241 (wine 10.0)",
          .facts = {"alertable/writefileex-immediate-failure"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct routine *routine = new_routine();

    REQUIRE(pair && routine);
    pipe_end_close(&pair->client);
    check_result("WriteFileEx", write_ex(routine, pair->server, 10), ERROR_NO_DATA);
    check_wait("alertable SleepEx", SleepEx(0, TRUE), 0);
    check_number("calls", routine->calls, 0);
}

UNIT(alertable)
