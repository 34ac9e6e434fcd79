/* SetNamedPipeHandleState and GetNamedPipeHandleState of both ends. */
#include "conformance/conformance.h"

static DWORD set_mode(HANDLE handle, DWORD mode)
{
    return RESULT(SetNamedPipeHandleState(handle, &mode, NULL, NULL));
}

/* 0xdeadbeef if the call fails. */
static DWORD state_of(HANDLE handle)
{
    DWORD state = 0xdeadbeef;

    return GetNamedPipeHandleStateW(handle, &state, NULL, NULL, NULL, NULL, 0) ? state : 0xdeadbeef;
}

BEHAVIOUR(unknown_bit, .id = "modes/invalid-mode-bits",
          .summary = "a mode with an unknown bit is refused with ERROR_INVALID_PARAMETER",
          .provenance = INFERRED, .source = "inference", .facts = {"modes/invalid-mode-bits"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE);

    REQUIRE(pair);
    check_result("SetNamedPipeHandleState of the server", set_mode(pair->server, 4), ERROR_INVALID_PARAMETER);
    check_result("SetNamedPipeHandleState of the client", set_mode(pair->client, 4), ERROR_INVALID_PARAMETER);
}

BEHAVIOUR(byte_pipe, .id = "modes/message-read-on-byte-pipe",
          .summary = "message read mode is refused at both ends of a byte pipe, byte read mode is not",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_NamedPipeHandleState:2459-2478 (wine 8.0=10.0)",
          .facts = {"modes/message-read-on-byte-pipe"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_BYTE);

    REQUIRE(pair);
    check_result("byte mode of the client", set_mode(pair->client, PIPE_READMODE_BYTE), ERROR_SUCCESS);
    check_result("message mode of the server", set_mode(pair->server, PIPE_READMODE_MESSAGE),
                 ERROR_INVALID_PARAMETER);
    check_result("message mode of the client", set_mode(pair->client, PIPE_READMODE_MESSAGE),
                 ERROR_INVALID_PARAMETER);
}

BEHAVIOUR(message_pipe, .id = "modes/message-pipe-readmode-switch",
          .summary = "both ends of a message pipe begin in byte read mode and can be switched there and back",
          .provenance = INFERRED,
          .source =
              "winetest:dlls/kernel32/tests/pipe.c:test_NamedPipeHandleState:2501-2519 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_NamedPipeHandleState:2491-2499 (wine 8.0=10.0)",
          .facts = {"modes/message-pipe-readmode-switch", "modes/client-initial-readmode-byte"})
{
    static const struct expectation first[] = {EXPECT("initial state, server", 0),
                                               EXPECT("initial state, client", 0)};
    static const struct expectation to_message[] = {EXPECT("to message mode, server", ERROR_SUCCESS),
                                                    EXPECT("to message mode, client", ERROR_SUCCESS)};
    static const struct expectation message[] = {EXPECT("state, server", PIPE_READMODE_MESSAGE),
                                                 EXPECT("state, client", PIPE_READMODE_MESSAGE)};
    static const struct expectation to_byte[] = {EXPECT("to byte mode, server", ERROR_SUCCESS),
                                                 EXPECT("to byte mode, client", ERROR_SUCCESS)};
    static const struct expectation byte[] = {EXPECT("state again, server", 0),
                                              EXPECT("state again, client", 0)};
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE);

    REQUIRE(pair);
    for (unsigned int i = 0; i < 2; i++) {
        HANDLE end = i ? pair->client : pair->server;

        check_row(KIND_FLAGS, first, i, state_of(end));
        check_row(KIND_RESULT, to_message, i, set_mode(end, PIPE_READMODE_MESSAGE));
        check_row(KIND_FLAGS, message, i, state_of(end));
        check_row(KIND_RESULT, to_byte, i, set_mode(end, PIPE_READMODE_BYTE));
        check_row(KIND_FLAGS, byte, i, state_of(end));
    }
}

BEHAVIOUR(nothing_asked, .id = "modes/all-null",
          .summary = "both calls succeed when every optional pointer is NULL", .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_NamedPipeHandleState:2440-2443 (wine 8.0=10.0)",
          .facts = {"modes/all-null"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_BYTE);

    REQUIRE(pair);
    check_result("GetNamedPipeHandleStateW",
                 RESULT(GetNamedPipeHandleStateW(pair->server, NULL, NULL, NULL, NULL, NULL, 0)),
                 ERROR_SUCCESS);
    check_result("SetNamedPipeHandleState", RESULT(SetNamedPipeHandleState(pair->server, NULL, NULL, NULL)),
                 ERROR_SUCCESS);
}

BEHAVIOUR(
    remote_questions, .id = "modes/getstate-collection-params-local-server",
    .summary =
        "a local server cannot be asked for collection count, timeout and user name: ERROR_INVALID_PARAMETER",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_NamedPipeHandleState:2450-2458 (wine 8.0=10.0)",
    .facts = {"modes/getstate-collection-params-local-server"})
{
    struct pipe_pair *pair = PIPE_SERVER(.synchronous_server = 1);
    DWORD state, instances, count, timeout;
    WCHAR user[64];

    REQUIRE(pair);
    check_result(
        "GetNamedPipeHandleStateW",
        RESULT(GetNamedPipeHandleStateW(pair->server, &state, &instances, &count, &timeout, user, 64)),
        ERROR_INVALID_PARAMETER);
}

BEHAVIOUR(
    remote_settings, .id = "modes/collect-params-local",
    .summary =
        "collection count and timeout cannot be set on a pipe of the same machine: ERROR_INVALID_PARAMETER",
    .provenance = INFERRED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/"
              "nf-namedpipeapi-setnamedpipehandlestate",
    .facts = {"modes/collect-params-local"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    DWORD count = 100, timeout = 100;

    REQUIRE(pair);
    check_result("SetNamedPipeHandleState",
                 RESULT(SetNamedPipeHandleState(pair->client, NULL, &count, &timeout)),
                 ERROR_INVALID_PARAMETER);
}

UNIT(modes_state)
