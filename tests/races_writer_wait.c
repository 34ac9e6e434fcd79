/* Races of the writer's waits: each returns once its condition holds, or cannot hold any more. */
#include "conformance/conformance.h"

static pipe_writer_written result;

/* Operations of at most 50 bytes: the first is done, the second pends. */
static void begin_in_parts(void)
{
    WRITER_RACE(.quota = 64, .max_io = 50);
    race_put(100, 0);
}

static void wait_for_progress(void)
{
    race_say(0, pipe_writer_wait(race.writer, INFINITE));
}

static void wait_for_all(void)
{
    race_say(0, pipe_writer_wait_written(race.writer, 100, INFINITE, &result));
    scenario_require(result.written == 100 || result.error || race.said[0][0] != 'O',
                     "the wait has returned before the position was reached");
}

static void wait_for_half(void)
{
    race_say(1, pipe_writer_wait_written(race.writer, 50, INFINITE, NULL));
}

static void wait_shortly(void)
{
    race_say(0, pipe_writer_wait_written(race.writer, 100, 5, &result));
}

static void flush_too(void)
{
    race_say(1, pipe_writer_flush(race.writer, INFINITE));
}

static void poll(void)
{
    race_say(1, pipe_writer_poll(race.writer));
}

static void stop(void)
{
    race_say(1, race_stop());
}

SCENARIO(progress, .id = "writer/wait-against-read", .summary = "wait for progress while the reader reads",
         .begin = writer_race_pending, .threads = {wait_for_progress, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(progress_stop, .id = "writer/wait-against-stop", .summary = "wait for progress against a stop",
         .begin = writer_race_pending, .threads = {wait_for_progress, stop}, WRITER_RACE_FRAME);
SCENARIO(progress_stop_polled, .id = "writer/wait-against-stop-polled",
         .summary = "wait for progress against a stop, without a pool", .begin = writer_race_pending_polled,
         .threads = {wait_for_progress, stop}, WRITER_RACE_FRAME);
SCENARIO(progress_poll, .id = "writer/flush-against-poll-against-read",
         .summary = "flush against a poll that may take the operation's end first",
         .begin = writer_race_pending_polled, .threads = {flush_too, poll, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(written, .id = "writer/wait-written-against-read",
         .summary = "wait for a position while the reader reads", .begin = writer_race_pending,
         .threads = {wait_for_all, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(two_positions, .id = "writer/two-positions-against-read",
         .summary = "waits for two positions of a stream in several operations", .begin = begin_in_parts,
         .threads = {wait_for_all, wait_for_half, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(written_close, .id = "writer/wait-written-against-reader-close",
         .summary = "wait for a position while the reader goes away", .begin = writer_race_pending_polled,
         .threads = {wait_for_all, race_reader_closes}, WRITER_RACE_FRAME);
SCENARIO(written_disconnect, .id = "writer/wait-written-against-disconnect",
         .summary = "wait for a position while the server disconnects", .begin = writer_race_pending,
         .threads = {wait_for_all, race_reader_disconnects}, WRITER_RACE_FRAME);
SCENARIO(timed, .id = "writer/wait-written-timeout-against-read",
         .summary = "a wait runs out of time while the reader reads", .begin = writer_race_pending_polled,
         .threads = {wait_shortly, race_read_all}, WRITER_RACE_FRAME, .timeouts = 1);
SCENARIO(three, .id = "writer/wait-written-against-read-and-stop",
         .summary = "wait for a position while the reader reads and the writer is stopped",
         .begin = writer_race_pending_polled, .threads = {wait_for_all, stop, race_read_all},
         WRITER_RACE_FRAME);

UNIT(races_writer_wait)
