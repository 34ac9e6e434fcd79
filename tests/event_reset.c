/* An operation resets its event when it starts, whatever kind it is. */
#include "conformance/conformance.h"

static struct operation *new_signaled(DWORD size)
{
    struct operation *operation = operation_new(MANUAL_RESET, size);

    if (operation)
        SetEvent(operation->event);
    return operation;
}

BEHAVIOUR(pending_read, .id = "event/pending-read-resets-manual-event",
          .summary = "a read that pends resets its manual-reset event when it starts", .provenance = INFERRED,
          .source =
              "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1202-1209 (wine 10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped",
          .facts = {"event/next-op-clears-stale-signal"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read = new_signaled(10);

    REQUIRE(pair && read);
    check_result("ReadFile", start_read(read, pair->client, 10), ERROR_IO_PENDING);
    check_event("event", read->event, NOT_SIGNALED);
}

BEHAVIOUR(pending_connect, .id = "event/pending-connect-resets-manual-event",
          .summary = "a ConnectNamedPipe that pends resets its manual-reset event when it starts",
          .provenance = INFERRED,
          .source =
              "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1202-1209 (wine 10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped",
          .facts = {"event/next-op-clears-stale-signal"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);
    struct operation *listen = new_signaled(0);

    REQUIRE(pair && listen);
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_IO_PENDING);
    check_event("event", listen->event, NOT_SIGNALED);
}

BEHAVIOUR(client_first, .id = "connect/already-connected-resets-event",
          .summary = "a ConnectNamedPipe that finds its client there has reset the event, and leaves it so",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_overlapped:421-428 (wine 10.0)",
          .facts = {"connect/already-connected-resets-event"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *listen = new_signaled(0);

    REQUIRE(pair && listen);
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_PIPE_CONNECTED);
    check_event("event", listen->event, NOT_SIGNALED);
}

UNIT(event_reset)
