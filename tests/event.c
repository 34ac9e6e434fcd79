/* What the start and the end of an overlapped operation do to its event. */
#include "conformance/conformance.h"

#define FULL 100 /* the quota; a write of more than this pends */

/* A write whose event was already signaled when it started. */
static struct operation *write_signaled(HANDLE handle, DWORD size)
{
    struct operation *write = operation_new(MANUAL_RESET, size);

    if (!write)
        return NULL;
    SetEvent(write->event);
    start_write(write, handle, size);
    return write;
}

/* A write that uses the event of another. */
static struct operation *write_sharing(const struct operation *other, HANDLE handle, DWORD size)
{
    struct operation *write = operation_new(NO_EVENT, size);

    if (!write)
        return NULL;
    write->overlapped.hEvent = other->event;
    start_write(write, handle, size);
    return write;
}

BEHAVIOUR(pending_resets, .id = "event/pending-write-resets-manual-event",
          .summary = "a write that pends resets its manual-reset event when it starts",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1202-1209 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_completion:1584-1589 (wine 10.0)",
          .facts = {"event/pending-write-resets-manual-event"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = FULL);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = write_signaled(pair->server, 2 * FULL));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_event("event", write->event, NOT_SIGNALED);
}

BEHAVIOUR(completion_sets, .id = "event/completion-sets-event",
          .summary = "the end of a pending write signals its event, and not the pipe handle",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1077-1095 (wine 10.0)",
          .facts = {"event/completion-sets-event"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = FULL);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = write_signaled(pair->server, 2 * FULL));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_result("ReadFile of it all", drain(pair->client, 2 * FULL, &count), ERROR_SUCCESS);
    check_wait("event", WaitForSingleObject(write->event, OPERATION_DEADLINE), WAIT_OBJECT_0);
    check_event("pipe handle", pair->server, NOT_SIGNALED);
}

BEHAVIOUR(sync_sets, .id = "event/sync-write-sets-event",
          .summary = "a write that completes at once signals its event nevertheless", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1126-1141 (wine 10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:_overlapped_write_sync:2821-2839 (wine 8.0=10.0)",
          .facts = {"event/sync-write-sets-event"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = FULL);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 10));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_event("event", write->event, SIGNALED);
}

BEHAVIOUR(
    sync_sets_auto, .id = "event/sync-write-sets-auto-event",
    .summary = "a write that completes at once leaves an auto-reset event signaled until it is consumed",
    .provenance = INFERRED,
    .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1126-1141 (wine 10.0); inference",
    .facts = {"event/sync-write-sets-auto-event"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = FULL);
    struct operation *write = operation_new(AUTO_RESET, 10);

    REQUIRE(pair && write);
    check_result("WriteFile", start_write(write, pair->server, 10), ERROR_SUCCESS);
    check_event("event", write->event, SIGNALED);
    check_event("event, once consumed", write->event, NOT_SIGNALED);
}

BEHAVIOUR(next_start_clears, .id = "event/next-op-clears-stale-signal",
          .summary = "the signal that a synchronous completion left is cleared by the next operation's start",
          .provenance = INFERRED,
          .source =
              "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1202-1209 (wine 10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped",
          .facts = {"event/next-op-clears-stale-signal"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = FULL);
    struct operation *first = operation_new(AUTO_RESET, 10), *second;

    REQUIRE(pair && first);
    check_result("first WriteFile", start_write(first, pair->server, 10), ERROR_SUCCESS);
    REQUIRE(second = write_sharing(first, pair->server, 2 * FULL));
    check_result("second WriteFile", second->result, ERROR_IO_PENDING);
    check_event("event", first->event, NOT_SIGNALED);
}

BEHAVIOUR(failure_leaves_reset, .id = "event/immediate-failure-leaves-event-reset",
          .summary = "an operation that fails at once has reset its event, and nothing signals it",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1229-1241 (wine 10.0)",
          .facts = {"event/immediate-failure-leaves-event-reset"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = FULL);
    struct operation *write, *read = operation_new(MANUAL_RESET, 10);

    REQUIRE(pair && read);
    pipe_end_close(&pair->client);
    REQUIRE(write = write_signaled(pair->server, 10));
    check_result("WriteFile", write->result, ERROR_NO_DATA);
    check_event("event of the write", write->event, NOT_SIGNALED);
    SetEvent(read->event);
    check_result("ReadFile", start_read(read, pair->server, 10), ERROR_BROKEN_PIPE);
    check_event("event of the read", read->event, NOT_SIGNALED);
}

BEHAVIOUR(closed_connect, .id = "event/close-pending-connect-sets-event",
          .summary = "closing a listening server signals the event of its ConnectNamedPipe",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_wait_pipe:3913-3924 (wine 8.0=10.0)",
          .facts = {"event/close-pending-connect-sets-event"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);
    struct operation *connect = operation_new(MANUAL_RESET, 0);

    REQUIRE(pair && connect);
    check_result("ConnectNamedPipe", start_connect(connect, pair->server), ERROR_IO_PENDING);
    pipe_end_close(&pair->server);
    check_event("event", connect->event, SIGNALED);
}

UNIT(event)
