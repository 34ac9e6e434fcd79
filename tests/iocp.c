/* Completion ports: which operations of a bound pipe queue a packet. */
#include "conformance/conformance.h"

BEHAVIOUR(sync_success, .id = "iocp/sync-success-still-queues",
          .summary = "a write that completes at once queues a packet as well", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_completion:1494-1497 (wine 10.0)",
          .facts = {"iocp/sync-success-still-queues"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *write;
    struct packet packet;

    REQUIRE(port);
    REQUIRE(write = operation_new(NO_EVENT, 50));
    check_result("WriteFile", start_write(write, pair->server, 50), ERROR_SUCCESS);
    packet = port_wait(port);
    check_result("the packet", packet.result, ERROR_SUCCESS);
    check_number("bytes", packet.count, 50);
    check_flags("key", packet.key, PORT_KEY);
    check_boolean("the write's OVERLAPPED", packet.overlapped == &write->overlapped, TRUE);
    check_result("a second packet", port_poll(port).result, WAIT_TIMEOUT);
}

BEHAVIOUR(pending, .id = "iocp/pending-queues-on-completion",
          .summary = "a pending write queues its packet when it completes, not before",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_completion:1541-1548 (wine 10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/"
                    "nf-ioapiset-getqueuedcompletionstatus; "
                    "winetest:dlls/kernel32/tests/file.c:test_post_completion:5628-5631 (wine 10.0)",
          .facts = {"iocp/pending-queues-on-completion", "iocp/gqcs-timeout"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *write;
    struct packet packet;

    REQUIRE(port);
    REQUIRE(write = operation_new(NO_EVENT, 150));
    check_result("WriteFile", start_write(write, pair->server, 150), ERROR_IO_PENDING);
    packet = port_poll(port);
    check_result("the port while it is pending", packet.result, WAIT_TIMEOUT);
    check_boolean("no OVERLAPPED", packet.overlapped == NULL, TRUE);
    check_result("the reader's ReadFile", drain(pair->client, 150, NULL), ERROR_SUCCESS);
    packet = port_wait(port);
    check_result("the packet", packet.result, ERROR_SUCCESS);
    check_number("bytes", packet.count, 150);
    check_boolean("the write's OVERLAPPED", packet.overlapped == &write->overlapped, TRUE);
}

BEHAVIOUR(cancelled, .id = "iocp/cancelled-queues",
          .summary = "a cancelled write queues a packet with ERROR_OPERATION_ABORTED and no bytes",
          .provenance = INFERRED,
          .source = "winetest:dlls/ws2_32/tests/afd.c:test_async_thread_termination:2633-2649 (wine 10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_exit_process_async:4180-4216 (wine 8.0=10.0)",
          .facts = {"iocp/cancelled-queues", "cancel/cancel-with-iocp-queues-packet"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *write;
    struct packet packet;

    REQUIRE(port);
    REQUIRE(write = operation_new(NO_EVENT, 150));
    check_result("WriteFile", start_write(write, pair->server, 150), ERROR_IO_PENDING);
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, &write->overlapped)), ERROR_SUCCESS);
    packet = port_wait(port);
    check_result("the packet", packet.result, ERROR_OPERATION_ABORTED);
    check_number("bytes", packet.count, 0);
    check_boolean("the write's OVERLAPPED", packet.overlapped == &write->overlapped, TRUE);
}

BEHAVIOUR(immediate_error, .id = "iocp/immediate-error-no-packet",
          .summary = "a write that fails at once queues no packet", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1229-1241 (wine 10.0); "
                    "winetest:dlls/ntoskrnl.exe/tests/ntoskrnl.c:do_return_status:750-765 (wine 10.0)",
          .facts = {"iocp/immediate-error-no-packet"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *write;

    REQUIRE(port);
    REQUIRE(write = operation_new(NO_EVENT, 10));
    pipe_end_close(&pair->client);
    check_result("WriteFile", start_write(write, pair->server, 10), ERROR_NO_DATA);
    PostQueuedCompletionStatus(port, 7, PORT_KEY, NULL);
    check_number("bytes of the first packet, a posted one", port_wait(port).count, 7);
}

BEHAVIOUR(event_and_packet, .id = "iocp/event-and-packet-both",
          .summary = "a write with an event signals it and queues a packet too", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_completion:1494-1497 (wine 10.0); "
                    "winetest:dlls/ntoskrnl.exe/tests/ntoskrnl.c:do_return_status:730-760 (wine 10.0)",
          .facts = {"iocp/event-and-packet-both"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *write;

    REQUIRE(port);
    REQUIRE(write = new_write(pair->server, 10));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_event("event", write->event, SIGNALED);
    check_boolean("the packet is the write's", port_wait(port).overlapped == &write->overlapped, TRUE);
}

UNIT(iocp)
