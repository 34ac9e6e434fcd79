/* Races of shutdown: it says PIPE_WRITER_OK only if everything was written. */
#include "conformance/conformance.h"

static pipe_writer_status status;

static void shut_down(void)
{
    race_say(0, status = pipe_writer_shutdown(race.writer, INFINITE));
    race.over = TRUE;
}

static void shut_down_shortly(void)
{
    race_say(0, status = pipe_writer_shutdown(race.writer, 5));
    race.over = TRUE;
}

static void shut_down_too(void)
{
    race_say(1, pipe_writer_shutdown(race.writer, INFINITE));
}

static void write_bytes(void)
{
    race_say(1, race_put(40, 0));
}

static void stop(void)
{
    race_say(1, race_stop());
}

static void read_all(void)
{
    race_take(140);
}

static void read_exactly(void)
{
    race_take(100);
}

static void look(void)
{
    writer_race_look();
    scenario_require(status != PIPE_WRITER_OK || race.delivered == race.accepted || race.reader_gone,
                     "shutdown was well, and not everything has come");
    scenario_require(status != PIPE_WRITER_OK || race.written == race.accepted,
                     "shutdown was well, and not everything was written");
}

#define WRITER WRITER_RACE_PREPARE, .end = look

SCENARIO(against_read, .id = "writer/shutdown-against-read", .summary = "shutdown while the reader reads",
         .begin = writer_race_pending, .threads = {shut_down, read_exactly}, WRITER);
SCENARIO(against_write, .id = "writer/shutdown-against-write",
         .summary = "shutdown against a write, while the reader reads", .begin = writer_race_pending_polled,
         .threads = {shut_down, write_bytes, read_all}, WRITER);
SCENARIO(against_stop, .id = "writer/shutdown-against-stop", .summary = "shutdown against a stop",
         .begin = writer_race_pending, .threads = {shut_down, stop}, WRITER);
SCENARIO(against_close, .id = "writer/shutdown-against-reader-close",
         .summary = "shutdown while the reader goes away", .begin = writer_race_pending,
         .threads = {shut_down, race_reader_closes}, WRITER);
SCENARIO(timed, .id = "writer/shutdown-timeout-against-read",
         .summary = "a shutdown runs out of time while the reader reads", .begin = writer_race_pending_polled,
         .threads = {shut_down_shortly, read_exactly}, WRITER, .timeouts = 1);
SCENARIO(two, .id = "writer/two-shutdowns-against-read",
         .summary = "two threads shut down one writer while the reader reads",
         .begin = writer_race_pending_polled, .threads = {shut_down, shut_down_too, read_exactly}, WRITER);

UNIT(races_writer_shutdown)
