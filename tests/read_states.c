/* ReadFile in every state of a pipe: what it returns, stores, and does to its event, which was signaled. */
#include "conformance/conformance.h"

static const struct state_row bytes[] = {
    STATE_ROW(SERVER_LISTENING, ERROR_PIPE_LISTENING, 0),
    STATE_ROW(SERVER_CONNECTED, ERROR_IO_PENDING, 0),
    STATE_ROW(SERVER_UNREAD, ERROR_SUCCESS, STATE_UNREAD),
    STATE_ROW(SERVER_CLOSING, ERROR_BROKEN_PIPE, 0),
    STATE_ROW(SERVER_CLOSING_UNREAD, ERROR_SUCCESS, STATE_UNREAD),
    STATE_ROW(SERVER_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0),
    STATE_ROW(CLIENT_CONNECTED, ERROR_IO_PENDING, 0),
    STATE_ROW(CLIENT_UNREAD, ERROR_SUCCESS, STATE_UNREAD),
    STATE_ROW(CLIENT_CLOSING, ERROR_BROKEN_PIPE, 0),
    STATE_ROW(CLIENT_CLOSING_UNREAD, ERROR_SUCCESS, STATE_UNREAD),
    STATE_ROW(CLIENT_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0),
};

BEHAVIOUR(
    of_bytes, .id = "read/states",
    .summary = "ReadFile takes what is unread whether or not the peer is there, waits in a connected pipe, "
               "and tells the state of others",
    .provenance = INFERRED,
    .source =
        "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1630-1780 (wine 8.0=10.0); "
        "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1500-1534 (wine 8.0=10.0); inference",
    .facts = {"read/listening-pipe", "close/read-after-peer-close", "close/read-drains-before-109",
              "disconnect/client-read", "event/immediate-failure-leaves-event-reset",
              "read/count-zero-when-pending"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(bytes); i++) {
        HANDLE end = pipe_end_in(bytes[i].state);
        struct operation *operation = operation_signaled(STATE_UNREAD);

        REQUIRE(end && operation);
        start_read(operation, end, STATE_UNREAD);
        check_states(bytes, i, operation);
    }
}

static const struct state_row nothing[] = {
    STATE_ROW(SERVER_LISTENING, ERROR_PIPE_LISTENING, 0),
    STATE_ROW(SERVER_CONNECTED, ERROR_IO_PENDING, 0),
    STATE_ROW(SERVER_UNREAD, ERROR_SUCCESS, 0),
    STATE_ROW(SERVER_CLOSING, ERROR_BROKEN_PIPE, 0),
    STATE_ROW(SERVER_CLOSING_UNREAD, ERROR_SUCCESS, 0),
    STATE_ROW(SERVER_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0),
    STATE_ROW(CLIENT_CONNECTED, ERROR_IO_PENDING, 0),
    STATE_ROW(CLIENT_UNREAD, ERROR_SUCCESS, 0),
    STATE_ROW(CLIENT_CLOSING, ERROR_BROKEN_PIPE, 0),
    STATE_ROW(CLIENT_CLOSING_UNREAD, ERROR_SUCCESS, 0),
    STATE_ROW(CLIENT_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0),
};

BEHAVIOUR(
    of_nothing, .id = "read/states-zero",
    .summary = "ReadFile of 0 bytes does as one of more but takes nothing of a byte pipe",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1630-1780 (wine 8.0=10.0); inference",
    .facts = {"read/zero-byte-empty-pends", "read/zero-byte-completes-on-data",
              "close/zero-read-after-close-with-data-byte-client", "close/zero-read-after-drain"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(nothing); i++) {
        HANDLE end = pipe_end_in(nothing[i].state);
        struct operation *operation = operation_signaled(0);

        REQUIRE(end && operation);
        start_read(operation, end, 0);
        check_states(nothing, i, operation);
    }
}

UNIT(read_states)
