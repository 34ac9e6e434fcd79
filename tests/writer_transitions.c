/* The rows of the state table that lead from one state to another. */
#include "conformance/conformance.h"

BEHAVIOUR(attach_pends, .id = "writer/attach-starts-what-pends",
          .summary = "attach starts a queued write that does not fit, and does not wait for it", PROMISED,
          .facts = {"writer/attach", "writer/write-starts"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_UNATTACHED);

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    check_returns("attach", writer_case_call(writer, CALL_ATTACH), PIPE_WRITER_OK);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_IN_FLIGHT);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_number("written", writer_case_written(writer, 500), 500);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(attach_fails, .id = "writer/attach-to-a-pipe-without-reader",
          .summary = "attach to a pipe whose reader has gone succeeds, and the queued write fails the writer",
          PROMISED, .facts = {"writer/attach", "writer/peer-closed"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_UNATTACHED);

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    pipe_end_close(writer->reading);
    check_returns("attach", writer_case_call(writer, CALL_ATTACH), PIPE_WRITER_OK);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_FAILED);
    check_number("discarded", writer_case_info(writer).discarded, 500);
    check_number("uncertain", writer_case_info(writer).uncertain, 0);
    check_returns("flush", writer_case_call(writer, CALL_FLUSH), PIPE_WRITER_E_PEER_CLOSED);
    check_invariants();
}

BEHAVIOUR(attach_corked, .id = "writer/attach-leaves-deferred-writes",
          .summary = "attach does not start writes that PIPE_WRITER_MORE has deferred", PROMISED,
          .facts = {"writer/attach", "writer/more"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_UNATTACHED);

    REQUIRE(writer);
    writer_case_write(writer, 30, PIPE_WRITER_MORE);
    writer_case_write(writer, 20, PIPE_WRITER_MORE);
    check_returns("attach", writer_case_call(writer, CALL_ATTACH), PIPE_WRITER_OK);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_IDLE);
    check_number("queued", writer_case_info(writer).queued, 50);
    check_returns("write", writer_case_write(writer, 10, 0), PIPE_WRITER_OK);
    check_number("written", writer_case_info(writer).written, 60);
    check_number("operations", writer_case_info(writer).writes_sync, 1);
    check_number("the reader gets", writer_case_take(writer, 60), 60);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(
    stop_unattached, .id = "writer/unattached-writer-stops",
    .summary = "stop and shutdown of a writer without a pipe discard what is queued, with nothing uncertain",
    PROMISED, .facts = {"writer/stop", "writer/shutdown", "writer/cancel"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_UNATTACHED);
    struct writer_case *other = writer_case_in(PIPE_WRITER_UNATTACHED);
    pipe_writer_cancelled result = {0};

    REQUIRE(writer && other);
    writer_case_write(writer, 300, 0);
    check_returns("cancel", pipe_writer_cancel(writer->writer, &result), PIPE_WRITER_OK);
    check_number("discarded", result.discarded, 300);
    check_number("uncertain", result.uncertain, 0);
    check_returns("flush", writer_case_call(writer, CALL_FLUSH), PIPE_WRITER_E_CANCELLED);
    writer_case_write(other, 300, 0);
    check_returns("shutdown", pipe_writer_shutdown(other->writer, WRITER_DEADLINE), PIPE_WRITER_E_STATE);
    check_state("state", writer_case_info(other).state, PIPE_WRITER_STOPPED);
    check_number("discarded by shutdown", writer_case_info(other).discarded, 300);
    check_invariants();
}

BEHAVIOUR(reset_failed, .id = "writer/failed-writer-resets",
          .summary = "reset of a failed writer reports what is not reported, and begins a new stream",
          PROMISED, .facts = {"writer/reset", "writer/error-once", "writer/notifications"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE, .flags = PIPE_WRITER_POLLED);

    REQUIRE(writer);
    writer_case_write(writer, 50, 0);
    pipe_end_close(writer->reading);
    writer_case_write(writer, 500, 0);
    check_text("order before", writer->order, strlen(writer->order), "");
    check_returns("reset", pipe_writer_reset(writer->writer), PIPE_WRITER_OK);
    check_text("order", writer->order, strlen(writer->order), "pe");
    check_number("reported", writer->reported, 50);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_UNATTACHED);
    check_returns("status", writer_case_info(writer).status, PIPE_WRITER_OK);
    check_returns("attach", writer_case_attach_new(writer, &(struct pipe_options){.quota_out = 1000}),
                  PIPE_WRITER_OK);
    check_returns("write", writer_case_write(writer, 700, 0), PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_take(writer, 700), 700);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

UNIT(writer_transitions)
