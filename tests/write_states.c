/* WriteFile in every state of a pipe: what it returns, stores, and does to its event, which was signaled. */
#include "conformance/conformance.h"

static const struct state_row bytes[] = {
    STATE_ROW(SERVER_LISTENING, ERROR_PIPE_LISTENING, 0),
    STATE_ROW(SERVER_CONNECTED, ERROR_SUCCESS, 1),
    STATE_ROW(SERVER_UNREAD, ERROR_SUCCESS, 1),
    STATE_ROW(SERVER_CLOSING, ERROR_NO_DATA, 0),
    STATE_ROW(SERVER_CLOSING_UNREAD, ERROR_NO_DATA, 0),
    STATE_ROW(SERVER_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0),
    STATE_ROW(CLIENT_CONNECTED, ERROR_SUCCESS, 1),
    STATE_ROW(CLIENT_UNREAD, ERROR_SUCCESS, 1),
    STATE_ROW(CLIENT_CLOSING, ERROR_NO_DATA, 0),
    STATE_ROW(CLIENT_CLOSING_UNREAD, ERROR_NO_DATA, 0),
    STATE_ROW(CLIENT_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0),
};

BEHAVIOUR(
    of_bytes, .id = "write/states",
    .summary = "WriteFile tells the state of a pipe that is not connected, stores no bytes then, and leaves "
               "its event reset",
    .provenance = INFERRED,
    .source =
        "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1630-1780 (wine 8.0=10.0); "
        "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1500-1534 (wine 8.0=10.0); inference",
    .facts = {"write/listening-pipe", "close/next-write-after-peer-close",
              "close/write-error-same-for-both-roles", "close/write-after-close-with-unread-inbound-data",
              "write/count-zeroed-on-failure", "disconnect/client-write",
              "event/immediate-failure-leaves-event-reset"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(bytes); i++) {
        HANDLE end = pipe_end_in(bytes[i].state);
        struct operation *operation = operation_signaled(1);

        REQUIRE(end && operation);
        start_write(operation, end, 1);
        check_states(bytes, i, operation);
    }
}

static const struct state_row nothing[] = {
    STATE_ROW(SERVER_LISTENING, ERROR_PIPE_LISTENING, 0),
    STATE_ROW(SERVER_CONNECTED, ERROR_SUCCESS, 0),
    STATE_ROW(SERVER_UNREAD, ERROR_SUCCESS, 0),
    STATE_ROW(SERVER_CLOSING, ERROR_NO_DATA, 0),
    STATE_ROW(SERVER_CLOSING_UNREAD, ERROR_NO_DATA, 0),
    STATE_ROW(SERVER_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0),
    STATE_ROW(CLIENT_CONNECTED, ERROR_SUCCESS, 0),
    STATE_ROW(CLIENT_UNREAD, ERROR_SUCCESS, 0),
    STATE_ROW(CLIENT_CLOSING, ERROR_NO_DATA, 0),
    STATE_ROW(CLIENT_CLOSING_UNREAD, ERROR_NO_DATA, 0),
    STATE_ROW(CLIENT_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0),
};

BEHAVIOUR(
    of_nothing, .id = "write/states-zero",
    .summary = "WriteFile of 0 bytes fails in the same states of a pipe as one of more",
    .provenance = INFERRED,
    .source = "inference; winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1630-1780 (wine 8.0=10.0)",
    .facts = {"close/zero-write-after-peer-close", "write/zero-byte-broken-overlapped",
              "disconnect/client-zero-write"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(nothing); i++) {
        HANDLE end = pipe_end_in(nothing[i].state);
        struct operation *operation = operation_signaled(0);

        REQUIRE(end && operation);
        start_write(operation, end, 0);
        check_states(nothing, i, operation);
    }
}

BEHAVIOUR(
    empty_message, .id = "message-mode/states-write-empty",
    .summary = "an empty message is refused in the same states of a pipe as one with bytes",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1630-1780 (wine 8.0=10.0); inference",
    .facts = {"close/zero-write-after-peer-close", "disconnect/client-zero-write"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(nothing); i++) {
        HANDLE end = message_end_in(nothing[i].state);
        struct operation *operation = operation_signaled(0);

        REQUIRE(end && operation);
        start_write(operation, end, 0);
        check_states(nothing, i, operation);
    }
}

UNIT(write_states)
