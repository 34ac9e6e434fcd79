/* Writes after the peer has gone: 232 once the peer is closed, 233 once the pipe is disconnected, 109 for
 * what was outstanding. */
#include "conformance/conformance.h"

BEHAVIOUR(outstanding_then_new, .id = "write/first-failure-may-be-109-then-232",
          .summary = "a write that is pending when the reader closes ends with ERROR_BROKEN_PIPE, later ones "
                     "with ERROR_NO_DATA",
          .provenance = WINETEST,
          .source =
              "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3255-3271 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1677-1680 (wine 8.0=10.0); "
              "thread:gitlab.com/gitlab-org/git write_or_die handling of EINVAL/232",
          .facts = {"write/first-failure-may-be-109-then-232"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *outstanding, *later;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(outstanding = new_write(pair->server, 150));
    pipe_end_close(&pair->client);
    check_event("event of the outstanding write", outstanding->event, SIGNALED);
    check_result("result of the outstanding write", operation_finish(outstanding, &count), ERROR_BROKEN_PIPE);
    check_number("bytes of the outstanding write", count, 0);
    REQUIRE(later = new_write(pair->server, 10));
    check_result("WriteFile afterwards", later->result, ERROR_NO_DATA);
}

BEHAVIOUR(peer_gone, .id = "write/after-peer-close",
          .summary = "a write after the peer has closed fails with ERROR_NO_DATA, whichever end writes",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1677-1680 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1787-1790 (wine 8.0=10.0)",
          .facts = {"close/next-write-after-peer-close", "close/write-error-same-for-both-roles"})
{
    for (unsigned int i = 0; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);
        struct operation *write;

        REQUIRE(transport);
        transport_close_reader(transport);
        REQUIRE(write = new_write(transport->writer, 10));
        check_transport(KIND_RESULT, "WriteFile", transport, write->result, EVERY(ERROR_NO_DATA));
        inferred(check_transport(KIND_NUMBER, "count", transport, write->count, EVERY(0)));
        inferred(check_transport(KIND_STATUS, "Internal", transport, operation_status(write),
                                 EVERY(STATUS_PENDING)));
    }
}

BEHAVIOUR(disconnected, .id = "write/count-zeroed-on-failure",
          .summary = "after a disconnect WriteFile fails with ERROR_PIPE_NOT_CONNECTED, zeroes the count and "
                     "leaves Internal pending",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_ReadFile:826-832 (wine 8.0=10.0)",
          .facts = {"write/count-zeroed-on-failure",
                    "overlapped-result/internalhigh-untouched-on-immediate-failure"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = operation_new(MANUAL_RESET, 10));
    write->overlapped.InternalHigh = 0xdeadbeef;
    SetEvent(write->event);
    DisconnectNamedPipe(pair->server);
    check_result("WriteFile", start_write(write, pair->server, 10), ERROR_PIPE_NOT_CONNECTED);
    check_number("count", write->count, 0);
    check_status("Internal", operation_status(write), STATUS_PENDING);
    check_number("InternalHigh", write->overlapped.InternalHigh, 0xdeadbeef);
    inferred(check_event("event", write->event, NOT_SIGNALED));
}

BEHAVIOUR(disconnected_both, .id = "write/after-disconnect",
          .summary = "after a disconnect a write of either end fails with ERROR_PIPE_NOT_CONNECTED",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1512-1516 (wine 8.0=10.0)",
          .facts = {"disconnect/server-write", "disconnect/client-write"})
{
    struct pipe_pair *pair = PIPE_PAIR(.synchronous_server = 1, .synchronous_client = 1);
    DWORD count;

    REQUIRE(pair);
    check_result("DisconnectNamedPipe", RESULT(DisconnectNamedPipe(pair->server)), ERROR_SUCCESS);
    check_result("WriteFile of the client", RESULT(WriteFile(pair->client, "x", 1, &count, NULL)),
                 ERROR_PIPE_NOT_CONNECTED);
    check_result("WriteFile of the server", RESULT(WriteFile(pair->server, "x", 1, &count, NULL)),
                 ERROR_PIPE_NOT_CONNECTED);
}

BEHAVIOUR(listening, .id = "write/listening-pipe",
          .summary = "a write to a server that no client has opened yet fails with ERROR_PIPE_LISTENING and "
                     "resets the event",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1495-1497 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1229-1241 (wine 10.0); inference",
          .facts = {"write/listening-pipe"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = operation_new(MANUAL_RESET, 1));
    SetEvent(write->event);
    check_result("WriteFile", start_write(write, pair->server, 1), ERROR_PIPE_LISTENING);
    check_number("count", write->count, 0);
    check_event("event", write->event, NOT_SIGNALED);
    check_status("Internal", operation_status(write), STATUS_PENDING);
}

BEHAVIOUR(
    synchronous_io_on_overlapped, .id = "write/null-overlapped-async-handle-broken",
    .summary = "without an OVERLAPPED, too, a write on an overlapped handle fails with ERROR_NO_DATA once "
               "the reader is gone",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1677-1680 (wine 8.0=10.0); inference",
    .facts = {"write/null-overlapped-async-handle-broken"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);
    DWORD count = 0xdeadbeef;

    REQUIRE(pair);
    pipe_end_close(&pair->client);
    check_result("WriteFile", RESULT(WriteFile(pair->server, "x", 1, &count, NULL)), ERROR_NO_DATA);
    check_number("count", count, 0);
}

UNIT(write_peer)
