#include "conformance/conformance.h"

BEHAVIOUR(limit_refuses, .id = "writer/limit-refuses-the-whole-write",
          .summary = "a write that would exceed the limit is refused whole and changes nothing", PROMISED,
          .facts = {"writer/limit"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .limit = 1000);
    pipe_writer_buffer parts[] = {{"abcde", 5}, {"0123456789", 10}};
    ULONGLONG position = 77;
    pipe_writer_info info;

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 600, 0), PIPE_WRITER_OK);
    check_returns("up to the limit", writer_case_write(writer, 390, 0), PIPE_WRITER_OK);
    check_returns("beyond", pipe_writer_writev(writer->writer, parts, 2, 0, &position), PIPE_WRITER_E_AGAIN);
    check_number("position", position, 77);
    info = writer_case_info(writer);
    check_number("accepted", info.accepted, 990);
    check_number("most queued", info.max_queued, 990);
    check_number("the reader gets", writer_case_take(writer, 990), 990);
    check_number("wrong bytes", writer->wrong, 0);
    check_number("written", writer_case_written(writer, 990), 990);
    check_returns("then", writer_case_write(writer, 1000, 0), PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(empty_accepts, .id = "writer/empty-writer-takes-any-write",
          .summary = "an empty writer takes one write beyond the limit, and nothing more until it is written",
          PROMISED, .facts = {"writer/limit"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .limit = 1000);

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 5000, 0), PIPE_WRITER_OK);
    check_returns("another", writer_case_write(writer, 1, 0), PIPE_WRITER_E_AGAIN);
    check_number("the reader gets", writer_case_take(writer, 5000), 5000);
    check_number("wrong bytes", writer->wrong, 0);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_returns("then", writer_case_write(writer, 1, 0), PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(
    drain_once, .id = "writer/drain-comes-once",
    .summary = "on_drain comes once for each time that a write was refused, when half of the limit is free",
    PROMISED, .facts = {"writer/drain"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .limit = 1000, .notified = TRUE);

    REQUIRE(writer);
    writer_case_write(writer, 400, 0);
    writer_case_write(writer, 550, 0);
    check_returns("refused", writer_case_write(writer, 100, 0), PIPE_WRITER_E_AGAIN);
    check_returns("refused again", writer_case_write(writer, 100, 0), PIPE_WRITER_E_AGAIN);
    check_number("the reader gets", writer_case_take(writer, 400), 400);
    check_number("written", writer_case_written(writer, 400), 400);
    check_number("progress", writer_case_notified(writer, ON_PROGRESS, 1), 1);
    check_number("on_drain above half", writer->calls[ON_DRAIN], 0);
    check_number("the reader gets then", writer_case_take(writer, 550), 550);
    check_number("on_drain", writer_case_notified(writer, ON_DRAIN, 1), 1);
    writer_case_write(writer, 50, 0);
    check_number("the reader gets in the end", writer_case_take(writer, 50), 50);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("on_drain in the end", writer->calls[ON_DRAIN], 1);
    check_invariants();
}

BEHAVIOUR(drain_after_error, .id = "writer/drain-comes-after-an-error",
          .summary = "whoever waits for room hears of it when the writer fails, after the error", PROMISED,
          .facts = {"writer/drain", "writer/error-once"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .limit = 1000, .notified = TRUE);

    REQUIRE(writer);
    writer_case_write(writer, 900, 0);
    check_returns("refused", writer_case_write(writer, 200, 0), PIPE_WRITER_E_AGAIN);
    pipe_end_close(writer->reading);
    check_number("on_drain", writer_case_notified(writer, ON_DRAIN, 1), 1);
    check_text("order", writer->order, strlen(writer->order), "ed");
    check_invariants();
}

BEHAVIOUR(drain_after_stop, .id = "writer/drain-comes-before-stop-returns",
          .summary = "whoever waits for room hears of it before stop returns", PROMISED,
          .facts = {"writer/drain", "writer/stop"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .limit = 1000, .notified = TRUE);

    REQUIRE(writer);
    writer_case_write(writer, 900, 0);
    check_returns("refused", writer_case_write(writer, 200, 0), PIPE_WRITER_E_AGAIN);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_text("order", writer->order, strlen(writer->order), "d");
    check_invariants();
}

UNIT(writer_limit)
