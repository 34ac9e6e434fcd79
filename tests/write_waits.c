/* What waits for what: calls without an OVERLAPPED, calls of a synchronous handle, and nobody for a pending
 * write. */
#include "conformance/conformance.h"

struct transfer {
    HANDLE handle;
    DWORD result, count;
    char bytes[16];
};

static DWORD WINAPI read_without_overlapped(void *argument)
{
    struct transfer *transfer = argument;

    transfer->result =
        RESULT(ReadFile(transfer->handle, transfer->bytes, sizeof(transfer->bytes), &transfer->count, NULL));
    return 0;
}

static DWORD WINAPI write_byte(void *argument)
{
    struct transfer *transfer = argument;

    transfer->result = RESULT(WriteFile(transfer->handle, "x", 1, &transfer->count, NULL));
    return 0;
}

static DWORD WINAPI peek_once(void *argument)
{
    struct transfer *transfer = argument;

    transfer->result = peek_pipe(transfer->handle, 0).result;
    return 0;
}

static struct transfer *transfer_new(HANDLE handle)
{
    struct transfer *transfer = behaviour_memory(sizeof(*transfer));

    if (transfer)
        transfer->handle = handle;
    return transfer;
}

/* As thread_blocked() where a platform that differs returns: it gets the time to, on a busy machine, too. */
static DWORD blocked_for_long(HANDLE thread)
{
    return WaitForSingleObject(thread, 1000);
}

BEHAVIOUR(no_overlapped, .id = "write/null-overlapped-on-async-handle-waits-on-handle",
          .summary = "ReadFile without an OVERLAPPED on an overlapped handle waits for data",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:overlapped_server:2317-2319 (wine 8.0=10.0); "
                    "thread:https://github.com/rust-lang/rust/issues/98950; "
                    "thread:https://github.com/rust-lang/rust/issues/81357",
          .facts = {"write/null-overlapped-on-async-handle-waits-on-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct transfer *read = pair ? transfer_new(pair->client) : NULL;
    HANDLE thread;

    REQUIRE(read && (thread = thread_start_running(read_without_overlapped, read)));
    check_wait("the reading thread", thread_blocked(thread), WAIT_TIMEOUT);
    REQUIRE(new_write(pair->server, 10));
    check_wait("the reading thread when there is data", thread_join(thread), WAIT_OBJECT_0);
    check_result("ReadFile", read->result, ERROR_SUCCESS);
    check_number("bytes", read->count, 10);
}

BEHAVIOUR(
    one_at_a_time, .id = "write/sync-handle-serialises-everything",
    .summary =
        "while a read of a synchronous handle waits for data, WriteFile and PeekNamedPipe of that handle "
        "wait too",
    .provenance = REPORTED,
    .source = "thread:https://github.com/libuv/libuv/issues/1273; "
              "thread:https://github.com/dotnet/runtime/issues/31390; "
              "thread:https://github.com/joyent/libuv/issues/1313; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/fileio/synchronous-and-asynchronous-i-o",
    .facts = {"write/sync-handle-serialises-everything"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100, .synchronous_client = 1);
    struct transfer *transfers[3];
    HANDLE threads[3];

    REQUIRE(pair);
    for (unsigned int i = 0; i < 3; i++)
        REQUIRE(transfers[i] = transfer_new(pair->client));
    REQUIRE(threads[0] = thread_start_running(read_without_overlapped, transfers[0]));
    check_wait("the reading thread", thread_blocked(threads[0]), WAIT_TIMEOUT);
    REQUIRE(threads[1] = thread_start_running(write_byte, transfers[1]));
    check_wait("the writing thread", blocked_for_long(threads[1]), WAIT_TIMEOUT);
    REQUIRE(threads[2] = thread_start_running(peek_once, transfers[2]));
    check_wait("the peeking thread", blocked_for_long(threads[2]), WAIT_TIMEOUT);
    check_number("bytes that have come through", unread_bytes(pair->server), 0);
    REQUIRE(new_write(pair->server, 1));
    check_wait("all three when there is data", WaitForMultipleObjects(3, threads, TRUE, THREAD_DEADLINE),
               WAIT_OBJECT_0);
    check_result("ReadFile", transfers[0]->result, ERROR_SUCCESS);
    check_result("WriteFile", transfers[1]->result, ERROR_SUCCESS);
    check_result("PeekNamedPipe", transfers[2]->result, ERROR_SUCCESS);
}

BEHAVIOUR(
    no_timeout, .id = "write/pending-write-no-timeout",
    .summary = "a write that nobody reads is pending still after four times the pipe's default timeout",
    .provenance = INFERRED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefile; inference",
    .facts = {"write/pending-write-no-timeout"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair && (write = new_write(pair->server, 150)));
    check_wait("event", WaitForSingleObject(write->event, 200), WAIT_TIMEOUT);
    check_status("Internal", operation_status(write), STATUS_PENDING);
}

UNIT(write_waits)
