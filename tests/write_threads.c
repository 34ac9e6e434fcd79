/* Writes and threads: two writers of one handle, and a write that blocks its thread. */
#include "conformance/conformance.h"

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

UNIT(write_threads)
