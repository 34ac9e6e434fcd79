#include "conformance/conformance.h"

BEHAVIOUR(more_defers, .id = "writer/more-defers-the-start",
          .summary = "writes with PIPE_WRITER_MORE wait for one without, and go with it in one operation",
          PROMISED, .facts = {"writer/more"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 4096});
    pipe_writer_info info;

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 100, PIPE_WRITER_MORE), PIPE_WRITER_OK);
    check_returns("second", writer_case_write(writer, 100, PIPE_WRITER_MORE), PIPE_WRITER_OK);
    info = writer_case_info(writer);
    check_number("queued", info.queued, 200);
    check_state("state", info.state, PIPE_WRITER_IDLE);
    check_returns("last", writer_case_write(writer, 100, 0), PIPE_WRITER_OK);
    info = writer_case_info(writer);
    check_number("written", info.written, 300);
    check_number("operations", info.writes_sync, 1);
    check_number("the reader gets", writer_case_take(writer, 300), 300);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(flush_uncorks, .id = "writer/flush-starts-what-was-deferred",
          .summary = "flush, wait and wait_written start what PIPE_WRITER_MORE has deferred", PROMISED,
          .facts = {"writer/more", "writer/flush", "writer/wait-written", "writer/wait"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 4096});

    REQUIRE(writer);
    writer_case_write(writer, 100, PIPE_WRITER_MORE);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("written", writer_case_info(writer).written, 100);
    writer_case_write(writer, 100, PIPE_WRITER_MORE);
    check_returns("wait_written", pipe_writer_wait_written(writer->writer, 200, WRITER_DEADLINE, NULL),
                  PIPE_WRITER_OK);
    pipe_writer_poll(writer->writer);
    writer_case_write(writer, 100, PIPE_WRITER_MORE);
    check_returns("wait", pipe_writer_wait(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("written in the end", writer_case_info(writer).written, 300);
    check_invariants();
}

BEHAVIOUR(full_block, .id = "writer/deferred-writes-start-at-max-io",
          .summary = "deferred writes start by themselves when max_io bytes are queued", PROMISED,
          .facts = {"writer/more", "writer/max-io"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 4096}, .max_io = 1000);
    pipe_writer_info info;

    REQUIRE(writer);
    for (unsigned int i = 0; i < 11; i++)
        writer_case_write(writer, 100, PIPE_WRITER_MORE);
    info = writer_case_info(writer);
    check_number("written", info.written, 1000);
    check_number("queued", info.queued, 100);
    check_number("operations", info.writes_sync, 1);
    check_invariants();
}

BEHAVIOUR(refused_uncorks, .id = "writer/refused-write-starts-what-was-deferred",
          .summary = "a write that the limit refuses starts the deferred ones, so that there will be room",
          PROMISED, .facts = {"writer/more", "writer/limit"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 4096}, .limit = 1000);

    REQUIRE(writer);
    writer_case_write(writer, 900, PIPE_WRITER_MORE);
    check_returns("too much", writer_case_write(writer, 200, PIPE_WRITER_MORE), PIPE_WRITER_E_AGAIN);
    check_number("written", writer_case_info(writer).written, 900);
    check_returns("again", writer_case_write(writer, 200, 0), PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_take(writer, 1100), 1100);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

UNIT(writer_cork)
