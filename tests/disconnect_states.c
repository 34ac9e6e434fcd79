/* DisconnectNamedPipe in every state, and what the ends are afterwards. */
#include "conformance/conformance.h"

BEHAVIOUR(client_end, .id = "disconnect/on-client",
          .summary = "DisconnectNamedPipe of a client end fails with ERROR_INVALID_FUNCTION",
          .provenance = INFERRED,
          .source = "inference; reactos:drivers/filesystems/npfs/fsctrl.c (hint only)",
          .facts = {"disconnect/on-client"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    check_result("DisconnectNamedPipe", RESULT(DisconnectNamedPipe(pair->client)), ERROR_INVALID_FUNCTION);
}

BEHAVIOUR(client_closed, .id = "disconnect/after-client-closed",
          .summary = "DisconnectNamedPipe succeeds after the client has closed", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_wait_pipe:3907-3909 (wine 8.0=10.0)",
          .facts = {"disconnect/after-client-closed"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    pipe_end_close(&pair->client);
    check_result("DisconnectNamedPipe", RESULT(DisconnectNamedPipe(pair->server)), ERROR_SUCCESS);
}

BEHAVIOUR(invalid, .id = "disconnect/invalid-handle",
          .summary = "DisconnectNamedPipe of a number that is no handle fails with ERROR_INVALID_HANDLE",
          .provenance = INFERRED, .source = "inference", .facts = {"disconnect/invalid-handle"})
{
    check_result("DisconnectNamedPipe", RESULT(DisconnectNamedPipe((HANDLE)(ULONG_PTR)0xdeadbee0)),
                 ERROR_INVALID_HANDLE);
}

BEHAVIOUR(never_connected, .id = "disconnect/listening-no-client",
          .summary = "DisconnectNamedPipe of a server that never had a client succeeds",
          .provenance = INFERRED,
          .source = "inference; reactos:drivers/filesystems/npfs/statesup.c (hint only); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/"
                    "nf-namedpipeapi-disconnectnamedpipe",
          .facts = {"disconnect/listening-no-client"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);

    REQUIRE(pair);
    check_result("DisconnectNamedPipe", RESULT(DisconnectNamedPipe(pair->server)), ERROR_SUCCESS);
}

BEHAVIOUR(peek, .id = "disconnect/peek-server",
          .summary = "after a disconnect PeekNamedPipe fails with ERROR_BAD_PIPE on the server, "
                     "ERROR_PIPE_NOT_CONNECTED on the client",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1532-1534 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1529-1531 (wine 8.0=10.0)",
          .facts = {"disconnect/peek-server", "disconnect/peek-client"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    check_result("server", RESULT(PeekNamedPipe(pair->server, NULL, 0, NULL, NULL, NULL)), ERROR_BAD_PIPE);
    check_result("client", RESULT(PeekNamedPipe(pair->client, NULL, 0, NULL, NULL, NULL)),
                 ERROR_PIPE_NOT_CONNECTED);
}

BEHAVIOUR(
    handle_state, .id = "disconnect/client-handle-unsignaled",
    .summary =
        "the synchronous client handle is not signaled after reads and writes that failed with a disconnect",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1526-1527 (wine 8.0=10.0)",
    .facts = {"disconnect/client-handle-unsignaled"})
{
    struct pipe_pair *pair = PIPE_PAIR(.synchronous_client = 1);
    DWORD count;
    char byte = 0;

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    check_result("WriteFile", RESULT(WriteFile(pair->client, &byte, 1, &count, NULL)),
                 ERROR_PIPE_NOT_CONNECTED);
    check_result("ReadFile", RESULT(ReadFile(pair->client, &byte, 1, &count, NULL)),
                 ERROR_PIPE_NOT_CONNECTED);
    check_wait("the handle", WaitForSingleObject(pair->client, 0), WAIT_TIMEOUT);
}

BEHAVIOUR(reconnect, .id = "disconnect/reconnect",
          .summary = "a disconnected server takes another client after ConnectNamedPipe",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:overlapped_server:2321-2326 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_wait_pipe:3908-3915 (wine 8.0=10.0)",
          .facts = {"disconnect/reconnect"})
{
    const struct pipe_options options = {.quota_out = 100};
    struct pipe_pair *pair = pipe_pair_open(&options);
    struct operation *listen;

    REQUIRE(pair && (listen = operation_new(MANUAL_RESET, 0)));
    DisconnectNamedPipe(pair->server);
    pipe_end_close(&pair->client);
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_IO_PENDING);
    check_handle("CreateFileW", owned(pipe_client_open(pair, &options)), HANDLE_IS_VALID);
    check_result("result", operation_finish(listen, NULL), ERROR_SUCCESS);
}

BEHAVIOUR(not_reopened, .id = "disconnect/open-after-disconnect-without-connect",
          .summary = "without ConnectNamedPipe a disconnected server is busy for clients",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:634-641 (wine 8.0=10.0)",
          .facts = {"disconnect/open-after-disconnect-without-connect"})
{
    const struct pipe_options options = {.quota_out = 100};
    struct pipe_pair *pair = pipe_pair_open(&options);

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    pipe_end_close(&pair->client);
    SetLastError(0xdeadbeef);
    check_handle("CreateFileW", owned(pipe_client_open(pair, &options)), HANDLE_IS_INVALID);
    check_error("its error", GetLastError(), ERROR_PIPE_BUSY);
}

BEHAVIOUR(pending_connect, .id = "disconnect/pending-connect",
          .summary = "DisconnectNamedPipe of a server that listens ends its pending ConnectNamedPipe with "
                     "ERROR_PIPE_NOT_CONNECTED",
          .provenance = INFERRED,
          .source = "inference; reactos:drivers/filesystems/npfs/statesup.c (hint only)",
          .facts = {"disconnect/pending-connect"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);
    struct operation *listen;

    REQUIRE(pair && (listen = operation_new(MANUAL_RESET, 0)));
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_IO_PENDING);
    check_result("DisconnectNamedPipe", RESULT(DisconnectNamedPipe(pair->server)), ERROR_SUCCESS);
    check_result("the connect", operation_result(listen, NULL), ERROR_PIPE_NOT_CONNECTED);
}

UNIT(disconnect_states)
