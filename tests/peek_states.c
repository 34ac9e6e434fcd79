/* PeekNamedPipe, FlushFileBuffers and the two questions about a pipe in every state of it. */
#include "conformance/conformance.h"

static const struct state_result peeks[] = {
    EXPECT_STATE(SERVER_LISTENING, ERROR_BAD_PIPE),
    EXPECT_STATE(SERVER_CONNECTED, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_CLOSING, ERROR_BROKEN_PIPE),
    EXPECT_STATE(SERVER_CLOSING_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_DISCONNECTED, ERROR_BAD_PIPE),
    EXPECT_STATE(CLIENT_CONNECTED, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_CLOSING, ERROR_BROKEN_PIPE),
    EXPECT_STATE(CLIENT_CLOSING_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED),
};

BEHAVIOUR(
    peek, .id = "peek/states",
    .summary = "PeekNamedPipe succeeds in a connected pipe and as long as something is unread, and tells the "
               "state of others",
    .provenance = INFERRED,
    .source =
        "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1630-1780 (wine 8.0=10.0); "
        "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1500-1534 (wine 8.0=10.0); inference",
    .facts = {"peek/listening", "peek/empty", "peek/broken-leaves-outputs", "close/peek-after-peer-close",
              "close/buffered-data-survives-server-writer-close", "disconnect/peek-server",
              "disconnect/peek-client"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(peeks); i++) {
        HANDLE end = pipe_end_in(peeks[i].state);

        REQUIRE(end);
        check_row(KIND_RESULT, peeks, i, peek_pipe(end, 0).result);
    }
}

static const struct state_result flushes[] = {
    EXPECT_STATE(SERVER_LISTENING, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_CONNECTED, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_CLOSING, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_CLOSING_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_DISCONNECTED, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_CONNECTED, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_CLOSING, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_CLOSING_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED),
};

BEHAVIOUR(flush, .id = "flush/states",
          .summary = "FlushFileBuffers succeeds at once where this end has nothing unread, and fails at a "
                     "client that was disconnected alone",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_state:2042-2054 (wine 10.0); inference",
          .facts = {"flush/listening", "flush/empty-immediate", "flush/connected-empty-other-states",
                    "close/flush-after-peer-close", "disconnect/server-flush", "disconnect/client-flush"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(flushes); i++) {
        HANDLE end = pipe_end_in(flushes[i].state);

        REQUIRE(end);
        check_row(KIND_RESULT, flushes, i, RESULT(FlushFileBuffers(end)));
    }
}

static const struct state_result questions[] = {
    EXPECT_STATE(SERVER_LISTENING, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_CONNECTED, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_CLOSING, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_CLOSING_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_DISCONNECTED, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_CONNECTED, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_CLOSING, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_CLOSING_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED),
};

static DWORD ask_info(HANDLE end)
{
    DWORD flags;

    return RESULT(GetNamedPipeInfo(end, &flags, NULL, NULL, NULL));
}

static DWORD ask_state(HANDLE end)
{
    DWORD state;

    return RESULT(GetNamedPipeHandleStateW(end, &state, NULL, NULL, NULL, NULL, 0));
}

BEHAVIOUR(info, .id = "modes/states-info",
          .summary = "GetNamedPipeInfo fails at a client that was disconnected alone", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_local_info:2325-2345 (wine 10.0); inference",
          .facts = {"close/info-after-peer-close", "disconnect/client-local-info"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(questions); i++) {
        HANDLE end = pipe_end_in(questions[i].state);

        REQUIRE(end);
        check_row(KIND_RESULT, questions, i, ask_info(end));
    }
}

BEHAVIOUR(
    handle_state, .id = "modes/states-mode",
    .summary = "GetNamedPipeHandleState fails at a client that was disconnected alone",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1660-1665 (wine 8.0=10.0); inference",
    .facts = {"close/setstate-after-peer-close", "disconnect/client-local-info"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(questions); i++) {
        HANDLE end = pipe_end_in(questions[i].state);

        REQUIRE(end);
        check_row(KIND_RESULT, questions, i, ask_state(end));
    }
}

UNIT(peek_states)
