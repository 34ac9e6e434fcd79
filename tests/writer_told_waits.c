/* Waits and the clock as a layer tells them, which stays: a unit of its own. */
#include "conformance/conformance.h"
#include "conformance/seam/waits.h"

/* A writer with a write that pends. */
static struct writer_case *open_pending(void)
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .flags = PIPE_WRITER_POLLED);

    if (writer && writer_case_write(writer, 500, 0) != PIPE_WRITER_OK) {
        broken_setup("write");
        return NULL;
    }
    return writer;
}

#define FLUSH_TIME 100 /* ms */

static pipe_writer_status timed_flush(struct writer_case *writer, ULONGLONG *milliseconds)
{
    ULONGLONG start = GetTickCount64();
    pipe_writer_status status = pipe_writer_flush(writer->writer, FLUSH_TIME);

    *milliseconds = GetTickCount64() - start;
    return status;
}

BEHAVIOUR(woken, .id = "writer/wakes-for-nothing-do-not-prolong-a-wait",
          .summary = "a flush that is woken forty times for nothing still ends when its time is over",
          PROMISED, .facts = {"writer/timeouts", "writer/flush"})
{
    struct writer_case *writer = open_pending();
    ULONGLONG milliseconds;

    REQUIRE(writer);
    waits_answer(&(struct waits_script){.wakes = 40, .wake_after = FLUSH_TIME / 2});
    check_returns("flush", timed_flush(writer, &milliseconds), PIPE_WRITER_E_TIMEOUT);
    waits_answer(NULL);
    check_between("milliseconds", milliseconds, FLUSH_TIME, 15 * FLUSH_TIME);
    check_number("in flight", writer_case_info(writer).in_flight, 500);
    check_invariants();
}

BEHAVIOUR(wraps, .id = "writer/timeouts-when-the-clock-passes-32-bits",
          .summary = "a flush takes its time while the tick count passes 2^32 milliseconds", PROMISED,
          .facts = {"writer/timeouts", "writer/flush"})
{
    struct writer_case *writer = open_pending();
    ULONGLONG milliseconds;

    REQUIRE(writer);
    waits_answer(&(struct waits_script){.ticks_to_wrap = FLUSH_TIME / 2});
    check_returns("flush", timed_flush(writer, &milliseconds), PIPE_WRITER_E_TIMEOUT);
    waits_answer(NULL);
    check_between("milliseconds", milliseconds, FLUSH_TIME, 5000);
    check_invariants();
}

BEHAVIOUR(fails, .id = "writer/failing-wait-ends-a-flush",
          .summary = "a flush whose wait fails says so at once, and a later one works", PROMISED,
          .facts = {"writer/flush", "writer/wait"})
{
    struct writer_case *writer = open_pending();

    REQUIRE(writer);
    waits_answer(&(struct waits_script){.fails = 3, .error = ERROR_INVALID_HANDLE});
    check_returns("flush", pipe_writer_flush(writer->writer, FLUSH_TIME), PIPE_WRITER_E_SYSTEM);
    check_error("last error of the writer", writer_case_info(writer).last_error, ERROR_INVALID_HANDLE);
    waits_answer(NULL);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("flush then", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_invariants();
}

UNIT(writer_told_waits)
