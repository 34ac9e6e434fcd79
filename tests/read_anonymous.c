/* Reading from the ends of CreatePipe. */
#include "conformance/conformance.h"

static DWORD read_some(HANDLE handle, DWORD *count)
{
    char bytes[10];

    *count = 0xdeadbeef;
    return RESULT(ReadFile(handle, bytes, sizeof(bytes), count, NULL));
}

BEHAVIOUR(
    write_end, .id = "read/from-write-end", .summary = "the write end of CreatePipe cannot be read from",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreatePipe:1561-1565 (wine 8.0=10.0); inference",
    .facts = {"read/from-write-end"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(100);
    DWORD count;

    REQUIRE(pipe);
    check_result("ReadFile", read_some(pipe->write, &count), ERROR_ACCESS_DENIED);
    check_number("count", count, 0);
}

BEHAVIOUR(writer_gone, .id = "read/anonymous-writer-closed",
          .summary = "ReadFile of an empty anonymous pipe whose write end is closed fails with "
                     "ERROR_BROKEN_PIPE",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreatePipe:1574-1584 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1667-1670 (wine 8.0=10.0)",
          .facts = {"read/anonymous-writer-closed"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(100);
    DWORD count;

    REQUIRE(pipe);
    pipe_end_close(&pipe->write);
    check_result("ReadFile", read_some(pipe->read, &count), ERROR_BROKEN_PIPE);
    check_number("count", count, 0);
}

BEHAVIOUR(
    empty_write, .id = "read/zero-byte-message-skipped-byte-mode",
    .summary = "a write of no bytes to an anonymous pipe leaves nothing that a read would find",
    .provenance = INFERRED,
    .source = "inference; winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3046-3048 (wine 8.0=10.0)",
    .facts = {"read/zero-byte-message-skipped-byte-mode"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(100);
    DWORD count;

    REQUIRE(pipe);
    check_result("WriteFile of nothing", RESULT(WriteFile(pipe->write, "", 0, &count, NULL)), ERROR_SUCCESS);
    check_result("WriteFile of 3 bytes", RESULT(WriteFile(pipe->write, "abc", 3, &count, NULL)),
                 ERROR_SUCCESS);
    check_result("ReadFile", read_some(pipe->read, &count), ERROR_SUCCESS);
    check_number("count", count, 3);
}

UNIT(read_anonymous)
