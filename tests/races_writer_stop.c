/* Races of stop and cancel: what was in flight is written, or uncertain, and nothing comes after. */
#include "conformance/conformance.h"

static pipe_writer_cancelled result;
static pipe_writer_info info;

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

SCENARIO(against_read, .id = "writer/stop-against-read", .summary = "stop while the reader reads",
         .begin = writer_race_pending, .threads = {stop, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(against_read_polled, .id = "writer/stop-against-read-polled",
         .summary = "stop of a writer without a pool while the reader reads",
         .begin = writer_race_pending_polled, .threads = {stop, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(two_stops, .id = "writer/two-stops", .summary = "two threads stop one writer",
         .begin = writer_race_pending, .threads = {stop, stop_too}, WRITER_RACE_FRAME);
SCENARIO(against_write, .id = "writer/stop-against-write", .summary = "stop against a write",
         .begin = writer_race_pending, .threads = {stop, write_bytes}, WRITER_RACE_FRAME);
SCENARIO(against_flush, .id = "writer/stop-against-flush", .summary = "stop against a flush",
         .begin = writer_race_pending, .threads = {stop, flush}, WRITER_RACE_FRAME);
SCENARIO(against_poll, .id = "writer/stop-against-poll", .summary = "stop against a poll",
         .begin = writer_race_pending_polled, .threads = {stop, poll}, WRITER_RACE_FRAME);
SCENARIO(against_close, .id = "writer/stop-against-reader-close",
         .summary = "stop while the reader goes away", .begin = writer_race_pending,
         .threads = {stop, race_reader_closes}, WRITER_RACE_FRAME);
SCENARIO(against_disconnect, .id = "writer/stop-against-disconnect",
         .summary = "stop while the server disconnects", .begin = writer_race_pending,
         .threads = {stop, race_reader_disconnects}, WRITER_RACE_FRAME);
SCENARIO(cancel_query, .id = "writer/cancel-against-query", .summary = "cancel against a snapshot",
         .begin = writer_race_pending, .threads = {cancel, query}, WRITER_RACE_FRAME);
SCENARIO(cancel_stop_read, .id = "writer/cancel-against-stop-against-read",
         .summary = "a cancel and a stop while the reader reads", .begin = writer_race_pending_polled,
         .threads = {cancel, stop_too, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(notified, .id = "writer/stop-against-notification",
         .summary = "stop while the reader reads and progress is reported",
         .begin = writer_race_pending_notified, .threads = {stop, race_read_all}, WRITER_RACE_FRAME);

UNIT(races_writer_stop)
