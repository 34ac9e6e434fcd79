/* The limit and the low mark. */
#include "conformance/conformance.h"

BEHAVIOUR(reached, .id = "writer/limit-reached-is-enough-for-drain",
          .summary = "on_drain also comes when the limit was reached and nothing was refused", PROMISED,
          .facts = {"writer/drain", "writer/limit"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .limit = 1000, .notified = TRUE);

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 400, 0), PIPE_WRITER_OK);
    check_returns("up to the limit", writer_case_write(writer, 600, 0), PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_take(writer, 1000), 1000);
    check_number("on_drain", writer_case_notified(writer, ON_DRAIN, 1), 1);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("on_drain in the end", writer->calls[ON_DRAIN], 1);
    check_invariants();
}

BEHAVIOUR(not_reached, .id = "writer/no-drain-below-the-limit",
          .summary = "a writer whose limit was never reached and that refused nothing reports no drain",
          PROMISED, .facts = {"writer/drain"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .limit = 1000, .notified = TRUE);

    REQUIRE(writer);
    writer_case_write(writer, 400, 0);
    writer_case_write(writer, 599, 0);
    check_number("the reader gets", writer_case_take(writer, 999), 999);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("reported", writer->reported, 999);
    check_number("on_drain", writer->calls[ON_DRAIN], 0);
    check_invariants();
}

static const struct {
    struct expectation expectation; /* on_drain, once the first is written and reported */
    ULONGLONG low_mark;
    unsigned int first, second; /* together the limit */
} marks[] = {
    {EXPECT("301 left, mark 300", 0), 300, 699, 301},
    {EXPECT("300 left, mark 300", 1), 300, 700, 300},
    {EXPECT("501 left, half", 0), 0, 499, 501},
    {EXPECT("500 left, half", 1), 0, 500, 500},
    {EXPECT("101 left, mark 0", 0), WRITER_MARK_ZERO, 899, 101},
    {EXPECT("999 left, mark 1000", 1), 1000, 1, 999},
};

BEHAVIOUR(low_mark, .id = "writer/low-mark-is-a-boundary",
          .summary = "on_drain comes when no more than the low mark is left, and not before", PROMISED,
          .facts = {"writer/drain"})
{
    unsigned int drains = 0;

    for (unsigned int i = 0; i < ARRAY_SIZE(marks); i++) {
        struct writer_case *writer =
            WRITER_CASE(.pipe = {.quota_out = QUOTA_ZERO}, .limit = 1000, .low_mark = marks[i].low_mark,
                        .notified = TRUE, .flags = PIPE_WRITER_POLLED);

        REQUIRE(writer);
        writer_case_write(writer, marks[i].first, 0);
        writer_case_write(writer, marks[i].second, 0);
        writer_case_take(writer, marks[i].first);
        pipe_writer_poll(writer->writer);
        check_row(KIND_NUMBER, marks, i, writer->calls[ON_DRAIN]);
        writer_case_take(writer, marks[i].second);
        pipe_writer_poll(writer->writer);
        drains += (unsigned int)writer->calls[ON_DRAIN];
    }
    check_number("on_drain in the end", drains, ARRAY_SIZE(marks));
    check_invariants();
}

BEHAVIOUR(again, .id = "writer/drain-comes-for-every-crossing",
          .summary = "on_drain comes again when there was no room again", PROMISED, .facts = {"writer/drain"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .limit = 1000, .notified = TRUE);

    REQUIRE(writer);
    for (LONG round = 1; round <= 5; round++) {
        writer_case_write(writer, 900, 0);
        writer_case_write(writer, 101, 0);
        writer_case_take(writer, 900);
        writer_case_notified(writer, ON_DRAIN, round);
    }
    check_number("on_drain", writer->calls[ON_DRAIN], 5);
    check_number("accepted", writer_case_info(writer).accepted, 4500);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("on_drain in the end", writer->calls[ON_DRAIN], 5);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(unattached, .id = "writer/limit-of-an-unattached-writer",
          .summary = "the limit holds before attach, and stop reports the drain", PROMISED,
          .facts = {"writer/limit", "writer/drain"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.quota_out = 100}, .limit = 1000, .notified = TRUE, .unattached = TRUE);

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 600, 0), PIPE_WRITER_OK);
    check_returns("beyond", writer_case_write(writer, 401, 0), PIPE_WRITER_E_AGAIN);
    check_returns("up to the limit", writer_case_write(writer, 400, 0), PIPE_WRITER_OK);
    check_returns("one more", writer_case_write(writer, 1, PIPE_WRITER_MORE), PIPE_WRITER_E_AGAIN);
    check_number("accepted", writer_case_info(writer).accepted, 1000);
    check_number("on_drain before", writer->calls[ON_DRAIN], 0);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_number("on_drain", writer->calls[ON_DRAIN], 1);
    check_invariants();
}

BEHAVIOUR(
    messages, .id = "writer/refused-message-is-not-sent",
    .summary = "of a message that the limit refuses nothing is sent, and an empty one has no bytes to refuse",
    PROMISED, .facts = {"writer/limit", "writer/messages"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE,
                                                      .client_mode = PIPE_READMODE_MESSAGE,
                                                      .quota_out = 100},
                                             .limit = 1000);

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 1000, 0), PIPE_WRITER_OK);
    check_returns("refused", writer_case_write(writer, 1, 0), PIPE_WRITER_E_AGAIN);
    check_returns("empty", writer_case_write(writer, 0, 0), PIPE_WRITER_OK);
    check_number("first message", writer_case_take_message(writer, 2000), 1000);
    check_number("second message", writer_case_take_message(writer, 2000), 0);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_returns("again", writer_case_write(writer, 7, 0), PIPE_WRITER_OK);
    check_number("third message", writer_case_take_message(writer, 2000), 7);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

UNIT(writer_marks)
