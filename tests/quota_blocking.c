/* The quota and synchronous handles: how long WriteFile blocks. */
#include "conformance/conformance.h"

BEHAVIOUR(
    blocks, .id = "quota/sync-write-blocks-over-quota",
    .summary =
        "a synchronous write over the quota blocks, with its bytes visible, until the unread remainder fits",
    .provenance = INFERRED,
    .source = "inference; doc:https://learn.microsoft.com/en-us/windows/win32/ipc/anonymous-pipe-operations; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefile; "
              "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3032-3040 (wine 8.0=10.0)",
    .facts = {"quota/sync-write-blocks-over-quota", "quota/sync-write-returns-when-remainder-fits"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(4096);
    BYTE *bytes = behaviour_memory(1000);
    struct synchronous_write *write;
    DWORD count;

    REQUIRE(pipe && bytes);
    REQUIRE(write = synchronous_write_start(pipe->write, 5000, NULL, pipe->read));
    check_number("unread", unread_bytes(pipe->read), 5000);
    write->stage = 1;
    ReadFile(pipe->read, bytes, 903, &count, NULL);
    check_event("thread with 4097 bytes unread", write->thread, NOT_SIGNALED);
    write->stage = 2;
    ReadFile(pipe->read, bytes, 1, &count, NULL);
    check_wait("thread with 4096 bytes unread", thread_join(write->thread), WAIT_OBJECT_0);
    check_number("reads that WriteFile waited for", write->stage_at_return, 2);
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_number("count", write->count, 5000);
    check_number("still unread", unread_bytes(pipe->read), 4096);
}

struct round_trip {
    HANDLE server;
    volatile LONG result, count;
    char byte;
};

static DWORD WINAPI read_one(void *argument)
{
    struct round_trip *trip = argument;
    DWORD count = 0xdeadbeef;

    trip->result = (LONG)RESULT(ReadFile(trip->server, &trip->byte, 1, &count, NULL));
    trip->count = (LONG)count;
    return 0;
}

BEHAVIOUR(round_trip, .id = "quota/default-zero-size-message-roundtrip",
          .summary = "a message written into a pipe of buffer sizes 0 reaches a synchronous read",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:overlapped_server:2300-2319 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_overlapped:2352-2359 (wine 8.0=10.0)",
          .facts = {"quota/default-zero-size-message-roundtrip"})
{
    struct pipe_pair *pair =
        PIPE_PAIR(.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, .quota_out = QUOTA_ZERO,
                  .quota_in = QUOTA_ZERO, .synchronous_client = 1);
    struct round_trip *trip = behaviour_memory(sizeof(*trip));
    DWORD count = 0xdeadbeef;
    HANDLE thread;

    REQUIRE(pair && trip);
    trip->server = pair->server;
    REQUIRE(thread = thread_start_settled(read_one, trip));
    check_result("WriteFile", RESULT(WriteFile(pair->client, "x", 1, &count, NULL)), ERROR_SUCCESS);
    inferred(check_number("count of WriteFile", count, 1));
    check_wait("reading thread", thread_join(thread), WAIT_OBJECT_0);
    check_result("ReadFile", trip->result, ERROR_SUCCESS);
    inferred(check_number("count of ReadFile", trip->count, 1));
}

UNIT(quota_blocking)
