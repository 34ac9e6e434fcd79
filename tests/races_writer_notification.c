/* Races of notifications that call back into the writer. */
#include "conformance/conformance.h"

static void begin_with(void (*in_notification)(void))
{
    WRITER_RACE(.quota = 64, .notified = 1);
    race.in_notification = in_notification;
    race.calls_back = TRUE;
    race_put(100, 0);
}

static void write_inside(void)
{
    race_say(0, race_put(40, 0));
}

static void flush_inside(void)
{
    race_say(0, pipe_writer_flush(race.writer, INFINITE));
}

static void stop_inside(void)
{
    race_say(0, race_stop());
}

static void poll_inside(void)
{
    race_say(0, pipe_writer_poll(race.writer));
}

static void destroy_inside(void)
{
    race_say(0, race_destroy());
}

static void reset_inside(void)
{
    race.was_reset = TRUE;
    race_say(0, pipe_writer_reset(race.writer));
}

static void begin_writing(void)
{
    begin_with(write_inside);
}

static void begin_flushing(void)
{
    begin_with(flush_inside);
}

static void begin_stopping(void)
{
    begin_with(stop_inside);
}

static void begin_polling(void)
{
    begin_with(poll_inside);
}

static void begin_destroying(void)
{
    WRITER_RACE(.quota = 64, .notified = 1, .flags = PIPE_WRITER_OWN);
    race.in_notification = destroy_inside;
    race.destroys = TRUE;
    race_put(100, 0);
}

static void begin_resetting(void)
{
    begin_with(reset_inside);
}

static void stop(void)
{
    race_say(1, race_stop());
}

static void poll(void)
{
    race_say(1, pipe_writer_poll(race.writer));
}

static void write_bytes(void)
{
    race_say(1, race_put(20, 0));
}

SCENARIO(writing, .id = "writer/notification-writes", .summary = "a notification writes",
         .begin = begin_writing, .threads = {race_read_all}, WRITER_RACE_FRAME);
SCENARIO(writing_stop, .id = "writer/notification-writes-against-stop",
         .summary = "a notification writes while the writer is stopped", .begin = begin_writing,
         .threads = {race_read_all, stop}, WRITER_RACE_FRAME);
SCENARIO(flushing, .id = "writer/notification-flushes-against-write",
         .summary = "a notification flushes while a thread writes", .begin = begin_flushing,
         .threads = {race_read_all, write_bytes}, WRITER_RACE_FRAME);
SCENARIO(stopping, .id = "writer/notification-stops", .summary = "a notification stops the writer",
         .begin = begin_stopping, .threads = {race_read_all}, WRITER_RACE_FRAME);
SCENARIO(stopping_two, .id = "writer/notification-stops-against-stop",
         .summary = "a notification stops the writer, and so does a thread", .begin = begin_stopping,
         .threads = {race_read_all, stop}, WRITER_RACE_FRAME);
SCENARIO(polling, .id = "writer/notification-polls-against-poll",
         .summary = "a notification polls, and so does a thread", .begin = begin_polling,
         .threads = {race_read_all, poll}, WRITER_RACE_FRAME);
SCENARIO(destroying, .id = "writer/notification-destroys", .summary = "a notification destroys the writer",
         .begin = begin_destroying, .threads = {race_read_all}, WRITER_RACE_FRAME);
SCENARIO(error_reset, .id = "writer/notification-resets-after-error",
         .summary = "the notification of an error resets the writer", .begin = begin_resetting,
         .threads = {race_reader_closes}, WRITER_RACE_FRAME);

UNIT(races_writer_notification)
