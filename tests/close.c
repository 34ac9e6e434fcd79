/* The peer closes: pending operations, and writes afterwards. */
#include "conformance/conformance.h"

BEHAVIOUR(pending_write, .id = "close/peer-close-completes-pending-write",
          .summary = "a pending write ends with ERROR_BROKEN_PIPE and no bytes when the reading end closes",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3255-3271 (wine "
                    "8.0=10.0); winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1266-1285 (wine 10.0)",
          .facts = {"close/peer-close-completes-pending-write"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair && (write = new_write(pair->server, 150)));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    pipe_end_close(&pair->client);
    check_result("result", operation_finish(write, &count), ERROR_BROKEN_PIPE);
    check_number("count", count, 0);
    check_status("Internal", operation_status(write), STATUS_PIPE_BROKEN);
    check_number("InternalHigh", write->overlapped.InternalHigh, 0);
    check_event("event", write->event, SIGNALED);
}

BEHAVIOUR(partly_read, .id = "close/peer-close-partially-consumed",
          .summary = "a partly read write ends with ERROR_BROKEN_PIPE and 0 bytes when the reader closes",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3255-3262 (wine "
                    "8.0=10.0); inference; reactos:drivers/filesystems/npfs/datasup.c (hint only)",
          .facts = {"close/peer-close-partially-consumed"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair && (write = new_write(pair->server, 150)));
    check_result("the reader's ReadFile", drain(pair->client, 10, NULL), ERROR_SUCCESS);
    check_status("Internal after it", operation_status(write), STATUS_PENDING);
    pipe_end_close(&pair->client);
    check_result("result", operation_finish(write, &count), ERROR_BROKEN_PIPE);
    check_number("count", count, 0);
}

BEHAVIOUR(pending_read, .id = "close/peer-close-completes-pending-read",
          .summary = "a pending read ends with ERROR_BROKEN_PIPE and no bytes when the writing end closes",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1266-1285 (wine 10.0)",
          .facts = {"close/peer-close-completes-pending-read"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;
    DWORD count;

    REQUIRE(pair && (read = new_read(pair->client, 10)));
    check_result("ReadFile", read->result, ERROR_IO_PENDING);
    pipe_end_close(&pair->server);
    check_result("result", operation_finish(read, &count), ERROR_BROKEN_PIPE);
    check_number("count", count, 0);
    check_status("Internal", operation_status(read), STATUS_PIPE_BROKEN);
    check_event("event", read->event, SIGNALED);
}

BEHAVIOUR(later_writes, .id = "close/next-write-after-peer-close",
          .summary = "a write after the peer has closed fails with ERROR_NO_DATA, on either end",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1677-1680 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1787-1790 (wine 8.0=10.0)",
          .facts = {"close/next-write-after-peer-close", "close/write-error-same-for-both-roles"})
{
    struct pipe_pair *first = PIPE_PAIR(.quota_out = 100), *second = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(first && second);
    pipe_end_close(&first->client);
    REQUIRE(write = new_write(first->server, 10));
    check_result("WriteFile of the server", write->result, ERROR_NO_DATA);
    check_number("its count", write->count, 0);
    inferred(check_status("its Internal", operation_status(write), STATUS_PENDING));
    pipe_end_close(&second->server);
    REQUIRE(write = new_write(second->client, 10));
    check_result("WriteFile of the client", write->result, ERROR_NO_DATA);
    check_number("the client's count", write->count, 0);
}

BEHAVIOUR(zero_write, .id = "close/zero-write-after-peer-close",
          .summary = "a write of no bytes fails with ERROR_NO_DATA too when the peer has closed",
          .provenance = INFERRED, .source = "inference; reactos:drivers/filesystems/npfs/write.c (hint only)",
          .facts = {"close/zero-write-after-peer-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    pipe_end_close(&pair->client);
    REQUIRE(write = new_write(pair->server, 0));
    check_result("WriteFile", write->result, ERROR_NO_DATA);
}

BEHAVIOUR(
    unread_data, .id = "close/write-after-close-with-unread-inbound-data",
    .summary =
        "the server cannot write to a client that has closed although the client's data can still be read",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_with_data_state:2187-2202 (wine 10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1764-1790 (wine 8.0=10.0)",
    .facts = {"close/write-after-close-with-unread-inbound-data"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair && new_write(pair->client, 20));
    pipe_end_close(&pair->client);
    REQUIRE(write = new_write(pair->server, 10));
    check_result("WriteFile", write->result, ERROR_NO_DATA);
    check_result("ReadFile", drain(pair->server, 20, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 20);
}

UNIT(close)
