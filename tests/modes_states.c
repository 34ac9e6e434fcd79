/* SetNamedPipeHandleState and GetNamedPipeHandleState in every state of a pipe. */
#include "conformance/conformance.h"

static const struct state_result sets[] = {
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

BEHAVIOUR(set, .id = "modes/states-set",
          .summary = "SetNamedPipeHandleState to the mode that a pipe has succeeds in every state of it, but "
                     "at a client whose server has disconnected",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_local_info:2325-2345 (wine 10.0)",
          .facts = {"connect/pipe-state-values"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(sets); i++) {
        HANDLE end = pipe_end_in(sets[i].state);
        DWORD mode = PIPE_READMODE_BYTE | PIPE_WAIT;

        REQUIRE(end);
        check_row(KIND_RESULT, sets, i, RESULT(SetNamedPipeHandleState(end, &mode, NULL, NULL)));
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

BEHAVIOUR(get, .id = "modes/states-get",
          .summary = "GetNamedPipeHandleState tells the mode in every state of a pipe, but at a client whose "
                     "server has disconnected",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_local_info:2325-2345 (wine 10.0)",
          .facts = {"connect/pipe-state-values"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(questions); i++) {
        HANDLE end = pipe_end_in(questions[i].state);
        DWORD state;

        REQUIRE(end);
        check_row(KIND_RESULT, questions, i,
                  RESULT(GetNamedPipeHandleStateW(end, &state, NULL, NULL, NULL, NULL, 0)));
    }
}

UNIT(modes_states)
