/* ConnectNamedPipe in PIPE_NOWAIT mode; which of several instances a client gets. */
#include "conformance/conformance.h"

BEHAVIOUR(nowait_listening, .id = "connect/nowait-listening",
          .summary =
              "in PIPE_NOWAIT mode ConnectNamedPipe fails with ERROR_PIPE_LISTENING while there is no client",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:4068-4081 (wine 8.0=10.0)",
          .facts = {"connect/nowait-listening"})
{
    struct pipe_pair *pair = PIPE_SERVER(.type = PIPE_NOWAIT, .synchronous_server = 1);

    REQUIRE(pair);
    check_result("ConnectNamedPipe", RESULT(ConnectNamedPipe(pair->server, NULL)), ERROR_PIPE_LISTENING);
}

BEHAVIOUR(
    nowait_connected, .id = "connect/nowait-connected",
    .summary = "in PIPE_NOWAIT mode ConnectNamedPipe fails with ERROR_PIPE_CONNECTED when there is a client",
    .provenance = DOCUMENTED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/"
              "nf-namedpipeapi-connectnamedpipe; inference",
    .facts = {"connect/nowait-connected"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_NOWAIT, .synchronous_server = 1);

    REQUIRE(pair);
    check_result("ConnectNamedPipe", RESULT(ConnectNamedPipe(pair->server, NULL)), ERROR_PIPE_CONNECTED);
}

BEHAVIOUR(
    nowait_gone, .id = "connect/nowait-client-gone",
    .summary = "in PIPE_NOWAIT mode ConnectNamedPipe fails with ERROR_NO_DATA when the client has closed",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:4085-4091 (wine 8.0=10.0)",
    .facts = {"connect/nowait-client-gone"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_NOWAIT, .synchronous_server = 1);

    REQUIRE(pair);
    pipe_end_close(&pair->client);
    check_result("ConnectNamedPipe", RESULT(ConnectNamedPipe(pair->server, NULL)), ERROR_NO_DATA);
}

BEHAVIOUR(
    nowait_disconnected, .id = "connect/nowait-after-disconnect",
    .summary = "in PIPE_NOWAIT mode ConnectNamedPipe fails with ERROR_PIPE_LISTENING after a disconnect",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:4095-4099 (wine 8.0=10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/"
              "nf-namedpipeapi-connectnamedpipe",
    .facts = {"connect/nowait-after-disconnect"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_NOWAIT, .synchronous_server = 1);

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    check_result("ConnectNamedPipe", RESULT(ConnectNamedPipe(pair->server, NULL)), ERROR_PIPE_LISTENING);
}

/* Another instance of the same name. */
static HANDLE second_instance(const struct pipe_pair *pair)
{
    return owned(
        CreateNamedPipeW(pair->name, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED, 0, 2, 100, 100, 0, NULL));
}

BEHAVIOUR(not_preferred, .id = "connect/listening-instance-not-preferred",
          .summary =
              "a client gets the older instance although only the younger one has a ConnectNamedPipe pending",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_multiple_instances:3750-3768 (wine 8.0=10.0)",
          .facts = {"connect/listening-instance-not-preferred"})
{
    const struct pipe_options options = {.quota_out = 100, .instances = 2};
    struct pipe_pair *pair = pipe_server_open(&options);
    struct operation *listen = operation_new(MANUAL_RESET, 0);
    HANDLE younger;

    REQUIRE(pair && listen && (younger = second_instance(pair)));
    check_result("ConnectNamedPipe", start_connect(listen, younger), ERROR_IO_PENDING);
    check_handle("CreateFileW", owned(pipe_client_open(pair, &options)), HANDLE_IS_VALID);
    check_status("Internal of the connect", operation_status(listen), STATUS_PENDING);
    check_result("ConnectNamedPipe of the older", RESULT(ConnectNamedPipe(pair->server, NULL)),
                 ERROR_PIPE_CONNECTED);
}

struct waiting {
    const WCHAR *name;
    DWORD result;
};

static DWORD WINAPI wait_for_pipe(void *argument)
{
    struct waiting *waiting = argument;

    waiting->result = RESULT(WaitNamedPipeW(waiting->name, THREAD_DEADLINE));
    return 0;
}

BEHAVIOUR(woken, .id = "connect/waitnamedpipe-woken-by-new-instance",
          .summary = "WaitNamedPipe of a busy pipe returns when another instance is created",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_wait_pipe:3894-3902 (wine 8.0=10.0)",
          .facts = {"connect/waitnamedpipe-woken-by-new-instance"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100, .instances = 2);
    struct waiting *waiting = behaviour_memory(sizeof(*waiting));
    HANDLE thread;

    REQUIRE(pair && waiting);
    waiting->name = pair->name;
    REQUIRE(thread = thread_start_running(wait_for_pipe, waiting));
    check_wait("while every instance is taken", thread_blocked(thread), WAIT_TIMEOUT);
    REQUIRE(second_instance(pair));
    check_wait("the thread ends", thread_join(thread), WAIT_OBJECT_0);
    check_result("WaitNamedPipeW", waiting->result, ERROR_SUCCESS);
}

UNIT(connect_modes)
