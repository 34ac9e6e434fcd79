/* Races of the writer's flush: it returns once what was accepted before it is written, or never will be. */
#include "conformance/conformance.h"

/* One write that pends: 100 bytes into a quota of 64. */
static void begin(void)
{
    WRITER_RACE(.quota = 64);
    race_put(100, 0);
}

static void begin_polled(void)
{
    WRITER_RACE(.quota = 64, .flags = PIPE_WRITER_POLLED);
    race_put(100, 0);
}

static void flush_first(void)
{
    race_say(0, pipe_writer_flush(race.writer, INFINITE));
}

static void flush_second(void)
{
    race_say(1, pipe_writer_flush(race.writer, INFINITE));
}

static void read_all(void)
{
    race_take(100);
}

SCENARIO(against_read, .id = "writer/flush-against-read",
         .summary = "flush while the reader takes everything", .prepare = writer_race_prepare, .begin = begin,
         .threads = {flush_first, read_all}, .end = writer_race_look);

SCENARIO(polled_against_read, .id = "writer/flush-against-read-polled",
         .summary = "the same of a writer without a pool", .prepare = writer_race_prepare,
         .begin = begin_polled, .threads = {flush_first, read_all}, .end = writer_race_look);

SCENARIO(two, .id = "writer/two-flushes-against-read",
         .summary = "two threads flush while the reader takes everything", .prepare = writer_race_prepare,
         .begin = begin, .threads = {flush_first, flush_second, read_all}, .end = writer_race_look);

SCENARIO(against_close, .id = "writer/flush-against-reader-close",
         .summary = "flush while the reader goes away", .prepare = writer_race_prepare, .begin = begin,
         .threads = {flush_first, race_reader_closes}, .end = writer_race_look);

UNIT(races_writer_flush)
