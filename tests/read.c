/* ReadFile: no bytes, no client, no overlapped. */
#include "conformance/conformance.h"

BEHAVIOUR(
    two_pending, .id = "read/two-pending-fifo",
    .summary = "two pending reads share what comes in their order", .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3018-3026 (wine 8.0=10.0); inference",
    .facts = {"read/two-pending-fifo"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *first, *second;
    DWORD count;

    REQUIRE(pair && (first = new_read(pair->client, 4)) && (second = new_read(pair->client, 4)));
    REQUIRE(new_write(pair->server, 6));
    check_result("first", operation_finish(first, &count), ERROR_SUCCESS);
    check_number("bytes of the first", count, 4);
    check_result("second", operation_finish(second, &count), ERROR_SUCCESS);
    check_number("bytes of the second", count, 2);
    check_text("contents of the first", first->buffer, 4, "abcd");
    check_text("contents of the second", second->buffer, 2, "ef");
}

BEHAVIOUR(listening, .id = "read/listening-pipe",
          .summary = "a server without a client cannot read: ERROR_PIPE_LISTENING", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1497-1498 (wine 8.0=10.0)",
          .facts = {"read/listening-pipe"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);
    struct operation *read;

    REQUIRE(pair && (read = new_read(pair->server, 10)));
    check_result("ReadFile", read->result, ERROR_PIPE_LISTENING);
}

BEHAVIOUR(
    zero_pends, .id = "read/zero-byte-empty-pends",
    .summary = "a read of no bytes pends on an empty pipe and completes, taking nothing, when data comes",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2699-2714 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2716-2732 (wine 8.0=10.0)",
    .facts = {"read/zero-byte-empty-pends", "read/zero-byte-completes-on-data"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;
    DWORD count = 0xabcd;

    REQUIRE(pair && (read = new_read(pair->client, 0)));
    check_result("ReadFile of 0 bytes", read->result, ERROR_IO_PENDING);
    check_status("Internal", operation_status(read), STATUS_PENDING);
    check_event("event", read->event, NOT_SIGNALED);
    REQUIRE(new_write(pair->server, 1));
    check_result("result", operation_finish(read, &count), ERROR_SUCCESS);
    check_number("count", count, 0);
    check_result("ReadFile of 1 byte", drain(pair->client, 1, &count), ERROR_SUCCESS);
    check_number("its count", count, 1);
}

BEHAVIOUR(
    invalid_handle, .id = "read/zero-byte-invalid-handle",
    .summary = "a read of no bytes from INVALID_HANDLE_VALUE fails with ERROR_INVALID_HANDLE and count 0",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2692-2697 (wine 8.0=10.0)",
    .facts = {"read/zero-byte-invalid-handle"})
{
    DWORD count = 0xabcd;
    char byte;

    check_result("ReadFile", RESULT(ReadFile(INVALID_HANDLE_VALUE, &byte, 0, &count, NULL)),
                 ERROR_INVALID_HANDLE);
    check_number("count", count, 0);
}

BEHAVIOUR(count_while_pending, .id = "read/count-zero-when-pending",
          .summary = "a read that pends stores 0 as its count", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:_overlapped_read_async:2806-2818 (wine 8.0=10.0)",
          .facts = {"read/count-zero-when-pending"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;

    REQUIRE(pair && (read = new_read(pair->client, 10)));
    check_result("ReadFile", read->result, ERROR_IO_PENDING);
    check_number("count", read->count, 0);
}

BEHAVIOUR(no_overlapped, .id = "read/null-overlapped-on-async-handle",
          .summary = "an overlapped handle can be read without an OVERLAPPED when data is there",
          .provenance = WINETEST,
          .source =
              "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3288-3296 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:overlapped_server:2317-2319 (wine 8.0=10.0)",
          .facts = {"read/null-overlapped-on-async-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    char bytes[10];
    DWORD count = 0;

    REQUIRE(pair && new_write(pair->server, 5));
    check_result("ReadFile", RESULT(ReadFile(pair->client, bytes, 10, &count, NULL)), ERROR_SUCCESS);
    check_number("count", count, 5);
    check_text("contents", bytes, count <= 10 ? count : 0, "abcde");
}

BEHAVIOUR(no_buffer, .id = "read/null-buffer", .summary = "a read into no buffer fails with ERROR_NOACCESS",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_io:2145-2153 (wine 10.0)",
          .facts = {"read/null-buffer"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;

    REQUIRE(pair && (read = operation_new(MANUAL_RESET, 1)));
    read->buffer = NULL;
    check_result("ReadFile", start_read(read, pair->client, 1), ERROR_NOACCESS);
}

BEHAVIOUR(
    merged, .id = "read/reader-order-with-message-coalescing",
    .summary = "in byte mode one read takes several messages", .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2995-3002 (wine 8.0=10.0); inference",
    .facts = {"read/reader-order-with-message-coalescing"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE, .quota_out = 100);
    DWORD count;

    REQUIRE(pair && new_write(pair->server, 3) && new_write(pair->server, 3));
    check_result("ReadFile", drain(pair->client, 100, &count), ERROR_SUCCESS);
    check_number("count", count, 6);
}

UNIT(read)
