/* Waiting without a pool: nobody but the threads that call makes progress. */
#include "conformance/conformance.h"

static DWORD WINAPI wait_thread(void *argument)
{
    struct writer_case *writer = argument;

    return (DWORD)pipe_writer_wait(writer->writer, INFINITE);
}

static DWORD WINAPI wait_written_thread(void *argument)
{
    struct writer_case *writer = argument;

    return (DWORD)pipe_writer_wait_written(writer->writer, 500, INFINITE, NULL);
}

static DWORD what_it_returned(HANDLE thread)
{
    DWORD status = 99;

    return thread_join(thread) == WAIT_OBJECT_0 && GetExitCodeThread(thread, &status) ? status : 99;
}

BEHAVIOUR(sees_later, .id = "writer/polled-waiters-see-an-operation-that-starts-later",
          .summary = "threads that wait already when another starts an operation take its result", PROMISED,
          .facts = {"writer/waiters", "writer/wait", "writer/wait-written"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .flags = PIPE_WRITER_POLLED);
    HANDLE waits, waits_written;

    REQUIRE(writer);
    REQUIRE((waits = thread_start_settled(wait_thread, writer)) &&
            (waits_written = thread_start_settled(wait_written_thread, writer)));
    check_wait("a thread before", WaitForSingleObject(waits, 0), WAIT_TIMEOUT);
    check_returns("write", writer_case_write(writer, 500, 0), PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("wait", what_it_returned(waits), PIPE_WRITER_OK);
    check_returns("wait_written", what_it_returned(waits_written), PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(starts_nothing, .id = "writer/polled-wait-starts-nothing-when-it-returns",
          .summary =
              "a wait that has reached its goal leaves what is queued behind it to the next call, since "
              "its thread may end",
          PROMISED, .facts = {"writer/flushed-thread"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .flags = PIPE_WRITER_POLLED);

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    writer_case_write(writer, 300, 0);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("wait_written", pipe_writer_wait_written(writer->writer, 500, WRITER_DEADLINE, NULL),
                  PIPE_WRITER_OK);
    check_number("in flight", writer_case_info(writer).in_flight, 0);
    check_number("queued", writer_case_info(writer).queued, 300);
    check_returns("poll", pipe_writer_poll(writer->writer), PIPE_WRITER_OK);
    check_number("in flight after the next call", writer_case_info(writer).in_flight, 300);
    check_number("the reader gets then", writer_case_take(writer, 300), 300);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

UNIT(writer_polled_waits)
