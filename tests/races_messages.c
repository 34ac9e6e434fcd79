/* Races of messages: each is read as one, in the order of the writes. */
#include "conformance/conformance.h"

static struct race_pipe ends;
static struct race_io first, second, taken, taken_too;

static void open_events(void)
{
    race_io_open(&first, TRUE);
    race_io_open(&second, TRUE);
    race_io_open(&taken, TRUE);
    race_io_open(&taken_too, TRUE);
}

static void begin_messages(void)
{
    RACE_PIPE(&ends, .quota = 64, .type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE);
    open_events();
}

static void write_first(void)
{
    race_write(&first, ends.writing, 'a', 40);
}

static void write_second(void)
{
    race_write(&second, ends.writing, 'b', 40);
}

static void write_empty_and_full(void)
{
    race_write(&first, ends.writing, 'a', 0);
    race_write(&second, ends.writing, 'b', 3);
}

static void read_twice(void)
{
    race_read(&taken, ends.reading, 80);
    race_read(&taken_too, ends.reading, 80);
}

static void close_all(void)
{
    race_pipe_close(&ends);
    race_io_close(&first);
    race_io_close(&second);
    race_io_close(&taken);
    race_io_close(&taken_too);
}

static void end_of_messages(void)
{
    race_finish(&taken);
    race_finish(&taken_too);
    scenario_require(taken.count == 40 && taken_too.count == 40, "a read got other than one message");
    race_finish(&first);
    race_finish(&second);
    close_all();
    scenario_outcome("%c first", taken.bytes[0]);
}

static void end_of_empty(void)
{
    race_finish(&taken);
    race_finish(&taken_too);
    close_all();
    scenario_require(!taken.error && !taken.count, "the empty message has not come first");
    scenario_require(!taken_too.error && taken_too.count == 3, "the second message has not come");
    scenario_outcome("both messages");
}

SCENARIO(two_messages, .id = "message-mode/two-writers",
         .summary = "two threads write a message each to a pipe that is read", .begin = begin_messages,
         .threads = {write_first, write_second, read_twice}, .end = end_of_messages);

SCENARIO(empty_message, .id = "message-mode/empty-message-against-read",
         .summary = "an empty message and another are written while the reader reads twice",
         .begin = begin_messages, .threads = {write_empty_and_full, read_twice}, .end = end_of_empty);

UNIT(races_messages)
