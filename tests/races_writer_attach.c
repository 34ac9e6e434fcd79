/* Races of attach, of corked writes and of the limit. */
#include "conformance/conformance.h"

static void begin_unattached(void)
{
    WRITER_RACE(.quota = 64, .unattached = 1);
    race_put(30, 0);
}

static void begin(void)
{
    WRITER_RACE(.quota = 64);
}

static void begin_corked(void)
{
    WRITER_RACE(.quota = 64, .flags = PIPE_WRITER_POLLED);
    race_put(30, PIPE_WRITER_MORE);
}

/* The limit is reached, and the operation pends. */
static void begin_full(void)
{
    WRITER_RACE(.quota = 64, .flags = PIPE_WRITER_POLLED, .limit = 120, .notified = 1);
    race_put(100, 0);
}

static void attach(void)
{
    race_say(0, pipe_writer_attach(race.writer, race.pipe.writing, 0));
}

static void attach_too(void)
{
    race_say(1, pipe_writer_attach(race.writer, race.pipe.writing, 0));
}

static void write_bytes(void)
{
    race_say(1, race_put(20, 0));
}

static void write_more(void)
{
    race_say(0, race_put(40, PIPE_WRITER_MORE));
}

static void write_too_much(void)
{
    race_say(0, race_put(40, 0));
}

static void flush(void)
{
    race_say(1, pipe_writer_flush(race.writer, INFINITE));
}

static void stop(void)
{
    race_say(1, race_stop());
}

static void shut_down(void)
{
    race_say(1, pipe_writer_shutdown(race.writer, INFINITE));
    race.over = TRUE;
}

static void poll(void)
{
    race_say(1, pipe_writer_poll(race.writer));
}

/* Whoever was refused is told when there is room, or no hope. */
static void look_at_drain(void)
{
    int was_refused = race.said[0] && !strcmp(race.said[0], "AGAIN");

    writer_race_look();
    scenario_require(race.drains == was_refused, "another number of drains than of refusals");
}

#define DRAINED WRITER_RACE_PREPARE, .end = look_at_drain

SCENARIO(attach_write, .id = "writer/attach-against-write", .summary = "attach against a write",
         .begin = begin_unattached, .threads = {attach, write_bytes}, WRITER_RACE_FRAME);
SCENARIO(two_attach, .id = "writer/two-attaches", .summary = "two threads attach the pipe",
         .begin = begin_unattached, .threads = {attach, attach_too}, WRITER_RACE_FRAME);
SCENARIO(attach_flush, .id = "writer/attach-against-flush", .summary = "attach against a flush",
         .begin = begin_unattached, .threads = {attach, flush}, WRITER_RACE_FRAME);
SCENARIO(attach_stop, .id = "writer/attach-against-stop", .summary = "attach against a stop",
         .begin = begin_unattached, .threads = {attach, stop}, WRITER_RACE_FRAME);
SCENARIO(cork_write, .id = "writer/corked-write-against-write",
         .summary = "a corked write against one that is not", .begin = begin,
         .threads = {write_more, write_bytes}, WRITER_RACE_FRAME);
SCENARIO(cork_flush, .id = "writer/corked-write-against-flush",
         .summary = "a corked write against a flush of an earlier one", .begin = begin_corked,
         .threads = {write_more, flush, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(cork_shutdown, .id = "writer/corked-write-against-shutdown",
         .summary = "a corked write against a shutdown", .begin = begin_corked,
         .threads = {write_more, shut_down, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(limit_read, .id = "writer/limit-against-read",
         .summary = "a write beyond the limit while the reader makes room", .begin = begin_full,
         .threads = {write_too_much, race_read_all, poll}, DRAINED);
SCENARIO(limit_stop, .id = "writer/limit-against-stop",
         .summary = "a write beyond the limit while the writer is stopped", .begin = begin_full,
         .threads = {write_too_much, stop}, DRAINED);

UNIT(races_writer_attach)
