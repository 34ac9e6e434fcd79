/* Races of the writer's writes: the order of the stream is that of their positions. */
#include "conformance/conformance.h"

static void begin(void)
{
    WRITER_RACE(.quota = 64);
}

static void begin_polled(void)
{
    WRITER_RACE(.quota = 64, .flags = PIPE_WRITER_POLLED);
}

static void begin_pending(void)
{
    begin();
    race_put(100, 0);
}

static void begin_messages(void)
{
    WRITER_RACE(.quota = 64, .type = PIPE_TYPE_MESSAGE);
}

static void write_first(void)
{
    race_say(0, race_put(40, 0));
}

static void write_second(void)
{
    race_say(1, race_put(50, 0));
}

static void write_parts(void)
{
    race_say(1, race_put_parts(20, 30, 0));
}

static void write_empty(void)
{
    race_say(1, race_put(0, 0));
}

static void read_some(void)
{
    race_take(50);
}

SCENARIO(two, .id = "writer/two-writes", .summary = "two threads write, and the second write pends",
         WRITER_RACE_PREPARE, .begin = begin, .threads = {write_first, write_second},
         .end = writer_race_look);
SCENARIO(two_polled, .id = "writer/two-writes-polled", .summary = "the same of a writer without a pool",
         WRITER_RACE_PREPARE, .begin = begin_polled, .threads = {write_first, write_second},
         .end = writer_race_look);
SCENARIO(parts, .id = "writer/write-against-writev",
         .summary = "a write and a write of two parts behind one that pends", WRITER_RACE_PREPARE,
         .begin = begin_pending, .threads = {write_first, write_parts}, .end = writer_race_look);
SCENARIO(against_read, .id = "writer/write-against-read",
         .summary = "a write while the reader takes the pending one before it", WRITER_RACE_PREPARE,
         .begin = begin_pending, .threads = {write_first, race_read_all}, .end = writer_race_look);
SCENARIO(against_partial_read, .id = "writer/write-against-partial-read",
         .summary = "a write while the reader takes a part of the pending one that completes it",
         WRITER_RACE_PREPARE, .begin = begin_pending, .threads = {write_first, read_some},
         .end = writer_race_look);
SCENARIO(against_close, .id = "writer/write-against-reader-close",
         .summary = "a write while the reader goes away", WRITER_RACE_PREPARE, .begin = begin_pending,
         .threads = {write_first, race_reader_closes}, .end = writer_race_look);
SCENARIO(against_disconnect, .id = "writer/write-against-disconnect",
         .summary = "a write while the server disconnects", WRITER_RACE_PREPARE, .begin = begin_pending,
         .threads = {write_first, race_reader_disconnects}, .end = writer_race_look);
SCENARIO(three, .id = "writer/two-writes-against-read",
         .summary = "two threads write while the reader takes a part", WRITER_RACE_PREPARE,
         .begin = begin_polled, .threads = {write_first, write_second, read_some}, .end = writer_race_look);
SCENARIO(messages, .id = "writer/message-against-empty-message",
         .summary = "a message and an empty one, while the reader takes one", WRITER_RACE_PREPARE,
         .begin = begin_messages, .threads = {write_first, write_empty, race_read_all},
         .end = writer_race_look);

UNIT(races_writer_write)
