/* Writes without an OVERLAPPED, of much data, of none, from a buffer that changes, through a write-through
 * handle. */
#include "conformance/conformance.h"

BEHAVIOUR(null_overlapped, .id = "write/null-overlapped-on-async-handle",
          .summary = "without an OVERLAPPED, too, a write on an overlapped handle that fits succeeds and "
                     "signals the handle",
          .provenance = INFERRED,
          .source =
              "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1088-1089 (wine 10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3289-3302 (wine 8.0=10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefile; "
              "winetest:dlls/ntdll/tests/pipe.c:test_completion:1639-1641 (wine 10.0)",
          .facts = {"write/null-overlapped-on-async-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);
    DWORD count = 0xdeadbeef;

    REQUIRE(pair);
    check_result("WriteFile", RESULT(WriteFile(pair->server, "0123456789", 10, &count, NULL)), ERROR_SUCCESS);
    check_number("count", count, 10);
    check_event("handle", pair->server, SIGNALED);
}

BEHAVIOUR(
    copied, .id = "write/buffer-reuse-while-pending-data",
    .summary =
        "a pending write has copied its bytes: what is done to the buffer later does not reach the reader",
    .provenance = INFERRED,
    .source =
        "reactos:drivers/filesystems/npfs/write.c (hint only); "
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefile; inference",
    .facts = {"write/buffer-reuse-while-pending-data", "misc/low-level-write-copies-data"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 6));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    memset(write->buffer, '-', 6);
    check_text("bytes at the reader", peek_pipe(pair->client, 6).bytes, 6, "abcdef");
}

BEHAVIOUR(empty_to_gone, .id = "write/zero-byte-broken-overlapped",
          .summary = "an empty overlapped write fails with ERROR_NO_DATA once the client has closed",
          .provenance = INFERRED, .source = "inference; reactos:drivers/filesystems/npfs/write.c (hint only)",
          .facts = {"write/zero-byte-broken-overlapped"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);
    struct operation *write;

    REQUIRE(pair);
    pipe_end_close(&pair->client);
    REQUIRE(write = new_write(pair->server, 0));
    check_result("WriteFile", write->result, ERROR_NO_DATA);
}

BEHAVIOUR(large_message, .id = "write/message-larger-than-64k",
          .summary = "a message of 100000 bytes is written and read as one", .provenance = INFERRED,
          .source = "doc:Microsoft KB Q119218 (archived: named pipe write limited to 64K); inference",
          .facts = {"write/message-larger-than-64k"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE,
                                       .client_mode = PIPE_READMODE_MESSAGE, .quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 100000));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_number("first message", peek_pipe(pair->client, 1).left, 99999);
    check_result("read", drain(pair->client, 150000, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 100000);
    check_result("result of the write", operation_finish(write, NULL), ERROR_SUCCESS);
}

BEHAVIOUR(
    write_through, .id = "write/write-through-flag-local",
    .summary = "FILE_FLAG_WRITE_THROUGH is accepted and changes nothing for a local pipe",
    .provenance = DOCUMENTED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-createnamedpipea",
    .facts = {"write/write-through-flag-local"})
{
    struct pipe_pair *pair =
        PIPE_PAIR(.access = PIPE_ACCESS_DUPLEX | FILE_FLAG_WRITE_THROUGH, .quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 100));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_number("count", write->count, 100);
}

UNIT(write_variants)
