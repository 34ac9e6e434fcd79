/* DisconnectNamedPipe, and reading and writing after it. */
#include "conformance/conformance.h"

BEHAVIOUR(pending_writes, .id = "disconnect/pending-writes-both-ends",
          .summary = "DisconnectNamedPipe ends pending writes of both ends with ERROR_PIPE_NOT_CONNECTED, no "
                     "bytes, and their events",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3273-3285 (wine 8.0=10.0)",
          .facts = {"disconnect/pending-writes-both-ends"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *server, *client;
    DWORD count;

    REQUIRE(pair && (server = new_write(pair->server, 150)) && (client = new_write(pair->client, 150)));
    check_result("DisconnectNamedPipe", RESULT(DisconnectNamedPipe(pair->server)), ERROR_SUCCESS);
    check_result("the server's write", operation_finish(server, &count), ERROR_PIPE_NOT_CONNECTED);
    check_number("its count", count, 0);
    check_event("its event", server->event, SIGNALED);
    check_status("its Internal", operation_status(server), STATUS_PIPE_DISCONNECTED);
    check_result("the client's write", operation_finish(client, &count), ERROR_PIPE_NOT_CONNECTED);
    check_number("the client's count", count, 0);
    check_event("the client's event", client->event, SIGNALED);
    check_status("the client's Internal", operation_status(client), STATUS_PIPE_DISCONNECTED);
}

BEHAVIOUR(discards, .id = "disconnect/discards-buffered-data",
          .summary = "DisconnectNamedPipe returns at once and throws unread data away",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1509-1522 (wine 8.0=10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/"
                    "nf-namedpipeapi-disconnectnamedpipe; "
                    "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1509-1516 (wine 8.0=10.0); "
                    "thread:https://github.com/microsoft/openvmm/issues/714",
          .facts = {"disconnect/discards-buffered-data", "disconnect/waits-not-for-data"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write, *read;

    REQUIRE(pair && (write = new_write(pair->client, 50)));
    check_result("WriteFile of the client", write->result, ERROR_SUCCESS);
    check_result("DisconnectNamedPipe", RESULT(DisconnectNamedPipe(pair->server)), ERROR_SUCCESS);
    REQUIRE(read = new_read(pair->server, 50));
    check_result("ReadFile of the server", read->result, ERROR_PIPE_NOT_CONNECTED);
}

/* Which end does what after the disconnect. */
struct row {
    struct expectation expectation;
    int client, write;
    DWORD size;
};

BEHAVIOUR(
    reads_and_writes, .id = "disconnect/server-write",
    .summary =
        "after DisconnectNamedPipe every read and write of either end fails with ERROR_PIPE_NOT_CONNECTED",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1515-1516 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1512-1514 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1517-1519 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1520-1522 (wine 8.0=10.0)",
    .facts = {"disconnect/server-write", "disconnect/client-write", "disconnect/client-read",
              "disconnect/server-read"})
{
    static const struct row rows[] = {
        {EXPECT("server, WriteFile", ERROR_PIPE_NOT_CONNECTED), 0, 1, 10},
        {EXPECT("server, ReadFile", ERROR_PIPE_NOT_CONNECTED), 0, 0, 10},
        {EXPECT("client, WriteFile", ERROR_PIPE_NOT_CONNECTED), 1, 1, 10},
        {EXPECT("client, ReadFile", ERROR_PIPE_NOT_CONNECTED), 1, 0, 10},
    };
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    for (unsigned int i = 0; i < ARRAY_SIZE(rows); i++) {
        HANDLE end = rows[i].client ? pair->client : pair->server;
        struct operation *operation =
            rows[i].write ? new_write(end, rows[i].size) : new_read(end, rows[i].size);

        REQUIRE(operation);
        check_row(KIND_RESULT, rows, i, operation->result);
    }
}

BEHAVIOUR(
    zero_write, .id = "disconnect/client-zero-write",
    .summary = "a write of no bytes fails with ERROR_PIPE_NOT_CONNECTED after a disconnect, like any other",
    .provenance = INFERRED, .source = "inference; reactos:drivers/filesystems/npfs/write.c (hint only)",
    .facts = {"disconnect/client-zero-write"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    REQUIRE(write = new_write(pair->client, 0));
    check_result("WriteFile", write->result, ERROR_PIPE_NOT_CONNECTED);
}

BEHAVIOUR(
    fields, .id = "disconnect/overlapped-fields",
    .summary = "reads and writes that fail after a disconnect leave Internal pending and InternalHigh alone",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_ReadFile:816-832 (wine 8.0=10.0)",
    .facts = {"disconnect/overlapped-fields"})
{
    struct pipe_pair *pair = PIPE_PAIR(.synchronous_server = 1);
    struct operation *read, *write;

    REQUIRE(pair && (read = operation_new(MANUAL_RESET, 10)) && (write = operation_new(MANUAL_RESET, 10)));
    DisconnectNamedPipe(pair->server);
    read->overlapped.InternalHigh = write->overlapped.InternalHigh = 0xabcd;
    check_result("ReadFile", start_read(read, pair->server, 10), ERROR_PIPE_NOT_CONNECTED);
    check_number("count of the read", read->count, 0);
    check_status("Internal of the read", operation_status(read), STATUS_PENDING);
    check_flags("InternalHigh of the read", read->overlapped.InternalHigh, 0xabcd);
    check_result("WriteFile", start_write(write, pair->server, 10), ERROR_PIPE_NOT_CONNECTED);
    check_number("count of the write", write->count, 0);
    check_status("Internal of the write", operation_status(write), STATUS_PENDING);
    check_flags("InternalHigh of the write", write->overlapped.InternalHigh, 0xabcd);
}

BEHAVIOUR(twice, .id = "disconnect/twice",
          .summary = "a second DisconnectNamedPipe fails with ERROR_PIPE_NOT_CONNECTED",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1524-1525 (wine 8.0=10.0)",
          .facts = {"disconnect/twice"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    check_result("first", RESULT(DisconnectNamedPipe(pair->server)), ERROR_SUCCESS);
    check_result("second", RESULT(DisconnectNamedPipe(pair->server)), ERROR_PIPE_NOT_CONNECTED);
}

UNIT(disconnect)
