/* CancelIoEx: what it says, and what becomes of the operation. */
#include "conformance/conformance.h"

BEHAVIOUR(pending_write, .id = "cancel/pending-write-completes-with-operation-aborted",
          .summary = "a pending write that its own thread cancels is final on return: "
                     "ERROR_OPERATION_ABORTED, no bytes, event signaled, data gone",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:_test_overlapped_failure:2926-2949 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3101-3107 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3125-3131 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1341-1361 (wine 10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex",
          .facts = {"cancel/pending-write-completes-with-operation-aborted",
                    "cancel/event-signaled-immediately-for-pipes"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count, available = 0xabcd;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, &write->overlapped)), ERROR_SUCCESS);
    check_status("Internal on return", operation_status(write), STATUS_CANCELLED);
    check_event("event on return", write->event, SIGNALED);
    check_result("GetOverlappedResult", operation_result(write, &count), ERROR_OPERATION_ABORTED);
    check_number("count", count, 0);
    check_number("InternalHigh", write->overlapped.InternalHigh, 0);
    check_result("PeekNamedPipe", RESULT(PeekNamedPipe(pair->client, NULL, 0, NULL, &available, NULL)),
                 ERROR_SUCCESS);
    check_number("bytes to read", available, 0);
}

BEHAVIOUR(
    last_error, .id = "cancel/success-leaves-last-error",
    .summary = "a CancelIoEx that succeeds leaves the last error alone", .provenance = INFERRED,
    .source =
        "inference; winetest:dlls/kernel32/tests/pipe.c:test_CancelSynchronousIo:4279-4283 (wine 8.0=10.0)",
    .facts = {"cancel/success-leaves-last-error"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    SetLastError(ERROR_BUSY);
    check_boolean("CancelIoEx", CancelIoEx(pair->server, &write->overlapped), TRUE);
    check_error("last error", GetLastError(), ERROR_BUSY);
}

BEHAVIOUR(
    second_cancel, .id = "cancel/second-cancel-not-found",
    .summary = "a second CancelIoEx of the same operation fails with ERROR_NOT_FOUND and changes nothing",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3090-3099 (wine 8.0=10.0)",
    .facts = {"cancel/second-cancel-not-found"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->server, 10));
    check_result("ReadFile", read->result, ERROR_IO_PENDING);
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, &read->overlapped)), ERROR_SUCCESS);
    check_result("second CancelIoEx", RESULT(CancelIoEx(pair->server, &read->overlapped)), ERROR_NOT_FOUND);
    check_result("result", operation_finish(read, NULL), ERROR_OPERATION_ABORTED);
}

BEHAVIOUR(already_completed, .id = "cancel/already-completed-not-found",
          .summary = "CancelIoEx of a completed write fails with ERROR_NOT_FOUND and keeps its result",
          .provenance = DOCUMENTED,
          .source =
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex; "
              "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3095-3099 (wine 8.0=10.0)",
          .facts = {"cancel/already-completed-not-found"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 50));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, &write->overlapped)), ERROR_NOT_FOUND);
    check_result("result", operation_result(write, &count), ERROR_SUCCESS);
    check_number("count", count, 50);
}

BEHAVIOUR(
    unknown_overlapped, .id = "cancel/cancelioex-unknown-overlapped",
    .summary = "CancelIoEx with an OVERLAPPED that was never used fails with ERROR_NOT_FOUND and leaves the "
               "pending write alone",
    .provenance = DOCUMENTED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex; inference",
    .facts = {"cancel/cancelioex-unknown-overlapped"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    OVERLAPPED *unused = behaviour_memory(sizeof(*unused));
    struct operation *write;

    REQUIRE(pair && unused);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, unused)), ERROR_NOT_FOUND);
    check_status("Internal of the write", operation_status(write), STATUS_PENDING);
}

UNIT(cancel)
