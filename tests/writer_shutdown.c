#include "conformance/conformance.h"

BEHAVIOUR(shutdown_drains, .id = "writer/shutdown-writes-everything",
          .summary = "shutdown returns PIPE_WRITER_OK when everything is written, and the writer is stopped",
          PROMISED, .facts = {"writer/shutdown"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);

    REQUIRE(writer && writer_case_read_on(writer));
    writer_case_write(writer, 5000, 0);
    writer_case_write(writer, 3000, PIPE_WRITER_MORE);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_STOPPED);
    check_number("reported", writer->reported, 8000);
    check_returns("second shutdown", pipe_writer_shutdown(writer->writer, 0), PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_received(writer), 8000);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(shutdown_times_out, .id = "writer/shutdown-times-out",
          .summary = "shutdown of a writer whose reader stalls ends with its time, cancelled", PROMISED,
          .facts = {"writer/shutdown", "writer/timeouts"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, 30), PIPE_WRITER_E_TIMEOUT);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_STOPPED);
    check_number("uncertain", writer_case_info(writer).uncertain, 500);
    check_invariants();
}

UNIT(writer_shutdown)
