/* PeekNamedPipe: counts without taking. */
#include "conformance/conformance.h"

BEHAVIOUR(empty, .id = "peek/empty", .summary = "PeekNamedPipe of an empty pipe succeeds with zeroes",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2960-2963 (wine 8.0=10.0)",
          .facts = {"peek/empty"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct peek peek;

    REQUIRE(pair);
    peek = peek_pipe(pair->client, 10);
    check_result("PeekNamedPipe", peek.result, ERROR_SUCCESS);
    check_number("read", peek.count, 0);
    check_number("available", peek.available, 0);
    check_number("left", peek.left, 0);
}

BEHAVIOUR(no_buffer, .id = "peek/no-buffer",
          .summary = "PeekNamedPipe without a buffer counts what is available", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:279-317 (wine 8.0=10.0)",
          .facts = {"peek/no-buffer"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct peek peek;

    REQUIRE(pair && new_write(pair->server, 6));
    peek = peek_pipe(pair->client, 0);
    check_result("PeekNamedPipe", peek.result, ERROR_SUCCESS);
    check_number("available", peek.available, 6);
    check_number("left", peek.left, 0);
}

BEHAVIOUR(left_quirk, .id = "peek/byte-left-quirk",
          .summary = "on a byte pipe the bytes left are zero less what was read, as an unsigned number",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:_test_peek_pipe:2749-2771 (wine 8.0=10.0)",
          .facts = {"peek/byte-left-quirk"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct peek peek;

    REQUIRE(pair && new_write(pair->server, 6));
    peek = peek_pipe(pair->client, 10);
    check_result("with a large buffer", peek.result, ERROR_SUCCESS);
    check_number("read", peek.count, 6);
    check_flags("left", peek.left, (DWORD)-6);
    peek = peek_pipe(pair->client, 4);
    check_result("with a small one", peek.result, ERROR_SUCCESS);
    check_number("read then", peek.count, 4);
    check_flags("left then", peek.left, (DWORD)-4);
}

BEHAVIOUR(short_buffer, .id = "peek/short-buffer-returns-true",
          .summary = "PeekNamedPipe with a buffer too short for the message succeeds and counts the rest",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:_test_peek_pipe:2765-2771 (wine 8.0=10.0)",
          .facts = {"peek/short-buffer-returns-true"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE);
    struct peek peek;

    REQUIRE(pair && new_write(pair->server, 6));
    peek = peek_pipe(pair->client, 1);
    check_result("PeekNamedPipe", peek.result, ERROR_SUCCESS);
    check_number("read", peek.count, 1);
    check_number("available", peek.available, 6);
    check_number("left", peek.left, 5);
}

BEHAVIOUR(
    own_writes, .id = "peek/own-writes-not-visible", .summary = "an end does not see its own writes",
    .provenance = INFERRED,
    .source =
        "inference; "
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/nf-namedpipeapi-peeknamedpipe",
    .facts = {"peek/own-writes-not-visible"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct peek peek;

    REQUIRE(pair && new_write(pair->server, 6));
    peek = peek_pipe(pair->server, 0);
    check_result("PeekNamedPipe", peek.result, ERROR_SUCCESS);
    check_number("available", peek.available, 0);
}

BEHAVIOUR(write_end, .id = "peek/write-only-end",
          .summary = "the write end of an anonymous pipe cannot be peeked at", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/"
                    "nf-namedpipeapi-peeknamedpipe; inference",
          .facts = {"peek/write-only-end"})
{
    HANDLE read, write;

    REQUIRE(CreatePipe(&read, &write, NULL, 100));
    owned(read);
    owned(write);
    check_result("PeekNamedPipe", peek_pipe(write, 0).result, ERROR_ACCESS_DENIED);
}

BEHAVIOUR(listening, .id = "peek/listening",
          .summary = "PeekNamedPipe of a server without a client fails with ERROR_BAD_PIPE",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:235-237 (wine 8.0=10.0)",
          .facts = {"peek/listening"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);

    REQUIRE(pair);
    check_result("PeekNamedPipe", peek_pipe(pair->server, 0).result, ERROR_BAD_PIPE);
}

BEHAVIOUR(pending_write, .id = "peek/counts-pending-writes",
          .summary = "PeekNamedPipe counts a pending write in full", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2970-2979 (wine 8.0=10.0)",
          .facts = {"peek/counts-pending-writes"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    struct peek peek;

    REQUIRE(pair && (write = new_write(pair->server, 150)));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    peek = peek_pipe(pair->client, 0);
    check_result("PeekNamedPipe", peek.result, ERROR_SUCCESS);
    check_number("available", peek.available, 150);
}

BEHAVIOUR(pending_read, .id = "peek/with-pending-read",
          .summary = "PeekNamedPipe does not disturb a pending read", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2960-2963 (wine 8.0=10.0)",
          .facts = {"peek/with-pending-read"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;
    struct peek peek;

    REQUIRE(pair && (read = new_read(pair->client, 10)));
    peek = peek_pipe(pair->client, 0);
    check_result("PeekNamedPipe", peek.result, ERROR_SUCCESS);
    check_number("available", peek.available, 0);
    check_status("Internal of the read", operation_status(read), STATUS_PENDING);
}

UNIT(peek)
