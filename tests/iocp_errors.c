/* Completion ports: packets of operations that have pended and end with an error. */
#include "conformance/conformance.h"

BEHAVIOUR(pending_error, .id = "iocp/skip-error-iosb-pending-error",
          .summary =
              "with FILE_SKIP_COMPLETION_PORT_ON_SUCCESS, a write that has pended and ends with an error "
              "sets its event, fills its OVERLAPPED and queues its packet",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntoskrnl.exe/tests/ntoskrnl.c:do_return_status:709-765 (wine 10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3255-3262 (wine 8.0=10.0)",
          .facts = {"iocp/skip-error-iosb-pending-error"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *write;
    struct packet packet;

    REQUIRE(port);
    SetFileCompletionNotificationModes(pair->server, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    pipe_end_close(&pair->client);
    packet = port_wait(port);
    check_result("the packet", packet.result, ERROR_BROKEN_PIPE);
    check_boolean("the write's OVERLAPPED", packet.overlapped == &write->overlapped, TRUE);
    check_event("event", write->event, SIGNALED);
    check_status("Internal", operation_status(write), STATUS_PIPE_BROKEN);
}

BEHAVIOUR(
    writer_closes, .id = "iocp/close-writer-with-pending",
    .summary = "when the writer closes with a write pending, its packet comes at once with an error and no "
               "bytes, or once the reader has read it all",
    .provenance = INFERRED, .source = "inference; reactos:drivers/filesystems/npfs/statesup.c (hint only)",
    .facts = {"iocp/close-writer-with-pending"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct packet packet;
    struct operation *write;

    REQUIRE(port && (write = operation_new(NO_EVENT, 150)));
    check_result("WriteFile", start_write(write, pair->server, 150), ERROR_IO_PENDING);
    pipe_end_close(&pair->server);
    packet = port_poll(port);
    check_result("packet, nothing read", packet.result, ERROR_BROKEN_PIPE, ERROR_OPERATION_ABORTED,
                 WAIT_TIMEOUT);
    if (packet.result == WAIT_TIMEOUT) {
        drain(pair->client, 150, NULL);
        check_result("packet, all read", port_wait(port).result, ERROR_SUCCESS);
    } else {
        check_number("bytes", packet.count, 0);
        check_boolean("the write's OVERLAPPED", packet.overlapped == &write->overlapped, TRUE);
    }
}

UNIT(iocp_errors)
