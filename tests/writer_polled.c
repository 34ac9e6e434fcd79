#include "conformance/conformance.h"

static void keep_thread(struct writer_case *writer, enum notification kind)
{
    (void)kind;
    writer->argument = (void *)(ULONG_PTR)GetCurrentThreadId();
}

BEHAVIOUR(
    polled, .id = "writer/polled-writer-progresses-in-calls-alone",
    .summary =
        "a polled writer takes results and reports only inside pipe_writer_poll, on the caller's thread",
    PROMISED, .facts = {"writer/poll"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.quota_out = 100}, .flags = PIPE_WRITER_POLLED, .notified = TRUE);

    REQUIRE(writer);
    writer->in_notification = keep_thread;
    writer_case_write(writer, 500, 0);
    writer_case_write(writer, 500, 0);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("poll", pipe_writer_poll(writer->writer), PIPE_WRITER_OK);
    check_number("written", writer_case_info(writer).written, 500);
    check_number("reported", writer->reported, 500);
    check_boolean("reported on this thread", (ULONG_PTR)writer->argument == GetCurrentThreadId(), TRUE);
    check_number("in flight", writer_case_info(writer).in_flight, 500);
    check_number("the reader gets then", writer_case_take(writer, 500), 500);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("reported before poll", writer->reported, 500);
    check_returns("second poll", pipe_writer_poll(writer->writer), PIPE_WRITER_OK);
    check_number("reported in the end", writer->reported, 1000);
    check_number("callbacks of the platform", writer_case_info(writer).callbacks, 0);
    check_invariants();
}

static void poll_again(struct writer_case *writer, enum notification kind)
{
    (void)kind;
    writer_case_write(writer, 50, 0);
    writer->returned = pipe_writer_poll(writer->writer);
    if (writer->position >= 300)
        writer->in_notification = NULL;
}

BEHAVIOUR(poll_in_notification, .id = "writer/poll-in-a-notification-does-not-recurse",
          .summary =
              "pipe_writer_poll and a write inside a notification work; what they cause is reported after it",
          PROMISED, .facts = {"writer/poll", "writer/notifications"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.quota_out = 1000}, .flags = PIPE_WRITER_POLLED, .notified = TRUE);

    REQUIRE(writer);
    writer->in_notification = poll_again;
    writer_case_write(writer, 50, 0);
    check_returns("poll", pipe_writer_poll(writer->writer), PIPE_WRITER_OK);
    check_returns("poll inside", writer->returned, PIPE_WRITER_OK);
    check_number("notifications inside each other", writer->most_inside, 1);
    check_number("reported", writer->reported, 300);
    check_invariants();
}

BEHAVIOUR(reported_once, .id = "writer/every-byte-is-reported-once",
          .summary = "on_progress reports what is written, each byte once, one call at a time", PROMISED,
          .facts = {"writer/notifications"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 1000}, .notified = TRUE);

    REQUIRE(writer && writer_case_read_on(writer));
    for (unsigned int i = 0; i < 100; i++) {
        writer_case_write(writer, 1 + i * 91 % 3000, 0);
        if (i % 10 == 9)
            pipe_writer_flush(writer->writer, WRITER_DEADLINE);
    }
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_boolean("all is reported", (ULONGLONG)writer->reported == writer->position, TRUE);
    check_number("notifications at a time", writer->most_inside, 1);
    check_number("on_error", writer->calls[ON_ERROR], 0);
    check_boolean("the reader has all", writer_case_received(writer) == writer->position, TRUE);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(bounded, .id = "writer/calls-start-a-bounded-number-of-operations",
          .summary = "a call that does not wait leaves operations to the next one, so that it returns",
          PROMISED, .facts = {"writer/poll", "writer/write-starts"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.quota_out = 4096}, .flags = PIPE_WRITER_POLLED, .max_io = 1);

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 1000, 0), PIPE_WRITER_OK);
    check_between("written by the write", writer_case_info(writer).written, 1, 999);
    for (unsigned int i = 0; i < 1000 && writer_case_info(writer).written < 1000; i++)
        pipe_writer_poll(writer->writer);
    check_number("written by polls", writer_case_info(writer).written, 1000);
    check_number("the reader gets", writer_case_take(writer, 1000), 1000);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(
    timeout_between, .id = "writer/wait-ends-in-time-between-operations",
    .summary =
        "a flush ends in time between operations that all complete at once, and a longer one does them all",
    PROMISED, .facts = {"writer/flush", "writer/write-starts"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.quota_out = 4096}, .flags = PIPE_WRITER_POLLED, .max_io = 1);

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 1000, 0), PIPE_WRITER_OK);
    check_returns("flush without time", pipe_writer_flush(writer->writer, 0), PIPE_WRITER_E_TIMEOUT);
    check_between("written by then", writer_case_info(writer).written, 2, 999);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_take(writer, 1000), 1000);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

UNIT(writer_polled)
