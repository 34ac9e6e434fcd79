/* Pipes in the mode PIPE_NOWAIT, where a write that does not fit says TRUE and has written nothing; handles
 * that are closed under the writer; and many writers that are armed at the same time. */
#include "conformance/conformance.h"

BEHAVIOUR(nowait_resumes, .id = "writer/nowait-pipe-resumes",
          .summary =
              "on a full PIPE_NOWAIT pipe the writer tries again by itself, and goes on when the reader "
              "has made room",
          PROMISED, .facts = {"writer/answers", "writer/write-starts"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.type = PIPE_NOWAIT, .quota_out = 512}, .max_io = 300);
    pipe_writer_info info;

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 900, 0), PIPE_WRITER_OK);
    info = writer_case_info(writer);
    check_number("written at first", info.written, 300);
    check_boolean("it tries again", info.retries > 0, TRUE);
    check_number("in flight", info.in_flight, 0);
    check_number("the reader gets", writer_case_take(writer, 300), 300);
    check_number("written then", writer_case_written(writer, 600), 600);
    check_number("the reader gets more", writer_case_take(writer, 300), 300);
    check_number("written in the end", writer_case_written(writer, 900), 900);
    check_number("the reader gets the rest", writer_case_take(writer, 300), 300);
    check_returns("flush", pipe_writer_flush(writer->writer, 0), PIPE_WRITER_OK);
    check_number("operations that pended", writer_case_info(writer).writes_pended, 0);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(nowait_bounded, .id = "writer/nowait-pipe-is-not-tried-for-ever",
          .summary = "a PIPE_NOWAIT pipe that stays full is PIPE_WRITER_E_PROTOCOL after 16 tries", PROMISED,
          .facts = {"writer/answers", "writer/error-once"}, .slow = 1)
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.type = PIPE_NOWAIT, .quota_out = 512}, .max_io = 300);
    pipe_writer_info info;

    REQUIRE(writer);
    writer_case_write(writer, 900, 0);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_E_PROTOCOL);
    info = writer_case_info(writer);
    check_number("tries", info.retries, 16);
    check_number("written", info.written, 300);
    check_number("discarded", info.discarded, 600);
    check_number("uncertain", info.uncertain, 0);
    check_number("the reader gets", writer_case_take(writer, 300), 300);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

/* Nobody should do that; the writer must say so, and must not wait for ever. */
BEHAVIOUR(closed_pending, .id = "writer/handle-closed-while-pending",
          .summary =
              "a handle that is closed while an operation is pending fails the writer, as a peer that has "
              "gone or as a failure of the system, and what was in flight is uncertain",
          PROMISED, .facts = {"writer/handle-closed", "writer/cancel"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .flags = PIPE_WRITER_POLLED);
    const char *status;

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    pipe_end_close(writer->writing);
    status = writer_status_name(pipe_writer_flush(writer->writer, WRITER_DEADLINE));
    check_text("flush", status, strlen(status), "PIPE_WRITER_E_PEER_CLOSED", "PIPE_WRITER_E_SYSTEM");
    check_number("discarded", writer_case_info(writer).discarded, 500);
    check_number("uncertain", writer_case_info(writer).uncertain, 500);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(closed_before, .id = "writer/handle-closed-before-a-write",
          .summary = "a write to a handle that has been closed is PIPE_WRITER_E_SYSTEM, ERROR_INVALID_HANDLE",
          PROMISED, .facts = {"writer/handle-closed", "writer/error-once"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .flags = PIPE_WRITER_POLLED);

    REQUIRE(writer);
    pipe_end_close(writer->writing);
    writer_case_write(writer, 50, 0);
    check_returns("flush", pipe_writer_flush(writer->writer, 0), PIPE_WRITER_E_SYSTEM);
    check_error("error", pipe_writer_last_error(writer->writer), ERROR_INVALID_HANDLE);
    check_number("discarded", writer_case_info(writer).discarded, 50);
    check_number("uncertain", writer_case_info(writer).uncertain, 0);
    check_invariants();
}

#define MANY 70 /* more than one wait thread can wait for */

BEHAVIOUR(many, .id = "writer/many-writers-pend-at-once",
          .summary = "70 writers with an operation in flight each see its completion, whoever waits",
          PROMISED, .facts = {"writer/write-starts", "writer/waiters"})
{
    struct writer_case *writers[MANY];
    unsigned int pending = 0, lost = 0;
    LONG wrong = 0;

    for (unsigned int i = 0; i < MANY; i++) {
        REQUIRE(writers[i] = WRITER_CASE(.pipe = {.quota_out = 100}));
        writer_case_write(writers[i], 500, 0);
        pending += writer_case_info(writers[i]).in_flight == 500;
    }
    for (unsigned int i = 0; i < MANY; i++)
        lost += writer_case_take(writers[MANY - 1 - i], 500) != 500;
    for (unsigned int i = 0; i < MANY; i++) {
        lost += writer_case_written(writers[i], 500) != 500;
        wrong += writers[i]->wrong;
    }
    check_number("operations in flight", pending, MANY);
    check_number("completions lost", lost, 0);
    check_number("wrong bytes", wrong, 0);
    check_invariants();
}

UNIT(writer_nowait)
