/* Races of writes, reads and the pipe's end. */
#include "conformance/conformance.h"

static struct race_pipe ends;
static struct race_io first, second, taken, taken_too;
static DWORD mode_of_reader;

static void open_events(void)
{
    race_io_open(&first, TRUE);
    race_io_open(&second, TRUE);
    race_io_open(&taken, TRUE);
    race_io_open(&taken_too, TRUE);
}

static void begin(void)
{
    RACE_PIPE(&ends, .quota = 64);
    open_events();
}

/* The pipe is full, and the writer does not wait. */
static void begin_full(void)
{
    begin();
    mode_of_reader = PIPE_NOWAIT;
    race_write(&first, ends.writing, 'f', 64);
    SetNamedPipeHandleState(ends.writing, &mode_of_reader, NULL, NULL);
}

static void write_first(void)
{
    race_write(&first, ends.writing, 'a', 40);
}

static void write_second(void)
{
    race_write(&second, ends.writing, 'b', 40);
}

static void write_and_close(void)
{
    race_write(&first, ends.writing, 'a', 10);
    race_close(&ends.writing);
}

static void read_twice(void)
{
    race_read(&taken, ends.reading, 80);
    race_read(&taken_too, ends.reading, 80);
}

static void read_once(void)
{
    race_read(&taken, ends.reading, 64);
}

static void close_all(void)
{
    race_pipe_close(&ends);
    race_io_close(&first);
    race_io_close(&second);
    race_io_close(&taken);
    race_io_close(&taken_too);
}

static void read_to_the_end(void)
{
    race_close(&ends.writing);
    race_finish(&taken);
    race_finish(&taken_too);
}

/* One may have come with the first read or behind it, but never in the middle of the other. */
static void end_of_bytes(void)
{
    DWORD changes = 0, total;

    race_finish(&taken);
    if (taken.count < 80) /* the second read gets the rest */
        race_finish(&taken_too);
    total = taken.count + (taken.count < 80 ? taken_too.count : 0);
    memcpy(taken.bytes + taken.count, taken_too.bytes, total - taken.count);
    for (DWORD i = 1; i < total; i++)
        changes += taken.bytes[i] != taken.bytes[i - 1];
    scenario_require(total == 80 && changes == 1, "the bytes of two writes are mixed or lost");
    race_finish(&first);
    race_finish(&second);
    read_to_the_end();
    close_all();
    scenario_outcome("%c first, reads of %lu", taken.bytes[0], taken.count);
}

static void end_of_close(void)
{
    read_to_the_end();
    close_all();
    scenario_require(!taken.error && taken.count == 10, "what was written before the end is lost");
    scenario_require(taken_too.error == ERROR_BROKEN_PIPE, "the pipe has not ended");
    scenario_outcome("10 bytes, then %s", race_error(taken_too.error));
}

static void end_of_nowait(void)
{
    race_finish(&taken);
    close_all();
    scenario_require(taken.count == 64 && race_is_filled(&taken, 'f'), "the reader got something else");
    scenario_require(!second.error && second.count <= 40, "the write has failed");
    scenario_outcome("%lu bytes written", second.count);
}

SCENARIO(two_writers, .id = "write/two-writers", .summary = "two threads write to one pipe that is read",
         .begin = begin, .threads = {write_first, write_second, read_twice}, .end = end_of_bytes);

SCENARIO(write_close, .id = "close/write-and-close-against-read",
         .summary = "a writer writes and closes its end while the reader reads twice", .begin = begin,
         .threads = {write_and_close, read_twice}, .end = end_of_close);

SCENARIO(nowait, .id = "modes/nowait-write-against-read",
         .summary = "a write that does not wait, to a full pipe that is read", .begin = begin_full,
         .threads = {write_second, read_once}, .end = end_of_nowait);

UNIT(races_pipe)
