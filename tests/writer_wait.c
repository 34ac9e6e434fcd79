#include "conformance/conformance.h"

BEHAVIOUR(flush_times_out, .id = "writer/flush-times-out",
          .summary = "flush returns when its time is over, not earlier, and the write goes on", PROMISED,
          .facts = {"writer/flush", "writer/timeouts"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    ULONGLONG start, elapsed;

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    check_returns("flush that only looks", pipe_writer_flush(writer->writer, 0), PIPE_WRITER_E_TIMEOUT);
    start = GetTickCount64();
    check_returns("flush", pipe_writer_flush(writer->writer, 50), PIPE_WRITER_E_TIMEOUT);
    elapsed = GetTickCount64() - start;
    check_between("milliseconds", elapsed, 50, 3000);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("flush again", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(
    wait_for_progress, .id = "writer/wait-sees-progress-until-it-is-reported",
    .summary = "wait returns at once while progress was not reported, and waits after poll has reported it",
    PROMISED, .facts = {"writer/wait", "writer/poll"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 1000});

    REQUIRE(writer);
    check_returns("wait before any write", pipe_writer_wait(writer->writer, 0), PIPE_WRITER_E_TIMEOUT);
    writer_case_write(writer, 100, 0);
    check_returns("wait", pipe_writer_wait(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_returns("second wait", pipe_writer_wait(writer->writer, 0), PIPE_WRITER_OK);
    check_returns("poll", pipe_writer_poll(writer->writer), PIPE_WRITER_OK);
    check_returns("wait after poll", pipe_writer_wait(writer->writer, 30), PIPE_WRITER_E_TIMEOUT);
    writer_case_write(writer, 100, 0);
    check_returns("wait after another write", pipe_writer_wait(writer->writer, WRITER_DEADLINE),
                  PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(wait_written, .id = "writer/wait-written-waits-for-a-position",
          .summary = "wait_written returns when its position is written, whatever is queued behind", PROMISED,
          .facts = {"writer/wait-written", "writer/position"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    pipe_writer_written result = {0};

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    writer_case_write(writer, 500, 0);
    check_returns("before", pipe_writer_wait_written(writer->writer, 500, 0, &result), PIPE_WRITER_E_TIMEOUT);
    check_number("written before", result.written, 0);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("first", pipe_writer_wait_written(writer->writer, 500, WRITER_DEADLINE, &result),
                  PIPE_WRITER_OK);
    check_number("written", result.written, 500);
    check_returns("second", pipe_writer_wait_written(writer->writer, 1000, 0, &result),
                  PIPE_WRITER_E_TIMEOUT);
    check_number("the reader gets then", writer_case_take(writer, 500), 500);
    check_returns("second then", pipe_writer_wait_written(writer->writer, 1000, WRITER_DEADLINE, &result),
                  PIPE_WRITER_OK);
    check_number("uncertain", result.uncertain, 0);
    check_error("error", result.error, ERROR_SUCCESS);
    check_invariants();
}

static void CALLBACK count_apc(ULONG_PTR count)
{
    ++*(volatile LONG *)count;
}

BEHAVIOUR(apc, .id = "writer/apcs-neither-run-nor-end-a-wait",
          .summary = "an APC queued to the waiting thread neither runs in the writer's wait nor ends it",
          PROMISED, .facts = {"writer/timeouts"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    volatile LONG *count = behaviour_memory(sizeof(*count));
    ULONGLONG start;

    REQUIRE(writer && count);
    writer_case_write(writer, 500, 0);
    check_boolean("QueueUserAPC", QueueUserAPC(count_apc, GetCurrentThread(), (ULONG_PTR)count), TRUE);
    start = GetTickCount64();
    check_returns("flush", pipe_writer_flush(writer->writer, 50), PIPE_WRITER_E_TIMEOUT);
    check_between("milliseconds", GetTickCount64() - start, 50, 3000);
    check_number("calls", *count, 0);
    SleepEx(0, TRUE);
    check_invariants();
}

UNIT(writer_wait)
