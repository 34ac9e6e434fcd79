/* ConnectNamedPipe and DisconnectNamedPipe in every state of a server. */
#include "conformance/conformance.h"

#define CONNECT(state_, result_)                                                                             \
    {                                                                                                        \
        EXPECT("result, " #state_, result_), EXPECT("Internal, " #state_, STATUS_PENDING),                   \
            EXPECT("event, " #state_, NOT_SIGNALED), state_                                                  \
    }

static const struct {
    struct expectation result, status, event;
    enum pipe_state state;
} connects[] = {
    CONNECT(SERVER_LISTENING, ERROR_IO_PENDING),   CONNECT(SERVER_CONNECTED, ERROR_PIPE_CONNECTED),
    CONNECT(SERVER_UNREAD, ERROR_PIPE_CONNECTED),  CONNECT(SERVER_CLOSING, ERROR_NO_DATA),
    CONNECT(SERVER_CLOSING_UNREAD, ERROR_NO_DATA), CONNECT(SERVER_DISCONNECTED, ERROR_IO_PENDING),
};

BEHAVIOUR(connect, .id = "connect/states",
          .summary = "ConnectNamedPipe waits in a server that listens or was disconnected, and tells the "
                     "state of others; its event is reset in any",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:overlapped_server:2321-2326 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_pipe_state:2030-2060 (wine 10.0); inference",
          .facts = {"connect/already-connected", "connect/already-connected-resets-event",
                    "connect/client-closed-not-disconnected", "connect/client-came-and-went-with-data",
                    "disconnect/reconnect"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(connects); i++) {
        HANDLE end = pipe_end_in(connects[i].state);
        struct operation *operation = operation_signaled(0);

        REQUIRE(end && operation);
        start_connect(operation, end);
        check_column(KIND_RESULT, connects, result, i, operation->result);
        check_column(KIND_STATUS, connects, status, i, (ULONG)operation_status(operation));
        check_column(KIND_EVENT, connects, event, i, observe_event(operation->event));
    }
}

static const struct state_result disconnects[] = {
    EXPECT_STATE(SERVER_LISTENING, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_CONNECTED, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_CLOSING, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_CLOSING_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED),
};

BEHAVIOUR(disconnect, .id = "disconnect/states",
          .summary = "DisconnectNamedPipe succeeds in every state of a server but the disconnected one",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1500-1534 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_wait_pipe:3907-3909 (wine 8.0=10.0); inference",
          .facts = {"disconnect/twice", "disconnect/after-client-closed", "disconnect/listening-no-client"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(disconnects); i++) {
        HANDLE end = pipe_end_in(disconnects[i].state);

        REQUIRE(end);
        check_row(KIND_RESULT, disconnects, i, RESULT(DisconnectNamedPipe(end)));
    }
}

UNIT(connect_states)
