/* Completion ports: what keeps a packet from being queued. */
#include "conformance/conformance.h"

static void set_low_bit(struct operation *write)
{
    write->overlapped.hEvent = (HANDLE)((ULONG_PTR)write->event | 1);
}

BEHAVIOUR(
    low_bit_sync, .id = "iocp/low-bit-suppresses-sync",
    .summary = "with the low bit of hEvent set, a write that completes at once signals the event and queues "
               "no packet",
    .provenance = DOCUMENTED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/"
              "nf-ioapiset-getqueuedcompletionstatus; thread:https://github.com/libuv/libuv/issues/3825",
    .facts = {"iocp/low-bit-suppresses-sync"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *write;

    REQUIRE(port);
    REQUIRE(write = operation_new(MANUAL_RESET, 50));
    set_low_bit(write);
    check_result("WriteFile", start_write(write, pair->server, 50), ERROR_SUCCESS);
    check_event("event", write->event, SIGNALED);
    check_result("the port", port_poll(port).result, WAIT_TIMEOUT);
}

BEHAVIOUR(low_bit_pending, .id = "iocp/low-bit-suppresses-pending",
          .summary = "with the low bit of hEvent set, a pending write ends with its event and no packet",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/"
                    "nf-ioapiset-getqueuedcompletionstatus",
          .facts = {"iocp/low-bit-suppresses-pending"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *write;

    REQUIRE(port);
    REQUIRE(write = operation_new(MANUAL_RESET, 150));
    set_low_bit(write);
    check_result("WriteFile", start_write(write, pair->server, 150), ERROR_IO_PENDING);
    check_result("the reader's ReadFile", drain(pair->client, 150, NULL), ERROR_SUCCESS);
    check_wait("event", WaitForSingleObject(write->event, OPERATION_DEADLINE), WAIT_OBJECT_0);
    check_status("Internal", operation_status(write), STATUS_SUCCESS);
    check_result("the port", port_poll(port).result, WAIT_TIMEOUT);
}

BEHAVIOUR(
    skip_sync, .id = "iocp/skip-on-success-sync",
    .summary = "with FILE_SKIP_COMPLETION_PORT_ON_SUCCESS a write that completes at once queues no packet",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:test_completion:1504-1511 (wine 10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:test_completion:1628-1641 (wine 10.0)",
    .facts = {"iocp/skip-on-success-sync"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *write;

    REQUIRE(port);
    REQUIRE(write = operation_new(NO_EVENT, 50));
    check_result(
        "SetFileCompletionNotificationModes",
        RESULT(SetFileCompletionNotificationModes(pair->server, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS)),
        ERROR_SUCCESS);
    check_result("WriteFile", start_write(write, pair->server, 50), ERROR_SUCCESS);
    check_result("the port", port_poll(port).result, WAIT_TIMEOUT);
    check_wait("the handle", WaitForSingleObject(pair->server, 0), WAIT_OBJECT_0);
}

BEHAVIOUR(skip_pending, .id = "iocp/skip-on-success-pending-still-queues",
          .summary = "with FILE_SKIP_COMPLETION_PORT_ON_SUCCESS a write that pended still queues its packet",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_completion:1541-1548 (wine 10.0)",
          .facts = {"iocp/skip-on-success-pending-still-queues"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *write;

    REQUIRE(port);
    REQUIRE(write = operation_new(NO_EVENT, 150));
    SetFileCompletionNotificationModes(pair->server, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS);
    check_result("WriteFile", start_write(write, pair->server, 150), ERROR_IO_PENDING);
    check_result("the reader's ReadFile", drain(pair->client, 150, NULL), ERROR_SUCCESS);
    check_number("bytes of the packet", port_wait(port).count, 150);
}

UNIT(iocp_modes)
