#include "conformance/conformance.h"

static DWORD WINAPI stop_thread(void *argument)
{
    struct writer_case *writer = argument;

    return (DWORD)pipe_writer_stop(writer->writer);
}

static DWORD WINAPI flush_thread(void *argument)
{
    struct writer_case *writer = argument;

    return (DWORD)pipe_writer_flush(writer->writer, INFINITE);
}

BEHAVIOUR(stop_idle, .id = "writer/stop-idle",
          .summary = "an idle writer stops, twice, and refuses writes then", PROMISED,
          .facts = {"writer/stop", "writer/refused-after-stop"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 1000});

    REQUIRE(writer);
    writer_case_write(writer, 100, 0);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_STOPPED);
    check_returns("second stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_returns("write", writer_case_write(writer, 1, 0), PIPE_WRITER_E_STATE);
    check_returns("flush of what was written", pipe_writer_flush(writer->writer, WRITER_DEADLINE),
                  PIPE_WRITER_OK);
    check_returns("wait", pipe_writer_wait(writer->writer, WRITER_DEADLINE), PIPE_WRITER_E_CANCELLED);
    check_number("cancellations", writer_case_info(writer).cancels_ok, 0);
    check_invariants();
}

BEHAVIOUR(stop_pending, .id = "writer/cancel-says-what-is-lost",
          .summary = "cancel ends the operation, discards the queue and says what may have been delivered",
          PROMISED, .facts = {"writer/stop", "writer/cancel"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);
    pipe_writer_cancelled result = {0};
    pipe_writer_info info;

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    writer_case_write(writer, 300, 0);
    check_returns("cancel", pipe_writer_cancel(writer->writer, &result), PIPE_WRITER_OK);
    check_number("discarded", result.discarded, 800);
    check_number("uncertain", result.uncertain, 500);
    info = writer_case_info(writer);
    check_state("state", info.state, PIPE_WRITER_STOPPED);
    check_number("written", info.written, 0);
    check_number("in flight", info.in_flight, 0);
    check_number("queued", info.queued, 0);
    check_number("cancellations", info.cancels_ok, 1);
    check_number("on_error", writer->calls[ON_ERROR], 0);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_E_CANCELLED);
    check_invariants();
}

BEHAVIOUR(
    stop_half_read, .id = "writer/cancel-of-a-half-read-operation",
    .summary = "what was delivered of a cancelled operation lies between written and written + uncertain",
    PROMISED, .facts = {"writer/cancel"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 1000});
    pipe_writer_cancelled result = {0};

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    writer_case_write(writer, 8000, 0);
    check_number("the reader gets", writer_case_take(writer, 3000), 3000);
    check_returns("cancel", pipe_writer_cancel(writer->writer, &result), PIPE_WRITER_OK);
    check_number("discarded", result.discarded, 8000);
    check_number("uncertain", result.uncertain, 8000);
    check_number("written", writer_case_info(writer).written, 500);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(
    stop_other_thread, .id = "writer/stop-waits-for-the-operation",
    .summary =
        "stop by another thread than the one that issued the operation returns when the platform has let go",
    PROMISED, .facts = {"writer/stop"})
{
    unsigned int still_pending = 0, failed = 0;

    for (unsigned int i = 0; i < 40; i++) {
        struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});

        REQUIRE(writer);
        writer_case_write(writer, 500, 0);
        failed += on_other_thread(stop_thread, writer) != PIPE_WRITER_OK;
        still_pending += writer_case_info(writer).in_flight || writer_case_info(writer).discarded != 500;
    }
    check_number("stops that failed", failed, 0);
    check_number("operations left", still_pending, 0);
    check_invariants();
}

BEHAVIOUR(stop_wakes, .id = "writer/stop-wakes-whoever-waits",
          .summary = "a thread in flush returns when another stops the writer", PROMISED,
          .facts = {"writer/stop", "writer/waiters"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    HANDLE thread;
    DWORD status = 99;

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    REQUIRE(thread = thread_start_running(flush_thread, writer));
    check_wait("the thread before", WaitForSingleObject(thread, 30), WAIT_TIMEOUT);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_wait("the thread then", thread_join(thread), WAIT_OBJECT_0);
    GetExitCodeThread(thread, &status);
    check_returns("flush", status, PIPE_WRITER_E_CANCELLED);
    check_invariants();
}

BEHAVIOUR(stop_completed, .id = "writer/stop-takes-a-result-that-is-there",
          .summary = "an operation that has completed before stop counts as written", PROMISED,
          .facts = {"writer/stop", "writer/cancel"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .flags = PIPE_WRITER_POLLED);
    pipe_writer_cancelled result = {0};

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("cancel", pipe_writer_cancel(writer->writer, &result), PIPE_WRITER_OK);
    check_number("discarded", result.discarded, 0);
    check_number("written", writer_case_info(writer).written, 500);
    check_invariants();
}

UNIT(writer_stop)
