#include "conformance/conformance.h"

BEHAVIOUR(
    reader_gone, .id = "writer/reader-gone-before",
    .summary = "a write to a pipe whose reader has gone fails the writer with PIPE_WRITER_E_PEER_CLOSED",
    PROMISED, .facts = {"writer/peer-closed", "writer/error-once"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 1000}, .notified = TRUE);
    pipe_writer_info info;

    REQUIRE(writer);
    pipe_end_close(writer->reading);
    check_returns("write", writer_case_write(writer, 100, 0), PIPE_WRITER_OK);
    info = writer_case_info(writer);
    check_state("state", info.state, PIPE_WRITER_FAILED);
    check_error("error", info.last_error, ERROR_NO_DATA);
    check_number("discarded", info.discarded, 100);
    check_number("uncertain", info.uncertain, 0);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_E_PEER_CLOSED);
    check_returns("second write", writer_case_write(writer, 100, 0), PIPE_WRITER_E_PEER_CLOSED);
    check_number("on_error", writer_case_notified(writer, ON_ERROR, 1), 1);
    check_returns("reported", writer->status, PIPE_WRITER_E_PEER_CLOSED);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_number("on_error in the end", writer->calls[ON_ERROR], 1);
    check_invariants();
}

BEHAVIOUR(
    reader_goes, .id = "writer/reader-goes-while-pending",
    .summary =
        "a reader that closes while a write is pending fails the writer; what was in flight is uncertain",
    PROMISED, .facts = {"writer/peer-closed", "writer/cancel"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);
    pipe_writer_info info;

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    writer_case_write(writer, 300, 0);
    pipe_end_close(writer->reading);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_E_PEER_CLOSED);
    info = writer_case_info(writer);
    check_error("error", info.last_error, ERROR_BROKEN_PIPE);
    check_number("discarded", info.discarded, 800);
    check_number("uncertain", info.uncertain, 500);
    check_number("on_error", writer_case_notified(writer, ON_ERROR, 1), 1);
    check_invariants();
}

BEHAVIOUR(nobody_waits, .id = "writer/error-is-seen-without-a-waiter",
          .summary = "a pending write that fails while no thread waits fails the writer and is reported",
          PROMISED, .facts = {"writer/peer-closed"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    pipe_end_close(writer->reading);
    check_number("on_error", writer_case_notified(writer, ON_ERROR, 1), 1);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_FAILED);
    check_invariants();
}

BEHAVIOUR(disconnected, .id = "writer/disconnected",
          .summary = "DisconnectNamedPipe while a client's write is pending, and before another, is "
                     "PIPE_WRITER_E_PEER_CLOSED",
          PROMISED, .facts = {"writer/peer-closed"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_in = 100}, .client_writes = TRUE);
    struct writer_case *later = WRITER_CASE(.pipe = {.quota_in = 100}, .client_writes = TRUE);

    REQUIRE(writer && later);
    writer_case_write(writer, 500, 0);
    check_boolean("DisconnectNamedPipe", DisconnectNamedPipe(*writer->reading), TRUE);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_E_PEER_CLOSED);
    check_error("error", writer_case_info(writer).last_error, ERROR_PIPE_NOT_CONNECTED);
    check_boolean("DisconnectNamedPipe of the other", DisconnectNamedPipe(*later->reading), TRUE);
    writer_case_write(later, 50, 0);
    check_returns("flush of the other", pipe_writer_flush(later->writer, WRITER_DEADLINE),
                  PIPE_WRITER_E_PEER_CLOSED);
    check_error("its error", writer_case_info(later).last_error, ERROR_PIPE_NOT_CONNECTED);
    check_invariants();
}

BEHAVIOUR(listening, .id = "writer/not-connected-yet",
          .summary = "a write to a server end that no client has opened is PIPE_WRITER_E_STATE", PROMISED,
          .facts = {"writer/not-connected"})
{
    struct pipe_pair *server = PIPE_SERVER(.quota_out = 100);
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .unattached = TRUE);

    REQUIRE(server && writer);
    check_returns("attach", pipe_writer_attach(writer->writer, server->server, 0), PIPE_WRITER_OK);
    writer_case_write(writer, 10, 0);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_E_STATE);
    check_error("error", pipe_writer_last_error(writer->writer), ERROR_PIPE_LISTENING);
    check_invariants();
}

BEHAVIOUR(progress_first, .id = "writer/progress-comes-before-the-error",
          .summary = "bytes written before a failure are reported, before the error", PROMISED,
          .facts = {"writer/error-once", "writer/notifications"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.quota_out = 100}, .flags = PIPE_WRITER_POLLED, .notified = TRUE);
    pipe_writer_info info;

    REQUIRE(writer);
    writer_case_write(writer, 50, 0);
    writer_case_write(writer, 500, 0);
    writer_case_write(writer, 500, 0);
    pipe_end_close(writer->reading);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_E_PEER_CLOSED);
    check_returns("poll", pipe_writer_poll(writer->writer), PIPE_WRITER_E_PEER_CLOSED);
    check_returns("write after it", writer_case_write(writer, 10, 0), PIPE_WRITER_E_PEER_CLOSED);
    check_returns("poll after that", pipe_writer_poll(writer->writer), PIPE_WRITER_E_PEER_CLOSED);
    check_text("order", writer->order, strlen(writer->order), "pe");
    check_number("reported", writer->reported, 50);
    info = writer_case_info(writer);
    check_number("operations", info.writes_sync + info.writes_pended, 2);
    check_invariants();
}

UNIT(writer_error)
