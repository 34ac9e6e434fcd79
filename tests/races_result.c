/* Races of waiting for an operation's result. */
#include "conformance/conformance.h"

static struct race_pipe ends;
static struct race_io written, taken;
static DWORD result, count;

static void begin(void)
{
    RACE_PIPE(&ends, .quota = 64);
    race_io_open(&written, TRUE);
    race_io_open(&taken, TRUE);
    race_write(&written, ends.writing, 'w', 100);
}

static void begin_idle(void)
{
    RACE_PIPE(&ends, .quota = 64);
    race_io_open(&written, TRUE);
    race_io_open(&taken, TRUE);
}

static void wait_for_result(void)
{
    result = RESULT(GetOverlappedResult(ends.writing, &written.overlapped, &count, TRUE));
}

static void write_and_end(void)
{
    race_write(&written, ends.writing, 'w', 100);
    SwitchToThread(); /* the reader may come before the end */
}

static void read_all(void)
{
    race_read(&taken, ends.reading, 100);
}

static void cancel(void)
{
    CancelIoEx(ends.writing, &written.overlapped);
}

static void close_reader(void)
{
    race_close(&ends.reading);
}

static void close_all(void)
{
    race_close(&ends.writing);
    if (taken.handle)
        race_finish(&taken);
    race_pipe_close(&ends);
    race_io_close(&written);
    race_io_close(&taken);
}

static void end(void)
{
    scenario_require(result != ERROR_SUCCESS || count == 100, "success with a part of the length");
    scenario_require(result != ERROR_IO_INCOMPLETE, "the wait has returned before the end");
    close_all();
    scenario_outcome("%s", race_error(result));
}

/* What the thread has left behind ends with it, or has ended before. */
static void end_of_thread(void)
{
    race_finish(&written);
    scenario_require(written.error != ERROR_SUCCESS || written.count == 100,
                     "success with a part of the length");
    close_all();
    scenario_require((written.error == ERROR_SUCCESS) == (taken.error == ERROR_SUCCESS),
                     "the two ends do not agree whether the bytes have come");
    scenario_outcome("%s", race_error(written.error));
}

SCENARIO(against_read, .id = "overlapped-result/wait-against-read",
         .summary = "a thread waits for the result of a write that the reader takes", .begin = begin,
         .threads = {wait_for_result, read_all}, .end = end);

SCENARIO(against_cancel, .id = "overlapped-result/wait-against-cancel",
         .summary = "a thread waits for the result of a write that another cancels", .begin = begin,
         .threads = {wait_for_result, cancel}, .end = end);

SCENARIO(against_both, .id = "overlapped-result/wait-against-read-and-cancel",
         .summary = "a thread waits for the result of a write that is read and cancelled", .begin = begin,
         .threads = {wait_for_result, read_all, cancel}, .end = end);

SCENARIO(against_close, .id = "overlapped-result/wait-against-peer-close",
         .summary = "a thread waits for the result of a write whose reader closes its end", .begin = begin,
         .threads = {wait_for_result, close_reader}, .end = end);

SCENARIO(against_thread_exit, .id = "close/thread-exit-against-read",
         .summary = "a thread ends with a write pending while the reader takes all of it",
         .begin = begin_idle, .threads = {write_and_end, read_all}, .end = end_of_thread, .exits = 1);

UNIT(races_result)
