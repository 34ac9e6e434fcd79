#include "conformance/conformance.h"

BEHAVIOUR(small_write, .id = "writer/small-write-is-written-at-once",
          .summary = "a write that fits into the pipe is written when pipe_writer_write returns", PROMISED,
          .facts = {"writer/write-starts", "writer/ledger"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 4096});
    pipe_writer_info info;

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 1000, 0), PIPE_WRITER_OK);
    info = writer_case_info(writer);
    check_state("state", info.state, PIPE_WRITER_IDLE);
    check_number("accepted", info.accepted, 1000);
    check_number("written", info.written, 1000);
    check_number("operations that completed at once", info.writes_sync, 1);
    check_number("operations that pended", info.writes_pended, 0);
    check_number("the reader gets", writer_case_take(writer, 1000), 1000);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(write_pends, .id = "writer/write-over-the-quota-pends",
          .summary = "a write that does not fit is in flight, from a copy, until the reader has made room",
          PROMISED, .facts = {"writer/write-starts", "writer/copy"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 4096});
    pipe_writer_info info;

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 6000, 0), PIPE_WRITER_OK);
    info = writer_case_info(writer);
    check_state("state", info.state, PIPE_WRITER_IN_FLIGHT);
    check_number("in flight", info.in_flight, 6000);
    check_number("written", info.written, 0);
    check_number("the reader gets", writer_case_take(writer, 6000), 6000);
    check_number("wrong bytes", writer->wrong, 0);
    check_number("written in the end", writer_case_written(writer, 6000), 6000);
    check_state("state in the end", writer_case_reach(writer, PIPE_WRITER_IDLE), PIPE_WRITER_IDLE);
    check_invariants();
}

BEHAVIOUR(many_writes, .id = "writer/many-writes-are-one-stream",
          .summary = "writes of many sizes reach the reader complete, once and in order", PROMISED,
          .facts = {"writer/order", "writer/flush"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 2000});
    unsigned int accepted = 0;

    REQUIRE(writer && writer_case_read_on(writer));
    for (unsigned int i = 0; i < 200; i++)
        accepted +=
            writer_case_write(writer, 1 + i * 37 % 5000, i % 3 ? 0 : PIPE_WRITER_MORE) == PIPE_WRITER_OK;
    check_number("accepted writes", accepted, 200);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, 0), PIPE_WRITER_OK);
    check_boolean("the reader has all", writer_case_received(writer) == writer->position, TRUE);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(slices, .id = "writer/large-write-goes-in-slices",
          .summary = "in byte mode an operation has at most max_io bytes", PROMISED,
          .facts = {"writer/max-io"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 4096}, .max_io = 10000);
    pipe_writer_info info;

    REQUIRE(writer && writer_case_read_on(writer));
    check_returns("write", writer_case_write(writer, 95000, 0), PIPE_WRITER_OK);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    info = writer_case_info(writer);
    check_number("operations", info.writes_sync + info.writes_pended, 10);
    check_number("the reader gets", writer_case_received(writer), 95000);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(coalesce, .id = "writer/queued-writes-go-together",
          .summary = "what was queued behind an operation goes in one operation up to max_io", PROMISED,
          .facts = {"writer/one-operation", "writer/max-io"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    pipe_writer_info info;

    REQUIRE(writer);
    for (unsigned int i = 0; i < 50; i++)
        writer_case_write(writer, 200, 0);
    info = writer_case_info(writer);
    check_number("in flight", info.in_flight, 200);
    check_number("queued", info.queued, 9800);
    check_number("the reader gets", writer_case_take(writer, 10000), 10000);
    check_number("wrong bytes", writer->wrong, 0);
    check_number("written", writer_case_written(writer, 10000), 10000);
    info = writer_case_info(writer);
    check_number("operations", info.writes_sync + info.writes_pended, 2);
    check_invariants();
}

BEHAVIOUR(positions, .id = "writer/position-is-what-was-accepted",
          .summary = "a write returns the stream position after it", PROMISED, .facts = {"writer/position"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    ULONGLONG position = 77;

    REQUIRE(writer);
    check_returns("write", pipe_writer_write(writer->writer, "0123456789", 10, 0, &position), PIPE_WRITER_OK);
    check_number("position", position, 10);
    check_returns("second", pipe_writer_write(writer->writer, "0123456789", 7, PIPE_WRITER_MORE, &position),
                  PIPE_WRITER_OK);
    check_number("second position", position, 17);
    check_returns("empty", pipe_writer_write(writer->writer, NULL, 0, 0, &position), PIPE_WRITER_OK);
    check_number("position after an empty write", position, 17);
    check_invariants();
}

BEHAVIOUR(writev, .id = "writer/parts-are-one-write", .summary = "the parts of a writev follow each other",
          PROMISED, .facts = {"writer/order", "writer/copy"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 4096});
    BYTE bytes[1000];
    pipe_writer_buffer parts[] = {{bytes, 100}, {NULL, 0}, {bytes + 100, 1}, {bytes + 101, 899}};

    REQUIRE(writer);
    writer_case_fill(bytes, 0, sizeof(bytes));
    check_returns("writev", pipe_writer_writev(writer->writer, parts, 4, 0, NULL), PIPE_WRITER_OK);
    check_number("operations", writer_case_info(writer).writes_sync, 1);
    check_number("the reader gets", writer_case_take(writer, 1000), 1000);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

UNIT(writer)
