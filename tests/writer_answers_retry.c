/* Answers without progress that come again and again, and an event that is signaled for nothing; from the
 * layer of writer_answers.c, which stays. */
#include "conformance/conformance.h"
#include "conformance/fixture/answered_writer.h"

#define TRIES 16 /* that the writer makes without progress */

static const struct {
    struct expectation expected;
    DWORD error;
} rows[] = {
    {EXPECT_TEXT("nothing, always", "E_PROTOCOL, discarded 1000, retries 16"), ERROR_SUCCESS},
    {EXPECT_TEXT("not enough memory, always", "E_SYSTEM, discarded 1000, retries 16"),
     ERROR_NOT_ENOUGH_MEMORY},
    {EXPECT_TEXT("out of memory, always", "E_SYSTEM, discarded 1000, retries 16"), ERROR_OUTOFMEMORY},
    {EXPECT_TEXT("no system resources, always", "E_SYSTEM, discarded 1000, retries 16"),
     ERROR_NO_SYSTEM_RESOURCES},
    {EXPECT_TEXT("invalid user buffer, always", "E_SYSTEM, discarded 1000, retries 16"),
     ERROR_INVALID_USER_BUFFER},
};

BEHAVIOUR(bounded, .id = "writer/answers-without-progress-are-bounded",
          .summary =
              "answers without progress end in a failure after 16 in a row, and less is tried when memory "
              "is short",
          PROMISED, .facts = {"writer/answers", "writer/error-once"}, .slow = 1, .deadline = 30000)
{
    struct answered_writer *answered[ARRAY_SIZE(rows)];
    unsigned int others = 0, whole = 0;

    for (unsigned int i = 0; i < ARRAY_SIZE(rows); i++) {
        struct answers script = {.error = rows[i].error, .times = 1000};

        REQUIRE(answered[i] = answered_writer_open(&script));
    }
    for (unsigned int i = 0; i < ARRAY_SIZE(rows); i++) {
        struct writer_case *writer = answered[i]->writer;
        const char *fate = answered_writer_fate(answered[i], pipe_writer_flush(writer->writer, 20000));

        check_row_text(rows, i, fate, strlen(fate));
        others += answered[i]->answers->writes != TRIES;
        whole += rows[i].error && answered[i]->answers->smallest == ANSWERED_SIZE;
    }
    check_number("writers that tried more or less often", others, 0);
    check_number("writers short of memory that never tried less", whole, 0);
    check_invariants();
}

BEHAVIOUR(
    recovers, .id = "writer/answers-without-progress-end-with-progress",
    .summary = "after answers without progress the pool tries again by itself, and the count starts anew",
    PROMISED, .facts = {"writer/answers"})
{
    struct answers script = {.error = ERROR_NO_SYSTEM_RESOURCES, .times = 6};
    struct answered_writer *answered = answered_writer_open(&script);
    struct writer_case *writer;
    const char *fate;

    REQUIRE(answered);
    writer = answered->writer;
    check_number("written without a caller's help", writer_case_written(writer, ANSWERED_SIZE),
                 ANSWERED_SIZE);
    check_state("state", writer_case_reach(writer, PIPE_WRITER_IDLE), PIPE_WRITER_IDLE);
    fate = answered_writer_fate(answered, pipe_writer_flush(writer->writer, WRITER_DEADLINE));
    check_text("fate", fate, strlen(fate), "OK, written 1000, retries 6");
    check_invariants();
}

static int has_called_back(void *argument)
{
    return writer_case_info(argument).spurious >= 1;
}

BEHAVIOUR(
    spurious, .id = "writer/event-for-nothing-changes-nothing",
    .summary =
        "a callback that finds the operation incomplete changes counters alone, it is waited for again, "
        "and the event is not taken for a signal twice",
    PROMISED, .facts = {"writer/answers", "writer/late-callbacks"})
{
    struct answers script = {.count = ANSWER_WHOLE, .times = 1, .pends = 1};
    struct answered_writer *answered = answered_writer_open(&script);
    struct writer_case *writer;
    const char *fate;

    REQUIRE(answered);
    writer = answered->writer;
    answers_signal(answered->answers);
    check_boolean("callbacks for nothing", poll_until(has_called_back, writer, WRITER_DEADLINE), TRUE);
    SleepEx(50, FALSE);
    check_between("callbacks for nothing in all", writer_case_info(writer).spurious, 1, 3);
    fate = answered_writer_fate(answered, PIPE_WRITER_OK);
    check_text("fate then", fate, strlen(fate), "OK, in flight 1000");
    answers_complete(answered->answers);
    check_number("written", writer_case_written(writer, ANSWERED_SIZE), ANSWERED_SIZE);
    fate = answered_writer_fate(answered, pipe_writer_flush(writer->writer, 0));
    check_text("fate in the end", fate, strlen(fate), "OK, written 1000");
    check_invariants();
}

UNIT(writer_answers_retry)
