/* ConnectNamedPipe: pending, too late, refused. */
#include "conformance/conformance.h"

static struct operation *new_listen(void)
{
    return operation_new(MANUAL_RESET, 0);
}

BEHAVIOUR(pending, .id = "connect/overlapped-pending",
          .summary = "an overlapped ConnectNamedPipe without a client pends", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:create_overlapped_pipe:3212-3217 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_error:2382-2387 (wine 8.0=10.0)",
          .facts = {"connect/overlapped-pending"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);
    struct operation *listen = new_listen();

    REQUIRE(pair && listen);
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_IO_PENDING);
    check_status("Internal", operation_status(listen), STATUS_PENDING);
    check_event("event", listen->event, NOT_SIGNALED);
    check_wait("the server handle", WaitForSingleObject(pair->server, 0), WAIT_TIMEOUT);
}

BEHAVIOUR(completes, .id = "connect/completes-on-client-open",
          .summary = "a pending ConnectNamedPipe is complete when the client's CreateFile returns",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_error:2389-2397 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:create_overlapped_pipe:3219-3227 (wine 8.0=10.0)",
          .facts = {"connect/completes-on-client-open"})
{
    const struct pipe_options options = {.quota_out = 100};
    struct pipe_pair *pair = pipe_server_open(&options);
    struct operation *listen = new_listen();
    DWORD count;

    REQUIRE(pair && listen);
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_IO_PENDING);
    check_handle("CreateFileW", owned(pipe_client_open(pair, &options)), HANDLE_IS_VALID);
    check_event("event", listen->event, SIGNALED);
    check_status("Internal", operation_status(listen), STATUS_SUCCESS);
    check_result("result", operation_finish(listen, &count), ERROR_SUCCESS);
    check_number("count", count, 0);
}

BEHAVIOUR(client_first, .id = "connect/already-connected",
          .summary = "ConnectNamedPipe fails with ERROR_PIPE_CONNECTED when the client came first, and "
                     "nothing completes later",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_error:2407-2417 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_overlapped:418-428 (wine 10.0)",
          .facts = {"connect/already-connected"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *listen = new_listen();

    REQUIRE(pair && listen);
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_PIPE_CONNECTED);
    check_status("Internal", operation_status(listen), STATUS_PENDING);
    check_event("event", listen->event, NOT_SIGNALED);
}

BEHAVIOUR(
    client_first_synchronous, .id = "connect/sync-already-connected",
    .summary = "a synchronous ConnectNamedPipe fails with ERROR_PIPE_CONNECTED when the client came first",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:249-251 (wine 8.0=10.0)",
    .facts = {"connect/sync-already-connected"})
{
    struct pipe_pair *pair = PIPE_PAIR(.synchronous_server = 1);

    REQUIRE(pair);
    check_result("ConnectNamedPipe", RESULT(ConnectNamedPipe(pair->server, NULL)), ERROR_PIPE_CONNECTED);
}

BEHAVIOUR(client_end, .id = "connect/on-client-handle",
          .summary = "ConnectNamedPipe of a client end fails with ERROR_INVALID_FUNCTION",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:252-253 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_create:357-358 (wine 10.0)",
          .facts = {"connect/on-client-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *listen = new_listen();

    REQUIRE(pair && listen);
    check_result("ConnectNamedPipe", start_connect(listen, pair->client), ERROR_INVALID_FUNCTION);
}

BEHAVIOUR(second, .id = "connect/second-connect-while-pending",
          .summary = "a second ConnectNamedPipe pends as well, and one client completes both",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_multiple_instances:3739-3760 (wine 8.0=10.0)",
          .facts = {"connect/second-connect-while-pending"})
{
    const struct pipe_options options = {.quota_out = 100};
    struct pipe_pair *pair = pipe_server_open(&options);
    struct operation *first = new_listen(), *second = new_listen();

    REQUIRE(pair && first && second);
    check_result("first ConnectNamedPipe", start_connect(first, pair->server), ERROR_IO_PENDING);
    check_result("second ConnectNamedPipe", start_connect(second, pair->server), ERROR_IO_PENDING);
    check_handle("CreateFileW", owned(pipe_client_open(pair, &options)), HANDLE_IS_VALID);
    check_result("result of the first", operation_finish(first, NULL), ERROR_SUCCESS);
    check_result("result of the second", operation_finish(second, NULL), ERROR_SUCCESS);
}

BEHAVIOUR(client_gone, .id = "connect/client-closed-not-disconnected",
          .summary = "ConnectNamedPipe fails with ERROR_NO_DATA when the client has come and gone",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_state:2076-2082 (wine 10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_nowait:4085-4091 (wine 8.0=10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/"
                    "nf-namedpipeapi-connectnamedpipe",
          .facts = {"connect/client-closed-not-disconnected", "connect/null-overlapped-client-closed"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *listen = new_listen();

    REQUIRE(pair && listen);
    pipe_end_close(&pair->client);
    check_result("overlapped", start_connect(listen, pair->server), ERROR_NO_DATA);
    check_result("without OVERLAPPED", RESULT(ConnectNamedPipe(pair->server, NULL)), ERROR_NO_DATA);
}

BEHAVIOUR(client_left_data, .id = "connect/client-came-and-went-with-data",
          .summary = "what a client wrote can be read although ConnectNamedPipe says ERROR_NO_DATA",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_state:2076-2082 (wine 10.0); inference",
          .facts = {"connect/client-came-and-went-with-data"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *listen = new_listen();
    DWORD count;

    REQUIRE(pair && listen && new_write(pair->client, 3));
    pipe_end_close(&pair->client);
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_NO_DATA);
    check_result("ReadFile", drain(pair->server, 10, &count), ERROR_SUCCESS);
    check_number("bytes", count, 3);
}

UNIT(connect)
