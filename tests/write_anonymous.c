/* WriteFile on the ends of CreatePipe. */
#include "conformance/conformance.h"

BEHAVIOUR(reader_closed, .id = "write/anonymous-reader-closed",
          .summary = "a write to an anonymous pipe whose read end is closed fails with ERROR_NO_DATA",
          .provenance = REPORTED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1677-1680 (wine 8.0=10.0); "
                    "thread:https://github.com/MicrosoftDocs/cpp-docs/issues/3029; "
                    "thread:https://github.com/ziglang/zig/issues/21811; "
                    "thread:https://github.com/ocaml/ocaml/issues/4790",
          .facts = {"write/anonymous-reader-closed"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(0);
    DWORD count = 0xdeadbeef;

    REQUIRE(pipe);
    pipe_end_close(&pipe->read);
    check_result("WriteFile", RESULT(WriteFile(pipe->write, "0123456789", 10, &count, NULL)), ERROR_NO_DATA);
}

BEHAVIOUR(reader_closed_overlapped, .id = "write/sync-handle-reader-closed",
          .summary = "a failing write on a synchronous handle leaves Internal of its OVERLAPPED pending",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1677-1680 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_ReadFile:826-832 (wine 8.0=10.0); inference",
          .facts = {"write/sync-handle-reader-closed"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(0);
    struct operation *write;

    REQUIRE(pipe);
    pipe_end_close(&pipe->read);
    REQUIRE(write = new_write(pipe->write, 10));
    check_result("WriteFile", write->result, ERROR_NO_DATA);
    check_status("Internal", operation_status(write), STATUS_PENDING);
}

BEHAVIOUR(
    overlapped_structure, .id = "write/overlapped-struct-on-sync-handle",
    .summary =
        "a synchronous handle fills the OVERLAPPED of a write and signals its event before WriteFile returns",
    .provenance = INFERRED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/ipc/anonymous-pipe-operations; "
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefile; inference; "
        "winetest:dlls/kernel32/tests/pipe.c:test_ReadFile:808-814 (wine 8.0=10.0)",
    .facts = {"write/overlapped-struct-on-sync-handle"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(0);
    struct operation *write;

    REQUIRE(pipe);
    REQUIRE(write = new_write(pipe->write, 10));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_status("Internal", operation_status(write), STATUS_SUCCESS);
    check_number("InternalHigh", write->overlapped.InternalHigh, 10);
    check_event("event", write->event, SIGNALED);
}

BEHAVIOUR(
    no_count_no_overlapped, .id = "write/null-count-and-null-overlapped",
    .summary = "WriteFile takes NULL for both count and OVERLAPPED (Windows 8 and later; Windows 7 crashes)",
    .provenance = REPORTED, .source = "thread:https://github.com/MicrosoftDocs/sdk-api/issues/1162",
    .facts = {"write/null-count-and-null-overlapped"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(0);

    REQUIRE(pipe);
    check_result("WriteFile", RESULT(WriteFile(pipe->write, "0123456789", 10, NULL, NULL)), ERROR_SUCCESS);
    inferred(check_number("unread", unread_bytes(pipe->read), 10));
}

BEHAVIOUR(
    read_end, .id = "write/to-read-end", .summary = "a write to the read end fails with ERROR_ACCESS_DENIED",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreatePipe:1561-1565 (wine 8.0=10.0); inference",
    .facts = {"write/to-read-end"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(0);
    DWORD count = 0xdeadbeef;

    REQUIRE(pipe);
    check_result("WriteFile", RESULT(WriteFile(pipe->read, "x", 1, &count, NULL)), ERROR_ACCESS_DENIED);
}

BEHAVIOUR(
    empty, .id = "write/zero-byte-anonymous",
    .summary = "an empty write to an anonymous pipe succeeds and makes nothing readable",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3046-3048 (wine 8.0=10.0); inference",
    .facts = {"write/zero-byte-anonymous"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(0);
    DWORD count = 0xdeadbeef;

    REQUIRE(pipe);
    check_result("WriteFile", RESULT(WriteFile(pipe->write, "", 0, &count, NULL)), ERROR_SUCCESS);
    check_number("count", count, 0);
    check_number("unread", unread_bytes(pipe->read), 0);
}

BEHAVIOUR(empty_reader_closed, .id = "write/zero-byte-reader-closed",
          .summary = "an empty write, too, fails with ERROR_NO_DATA once the read end is closed",
          .provenance = INFERRED, .source = "inference; reactos:drivers/filesystems/npfs/write.c (hint only)",
          .facts = {"write/zero-byte-reader-closed"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(0);
    DWORD count = 0xdeadbeef;

    REQUIRE(pipe);
    pipe_end_close(&pipe->read);
    check_result("WriteFile", RESULT(WriteFile(pipe->write, "", 0, &count, NULL)), ERROR_NO_DATA);
}

UNIT(write_anonymous)
