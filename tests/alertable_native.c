/* Completion routines, and the waits that run them or do not. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"
#include "conformance/seam/seam.h"

BEHAVIOUR(event_and_routine, .id = "alertable/wfsoex-signaled-and-apc",
          .summary = "an alertable wait for the event of a read that has a routine too takes the event, or "
                     "runs the routine; what it leaves, the next wait finds",
          .provenance = INFERRED,
          .source = "inference; "
                    "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2634-2643 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2656-2666 (wine 8.0=10.0)",
          .facts = {"alertable/wfsoex-signaled-and-apc"})
{
    struct nt_operation *read = nt_operation_new(TELL_EVENT | TELL_ROUTINE, 10);
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    DWORD waited;

    REQUIRE(read && pair);
    check_status("NtReadFile", nt_start_read(read, pair->client, 10), STATUS_PENDING);
    REQUIRE(new_write(pair->server, 10));
    waited = WaitForSingleObjectEx(read->event, 0, TRUE);
    check_wait("alertable wait for the event", waited, WAIT_OBJECT_0, WAIT_IO_COMPLETION);
    check_boolean("the routine has run exactly if the wait says so",
                  read->calls == (waited == WAIT_IO_COMPLETION), TRUE);
    check_boolean("the next alertable wait runs what is left",
                  (SleepEx(0, TRUE) == WAIT_IO_COMPLETION) == (waited == WAIT_OBJECT_0), TRUE);
    check_number("calls", read->calls, 1);
    check_event("event", read->event, SIGNALED);
}

BEHAVIOUR(null_routine, .id = "alertable/null-apc-does-not-end-sleep",
          .summary = "an APC without a routine does not end an alertable sleep", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/sync.c:test_QueueUserAPC:2889-2893 (wine 10.0)",
          .facts = {"alertable/null-apc-does-not-end-sleep"})
{
    __typeof__(seam_lookup_types.NtQueueApcThread) queue;

    REQUIRE(nt_has("NtQueueApcThread"));
    queue = (void *)(ULONG_PTR)seam_lookup("NtQueueApcThread");
    check_status("NtQueueApcThread", queue(GetCurrentThread(), NULL, NULL, NULL, NULL), STATUS_SUCCESS);
    check_wait("alertable SleepEx", SleepEx(100, TRUE), 0);
}

struct routine {
    OVERLAPPED overlapped;
    volatile LONG calls;
};

static void CALLBACK completed(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    (void)error;
    (void)count;
    CONTAINING_RECORD(overlapped, struct routine, overlapped)->calls++;
}

BEHAVIOUR(synchronous, .id = "alertable/writefileex-on-sync-handle",
          .summary = "WriteFileEx on a synchronous handle succeeds and calls its routine, or is refused",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/file.c:read_file_test:704-721 (wine 10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefileex; "
                    "inference",
          .facts = {"alertable/writefileex-on-sync-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100, .synchronous_server = 1);
    struct routine *routine = behaviour_memory(sizeof(*routine));
    void *bytes = behaviour_memory(10);
    DWORD result;

    REQUIRE(pair && routine && bytes);
    result = RESULT(WriteFileEx(pair->server, bytes, 10, &routine->overlapped, completed));
    check_result("WriteFileEx", result, ERROR_SUCCESS, ERROR_INVALID_PARAMETER);
    check_number("calls before an alertable wait", routine->calls, 0);
    SleepEx(0, TRUE);
    check_boolean("called exactly if it was not refused", routine->calls == (result == ERROR_SUCCESS), TRUE);
}

UNIT(alertable_native)
