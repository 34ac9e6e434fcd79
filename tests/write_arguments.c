/* WriteFile with handles, buffers and access rights that do not do. */
#include "conformance/conformance.h"

/* RESULT() of a write of one byte with an OVERLAPPED; the count in *count. */
static DWORD write_one(HANDLE handle, DWORD *count)
{
    struct operation *write = new_write(handle, 1);

    if (!write)
        return 0xffffffff;
    *count = write->count;
    return write->result;
}

BEHAVIOUR(
    invalid_handle_value, .id = "write/invalid-handle-value",
    .summary = "WriteFile of INVALID_HANDLE_VALUE fails with ERROR_INVALID_HANDLE and zeroes the count",
    .provenance = INFERRED,
    .source =
        "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2692-2697 (wine 8.0=10.0); inference",
    .facts = {"write/invalid-handle-value"})
{
    DWORD count = 0xdeadbeef;

    check_result("WriteFile", RESULT(WriteFile(INVALID_HANDLE_VALUE, "x", 1, &count, NULL)),
                 ERROR_INVALID_HANDLE);
    check_number("count", count, 0);
}

BEHAVIOUR(null_handle, .id = "write/null-handle",
          .summary = "WriteFile of a NULL handle fails with ERROR_INVALID_HANDLE", .provenance = INFERRED,
          .source = "inference", .facts = {"write/null-handle"})
{
    DWORD count = 0xdeadbeef;

    check_result("WriteFile", write_one(NULL, &count), ERROR_INVALID_HANDLE);
}

BEHAVIOUR(event_handle, .id = "write/event-handle",
          .summary = "WriteFile of an event's handle fails with ERROR_INVALID_HANDLE", .provenance = INFERRED,
          .source = "inference", .facts = {"write/event-handle"})
{
    HANDLE event = new_event(TRUE, FALSE);
    DWORD count = 0xdeadbeef;

    REQUIRE(event);
    check_result("WriteFile", write_one(event, &count), ERROR_INVALID_HANDLE);
}

BEHAVIOUR(
    closed_handle, .id = "write/closed-handle",
    .summary = "WriteFile of a closed handle fails with ERROR_INVALID_HANDLE and does not reset the event",
    .provenance = INFERRED,
    .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1252-1264 (wine 10.0); inference",
    .facts = {"write/closed-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write = operation_new(MANUAL_RESET, 1);
    HANDLE server;

    REQUIRE(pair && write);
    server = pair->server;
    pipe_end_close(&pair->server);
    SetEvent(write->event);
    check_result("WriteFile", start_write(write, server, 1), ERROR_INVALID_HANDLE);
    check_event("event", write->event, SIGNALED);
}

BEHAVIOUR(
    inbound_server, .id = "write/on-inbound-server",
    .summary = "a server that was created inbound may not write: ERROR_ACCESS_DENIED", .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:652-668 (wine 8.0=10.0); inference",
    .facts = {"write/on-inbound-server"})
{
    struct pipe_pair *pair = PIPE_PAIR(.access = PIPE_ACCESS_INBOUND);
    DWORD count = 0xdeadbeef;

    REQUIRE(pair);
    check_result("WriteFile", write_one(pair->server, &count), ERROR_ACCESS_DENIED);
    check_number("count", count, 0);
}

/* RESULT() of a write of size bytes at an address, with an OVERLAPPED. */
static DWORD write_from(HANDLE handle, const void *bytes, DWORD size, DWORD *count)
{
    struct operation *write = operation_new(MANUAL_RESET, 0);

    if (!write)
        return 0xffffffff;
    return RESULT(WriteFile(handle, bytes, size, count, &write->overlapped));
}

BEHAVIOUR(null_buffer, .id = "write/null-buffer", .summary = "a write of 10 bytes from a NULL buffer fails",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/file.c:test_read_write:3462-3487 (wine 10.0); "
                    "winetest:dlls/kernel32/tests/file.c:test_read_write:3493-3540 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/threadpool.c:test_tp_io:2145-2149 (wine 10.0); inference",
          .facts = {"write/null-buffer"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    DWORD count = 0xdeadbeef;

    REQUIRE(pair);
    check_result("WriteFile", write_from(pair->server, NULL, 10, &count), ERROR_NOACCESS,
                 ERROR_INVALID_USER_BUFFER);
}

BEHAVIOUR(null_buffer_empty, .id = "write/null-buffer-zero-length",
          .summary = "an empty write does not look at its buffer: NULL does", .provenance = INFERRED,
          .source = "inference", .facts = {"write/null-buffer-zero-length"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    DWORD count = 0xdeadbeef;

    REQUIRE(pair);
    check_result("WriteFile", write_from(pair->server, NULL, 0, &count), ERROR_SUCCESS);
    check_number("count", count, 0);
}

BEHAVIOUR(unmapped_buffer, .id = "write/bad-buffer",
          .summary = "a write from an unmapped address fails and queues nothing", .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/file.c:test_read_write:3462-3487 (wine 10.0); inference",
          .facts = {"write/bad-buffer"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    DWORD count = 0xdeadbeef;

    REQUIRE(pair);
    check_result("WriteFile", write_from(pair->server, (const void *)16, 10, &count), ERROR_NOACCESS,
                 ERROR_INVALID_USER_BUFFER);
    check_number("unread", unread_bytes(pair->client), 0);
}

UNIT(write_arguments)
