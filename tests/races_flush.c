/* Races of FlushFileBuffers: it returns once what was written is read, withdrawn or lost. */
#include "conformance/conformance.h"

static struct race_pipe ends;
static struct race_io written, taken;
static DWORD flushed, cancelled = ERROR_NOT_FOUND;
static BOOL taken_before;

static void begin(void)
{
    RACE_PIPE(&ends, .quota = 64);
    race_io_open(&written, TRUE);
    race_io_open(&taken, TRUE);
    race_write(&written, ends.writing, 'w', 30);
}

static void begin_pending(void)
{
    RACE_PIPE(&ends, .quota = 64);
    race_io_open(&written, TRUE);
    race_io_open(&taken, TRUE);
    race_write(&written, ends.writing, 'w', 100);
}

static void flush(void)
{
    flushed = RESULT(FlushFileBuffers(ends.writing));
    taken_before = taken.handle && HasOverlappedIoCompleted(&taken.overlapped);
}

static void read_all(void)
{
    race_read(&taken, ends.reading, 100);
}

static void close_reader(void)
{
    race_close(&ends.reading);
}

static void cancel(void)
{
    cancelled = RESULT(CancelIoEx(ends.writing, &written.overlapped));
}

static void close_all(void)
{
    race_finish(&written);
    race_close(&ends.writing);
    if (taken.handle)
        race_finish(&taken);
    race_pipe_close(&ends);
    race_io_close(&written);
    race_io_close(&taken);
}

static void end(void)
{
    close_all();
    scenario_require(flushed == ERROR_SUCCESS && taken_before, "the flush has returned before the read");
    scenario_outcome("%s", race_error(flushed));
}

static void end_of_close(void)
{
    close_all();
    scenario_outcome("flush: %s, write: %s", race_error(flushed), race_error(written.error));
}

static void end_of_cancel(void)
{
    close_all();
    scenario_require(written.error == ERROR_OPERATION_ABORTED, "the write was not aborted");
    scenario_outcome("flush: %s", race_error(flushed));
}

SCENARIO(against_read, .id = "flush/against-read",
         .summary = "a flush while the reader takes what was written", .begin = begin,
         .threads = {flush, read_all}, .end = end);

SCENARIO(against_close, .id = "flush/against-reader-close",
         .summary = "a flush while the reader closes its end", .begin = begin,
         .threads = {flush, close_reader}, .end = end_of_close);

SCENARIO(against_cancel, .id = "flush/against-cancel",
         .summary = "a flush while the pending write that it waits for is cancelled", .begin = begin_pending,
         .threads = {flush, cancel}, .end = end_of_cancel);

UNIT(races_flush)
