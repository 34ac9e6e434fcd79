/* WriteFileEx and ReadFileEx in every state of a pipe: a routine is called for what was started, and only
 * then. */
#include "conformance/conformance.h"

#define ROUTINE_ROW(state_, result_, calls_, count_)                                                         \
    {                                                                                                        \
        EXPECT("result, " #state_, result_), EXPECT("calls, " #state_, calls_),                              \
            EXPECT("bytes, " #state_, count_), state_                                                        \
    }

struct routine_row {
    struct expectation result, calls, count;
    enum pipe_state state;
};

struct routine {
    OVERLAPPED overlapped;
    unsigned int turn;
    DWORD calls, count;
    BYTE bytes[STATE_UNREAD];
};

static void CALLBACK completed(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    struct routine *routine = CONTAINING_RECORD(overlapped, struct routine, overlapped);

    (void)error;
    if (routine->turn != behaviour_turn()) {
        behaviour_late(routine->turn, "callback");
        return;
    }
    routine->calls++;
    routine->count = count;
}

static struct routine *new_routine(void)
{
    struct routine *routine = behaviour_memory(sizeof(*routine));

    if (routine)
        routine->turn = behaviour_turn();
    return routine;
}

/* What is still pending is cancelled, so that its routine belongs to this behaviour. */
static void end_routine(HANDLE end)
{
    CancelIo(end);
    SleepEx(0, TRUE);
}

static const struct routine_row writes[] = {
    ROUTINE_ROW(SERVER_LISTENING, ERROR_PIPE_LISTENING, 0, 0),
    ROUTINE_ROW(SERVER_CONNECTED, ERROR_SUCCESS, 1, STATE_UNREAD),
    ROUTINE_ROW(SERVER_UNREAD, ERROR_SUCCESS, 1, STATE_UNREAD),
    ROUTINE_ROW(SERVER_CLOSING, ERROR_NO_DATA, 0, 0),
    ROUTINE_ROW(SERVER_CLOSING_UNREAD, ERROR_NO_DATA, 0, 0),
    ROUTINE_ROW(SERVER_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0, 0),
    ROUTINE_ROW(CLIENT_CONNECTED, ERROR_SUCCESS, 1, STATE_UNREAD),
    ROUTINE_ROW(CLIENT_UNREAD, ERROR_SUCCESS, 1, STATE_UNREAD),
    ROUTINE_ROW(CLIENT_CLOSING, ERROR_NO_DATA, 0, 0),
    ROUTINE_ROW(CLIENT_CLOSING_UNREAD, ERROR_NO_DATA, 0, 0),
    ROUTINE_ROW(CLIENT_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0, 0),
};

BEHAVIOUR(writing, .id = "alertable/states-write",
          .summary = "WriteFileEx fails in the same states of a pipe as WriteFile, and its routine is not "
                     "called then",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1229-1241 (wine 10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1630-1780 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1500-1534 (wine 8.0=10.0); "
                    "inference",
          .facts = {"alertable/writefileex-immediate-failure", "alertable/writefileex-completion-on-sleepex",
                    "write/listening-pipe", "disconnect/client-write"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(writes); i++) {
        HANDLE end = pipe_end_in(writes[i].state);
        struct routine *routine = new_routine();

        REQUIRE(end && routine);
        check_column(KIND_RESULT, writes, result, i,
                     RESULT(WriteFileEx(end, routine->bytes, STATE_UNREAD, &routine->overlapped, completed)));
        SleepEx(0, TRUE);
        check_column(KIND_NUMBER, writes, calls, i, routine->calls);
        check_column(KIND_NUMBER, writes, count, i, routine->count);
    }
}

static const struct routine_row reads[] = {
    ROUTINE_ROW(SERVER_LISTENING, ERROR_PIPE_LISTENING, 0, 0),
    ROUTINE_ROW(SERVER_CONNECTED, ERROR_SUCCESS, 0, 0),
    ROUTINE_ROW(SERVER_UNREAD, ERROR_SUCCESS, 1, STATE_UNREAD),
    ROUTINE_ROW(SERVER_CLOSING, ERROR_BROKEN_PIPE, 0, 0),
    ROUTINE_ROW(SERVER_CLOSING_UNREAD, ERROR_SUCCESS, 1, STATE_UNREAD),
    ROUTINE_ROW(SERVER_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0, 0),
    ROUTINE_ROW(CLIENT_CONNECTED, ERROR_SUCCESS, 0, 0),
    ROUTINE_ROW(CLIENT_UNREAD, ERROR_SUCCESS, 1, STATE_UNREAD),
    ROUTINE_ROW(CLIENT_CLOSING, ERROR_BROKEN_PIPE, 0, 0),
    ROUTINE_ROW(CLIENT_CLOSING_UNREAD, ERROR_SUCCESS, 1, STATE_UNREAD),
    ROUTINE_ROW(CLIENT_DISCONNECTED, ERROR_PIPE_NOT_CONNECTED, 0, 0),
};

BEHAVIOUR(reading, .id = "alertable/states-read",
          .summary = "ReadFileEx fails in the same states of a pipe as ReadFile, and its routine is not "
                     "called then, nor while it waits",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1229-1241 (wine 10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2634-2643 (wine 8.0=10.0); "
                    "inference",
          .facts = {"read/listening-pipe", "close/read-after-peer-close", "disconnect/client-read"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(reads); i++) {
        HANDLE end = pipe_end_in(reads[i].state);
        struct routine *routine = new_routine();

        REQUIRE(end && routine);
        check_column(KIND_RESULT, reads, result, i,
                     RESULT(ReadFileEx(end, routine->bytes, STATE_UNREAD, &routine->overlapped, completed)));
        SleepEx(0, TRUE);
        check_column(KIND_NUMBER, reads, calls, i, routine->calls);
        check_column(KIND_NUMBER, reads, count, i, routine->count);
        end_routine(end);
    }
}

UNIT(alertable_states)
