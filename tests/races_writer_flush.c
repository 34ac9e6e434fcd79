/* Races of the writer's flush: it returns once what was accepted before it is written, or never will be. */
#include "conformance/conformance.h"

static void flush_first(void)
{
    race_say(0, pipe_writer_flush(race.writer, INFINITE));
}

static void flush_second(void)
{
    race_say(1, pipe_writer_flush(race.writer, INFINITE));
}

static void write_more(void)
{
    race_say(1, race_put(30, 0));
}

static void stop_and_reset(void)
{
    race.was_reset = TRUE;
    pipe_writer_stop(race.writer);
    race_say(1, pipe_writer_reset(race.writer));
}

/* Operations of at most 50 bytes: the first is done, the second pends. */
static void begin_in_parts(void)
{
    WRITER_RACE(.quota = 64, .max_io = 50);
    race_put(150, 0);
}

static void read_parts(void)
{
    race_take(50);
    race_take(50);
    race_take(50);
}

SCENARIO(against_read, .id = "writer/flush-against-read",
         .summary = "flush while the reader takes everything", WRITER_RACE_PREPARE,
         .begin = writer_race_pending, .threads = {flush_first, race_read_all}, .end = writer_race_look);

SCENARIO(polled_against_read, .id = "writer/flush-against-read-polled",
         .summary = "the same of a writer without a pool", WRITER_RACE_PREPARE,
         .begin = writer_race_pending_polled, .threads = {flush_first, race_read_all},
         .end = writer_race_look);

SCENARIO(two, .id = "writer/two-flushes-against-read",
         .summary = "two threads flush while the reader takes everything", WRITER_RACE_PREPARE,
         .begin = writer_race_pending, .threads = {flush_first, flush_second, race_read_all},
         .end = writer_race_look);

SCENARIO(against_close, .id = "writer/flush-against-reader-close",
         .summary = "flush while the reader goes away", WRITER_RACE_PREPARE, .begin = writer_race_pending,
         .threads = {flush_first, race_reader_closes}, .end = writer_race_look);

SCENARIO(two_polled, .id = "writer/two-flushes-against-read-polled",
         .summary = "two threads flush a writer without a pool while the reader takes everything",
         WRITER_RACE_PREPARE, .begin = writer_race_pending_polled,
         .threads = {flush_first, flush_second, race_read_all}, .end = writer_race_look);

SCENARIO(against_write, .id = "writer/flush-against-write-against-read",
         .summary = "flush while a thread writes and the reader takes a part", WRITER_RACE_PREPARE,
         .begin = writer_race_pending_polled, .threads = {flush_first, write_more, race_read_all},
         .end = writer_race_look);

SCENARIO(against_reset, .id = "writer/flush-against-reset",
         .summary = "flush while the writer is stopped and made new", WRITER_RACE_PREPARE,
         .begin = writer_race_pending, .threads = {flush_first, stop_and_reset}, .end = writer_race_look);

SCENARIO(in_parts, .id = "writer/flush-of-parts-against-reads",
         .summary = "flush of several operations while the reader takes them one after the other",
         WRITER_RACE_PREPARE, .begin = begin_in_parts, .threads = {flush_first, read_parts},
         .end = writer_race_look);

UNIT(races_writer_flush)
