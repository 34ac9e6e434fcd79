/* The writer where the platform's facts make a simple client go wrong. */
#include "conformance/conformance.h"

BEHAVIOUR(cancel_bounds, .id = "writer/cancel-bounds-what-the-reader-got",
          .summary = "the reader of a cancelled stream gets at least what is written and at most what is "
                     "uncertain more",
          PROMISED, .facts = {"writer/cancel", "writer/order"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 1000});
    pipe_writer_cancelled result = {0};

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 8192, 0), PIPE_WRITER_OK);
    check_returns("second write", writer_case_write(writer, 500, 0), PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_take(writer, 3000), 3000);
    check_returns("cancel", pipe_writer_cancel(writer->writer, &result), PIPE_WRITER_OK);
    check_number("written", writer_case_info(writer).written, 0);
    check_number("uncertain", result.uncertain, 8192);
    check_number("discarded", result.discarded, 8692);
    REQUIRE(writer_case_read_on(writer));
    check_between("the reader has in the end", writer_case_received(writer), 3000, 8192);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(
    no_hole, .id = "writer/cancel-leaves-no-hole",
    .summary = "a small write that would fit is not let through when the operation before it is cancelled",
    PROMISED, .facts = {"writer/one-operation", "writer/order"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    writer_case_write(writer, 50, 0);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_number("operations", writer_case_info(writer).writes_pended, 1);
    check_number("discarded", writer_case_info(writer).discarded, 550);
    REQUIRE(writer_case_read_on(writer));
    check_number("the reader gets", writer_case_received(writer), 0);
    check_invariants();
}

/* OVERLAPPED and event say nothing after such a failure; some platforms leave STATUS_PENDING in one and reset
 * the other. */
BEHAVIOUR(failure_at_once, .id = "writer/failure-at-once-leaves-nothing-pending",
          .summary = "after a WriteFile that failed at once nothing is waited for or cancelled, and the next "
                     "stream of the writer works",
          PROMISED, .facts = {"writer/stop", "writer/reset", "writer/peer-closed"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    pipe_writer_info info;

    REQUIRE(writer);
    pipe_end_close(writer->reading);
    writer_case_write(writer, 500, 0);
    check_returns("flush without waiting", pipe_writer_flush(writer->writer, 0), PIPE_WRITER_E_PEER_CLOSED);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    info = writer_case_info(writer);
    check_number("cancellations", info.cancels_ok + info.cancels_not_found + info.cancels_failed, 0);
    check_number("uncertain", info.uncertain, 0);
    check_returns("reset", pipe_writer_reset(writer->writer), PIPE_WRITER_OK);
    check_returns("attach", writer_case_attach_new(writer, &(struct pipe_options){.quota_out = 100}),
                  PIPE_WRITER_OK);
    writer_case_write(writer, 500, 0);
    check_number("in flight", writer_case_info(writer).in_flight, 500);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(stale_event, .id = "writer/event-of-an-earlier-write-means-nothing",
          .summary =
              "a write that has completed at once leaves its event signaled, which is not taken for the "
              "completion of the next",
          PROMISED, .facts = {"writer/ledger", "writer/flush"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});

    REQUIRE(writer);
    writer_case_write(writer, 50, 0);
    check_number("written at once", writer_case_info(writer).written, 50);
    writer_case_write(writer, 500, 0);
    check_returns("flush without waiting", pipe_writer_flush(writer->writer, 0), PIPE_WRITER_E_TIMEOUT);
    check_returns("poll", pipe_writer_poll(writer->writer), PIPE_WRITER_OK);
    check_number("in flight", writer_case_info(writer).in_flight, 500);
    check_number("written then", writer_case_info(writer).written, 50);
    check_number("callbacks", writer_case_info(writer).callbacks, 0);
    check_number("the reader gets", writer_case_take(writer, 550), 550);
    check_number("written in the end", writer_case_written(writer, 550), 550);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(consumed, .id = "writer/flush-after-the-pool-has-seen-the-completion",
          .summary = "a completion that the pool has taken is there for a flush that does not wait", PROMISED,
          .facts = {"writer/flush", "writer/waiters"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    unsigned int late = 0;

    REQUIRE(writer);
    for (unsigned int i = 0; i < 40; i++) {
        writer_case_write(writer, 500, 0);
        writer_case_take(writer, 500);
        late += writer_case_written(writer, 500 * (i + 1)) != 500 * (i + 1);
        late += pipe_writer_flush(writer->writer, 0) != PIPE_WRITER_OK;
    }
    check_number("completions that flush did not see", late, 0);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(all_or_nothing, .id = "writer/pending-write-is-written-whole",
          .summary =
              "however the reader takes it, a write that pends is written as a whole: none of it, then "
              "all",
          PROMISED, .facts = {"writer/ledger"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    unsigned int parts = 0;

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    for (unsigned int i = 0; i < 500; i++) {
        ULONGLONG written;

        writer_case_take(writer, 1);
        pipe_writer_poll(writer->writer);
        written = writer_case_info(writer).written;
        parts += written != 0 && written != 500;
    }
    check_number("parts seen", parts, 0);
    check_number("partial writes", writer_case_info(writer).writes_partial, 0);
    check_number("written in the end", writer_case_written(writer, 500), 500);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

UNIT(writer_platform)
