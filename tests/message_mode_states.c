/* Reading a part of a message in every state of a pipe. */
#include "conformance/conformance.h"

#define MORE_ROW(state_)                                                                                     \
    {                                                                                                        \
        EXPECT("result, " #state_, ERROR_MORE_DATA), EXPECT("count, " #state_, 0),                           \
            EXPECT("Internal, " #state_, STATUS_BUFFER_OVERFLOW), EXPECT("event, " #state_, SIGNALED),       \
            state_                                                                                           \
    }

static const struct state_row parts[] = {
    STATE_ROW(SERVER_LISTENING, ERROR_PIPE_LISTENING, 0),
    STATE_ROW(SERVER_CONNECTED, ERROR_IO_PENDING, 0),
    MORE_ROW(SERVER_UNREAD),
    STATE_ROW(SERVER_CLOSING, ERROR_BROKEN_PIPE, 0),
    MORE_ROW(SERVER_CLOSING_UNREAD),
    STATE_ROW(SERVER_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0),
    STATE_ROW(CLIENT_CONNECTED, ERROR_IO_PENDING, 0),
    MORE_ROW(CLIENT_UNREAD),
    STATE_ROW(CLIENT_CLOSING, ERROR_BROKEN_PIPE, 0),
    MORE_ROW(CLIENT_CLOSING_UNREAD),
    STATE_ROW(CLIENT_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0),
};

BEHAVIOUR(
    part, .id = "message-mode/states-read-part",
    .summary = "a read of a part of a message says so whether or not the peer is there, waits in a "
               "connected pipe, and tells the state of others",
    .provenance = INFERRED,
    .source =
        "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1630-1780 (wine 8.0=10.0); "
        "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1500-1534 (wine 8.0=10.0); inference",
    .facts = {"message-mode/partial-read-more-data", "event/immediate-failure-leaves-event-reset",
              "read/listening-pipe", "close/read-after-peer-close", "disconnect/client-read"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(parts); i++) {
        HANDLE end = message_end_in(parts[i].state);
        struct operation *operation = operation_signaled(STATE_UNREAD / 2);

        REQUIRE(end && operation);
        start_read(operation, end, STATE_UNREAD / 2);
        check_states(parts, i, operation);
    }
}

UNIT(message_mode_states)
