/* Races of polls, and of a writer without a pool. */
#include "conformance/conformance.h"

static void begin(void)
{
    WRITER_RACE(.quota = 64, .flags = PIPE_WRITER_POLLED, .notified = 1);
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

SCENARIO(against_read, .id = "writer/poll-against-read", .summary = "poll while the reader reads",
         .begin = begin, .threads = {poll, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(two, .id = "writer/two-polls-against-read", .summary = "two polls while the reader reads",
         .begin = begin, .threads = {poll, poll_too, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(against_write, .id = "writer/poll-against-write", .summary = "poll against a write", .begin = begin,
         .threads = {poll, write_bytes, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(against_close, .id = "writer/poll-against-reader-close",
         .summary = "poll while the reader goes away", .begin = begin, .threads = {poll, race_reader_closes},
         WRITER_RACE_FRAME);
SCENARIO(against_disconnect, .id = "writer/poll-against-disconnect",
         .summary = "poll while the server disconnects", .begin = begin,
         .threads = {poll, race_reader_disconnects}, WRITER_RACE_FRAME);
SCENARIO(pooled, .id = "writer/poll-against-notification",
         .summary = "poll while the reader reads and the pool reports progress",
         .begin = writer_race_pending_notified, .threads = {poll, race_read_all}, WRITER_RACE_FRAME);

UNIT(races_writer_polled)
