/* Races of stop and cancel: what was in flight is written, or uncertain, and nothing comes after. */
#include "conformance/conformance.h"

static pipe_writer_cancelled result;
static pipe_writer_info info;

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

static void begin_notified(void)
{
    WRITER_RACE(.quota = 64, .notified = 1);
    race_put(100, 0);
}

static void stop(void)
{
    race_say(0, race_stop());
}

static void stop_too(void)
{
    race_say(1, race_stop());
}

static void cancel(void)
{
    race_say(0, pipe_writer_cancel(race.writer, &result));
    scenario_require(result.uncertain <= result.discarded, "more is uncertain than was discarded");
}

static void write_bytes(void)
{
    race_say(1, race_put(40, 0));
}

static void flush(void)
{
    race_say(1, pipe_writer_flush(race.writer, INFINITE));
}

static void poll(void)
{
    race_say(1, pipe_writer_poll(race.writer));
}

static void query(void)
{
    pipe_writer_query(race.writer, &info);
    scenario_require(info.accepted == info.written + info.in_flight + info.queued + info.discarded,
                     "a snapshot does not add up");
}

static void read_all(void)
{
    race_take(100);
}

#define WRITER .prepare = writer_race_prepare, .end = writer_race_look

SCENARIO(against_read, .id = "writer/stop-against-read", .summary = "stop while the reader reads",
         .begin = begin, .threads = {stop, read_all}, WRITER);
SCENARIO(against_read_polled, .id = "writer/stop-against-read-polled",
         .summary = "stop of a writer without a pool while the reader reads", .begin = begin_polled,
         .threads = {stop, read_all}, WRITER);
SCENARIO(two_stops, .id = "writer/two-stops", .summary = "two threads stop one writer", .begin = begin,
         .threads = {stop, stop_too}, WRITER);
SCENARIO(against_write, .id = "writer/stop-against-write", .summary = "stop against a write", .begin = begin,
         .threads = {stop, write_bytes}, WRITER);
SCENARIO(against_flush, .id = "writer/stop-against-flush", .summary = "stop against a flush", .begin = begin,
         .threads = {stop, flush}, WRITER);
SCENARIO(against_poll, .id = "writer/stop-against-poll", .summary = "stop against a poll",
         .begin = begin_polled, .threads = {stop, poll}, WRITER);
SCENARIO(against_close, .id = "writer/stop-against-reader-close",
         .summary = "stop while the reader goes away", .begin = begin, .threads = {stop, race_reader_closes},
         WRITER);
SCENARIO(against_disconnect, .id = "writer/stop-against-disconnect",
         .summary = "stop while the server disconnects", .begin = begin,
         .threads = {stop, race_reader_disconnects}, WRITER);
SCENARIO(cancel_query, .id = "writer/cancel-against-query", .summary = "cancel against a snapshot",
         .begin = begin, .threads = {cancel, query}, WRITER);
SCENARIO(cancel_stop_read, .id = "writer/cancel-against-stop-against-read",
         .summary = "a cancel and a stop while the reader reads", .begin = begin_polled,
         .threads = {cancel, stop_too, read_all}, WRITER);
SCENARIO(notified, .id = "writer/stop-against-notification",
         .summary = "stop while the reader reads and progress is reported", .begin = begin_notified,
         .threads = {stop, read_all}, WRITER);

UNIT(races_writer_stop)
