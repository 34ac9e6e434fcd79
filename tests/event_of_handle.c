/* When the pipe handle itself is signaled. */
#include "conformance/conformance.h"

/* A write without an event; pending if it is larger than the quota of 100. */
static struct operation *plain_write(HANDLE handle, DWORD size)
{
    struct operation *write = operation_new(NO_EVENT, size);

    if (write)
        start_write(write, handle, size);
    return write;
}

BEHAVIOUR(pending, .id = "event/null-hevent-pending-handle-state",
          .summary = "a pending write without an event makes the handle unsignaled", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1102-1113 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_completion:1572-1576 (wine 10.0)",
          .facts = {"event/null-hevent-pending-handle-state"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = plain_write(pair->server, 200));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_event("handle", pair->server, NOT_SIGNALED);
}

BEHAVIOUR(completed, .id = "event/null-hevent-completed-handle-state",
          .summary = "the end of a write without an event signals the handle", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1114-1118 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_completion:1577-1582 (wine 10.0)",
          .facts = {"event/null-hevent-completed-handle-state"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = plain_write(pair->server, 200));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    drain(pair->client, 200, &count);
    check_wait("handle", WaitForSingleObject(pair->server, OPERATION_DEADLINE), WAIT_OBJECT_0);
    check_result("result", operation_result(write, &count), ERROR_SUCCESS);
}

BEHAVIOUR(at_once, .id = "event/null-hevent-sync-handle-state",
          .summary = "a write without an event that completes at once leaves the handle signaled",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_completion:1639-1641 (wine 10.0); inference",
          .facts = {"event/null-hevent-sync-handle-state"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = plain_write(pair->server, 10));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_event("handle", pair->server, SIGNALED);
}

BEHAVIOUR(with_event, .id = "event/with-hevent-sync-handle-state",
          .summary = "a write with an event that completes at once leaves the handle unsignaled",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_completion:1584-1596 (wine 10.0); "
                    "winetest:dlls/ntoskrnl.exe/tests/ntoskrnl.c:do_return_status:709-746 (wine 10.0)",
          .facts = {"event/with-hevent-sync-handle-state"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    check_event("handle before", pair->server, SIGNALED);
    REQUIRE(write = new_write(pair->server, 10));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_event("event", write->event, SIGNALED);
    check_event("handle", pair->server, NOT_SIGNALED);
}

BEHAVIOUR(signaled_again, .id = "event/handle-resignalled-by-null-hevent-op",
          .summary = "an operation without an event signals a handle that one with an event left unsignaled",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1102-1118 (wine 10.0)",
          .facts = {"event/handle-resignalled-by-null-hevent-op"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *first, *second = operation_new(NO_EVENT, 1);
    DWORD count;

    REQUIRE(pair && second);
    REQUIRE(first = new_read(pair->client, 1));
    REQUIRE(new_write(pair->server, 1));
    check_result("read with an event", operation_finish(first, &count), ERROR_SUCCESS);
    check_event("handle after it", pair->client, NOT_SIGNALED);
    check_result("ReadFile without an event", start_read(second, pair->client, 1), ERROR_IO_PENDING);
    REQUIRE(new_write(pair->server, 1));
    check_result("its result", operation_finish(second, &count), ERROR_SUCCESS);
    check_event("handle in the end", pair->client, SIGNALED);
}

BEHAVIOUR(initial, .id = "event/initial-handle-state", .summary = "both ends of a new pipe are signaled",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:create_overlapped_pipe:3207-3227 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_completion:1570 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_blocking:1766-1767 (wine 10.0)",
          .facts = {"event/initial-handle-state"})
{
    struct pipe_pair *alone = PIPE_SERVER(.quota_out = 100), *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(alone && pair);
    check_event("server alone", alone->server, SIGNALED);
    check_event("server", pair->server, SIGNALED);
    check_event("client", pair->client, SIGNALED);
}

BEHAVIOUR(
    after_connect, .id = "event/server-handle-after-event-connect",
    .summary = "ConnectNamedPipe with an event leaves the server handle unsignaled, also when it is complete",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:create_overlapped_pipe:3212-3227 (wine 8.0=10.0)",
    .facts = {"event/server-handle-after-event-connect"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);
    struct operation *connect = operation_new(MANUAL_RESET, 0);

    REQUIRE(pair && connect);
    check_result("ConnectNamedPipe", start_connect(connect, pair->server), ERROR_IO_PENDING);
    check_event("server while pending", pair->server, NOT_SIGNALED);
    check_event("event while pending", connect->event, NOT_SIGNALED);
    pair->client = pipe_client_open(pair, &(struct pipe_options){.quota_out = 100});
    check_handle("client", pair->client, HANDLE_IS_VALID);
    check_event("client handle", pair->client, SIGNALED);
    check_event("server when connected", pair->server, NOT_SIGNALED);
    check_event("event when connected", connect->event, SIGNALED);
}

UNIT(event_of_handle)
