/* Reset inside a notification: what is due of the stream that has failed is not lost. */
#include "conformance/conformance.h"

static void reset_at_error(struct writer_case *writer, enum notification kind)
{
    if (kind == ON_ERROR)
        writer->returned = pipe_writer_reset(writer->writer);
}

BEHAVIOUR(keeps_drain, .id = "writer/reset-in-on-error-keeps-on-drain",
          .summary = "on_error may reset the writer, and whoever waits for room still hears of it", PROMISED,
          .facts = {"writer/reset", "writer/drain"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.quota_out = 100}, .limit = 1000, .notified = TRUE, .flags = PIPE_WRITER_POLLED);

    REQUIRE(writer);
    writer->in_notification = reset_at_error;
    writer->returned = PIPE_WRITER_E_INVAL;
    check_returns("write", writer_case_write(writer, 900, 0), PIPE_WRITER_OK);
    check_returns("refused", writer_case_write(writer, 200, 0), PIPE_WRITER_E_AGAIN);
    pipe_end_close(writer->reading);
    pipe_writer_poll(writer->writer);
    check_returns("reset in on_error", writer->returned, PIPE_WRITER_OK);
    check_text("order", writer->order, strlen(writer->order), "ed");
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_UNATTACHED);
    check_number("accepted", writer_case_info(writer).accepted, 0);
    check_returns("status", writer_case_info(writer).status, PIPE_WRITER_OK);
    check_invariants();
}

static void reset_at_progress(struct writer_case *writer, enum notification kind)
{
    if (kind == ON_PROGRESS)
        writer->returned = pipe_writer_reset(writer->writer);
}

BEHAVIOUR(error_first, .id = "writer/reset-waits-for-on-error",
          .summary = "reset in a notification before on_error is refused, and the error is reported",
          PROMISED, .facts = {"writer/reset", "writer/error-once"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE, .flags = PIPE_WRITER_POLLED);

    REQUIRE(writer);
    writer->in_notification = reset_at_progress;
    writer_case_write(writer, 50, 0);
    pipe_end_close(writer->reading);
    writer_case_write(writer, 500, 0);
    check_returns("poll", pipe_writer_poll(writer->writer), PIPE_WRITER_E_PEER_CLOSED);
    check_returns("reset in on_progress", writer->returned, PIPE_WRITER_E_STATE);
    check_text("order", writer->order, strlen(writer->order), "pe");
    check_returns("reset", pipe_writer_reset(writer->writer), PIPE_WRITER_OK);
    check_invariants();
}

UNIT(writer_reset)
