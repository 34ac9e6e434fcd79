/* What the writer makes of each answer of the platform after it has cancelled the operation itself: as in
 * writer_answers.c, a row an answer, from a layer of the seam that stays. */
#include "conformance/conformance.h"
#include "conformance/fixture/answered_writer.h"

struct row {
    struct expectation expected;
    DWORD error, count, incomplete, cancel_error;
    int cancel_leaves;
};

#define ROW(fate_, label_, ...)                                                                              \
    {                                                                                                        \
        .expected = EXPECT_TEXT(label_, fate_), __VA_ARGS__                                                  \
    }
#define GONE "OK, failed E_PEER_CLOSED, discarded 1000, uncertain 1000"
#define BROKEN "OK, failed E_SYSTEM, discarded 1000, uncertain 1000"
#define CANCELLED "OK, discarded 1000, uncertain 1000"

static const struct row rows[] = {
    ROW("OK, written 1000", "all", .count = ANSWER_WHOLE),
    ROW("OK, written 300, discarded 700, partial 1", "a part", .count = 300),
    ROW("OK, discarded 1000", "nothing", .error = ERROR_SUCCESS),
    ROW("E_PROTOCOL, discarded 1000, uncertain 1000", "more than all", .count = 1001),
    ROW(CANCELLED, "incomplete, three times, then aborted", .error = ERROR_OPERATION_ABORTED,
        .incomplete = 3),
    ROW("OK, written 1000", "incomplete, three times, then all", .count = ANSWER_WHOLE, .incomplete = 3),
    ROW(CANCELLED, "aborted", .error = ERROR_OPERATION_ABORTED),
    ROW(CANCELLED, "aborted with a count", .error = ERROR_OPERATION_ABORTED, .count = 300),
    ROW(GONE, "broken pipe", .error = ERROR_BROKEN_PIPE),
    ROW(GONE, "no data", .error = ERROR_NO_DATA),
    ROW(GONE, "not connected", .error = ERROR_PIPE_NOT_CONNECTED),
    ROW(GONE, "end of file", .error = ERROR_HANDLE_EOF),
    ROW(CANCELLED, "not enough memory", .error = ERROR_NOT_ENOUGH_MEMORY),
    ROW(CANCELLED, "out of memory", .error = ERROR_OUTOFMEMORY),
    ROW(CANCELLED, "no system resources", .error = ERROR_NO_SYSTEM_RESOURCES),
    ROW(CANCELLED, "invalid user buffer", .error = ERROR_INVALID_USER_BUFFER),
    ROW(BROKEN, "invalid handle", .error = ERROR_INVALID_HANDLE),
    ROW(BROKEN, "access denied", .error = ERROR_ACCESS_DENIED),
    ROW(BROKEN, "anything else", .error = ERROR_GEN_FAILURE),
    ROW("OK, written 1000", "CancelIoEx finds nothing: all", .count = ANSWER_WHOLE,
        .cancel_error = ERROR_NOT_FOUND),
    ROW(GONE, "CancelIoEx finds nothing: broken pipe", .error = ERROR_BROKEN_PIPE,
        .cancel_error = ERROR_NOT_FOUND),
    ROW("OK, written 1000", "CancelIoEx fails, and it ends: all", .count = ANSWER_WHOLE,
        .cancel_error = ERROR_ACCESS_DENIED),
    ROW("E_SYSTEM, discarded 1000, uncertain 1000", "CancelIoEx fails, and it stays pending",
        .count = ANSWER_WHOLE, .cancel_error = ERROR_ACCESS_DENIED, .cancel_leaves = 1),
};

static struct answered_writer *pending_writer(const struct row *row)
{
    struct answers script = {.error = row->error,
                             .count = row->count,
                             .times = 1,
                             .pends = 1,
                             .incomplete = row->incomplete,
                             .cancel_error = row->cancel_error,
                             .cancel_leaves = row->cancel_leaves};

    return answered_writer_open(&script);
}

BEHAVIOUR(answers_cancelled, .id = "writer/answers-after-cancelling",
          .summary =
              "every result of an operation that stop has cancelled, and every answer of CancelIoEx, has "
              "its class, and the rest is discarded",
          PROMISED, .facts = {"writer/answers", "writer/stop", "writer/cancel"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(rows); i++) {
        struct answered_writer *answered = pending_writer(&rows[i]);
        const char *fate;

        REQUIRE(answered);
        fate = answered_writer_fate(answered, pipe_writer_stop(answered->writer->writer));
        check_row_text(rows, i, fate, strlen(fate));
    }
    check_invariants();
}

/* The parked operation is the platform's, with its buffer and event, however late it is over. */
BEHAVIOUR(parked, .id = "writer/operation-that-cannot-be-cancelled-is-kept",
          .summary =
              "what the platform will not let go outlives the writer: it may complete after destroy, and "
              "its bytes are still there",
          PROMISED, .facts = {"writer/stop", "writer/answers"})
{
    static const struct row row = {
        .count = ANSWER_WHOLE, .cancel_error = ERROR_ACCESS_DENIED, .cancel_leaves = 1};
    struct answered_writer *answered = pending_writer(&row);
    BYTE expected[ANSWERED_SIZE];

    REQUIRE(answered);
    check_returns("stop", pipe_writer_stop(answered->writer->writer), PIPE_WRITER_E_SYSTEM);
    check_error("error", pipe_writer_last_error(answered->writer->writer), ERROR_ACCESS_DENIED);
    check_returns("destroy", pipe_writer_destroy(answered->writer->writer), PIPE_WRITER_OK);
    answered->writer->writer = NULL;
    answers_complete(answered->answers);
    writer_case_fill(expected, 0, ANSWERED_SIZE);
    check_number("delivered after all", answered->answers->delivered_size, ANSWERED_SIZE);
    check_boolean("as written", !memcmp(expected, answered->answers->delivered, ANSWERED_SIZE), TRUE);
    check_invariants();
}

#define LATE 400 /* ms */

static DWORD WINAPI complete_late(void *answers)
{
    SleepEx(LATE, FALSE);
    answers_complete(answers);
    return 0;
}

BEHAVIOUR(late_completion, .id = "writer/stop-waits-for-a-late-completion",
          .summary = "stop does not return before an operation is over whose cancellation takes long",
          PROMISED, .facts = {"writer/stop", "writer/cancel"})
{
    struct row row = {.error = ERROR_OPERATION_ABORTED, .cancel_leaves = 1};
    struct answered_writer *answered = pending_writer(&row);
    ULONGLONG start = GetTickCount64();
    pipe_writer_status stopped;
    const char *fate;
    HANDLE thread;

    REQUIRE(answered && (thread = thread_start(complete_late, answered->answers)));
    stopped = pipe_writer_stop(answered->writer->writer);
    check_between("milliseconds", GetTickCount64() - start, LATE - 16, WRITER_DEADLINE);
    fate = answered_writer_fate(answered, stopped);
    check_text("fate", fate, strlen(fate), CANCELLED);
    check_wait("the completing thread", thread_join(thread), WAIT_OBJECT_0);
    check_invariants();
}

UNIT(writer_answers_cancel)
