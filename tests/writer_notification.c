#include "conformance/conformance.h"

static void stop_inside(struct writer_case *writer, enum notification kind)
{
    (void)kind;
    writer->in_notification = NULL;
    writer->returned = pipe_writer_stop(writer->writer);
}

BEHAVIOUR(
    stop_in_notification, .id = "writer/stop-in-a-notification-is-deferred",
    .summary = "stop inside a notification returns PIPE_WRITER_E_DEFERRED, and completes when that returns",
    PROMISED, .facts = {"writer/deferred"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);

    REQUIRE(writer);
    writer->in_notification = stop_inside;
    writer_case_write(writer, 500, 0);
    writer_case_write(writer, 300, 0);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_state("state", writer_case_reach(writer, PIPE_WRITER_STOPPED), PIPE_WRITER_STOPPED);
    check_returns("stop inside", writer->returned, PIPE_WRITER_E_DEFERRED);
    check_number("discarded", writer_case_info(writer).discarded, 300);
    check_returns("stop then", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_number("notifications", writer->calls[ON_PROGRESS], 1);
    check_invariants();
}

static void destroy_inside(struct writer_case *writer, enum notification kind)
{
    (void)kind;
    writer->in_notification = NULL;
    writer->returned = pipe_writer_destroy(writer->writer);
    writer->writer = NULL;
}

BEHAVIOUR(destroy_in_notification, .id = "writer/destroy-in-a-notification-is-deferred",
          .summary = "destroy inside a notification happens when that returns, and closes an owned handle",
          PROMISED, .facts = {"writer/deferred", "writer/owned"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE, .flags = PIPE_WRITER_OWN);

    REQUIRE(writer);
    writer->in_notification = destroy_inside;
    writer_case_write(writer, 50, 0);
    check_number("notifications", writer_case_notified(writer, ON_PROGRESS, 1), 1);
    check_returns("destroy inside", writer->returned, PIPE_WRITER_E_DEFERRED);
    check_number("the reader gets", writer_case_take(writer, 50), 50);
    check_end(writer);
    check_invariants();
}

BEHAVIOUR(destroy_in_poll, .id = "writer/destroy-inside-poll",
          .summary = "a notification delivered by pipe_writer_poll may destroy the writer", PROMISED,
          .facts = {"writer/deferred", "writer/poll"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE,
                                             .flags = PIPE_WRITER_OWN | PIPE_WRITER_POLLED);

    REQUIRE(writer);
    writer->in_notification = destroy_inside;
    writer_case_write(writer, 50, 0);
    pipe_writer_poll(writer->writer);
    check_returns("destroy inside", writer->returned, PIPE_WRITER_E_DEFERRED);
    check_number("the reader gets", writer_case_take(writer, 50), 50);
    check_end(writer);
    check_invariants();
}

static void call_everything(struct writer_case *writer, enum notification kind)
{
    pipe_writer_info info;

    (void)kind;
    writer->in_notification = NULL;
    writer_case_write(writer, 3000, 0);
    pipe_writer_query(writer->writer, &info);
    pipe_writer_poll(writer->writer);
    pipe_writer_attach(writer->writer, NULL, 0);
    pipe_writer_reset(writer->writer);
    pipe_writer_wait(writer->writer, 0);
    writer->returned = pipe_writer_flush(writer->writer, WRITER_DEADLINE);
}

BEHAVIOUR(calls_in_notification, .id = "writer/every-call-is-legal-in-a-notification",
          .summary = "a notification may write, flush and call all else without a deadlock", PROMISED,
          .facts = {"writer/notifications", "writer/flush"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);

    REQUIRE(writer && writer_case_read_on(writer));
    writer->in_notification = call_everything;
    writer_case_write(writer, 50, 0);
    check_number("written", writer_case_written(writer, 3050), 3050);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_returns("flush inside", writer->returned, PIPE_WRITER_OK);
    check_number("reported", writer->reported, 3050);
    check_number("the reader gets", writer_case_received(writer), 3050);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(blocked_notification, .id = "writer/blocked-notification-does-not-stop-the-stream",
          .summary = "while a notification does not return the writer goes on writing", PROMISED,
          .facts = {"writer/notifications"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);

    REQUIRE(writer && (writer->gate = new_event(TRUE, FALSE)) && writer_case_read_on(writer));
    for (unsigned int i = 0; i < 20; i++)
        writer_case_write(writer, 500, 0);
    check_number("written", writer_case_written(writer, 10000), 10000);
    check_number("notifications at a time, at most 1", writer->most_inside, 0, 1);
    SetEvent(writer->gate);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("reported", writer->reported, 10000);
    check_number("the reader gets", writer_case_received(writer), 10000);
    check_invariants();
}

UNIT(writer_notification)
