/* Races of completion routines, which run in alertable waits alone. */
#include "conformance/conformance.h"

static struct race_pipe ends;
static struct race_io taken, written;
static HANDLE event;
static DWORD first_result, second_result, routines, reader;
static BOOL outside;

static void CALLBACK routine(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    (void)overlapped;
    routines++;
    outside = GetCurrentThreadId() != reader;
    scenario_require(!error && count == 10, "the routine got another answer");
}

static void begin(void)
{
    RACE_PIPE(&ends, .quota = 64);
    race_io_open(&written, TRUE);
    event = CreateEventW(NULL, TRUE, FALSE, NULL);
}

static void read_and_wait(void)
{
    reader = GetCurrentThreadId();
    ReadFileEx(ends.reading, taken.bytes, 10, &taken.overlapped, routine);
    first_result = WaitForSingleObjectEx(event, 1000, TRUE);
    if (!routines)
        second_result = SleepEx(1000, TRUE);
}

static void read_and_sleep(void)
{
    reader = GetCurrentThreadId();
    ReadFileEx(ends.reading, taken.bytes, 10, &taken.overlapped, routine);
    WaitForSingleObject(event, 1000);
    scenario_require(!routines, "the routine has run in a wait that is not alertable");
    first_result = SleepEx(1000, TRUE);
}

static void write_and_set(void)
{
    race_write(&written, ends.writing, 'w', 10);
    SetEvent(event);
}

static void end(void)
{
    race_finish(&written);
    race_pipe_close(&ends);
    race_io_close(&written);
    CloseHandle(event);
    scenario_require(routines == 1 && !outside, "the routine has not run once, on the thread that reads");
    scenario_outcome("%s", race_wait(first_result));
}

SCENARIO(against_wait, .id = "alertable/routine-against-wait",
         .summary = "a read completes and an event is set while the reader waits alertably", .begin = begin,
         .threads = {read_and_wait, write_and_set}, .end = end);
SCENARIO(against_plain_wait, .id = "alertable/routine-against-plain-wait",
         .summary = "a read completes while the reader waits, first not alertably, then so", .begin = begin,
         .threads = {read_and_sleep, write_and_set}, .end = end);

UNIT(races_apc)
