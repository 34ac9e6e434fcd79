/* GetOverlappedResult of real operations: pending, complete, failed. */
#include "conformance/conformance.h"

BEHAVIOUR(
    pending_nowait, .id = "overlapped-result/gor-nowait-pending",
    .summary =
        "GetOverlappedResult of a pending write fails with ERROR_IO_INCOMPLETE and leaves the count alone",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/file.c:test_overlapped:3770-3778 (wine 10.0)",
    .facts = {"overlapped-result/gor-nowait-pending"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count = 0xabcd;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_result("GetOverlappedResult",
                 RESULT(GetOverlappedResult(pair->server, &write->overlapped, &count, FALSE)),
                 ERROR_IO_INCOMPLETE);
    check_number("count", count, 0xabcd);
    check_boolean("HasOverlappedIoCompleted", HasOverlappedIoCompleted(&write->overlapped), FALSE);
}

BEHAVIOUR(pending_then_success, .id = "overlapped-result/gor-after-pending-success",
          .summary = "when the reader has made room, GetOverlappedResult of the write gives its full length",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:_test_overlapped_result:2909-2923 (wine 8.0=10.0)",
          .facts = {"overlapped-result/gor-after-pending-success"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_result("the reader's ReadFile", drain(pair->client, 150, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 150);
    check_result("result of the write", operation_finish(write, &count), ERROR_SUCCESS);
    check_number("bytes written", count, 150);
}

BEHAVIOUR(synchronous_success, .id = "overlapped-result/sync-success-gor",
          .summary = "GetOverlappedResult works for a write that completed at once", .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:_overlapped_write_sync:2821-2839 (wine 8.0=10.0)",
          .facts = {"overlapped-result/sync-success-gor"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count = 0xabcd;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 10));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_boolean("HasOverlappedIoCompleted", HasOverlappedIoCompleted(&write->overlapped), TRUE);
    check_result("GetOverlappedResult",
                 RESULT(GetOverlappedResult(pair->server, &write->overlapped, &count, TRUE)), ERROR_SUCCESS);
    check_number("count", count, 10);
}

BEHAVIOUR(
    immediate_failure, .id = "overlapped-result/gor-after-immediate-failure",
    .summary = "a write that failed at once leaves its OVERLAPPED pending for ever, so that its result must "
               "not be asked for",
    .provenance = INFERRED,
    .source =
        "winetest:dlls/kernel32/tests/pipe.c:test_ReadFile:816-832 (wine 8.0=10.0); "
        "winetest:dlls/kernel32/tests/file.c:test_overlapped:3770-3778 (wine 10.0); "
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-hasoverlappediocompleted",
    .facts = {"overlapped-result/gor-after-immediate-failure",
              "overlapped-result/hasoverlapped-after-immediate-failure"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    pipe_end_close(&pair->client);
    REQUIRE(write = new_write(pair->server, 10));
    check_result("WriteFile", write->result, ERROR_NO_DATA);
    check_event("event", write->event, NOT_SIGNALED);
    check_boolean("HasOverlappedIoCompleted", HasOverlappedIoCompleted(&write->overlapped), FALSE);
    check_result("GetOverlappedResult", operation_result(write, NULL), ERROR_IO_INCOMPLETE);
}

BEHAVIOUR(broken_write, .id = "overlapped-result/broken-write-result",
          .summary = "a pending write ends with ERROR_BROKEN_PIPE and no bytes when the peer closes",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3255-3262 (wine 8.0=10.0)",
          .facts = {"overlapped-result/broken-write-result"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    pipe_end_close(&pair->client);
    check_result("result", operation_finish(write, &count), ERROR_BROKEN_PIPE);
    check_number("count", count, 0);
}

BEHAVIOUR(
    disconnected_writes, .id = "overlapped-result/disconnected-write-result",
    .summary =
        "DisconnectNamedPipe ends the pending writes of both ends with ERROR_PIPE_NOT_CONNECTED and no bytes",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3273-3283 (wine 8.0=10.0)",
    .facts = {"overlapped-result/disconnected-write-result"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *server, *client;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(server = new_write(pair->server, 150));
    REQUIRE(client = new_write(pair->client, 150));
    check_result("WriteFile of the server", server->result, ERROR_IO_PENDING);
    check_result("WriteFile of the client", client->result, ERROR_IO_PENDING);
    check_result("DisconnectNamedPipe", RESULT(DisconnectNamedPipe(pair->server)), ERROR_SUCCESS);
    check_result("result of the server's", operation_finish(server, &count), ERROR_PIPE_NOT_CONNECTED);
    check_number("count of the server's", count, 0);
    check_result("result of the client's", operation_finish(client, &count), ERROR_PIPE_NOT_CONNECTED);
    check_number("count of the client's", count, 0);
}

BEHAVIOUR(
    more_data, .id = "overlapped-result/more-data-is-failure-with-count",
    .summary =
        "a pending read too short for the message fails with ERROR_MORE_DATA and the count of what it stored",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:_test_overlapped_result:2909-2923 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2965-2968 (wine 8.0=10.0)",
    .facts = {"overlapped-result/more-data-is-failure-with-count"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE);
    struct operation *read, *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->client, 4));
    check_result("ReadFile", read->result, ERROR_IO_PENDING);
    REQUIRE(write = new_write(pair->server, 10));
    check_result("result", operation_finish(read, &count), ERROR_MORE_DATA);
    check_number("count", count, 4);
}

UNIT(overlapped_result)
