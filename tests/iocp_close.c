/* Completion ports: an end of a bound pipe closes. */
#include "conformance/conformance.h"

BEHAVIOUR(
    peer_close, .id = "iocp/peer-close-packet",
    .summary = "when the reader closes, the packet of a pending write has ERROR_BROKEN_PIPE and no bytes",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3255-3262 (wine 8.0=10.0); "
              "winetest:dlls/ntdll/tests/file.c:test_file_io_completion:1229-1239 (wine 10.0)",
    .facts = {"iocp/peer-close-packet"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *write;
    struct packet packet;

    REQUIRE(port);
    REQUIRE(write = operation_new(NO_EVENT, 150));
    check_result("WriteFile", start_write(write, pair->server, 150), ERROR_IO_PENDING);
    pipe_end_close(&pair->client);
    packet = port_wait(port);
    check_result("the packet", packet.result, ERROR_BROKEN_PIPE);
    check_number("bytes", packet.count, 0);
}

BEHAVIOUR(
    own_close, .id = "iocp/close-pending-read-packet",
    .summary =
        "closing a bound server end ends its pending read with a packet, ERROR_BROKEN_PIPE and no bytes",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/file.c:test_file_io_completion:1229-1239 (wine 10.0)",
    .facts = {"iocp/close-pending-read-packet"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *read;
    struct packet packet;

    REQUIRE(port);
    REQUIRE(read = operation_new(NO_EVENT, 10));
    check_result("ReadFile", start_read(read, pair->server, 10), ERROR_IO_PENDING);
    pipe_end_close(&pair->server);
    packet = port_wait(port);
    check_result("the packet", packet.result, ERROR_BROKEN_PIPE);
    check_number("bytes", packet.count, 0);
    check_boolean("the read's OVERLAPPED", packet.overlapped == &read->overlapped, TRUE);
}

UNIT(iocp_close)
