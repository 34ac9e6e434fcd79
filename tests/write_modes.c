/* Writes without an OVERLAPPED, from several threads, of much data, of none, and through a write-through
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
    .facts = {"write/buffer-reuse-while-pending-data"})
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

struct other_writer {
    HANDLE issued, finish; /* events */
    HANDLE pipe;
    struct operation *write;
};

static DWORD WINAPI write_first(void *argument)
{
    struct other_writer *other = argument;

    start_write(other->write, other->pipe, 8);
    SetEvent(other->issued);
    return WaitForSingleObject(other->finish, THREAD_DEADLINE);
}

BEHAVIOUR(
    two_writers, .id = "write/concurrent-writers-not-interleaved",
    .summary =
        "bytes of writes of two threads on one handle are not interleaved; they come in the order of issue",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2970-3016 (wine 8.0=10.0); "
              "reactos:drivers/filesystems/npfs/writesup.c (hint only); inference",
    .facts = {"write/concurrent-writers-not-interleaved"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4);
    struct other_writer *other = behaviour_memory(sizeof(*other));
    struct operation *second = operation_new(MANUAL_RESET, 8);
    HANDLE thread;

    REQUIRE(pair && other && second);
    other->pipe = pair->server;
    REQUIRE((other->issued = new_event(TRUE, FALSE)) && (other->finish = new_event(TRUE, FALSE)));
    REQUIRE(other->write = operation_new(MANUAL_RESET, 8));
    memset(other->write->buffer, '1', 8);
    memset(second->buffer, '2', 8);
    REQUIRE(thread = thread_start(write_first, other));
    WaitForSingleObject(other->issued, THREAD_DEADLINE);
    check_result("WriteFile of the other thread", other->write->result, ERROR_IO_PENDING);
    check_result("WriteFile of this thread", start_write(second, pair->server, 8), ERROR_IO_PENDING);
    check_text("bytes at the reader", peek_pipe(pair->client, 16).bytes, 16, "1111111122222222");
    drain(pair->client, 16, NULL);
    SetEvent(other->finish);
    thread_join(thread);
}

BEHAVIOUR(blocked, .id = "write/blocked-sync-write-with-overlapped",
          .summary = "while a synchronous write with an OVERLAPPED blocks, event and handle are reset and "
                     "Internal is pending",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_blocking:1784-1797 (wine 10.0); inference",
          .facts = {"write/blocked-sync-write-with-overlapped"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_in = 100, .synchronous_client = 1);
    struct operation *write = operation_new(MANUAL_RESET, 0);
    struct synchronous_write *blocked;

    REQUIRE(pair && write);
    SetEvent(write->event);
    REQUIRE(blocked = synchronous_write_start(pair->client, 150, &write->overlapped, pair->server));
    check_event("thread while blocked", blocked->thread, NOT_SIGNALED);
    check_event("event while blocked", write->event, NOT_SIGNALED);
    check_status("Internal while blocked", operation_status(write), STATUS_PENDING);
    check_event("handle while blocked", pair->client, NOT_SIGNALED);
    drain(pair->server, 50, NULL);
    check_wait("thread", thread_join(blocked->thread), WAIT_OBJECT_0);
    check_event("event", write->event, SIGNALED);
    check_status("Internal", operation_status(write), STATUS_SUCCESS);
    check_number("InternalHigh", write->overlapped.InternalHigh, 150);
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

UNIT(write_modes)
