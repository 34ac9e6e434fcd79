/* Clients: when CreateFile and WaitNamedPipe find an instance. */
#include "conformance/conformance.h"

BEHAVIOUR(before_connect, .id = "connect/client-write-before-connect",
          .summary = "a client can open and write to a server that has not called ConnectNamedPipe",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:242-285 (wine 8.0=10.0)",
          .facts = {"connect/client-write-before-connect"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair && (write = new_write(pair->client, 3)));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_number("bytes", write->count, 3);
}

static DWORD open_error(const struct pipe_pair *pair)
{
    HANDLE client;

    SetLastError(0xdeadbeef);
    client = owned(pipe_client_open(pair, &(struct pipe_options){0}));
    return client == INVALID_HANDLE_VALUE ? GetLastError() : ERROR_SUCCESS;
}

BEHAVIOUR(while_closing, .id = "connect/open-while-closing",
          .summary = "a second client finds the instance busy after the first has closed",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:625-632 (wine 8.0=10.0)",
          .facts = {"connect/open-while-closing"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    pipe_end_close(&pair->client);
    check_error("CreateFileW", open_error(pair), ERROR_PIPE_BUSY);
}

BEHAVIOUR(while_connected, .id = "connect/open-while-connected",
          .summary = "a second client finds the only instance busy", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:614-623 (wine 8.0=10.0)",
          .facts = {"connect/open-while-connected"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    check_error("CreateFileW", open_error(pair), ERROR_PIPE_BUSY);
}

BEHAVIOUR(needs_connect, .id = "connect/reconnect-needs-connectnamedpipe",
          .summary = "a disconnected instance is busy until ConnectNamedPipe is called",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:634-641 (wine 8.0=10.0)",
          .facts = {"connect/reconnect-needs-connectnamedpipe"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *listen = operation_new(MANUAL_RESET, 0);

    REQUIRE(pair && listen);
    DisconnectNamedPipe(pair->server);
    check_error("CreateFileW before", open_error(pair), ERROR_PIPE_BUSY);
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_IO_PENDING);
    check_error("CreateFileW after", open_error(pair), ERROR_SUCCESS);
}

BEHAVIOUR(missing, .id = "connect/waitnamedpipe-missing",
          .summary = "WaitNamedPipe does not wait for a pipe that does not exist: ERROR_FILE_NOT_FOUND",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:181-184 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_wait_pipe:3881-3882 (wine 8.0=10.0)",
          .facts = {"connect/waitnamedpipe-missing"})
{
    WCHAR name[80];

    pipe_unique_name(name);
    check_result("WaitNamedPipeW", RESULT(WaitNamedPipeW(name, 2000)), ERROR_FILE_NOT_FOUND);
}

BEHAVIOUR(available, .id = "connect/waitnamedpipe-available",
          .summary = "WaitNamedPipe finds a free instance", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:239-240 (wine 8.0=10.0)",
          .facts = {"connect/waitnamedpipe-available"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);

    REQUIRE(pair);
    check_result("WaitNamedPipeW", RESULT(WaitNamedPipeW(pair->name, 2000)), ERROR_SUCCESS);
}

BEHAVIOUR(busy, .id = "connect/waitnamedpipe-busy-timeout",
          .summary = "WaitNamedPipe of a busy pipe ends with ERROR_SEM_TIMEOUT", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:245-247 (wine 8.0=10.0)",
          .facts = {"connect/waitnamedpipe-busy-timeout"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    check_result("WaitNamedPipeW", RESULT(WaitNamedPipeW(pair->name, 100)), ERROR_SEM_TIMEOUT);
}

UNIT(connect_clients)
