/* A stale or shared event, or none, misleads whoever waits. */
#include "conformance/conformance.h"

BEHAVIOUR(
    shared_event, .id = "overlapped-result/gor-wait-shared-event-premature",
    .summary = "when two writes share an event, the completion of the first makes the second look complete",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/file.c:test_overlapped:3789-3792 (wine 10.0); inference; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped",
    .facts = {"overlapped-result/gor-wait-shared-event-premature"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *first, *second;
    DWORD count = 0xabcd;

    REQUIRE(pair);
    REQUIRE(first = operation_new(MANUAL_RESET, 150));
    REQUIRE(second = operation_new(NO_EVENT, 150));
    second->overlapped.hEvent = first->event;
    check_result("first WriteFile", start_write(first, pair->server, 150), ERROR_IO_PENDING);
    check_result("second WriteFile", start_write(second, pair->server, 150), ERROR_IO_PENDING);
    check_result("the reader's ReadFile", drain(pair->client, 100, NULL), ERROR_SUCCESS);
    check_result("the reader's second ReadFile", drain(pair->client, 50, NULL), ERROR_SUCCESS);
    check_result("result of the first", operation_finish(first, NULL), ERROR_SUCCESS);
    check_result("waiting for the second",
                 RESULT(GetOverlappedResult(pair->server, &second->overlapped, &count, TRUE)), ERROR_SUCCESS);
    check_number("its count", count, 0);
    check_status("its Internal", operation_status(second), STATUS_PENDING);
}

BEHAVIOUR(user_set_event, .id = "overlapped-result/user-set-event-gives-false-success",
          .summary = "an event that the program sets itself makes a pending write look complete",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/file.c:test_overlapped:3780-3792 (wine 10.0); inference",
          .facts = {"overlapped-result/user-set-event-gives-false-success"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count = 0xabcd;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    SetEvent(write->event);
    check_result("GetOverlappedResult",
                 RESULT(GetOverlappedResult(pair->server, &write->overlapped, &count, TRUE)), ERROR_SUCCESS);
    check_number("count", count, 0);
    check_status("Internal", operation_status(write), STATUS_PENDING);
}

struct waiting {
    struct operation *write;
    DWORD result, count;
};

static DWORD WINAPI wait_for_result(void *argument)
{
    struct waiting *waiting = argument;

    waiting->result = RESULT(
        GetOverlappedResult(waiting->write->handle, &waiting->write->overlapped, &waiting->count, TRUE));
    return 0;
}

BEHAVIOUR(
    no_event, .id = "overlapped-result/gor-null-event-waits-handle",
    .summary = "without an event GetOverlappedResult waits for the file handle", .provenance = DOCUMENTED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-getoverlappedresult; "
        "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1102-1118 (wine 10.0)",
    .facts = {"overlapped-result/gor-null-event-waits-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct waiting *waiting = behaviour_memory(sizeof(*waiting));
    struct operation *write;
    HANDLE thread;

    REQUIRE(pair && waiting);
    REQUIRE(waiting->write = write = operation_new(NO_EVENT, 150));
    check_result("WriteFile", start_write(write, pair->server, 150), ERROR_IO_PENDING);
    check_wait("the handle while the write is pending", WaitForSingleObject(pair->server, 0), WAIT_TIMEOUT);
    REQUIRE(thread = thread_start_running(wait_for_result, waiting));
    check_wait("the thread while the write is pending", thread_blocked(thread), WAIT_TIMEOUT);
    check_result("the reader's ReadFile", drain(pair->client, 150, NULL), ERROR_SUCCESS);
    check_wait("the thread ends", thread_join(thread), WAIT_OBJECT_0);
    check_result("GetOverlappedResult", waiting->result, ERROR_SUCCESS);
    check_number("count", waiting->count, 150);
}

BEHAVIOUR(pending_before_call, .id = "overlapped-result/internal-set-pending-before-call",
          .summary = "every start sets Internal to STATUS_PENDING, whatever it held", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2701-2711 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_error:2411-2417 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_ReadFile:816-832 (wine 8.0=10.0)",
          .facts = {"overlapped-result/internal-set-pending-before-call"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read, *write;

    REQUIRE(pair);
    REQUIRE(read = operation_new(MANUAL_RESET, 10));
    REQUIRE(write = operation_new(MANUAL_RESET, 150));
    read->overlapped.Internal = 0x77;
    write->overlapped.Internal = ~(ULONG_PTR)0;
    check_result("ReadFile", start_read(read, pair->server, 10), ERROR_IO_PENDING);
    check_status("Internal of the read", operation_status(read), STATUS_PENDING);
    check_result("WriteFile", start_write(write, pair->server, 150), ERROR_IO_PENDING);
    check_status("Internal of the write", operation_status(write), STATUS_PENDING);
}

BEHAVIOUR(high_while_pending, .id = "overlapped-result/internalhigh-untouched-while-pending",
          .summary = "InternalHigh keeps its old value while a read is pending", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2699-2711 (wine 8.0=10.0)",
          .facts = {"overlapped-result/internalhigh-untouched-while-pending"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;

    REQUIRE(pair);
    REQUIRE(read = operation_new(MANUAL_RESET, 10));
    read->overlapped.InternalHigh = 0xdeadbeef;
    check_result("ReadFile", start_read(read, pair->client, 10), ERROR_IO_PENDING);
    check_flags("InternalHigh", read->overlapped.InternalHigh, 0xdeadbeef);
}

BEHAVIOUR(high_after_failure, .id = "overlapped-result/internalhigh-untouched-on-immediate-failure",
          .summary = "InternalHigh keeps its old value when a read or write fails at once",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_ReadFile:816-832 (wine 8.0=10.0)",
          .facts = {"overlapped-result/internalhigh-untouched-on-immediate-failure"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read, *write;

    REQUIRE(pair);
    REQUIRE(read = operation_new(MANUAL_RESET, 10));
    REQUIRE(write = operation_new(MANUAL_RESET, 10));
    DisconnectNamedPipe(pair->server);
    read->overlapped.InternalHigh = write->overlapped.InternalHigh = 0xdeadbeef;
    check_result("ReadFile", start_read(read, pair->client, 10), ERROR_PIPE_NOT_CONNECTED);
    check_flags("InternalHigh of the read", read->overlapped.InternalHigh, 0xdeadbeef);
    check_result("WriteFile", start_write(write, pair->client, 10), ERROR_PIPE_NOT_CONNECTED);
    check_flags("InternalHigh of the write", write->overlapped.InternalHigh, 0xdeadbeef);
}

UNIT(overlapped_result_stale)
