/* What there is room for: the write that was refused, and so many writes, however small. */
#include "conformance/conformance.h"

#define LIMIT 1000
#define MESSAGES .type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE

BEHAVIOUR(refused_fits, .id = "writer/drain-comes-when-the-refused-write-fits",
          .summary = "below the low mark on_drain waits until the smallest write that was refused fits",
          PROMISED, .facts = {"writer/drain"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = QUOTA_ZERO}, .limit = LIMIT,
                                             .notified = TRUE, .flags = PIPE_WRITER_POLLED);

    REQUIRE(writer);
    writer_case_write(writer, 200, 0);
    writer_case_write(writer, 200, 0);
    check_returns("refused", writer_case_write(writer, 900, 0), PIPE_WRITER_E_AGAIN);
    check_returns("a smaller one, refused", writer_case_write(writer, 700, 0), PIPE_WRITER_E_AGAIN);
    check_returns("a larger one, refused", writer_case_write(writer, 2000, 0), PIPE_WRITER_E_AGAIN);
    pipe_writer_poll(writer->writer);
    check_number("on_drain with 400 left", writer->calls[ON_DRAIN], 0);
    check_number("the reader gets", writer_case_take(writer, 200), 200);
    pipe_writer_poll(writer->writer);
    check_number("on_drain with 200 left", writer->calls[ON_DRAIN], 1);
    check_returns("the smaller one again", writer_case_write(writer, 700, 0), PIPE_WRITER_OK);
    check_invariants();
}

/* How many writes of that size are taken, of at most 1000. */
static unsigned int taken(struct writer_case *writer, size_t size)
{
    unsigned int count = 0;

    while (count < 1000 && writer_case_write(writer, size, 0) == PIPE_WRITER_OK)
        count++;
    return count;
}

BEHAVIOUR(
    empty_messages, .id = "writer/number-of-queued-messages-is-bounded",
    .summary = "empty messages are refused when so many are queued, and on_drain comes when one has gone",
    PROMISED, .facts = {"writer/limit", "writer/drain", "writer/messages"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {MESSAGES, .quota_out = 100}, .limit = LIMIT,
                                             .notified = TRUE, .flags = PIPE_WRITER_POLLED);

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    check_number("empty messages taken", taken(writer, 0), PIPE_WRITER_WRITES_MOST(LIMIT));
    pipe_writer_poll(writer->writer);
    check_number("on_drain before", writer->calls[ON_DRAIN], 0);
    check_number("message", writer_case_take_message(writer, 500), 500);
    pipe_writer_poll(writer->writer);
    check_number("on_drain", writer->calls[ON_DRAIN], 1);
    check_returns("again", writer_case_write(writer, 0, 0), PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(
    tiny_writes, .id = "writer/number-of-queued-writes-is-bounded",
    .summary = "so many writes are queued, however few their bytes; without a limit there is none on them",
    PROMISED, .facts = {"writer/limit"})
{
    struct writer_case *limited = WRITER_CASE(.pipe = {.quota_out = 100}, .limit = LIMIT);
    struct writer_case *unattached = WRITER_CASE(.unattached = TRUE, .limit = LIMIT);
    struct writer_case *unlimited = WRITER_CASE(.pipe = {.quota_out = 100}, .limit = WRITER_NO_LIMIT);

    REQUIRE(limited && unattached && unlimited);
    writer_case_write(limited, 500, 0);
    writer_case_write(unlimited, 500, 0);
    check_number("1 byte behind an operation", taken(limited, 1), PIPE_WRITER_WRITES_MOST(LIMIT));
    check_number("1 byte, not attached", taken(unattached, 1), PIPE_WRITER_WRITES_MOST(LIMIT));
    check_number("1 byte without a limit", taken(unlimited, 1), 1000);
    check_number("the reader gets", writer_case_take(limited, (DWORD)limited->position),
                 500 + PIPE_WRITER_WRITES_MOST(LIMIT));
    check_returns("flush", pipe_writer_flush(limited->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_returns("again", writer_case_write(limited, 1, 0), PIPE_WRITER_OK);
    check_number("wrong bytes", limited->wrong, 0);
    check_invariants();
}

UNIT(writer_room)
