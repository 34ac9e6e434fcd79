/* Every call in every state. */
#include "conformance/conformance.h"

static const struct call_row unattached_calls[] = {
    RETURNS("flush of nothing", CALL_FLUSH, PIPE_WRITER_OK),
    RETURNS("wait", CALL_WAIT, PIPE_WRITER_E_TIMEOUT),
    RETURNS("poll", CALL_POLL, PIPE_WRITER_OK),
    RETURNS("reset", CALL_RESET, PIPE_WRITER_E_STATE),
    RETURNS("write", CALL_WRITE, PIPE_WRITER_OK),
    RETURNS("write with more to follow", CALL_DEFERRED, PIPE_WRITER_OK),
    RETURNS("flush", CALL_FLUSH, PIPE_WRITER_E_TIMEOUT),
    RETURNS("wait_written", CALL_WAIT_WRITTEN, PIPE_WRITER_E_TIMEOUT),
    RETURNS("poll then", CALL_POLL, PIPE_WRITER_OK),
};

BEHAVIOUR(unattached, .id = "writer/calls-while-unattached",
          .summary = "an unattached writer takes writes, and what waits for them times out", PROMISED,
          .facts = {"writer/states", "writer/attach"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_UNATTACHED);

    REQUIRE(writer);
    check_calls(unattached_calls, writer);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_UNATTACHED);
    check_returns("attach", writer_case_call(writer, CALL_ATTACH), PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_take(writer, 20), 20);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

static const struct call_row idle_calls[] = {
    RETURNS("attach", CALL_ATTACH, PIPE_WRITER_E_STATE),
    RETURNS("flush", CALL_FLUSH, PIPE_WRITER_OK),
    RETURNS("wait", CALL_WAIT, PIPE_WRITER_E_TIMEOUT),
    RETURNS("wait_written", CALL_WAIT_WRITTEN, PIPE_WRITER_OK),
    RETURNS("poll", CALL_POLL, PIPE_WRITER_OK),
    RETURNS("reset", CALL_RESET, PIPE_WRITER_E_STATE),
    RETURNS("write with more to follow", CALL_DEFERRED, PIPE_WRITER_OK),
    RETURNS("write", CALL_WRITE, PIPE_WRITER_OK),
    RETURNS("wait for that", CALL_WAIT, PIPE_WRITER_OK),
};

BEHAVIOUR(idle, .id = "writer/calls-while-idle",
          .summary = "an idle writer has nothing to wait for, takes writes and keeps its pipe", PROMISED,
          .facts = {"writer/states"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_IDLE);

    REQUIRE(writer);
    check_calls(idle_calls, writer);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_IDLE);
    check_number("the reader gets", writer_case_take(writer, 70), 70);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

static const struct call_row in_flight_calls[] = {
    RETURNS("attach", CALL_ATTACH, PIPE_WRITER_E_STATE),
    RETURNS("flush", CALL_FLUSH, PIPE_WRITER_E_TIMEOUT),
    RETURNS("wait", CALL_WAIT, PIPE_WRITER_E_TIMEOUT),
    RETURNS("wait_written", CALL_WAIT_WRITTEN, PIPE_WRITER_E_TIMEOUT),
    RETURNS("poll", CALL_POLL, PIPE_WRITER_OK),
    RETURNS("reset", CALL_RESET, PIPE_WRITER_E_STATE),
    RETURNS("write", CALL_WRITE, PIPE_WRITER_OK),
    RETURNS("write with more to follow", CALL_DEFERRED, PIPE_WRITER_OK),
};

BEHAVIOUR(in_flight, .id = "writer/calls-while-in-flight",
          .summary = "while an operation is in flight writes are queued and waits time out", PROMISED,
          .facts = {"writer/states", "writer/one-operation"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_IN_FLIGHT);

    REQUIRE(writer);
    check_calls(in_flight_calls, writer);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_IN_FLIGHT);
    check_number("in flight", writer_case_info(writer).in_flight, 500);
    check_number("queued", writer_case_info(writer).queued, 320);
    check_number("the reader gets", writer_case_take(writer, 810), 810);
    check_returns("flush of the rest", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("the reader gets then", writer_case_take(writer, 10), 10);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

UNIT(writer_calls)
