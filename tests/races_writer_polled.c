/* Races of polls, and of a writer without a pool. */
#include "conformance/conformance.h"

static void begin(void)
{
    WRITER_RACE(.quota = 64, .flags = PIPE_WRITER_POLLED, .notified = 1);
    race_put(100, 0);
}

static void begin_pooled(void)
{
    WRITER_RACE(.quota = 64, .notified = 1);
    race_put(100, 0);
}

static void poll(void)
{
    race_say(0, pipe_writer_poll(race.writer));
}

static void poll_too(void)
{
    race_say(1, pipe_writer_poll(race.writer));
}

static void write_bytes(void)
{
    race_say(1, race_put(40, 0));
}

static void read_all(void)
{
    race_take(100);
}

#define WRITER .prepare = writer_race_prepare, .end = writer_race_look

SCENARIO(against_read, .id = "writer/poll-against-read", .summary = "poll while the reader reads",
         .begin = begin, .threads = {poll, read_all}, WRITER);
SCENARIO(two, .id = "writer/two-polls-against-read", .summary = "two polls while the reader reads",
         .begin = begin, .threads = {poll, poll_too, read_all}, WRITER);
SCENARIO(against_write, .id = "writer/poll-against-write", .summary = "poll against a write", .begin = begin,
         .threads = {poll, write_bytes, read_all}, WRITER);
SCENARIO(against_close, .id = "writer/poll-against-reader-close",
         .summary = "poll while the reader goes away", .begin = begin, .threads = {poll, race_reader_closes},
         WRITER);
SCENARIO(against_disconnect, .id = "writer/poll-against-disconnect",
         .summary = "poll while the server disconnects", .begin = begin,
         .threads = {poll, race_reader_disconnects}, WRITER);
SCENARIO(pooled, .id = "writer/poll-against-notification",
         .summary = "poll while the reader reads and the pool reports progress", .begin = begin_pooled,
         .threads = {poll, read_all}, WRITER);

UNIT(races_writer_polled)
