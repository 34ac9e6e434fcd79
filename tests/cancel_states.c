/* CancelIo and CancelIoEx in every state of a pipe in which nothing is pending. */
#include "conformance/conformance.h"

static const struct state_result of_thread[] = {
    EXPECT_STATE(SERVER_LISTENING, ERROR_SUCCESS),      EXPECT_STATE(SERVER_CONNECTED, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_UNREAD, ERROR_SUCCESS),         EXPECT_STATE(SERVER_CLOSING, ERROR_SUCCESS),
    EXPECT_STATE(SERVER_CLOSING_UNREAD, ERROR_SUCCESS), EXPECT_STATE(SERVER_DISCONNECTED, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_CONNECTED, ERROR_SUCCESS),      EXPECT_STATE(CLIENT_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_CLOSING, ERROR_SUCCESS),        EXPECT_STATE(CLIENT_CLOSING_UNREAD, ERROR_SUCCESS),
    EXPECT_STATE(CLIENT_DISCONNECTED, ERROR_SUCCESS),
};

BEHAVIOUR(thread, .id = "cancel/states-cancelio",
          .summary = "CancelIo succeeds in every state of a pipe when nothing is pending",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_cancelio:617-619 (wine 10.0); inference",
          .facts = {"cancel/cancelio-none-pending"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(of_thread); i++) {
        HANDLE end = pipe_end_in(of_thread[i].state);

        REQUIRE(end);
        check_row(KIND_RESULT, of_thread, i, RESULT(CancelIo(end)));
    }
}

static const struct state_result of_one[] = {
    EXPECT_STATE(SERVER_LISTENING, ERROR_NOT_FOUND),
    EXPECT_STATE(SERVER_CONNECTED, ERROR_NOT_FOUND),
    EXPECT_STATE(SERVER_UNREAD, ERROR_NOT_FOUND),
    EXPECT_STATE(SERVER_CLOSING, ERROR_NOT_FOUND),
    EXPECT_STATE(SERVER_CLOSING_UNREAD, ERROR_NOT_FOUND),
    EXPECT_STATE(SERVER_DISCONNECTED, ERROR_NOT_FOUND),
    EXPECT_STATE(CLIENT_CONNECTED, ERROR_NOT_FOUND),
    EXPECT_STATE(CLIENT_UNREAD, ERROR_NOT_FOUND),
    EXPECT_STATE(CLIENT_CLOSING, ERROR_NOT_FOUND),
    EXPECT_STATE(CLIENT_CLOSING_UNREAD, ERROR_NOT_FOUND),
    EXPECT_STATE(CLIENT_DISCONNECTED, ERROR_NOT_FOUND),
};

BEHAVIOUR(one, .id = "cancel/states-cancelioex",
          .summary = "CancelIoEx of an operation that was not started finds nothing in any state of a pipe",
          .provenance = INFERRED,
          .source =
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex; "
              "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3095-3099 (wine 8.0=10.0); inference",
          .facts = {"cancel/cancelioex-unknown-overlapped"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(of_one); i++) {
        HANDLE end = pipe_end_in(of_one[i].state);
        struct operation *operation = operation_new(MANUAL_RESET, 0);

        REQUIRE(end && operation);
        check_row(KIND_RESULT, of_one, i, RESULT(CancelIoEx(end, &operation->overlapped)));
    }
}

UNIT(cancel_states)
