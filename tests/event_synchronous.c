/* The signals of handles whose reads block, and of reads with a completion routine. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"

/* Two synchronous ends, and a thread beside the behaviour's own. */
struct blocking {
    struct pipe_pair *pair;
    HANDLE event;
    int busy; /* the client was unsignaled while its read blocked */
    DWORD peer, event_state, result;
};

static struct blocking *blocking_new(void)
{
    struct blocking *blocking = behaviour_memory(sizeof(*blocking));
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100, .synchronous_server = 1, .synchronous_client = 1);

    if (!blocking || !pair)
        return NULL;
    blocking->pair = pair;
    return blocking;
}

/* When the client's read has begun, looks at the handles and writes what ends it. */
static DWORD WINAPI feed(void *argument)
{
    struct blocking *blocking = argument;
    DWORD count;

    blocking->busy = poll_until(is_unsignaled, blocking->pair->client, 1000);
    blocking->peer = WaitForSingleObject(blocking->pair->server, 0);
    if (blocking->event)
        blocking->event_state = WaitForSingleObject(blocking->event, 0);
    blocking->result = RESULT(WriteFile(blocking->pair->server, "x", 1, &count, NULL));
    return 0;
}

BEHAVIOUR(busy_while_blocking, .id = "event/sync-handle-unsignaled-during-io",
          .summary = "a synchronous handle is unsignaled while a read blocks, and its peer stays signaled",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:blocking_thread:1700-1709 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_blocking:1769-1779 (wine 10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_CancelSynchronousIo:4276-4281 (wine 8.0=10.0)",
          .facts = {"event/sync-handle-unsignaled-during-io"})
{
    struct blocking *blocking = blocking_new();
    HANDLE thread;
    DWORD count;
    char byte;

    REQUIRE(blocking);
    REQUIRE(thread = thread_start(feed, blocking));
    check_result("ReadFile", RESULT(ReadFile(blocking->pair->client, &byte, 1, &count, NULL)), ERROR_SUCCESS);
    check_event("handle afterwards", blocking->pair->client, SIGNALED);
    check_wait("the other thread", thread_join(thread), WAIT_OBJECT_0);
    check_boolean("handle unsignaled while blocked", blocking->busy, TRUE);
    check_wait("peer while blocked", blocking->peer, WAIT_OBJECT_0);
    check_event("peer afterwards", blocking->pair->server, SIGNALED);
}

BEHAVIOUR(both_signaled, .id = "event/sync-handle-with-event-signals-both",
          .summary = "a blocking NtReadFile with an event signals event and handle", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_blocking:1795-1797 (wine 10.0)",
          .facts = {"event/sync-handle-with-event-signals-both"})
{
    HANDLE event = new_event(TRUE, TRUE), thread;
    struct blocking *blocking = blocking_new();
    BYTE *byte = behaviour_memory(1);

    REQUIRE(event && blocking && byte && nt_supported());
    blocking->event = event;
    REQUIRE(thread = thread_start(feed, blocking));
    check_status("NtReadFile", nt_read(blocking->pair->client, event, byte, 1), STATUS_SUCCESS);
    check_event("event", event, SIGNALED);
    check_event("handle", blocking->pair->client, SIGNALED);
    thread_join(thread);
    check_wait("event while blocked", blocking->event_state, WAIT_TIMEOUT);
}

struct routine {
    OVERLAPPED overlapped;
    BYTE byte;
    int called;
};

static void CALLBACK completion_routine(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    (void)error;
    (void)count;
    CONTAINING_RECORD(overlapped, struct routine, overlapped)->called++;
}

BEHAVIOUR(
    routine_signals_handle, .id = "event/apc-only-op-signals-handle",
    .summary = "a read with a completion routine signals the handle; the routine waits for an alertable wait",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:test_completion:1598-1613 (wine 10.0)",
    .facts = {"event/apc-only-op-signals-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct routine *routine = behaviour_memory(sizeof(*routine));

    REQUIRE(pair && routine);
    check_result(
        "ReadFileEx",
        RESULT(ReadFileEx(pair->client, &routine->byte, 1, &routine->overlapped, completion_routine)),
        ERROR_SUCCESS);
    check_event("handle while pending", pair->client, NOT_SIGNALED);
    REQUIRE(new_write(pair->server, 1));
    check_event("handle when complete", pair->client, SIGNALED);
    check_number("calls before an alertable wait", routine->called, 0);
    SleepEx(0, TRUE);
    check_number("calls after an alertable wait", routine->called, 1);
}

BEHAVIOUR(peek, .id = "event/peek-does-not-touch-handle",
          .summary = "both handles are signaled after PeekNamedPipe as before", .provenance = INFERRED,
          .source = "inference", .facts = {"event/peek-does-not-touch-handle", "peek/handle-state-unchanged"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    DWORD available;

    REQUIRE(pair);
    check_result("PeekNamedPipe", RESULT(PeekNamedPipe(pair->client, NULL, 0, NULL, &available, NULL)),
                 ERROR_SUCCESS);
    check_event("peeked handle", pair->client, SIGNALED);
    check_event("peer", pair->server, SIGNALED);
}

UNIT(event_synchronous)
