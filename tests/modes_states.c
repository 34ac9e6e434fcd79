/* SetNamedPipeHandleState and GetNamedPipeHandleState in every state of a pipe. */
#include "conformance/conformance.h"

/* Setting what is there already, and asking for it. */
static const struct state_result known[] = {
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
          .provenance = INFERRED,
          .source =
              "winetest:dlls/ntdll/tests/pipe.c:test_pipe_local_info:2341-2369 (wine 8.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1660-1665 (wine 8.0=10.0); inference",
          .facts = {"modes/setstate-every-state", "close/setstate-after-peer-close"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(known); i++) {
        HANDLE end = pipe_end_in(known[i].state);
        DWORD mode = PIPE_READMODE_BYTE | PIPE_WAIT;

        REQUIRE(end);
        check_row(KIND_RESULT, known, i, RESULT(SetNamedPipeHandleState(end, &mode, NULL, NULL)));
    }
}

/* What is told where the question succeeds, in the order of the results. */
#define EXPECT_MODE(state_)                                                                                  \
    {                                                                                                        \
        EXPECT("mode, " #state_, PIPE_READMODE_BYTE | PIPE_WAIT), state_                                     \
    }

static const struct state_result modes[] = {
    EXPECT_MODE(SERVER_LISTENING),      EXPECT_MODE(SERVER_CONNECTED),      EXPECT_MODE(SERVER_UNREAD),
    EXPECT_MODE(SERVER_CLOSING),        EXPECT_MODE(SERVER_CLOSING_UNREAD), EXPECT_MODE(SERVER_DISCONNECTED),
    EXPECT_MODE(CLIENT_CONNECTED),      EXPECT_MODE(CLIENT_UNREAD),         EXPECT_MODE(CLIENT_CLOSING),
    EXPECT_MODE(CLIENT_CLOSING_UNREAD),
};

BEHAVIOUR(get, .id = "modes/states-get",
          .summary = "GetNamedPipeHandleState tells the mode in every state of a pipe, but at a client whose "
                     "server has disconnected",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_local_info:2341-2369 (wine 8.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_pipe_with_data_state:2095-2146 (wine 10.0)",
          .facts = {"disconnect/client-local-info", "close/setstate-after-peer-close"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(known); i++) {
        HANDLE end = pipe_end_in(known[i].state);
        DWORD mode = 0xdeadbeef;

        REQUIRE(end);
        check_row(KIND_RESULT, known, i,
                  RESULT(GetNamedPipeHandleStateW(end, &mode, NULL, NULL, NULL, NULL, 0)));
        if (i < ARRAY_SIZE(modes))
            check_row(KIND_FLAGS, modes, i, mode);
    }
}

UNIT(modes_states)
