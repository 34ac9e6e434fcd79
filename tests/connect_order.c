/* Which instance a client gets, whom a new listener wakes, and the states on the way. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"

enum { INSTANCES = 4, NOBODY = 99 };

/* The instance, of those that were free, that has a client now. */
static unsigned int instance_reached(const HANDLE servers[INSTANCES], int taken[INSTANCES])
{
    for (unsigned int i = 0; i < INSTANCES; i++)
        if (!taken[i] && unread_bytes(servers[i]) == 0) {
            taken[i] = 1;
            return i;
        }
    return NOBODY;
}

static unsigned int open_one(const struct pipe_pair *pipe, const HANDLE servers[INSTANCES],
                             int taken[INSTANCES])
{
    HANDLE client = owned(pipe_client_open(pipe, &(struct pipe_options){0}));

    return client == INVALID_HANDLE_VALUE ? NOBODY : instance_reached(servers, taken);
}

static void listen_again(HANDLE server, int *taken)
{
    struct operation *listen = operation_new(MANUAL_RESET, 0);

    DisconnectNamedPipe(server);
    if (listen)
        start_connect(listen, server);
    *taken = 0;
}

BEHAVIOUR(first_come, .id = "connect/server-wait-order-fifo",
          .summary = "clients reach the instances in the order in which these began to listen: at their "
                     "creation, and again after a disconnect",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_multiple_instances:3714-3848 (wine 8.0=10.0)",
          .facts = {"connect/server-wait-order-fifo"})
{
    struct pipe_pair *pipe = PIPE_SERVER(.instances = INSTANCES);
    HANDLE servers[INSTANCES] = {pipe ? pipe->server : NULL};
    int taken[INSTANCES] = {0};
    struct operation *listen = operation_new(MANUAL_RESET, 0);

    REQUIRE(pipe && listen);
    for (unsigned int i = 1; i < INSTANCES; i++)
        servers[i] = owned(CreateNamedPipeW(pipe->name, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED, 0,
                                            INSTANCES, 4096, 4096, 0, NULL));
    check_number("first client", open_one(pipe, servers, taken), 0);
    check_result("ConnectNamedPipe of instance 2", start_connect(listen, servers[2]), ERROR_IO_PENDING);
    check_number("second client", open_one(pipe, servers, taken), 1);
    check_number("third client", open_one(pipe, servers, taken), 2);
    check_result("the ConnectNamedPipe", operation_finish(listen, NULL), ERROR_SUCCESS);
    listen_again(servers[2], &taken[2]);
    listen_again(servers[0], &taken[0]);
    check_number("fourth client", open_one(pipe, servers, taken), 3);
    check_number("fifth client", open_one(pipe, servers, taken), 2);
    check_number("sixth client", open_one(pipe, servers, taken), 0);
}

struct waiter {
    const WCHAR *name;
    DWORD result;
};

static DWORD WINAPI wait_for_pipe(void *argument)
{
    struct waiter *waiter = argument;

    waiter->result = RESULT(WaitNamedPipeW(waiter->name, THREAD_DEADLINE));
    return 0;
}

BEHAVIOUR(woken, .id = "connect/waitnamedpipe-woken-by-connect",
          .summary = "ConnectNamedPipe of a disconnected instance ends the WaitNamedPipe of a client",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_wait_pipe:3911-3920 (wine 8.0=10.0)",
          .facts = {"connect/waitnamedpipe-woken-by-connect"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct waiter *waiter = behaviour_memory(sizeof(*waiter));
    struct operation *listen;
    HANDLE thread;

    REQUIRE(pair && waiter && (listen = operation_new(MANUAL_RESET, 0)));
    waiter->name = pair->name;
    DisconnectNamedPipe(pair->server);
    REQUIRE(thread = thread_start_running(wait_for_pipe, waiter));
    check_wait("while it is disconnected", thread_blocked(thread), WAIT_TIMEOUT);
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_IO_PENDING);
    check_wait("while it listens", thread_join(thread), WAIT_OBJECT_0);
    check_result("WaitNamedPipeW", waiter->result, ERROR_SUCCESS);
}

enum { FILE_PIPE_LOCAL = 24, STATE = 8, LOCAL_FIELDS = 10 }; /* of FILE_PIPE_LOCAL_INFORMATION, ULONGs all */

static ULONG state_of(HANDLE end)
{
    ULONG local[LOCAL_FIELDS] = {0};

    nt_query_file(end, local, sizeof(local), FILE_PIPE_LOCAL, NULL);
    return local[STATE];
}

BEHAVIOUR(states, .id = "connect/pipe-state-values",
          .summary = "FilePipeLocalInformation has 1 for disconnected, 2 listening, 3 connected, 4 closing",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_local_info:2325-2352 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_pipe_with_data_state:2105-2108 (wine 10.0)",
          .facts = {"connect/pipe-state-values"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);

    REQUIRE(pair && nt_supported());
    check_number("listening", state_of(pair->server), 2);
    pair->client = pipe_client_open(pair, &(struct pipe_options){0});
    check_number("connected", state_of(pair->server), 3);
    check_number("connected client", state_of(pair->client), 3);
    pipe_end_close(&pair->client);
    check_number("closing", state_of(pair->server), 4);
    DisconnectNamedPipe(pair->server);
    check_number("disconnected", state_of(pair->server), 1);
}

UNIT(connect_order)
