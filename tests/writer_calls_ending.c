/* Every call in the states that lead to an end. */
#include "conformance/conformance.h"

static const struct call_row draining_calls[] = {
    RETURNS("write", CALL_WRITE, PIPE_WRITER_E_STATE),
    RETURNS("write with more to follow", CALL_DEFERRED, PIPE_WRITER_E_STATE),
    RETURNS("attach", CALL_ATTACH, PIPE_WRITER_E_STATE),
    RETURNS("flush", CALL_FLUSH, PIPE_WRITER_E_TIMEOUT),
    RETURNS("wait", CALL_WAIT, PIPE_WRITER_E_TIMEOUT),
    RETURNS("wait_written", CALL_WAIT_WRITTEN, PIPE_WRITER_E_TIMEOUT),
    RETURNS("poll", CALL_POLL, PIPE_WRITER_OK),
    RETURNS("reset", CALL_RESET, PIPE_WRITER_E_STATE),
};

BEHAVIOUR(draining, .id = "writer/calls-while-draining",
          .summary = "while a thread is in shutdown writes are refused, and what was accepted is written",
          PROMISED, .facts = {"writer/states", "writer/shutdown"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_DRAINING);

    REQUIRE(writer);
    check_calls(draining_calls, writer);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_DRAINING);
    check_number("the reader gets", writer_case_take(writer, 800), 800);
    check_returns("shutdown", writer_case_other_returned(writer), PIPE_WRITER_OK);
    check_state("state in the end", writer_case_info(writer).state, PIPE_WRITER_STOPPED);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

static const struct call_row failed_calls[] = {
    RETURNS("write", CALL_WRITE, PIPE_WRITER_E_PEER_CLOSED),
    RETURNS("write with more to follow", CALL_DEFERRED, PIPE_WRITER_E_PEER_CLOSED),
    RETURNS("attach", CALL_ATTACH, PIPE_WRITER_E_STATE),
    RETURNS("flush", CALL_FLUSH, PIPE_WRITER_E_PEER_CLOSED),
    RETURNS("wait", CALL_WAIT, PIPE_WRITER_E_PEER_CLOSED),
    RETURNS("wait_written", CALL_WAIT_WRITTEN, PIPE_WRITER_E_PEER_CLOSED),
    RETURNS("poll", CALL_POLL, PIPE_WRITER_E_PEER_CLOSED),
    RETURNS("shutdown", CALL_SHUTDOWN, PIPE_WRITER_E_PEER_CLOSED),
    RETURNS("stop", CALL_STOP, PIPE_WRITER_OK),
};

BEHAVIOUR(failed, .id = "writer/calls-while-failed",
          .summary = "a failed writer answers every write and wait with what it failed with", PROMISED,
          .facts = {"writer/states", "writer/error-once"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_FAILED);

    REQUIRE(writer);
    check_calls(failed_calls, writer);
    check_state("state in the end", writer_case_info(writer).state, PIPE_WRITER_STOPPED);
    check_number("accepted", writer_case_info(writer).accepted, 50);
    check_number("discarded", writer_case_info(writer).discarded, 50);
    check_invariants();
}

static const struct call_row stopping_calls[] = {
    RETURNS("write", CALL_WRITE, PIPE_WRITER_E_STATE),
    RETURNS("attach", CALL_ATTACH, PIPE_WRITER_E_STATE),
    RETURNS("flush", CALL_FLUSH, PIPE_WRITER_E_CANCELLED),
    RETURNS("wait", CALL_WAIT, PIPE_WRITER_E_CANCELLED),
    RETURNS("wait_written", CALL_WAIT_WRITTEN, PIPE_WRITER_E_CANCELLED),
    RETURNS("poll", CALL_POLL, PIPE_WRITER_E_CANCELLED),
    RETURNS("reset", CALL_RESET, PIPE_WRITER_E_STATE),
};

BEHAVIOUR(stopping, .id = "writer/calls-while-stopping",
          .summary = "while stop waits for a notification writes are refused, and waits say that it is over",
          PROMISED, .facts = {"writer/states", "writer/stop", "writer/refused-after-stop"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_STOPPING);

    REQUIRE(writer);
    check_number("written", writer_case_info(writer).written, 50);
    check_calls(stopping_calls, writer);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_STOPPING);
    check_returns("stop", writer_case_other_returned(writer), PIPE_WRITER_OK);
    check_state("state in the end", writer_case_info(writer).state, PIPE_WRITER_STOPPED);
    check_number("notifications", writer->calls[ON_PROGRESS], 1);
    check_number("discarded", writer_case_info(writer).discarded, 500);
    check_invariants();
}

static const struct call_row stopped_calls[] = {
    RETURNS("write", CALL_WRITE, PIPE_WRITER_E_STATE),
    RETURNS("write with more to follow", CALL_DEFERRED, PIPE_WRITER_E_STATE),
    RETURNS("attach", CALL_ATTACH, PIPE_WRITER_E_STATE),
    RETURNS("flush", CALL_FLUSH, PIPE_WRITER_E_CANCELLED),
    RETURNS("wait", CALL_WAIT, PIPE_WRITER_E_CANCELLED),
    RETURNS("wait_written", CALL_WAIT_WRITTEN, PIPE_WRITER_E_CANCELLED),
    RETURNS("poll", CALL_POLL, PIPE_WRITER_E_CANCELLED),
    RETURNS("stop", CALL_STOP, PIPE_WRITER_OK),
    RETURNS("shutdown", CALL_SHUTDOWN, PIPE_WRITER_E_CANCELLED),
    RETURNS("reset", CALL_RESET, PIPE_WRITER_OK),
};

BEHAVIOUR(stopped, .id = "writer/calls-while-stopped",
          .summary = "a stopped writer refuses all but stop and reset, and waits for discarded bytes end",
          PROMISED, .facts = {"writer/states", "writer/refused-after-stop", "writer/reset"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_STOPPED);

    REQUIRE(writer);
    check_calls(stopped_calls, writer);
    check_state("state in the end", writer_case_info(writer).state, PIPE_WRITER_UNATTACHED);
    check_number("accepted in the end", writer_case_info(writer).accepted, 0);
    check_invariants();
}

UNIT(writer_calls_ending)
