/* Races of the writer's end, and of a new stream: nothing of the old one reaches it. */
#include "conformance/conformance.h"

static struct race_pipe second;

static void begin_in_callback(void)
{
    writer_race_pending();
    race_take(100);
}

static void destroy(void)
{
    race_say(0, race_destroy());
}

static void stop_and_reset(void)
{
    race.was_reset = TRUE;
    pipe_writer_stop(race.writer);
    race_say(0, pipe_writer_reset(race.writer));
}

static void renew(void)
{
    stop_and_reset();
    RACE_PIPE(&second, .quota = 64);
    race_say(1, pipe_writer_attach(race.writer, second.writing, 0));
    pipe_writer_write(race.writer, "new", 3, 0, NULL);
}

static void reset_alone(void)
{
    race_say(1, pipe_writer_reset(race.writer));
    race.was_reset = TRUE;
}

static void stop(void)
{
    race_say(0, pipe_writer_stop(race.writer));
}

static void poll(void)
{
    race_say(2, pipe_writer_poll(race.writer));
}

static void write_bytes(void)
{
    race_say(1, race_put(20, 0));
}

/* Of the second stream nothing but its own has been written, and it has been whole. */
static void look_at_second(void)
{
    static struct race_io rest;
    pipe_writer_info info = {0};

    pipe_writer_query(race.writer, &info);
    scenario_require(info.accepted == 3 && info.written == 3, "the new stream's account has others' bytes");
    race_io_open(&rest, TRUE);
    race_read(&rest, second.reading, 100);
    scenario_require(rest.count == 3 && !memcmp(rest.bytes, "new", 3), "the new stream has others' bytes");
    race_io_close(&rest);
    writer_race_look();
    race_pipe_close(&second);
}

SCENARIO(destroy_read, .id = "writer/destroy-against-read", .summary = "destroy while the reader reads",
         .begin = writer_race_pending, .threads = {destroy, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(destroy_notified, .id = "writer/destroy-against-notification",
         .summary = "destroy while the reader reads and progress is reported",
         .begin = writer_race_pending_notified, .threads = {destroy, race_read_all}, WRITER_RACE_FRAME);
SCENARIO(destroy_close, .id = "writer/destroy-against-reader-close",
         .summary = "destroy while the reader goes away and the error is reported",
         .begin = writer_race_pending_notified, .threads = {destroy, race_reader_closes}, WRITER_RACE_FRAME);
SCENARIO(destroy_disconnect, .id = "writer/destroy-against-disconnect",
         .summary = "destroy while the server disconnects", .begin = writer_race_pending,
         .threads = {destroy, race_reader_disconnects}, WRITER_RACE_FRAME);
SCENARIO(destroy_callback, .id = "writer/destroy-against-callback",
         .summary = "destroy while the platform's callback is on its way", .begin = begin_in_callback,
         .threads = {destroy}, WRITER_RACE_FRAME);
SCENARIO(reset_callback, .id = "writer/reset-against-callback",
         .summary = "stop and reset while the platform's callback is on its way, and a new stream",
         .begin = begin_in_callback, .threads = {renew}, WRITER_RACE_PREPARE, .end = look_at_second);
SCENARIO(reset_read, .id = "writer/reset-against-read",
         .summary = "stop and reset while the reader reads, and a new stream", .begin = writer_race_pending,
         .threads = {renew, race_read_all}, WRITER_RACE_PREPARE, .end = look_at_second);
SCENARIO(reset_stop, .id = "writer/reset-against-stop", .summary = "reset against a stop",
         .begin = writer_race_pending, .threads = {stop, reset_alone}, WRITER_RACE_FRAME);
SCENARIO(reset_write, .id = "writer/reset-against-write", .summary = "stop and reset against a write",
         .begin = writer_race_pending, .threads = {stop_and_reset, write_bytes}, WRITER_RACE_FRAME);
SCENARIO(reset_poll, .id = "writer/reset-against-poll", .summary = "stop and reset against a poll",
         .begin = writer_race_pending, .threads = {stop_and_reset, poll}, WRITER_RACE_FRAME);

UNIT(races_writer_destroy)
