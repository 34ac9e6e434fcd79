/* What is reported: every byte that is written, once, before what came later. */
#include "conformance/conformance.h"

static DWORD WINAPI stop_thread(void *argument)
{
    struct writer_case *writer = argument;

    return (DWORD)pipe_writer_stop(writer->writer);
}

static int is_inside(void *argument)
{
    struct writer_case *writer = argument;

    return writer->inside > 0;
}

BEHAVIOUR(at_stop, .id = "writer/stop-reports-the-rest",
          .summary = "when stop returns all that was written is reported, after the notification that ran",
          PROMISED, .facts = {"writer/notifications", "writer/stop"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 1000}, .notified = TRUE);
    HANDLE thread;

    REQUIRE(writer && (writer->gate = new_event(TRUE, FALSE)));
    writer_case_write(writer, 50, 0);
    check_boolean("a notification runs", poll_until(is_inside, writer, WRITER_DEADLINE), TRUE);
    writer_case_write(writer, 60, 0);
    writer_case_write(writer, 70, 0);
    writer_case_write(writer, 5000, 0);
    REQUIRE(thread = thread_start(stop_thread, writer));
    check_state("state", writer_case_reach(writer, PIPE_WRITER_STOPPING), PIPE_WRITER_STOPPING);
    check_number("reported", writer->reported, 50);
    SetEvent(writer->gate);
    check_wait("stop", thread_join(thread), WAIT_OBJECT_0);
    check_number("reported in the end", writer->reported, 180);
    check_number("written in the end", writer_case_info(writer).written, 180);
    check_number("notifications at a time", writer->most_inside, 1);
    check_text("order", writer->order, strlen(writer->order), "pp");
    check_invariants();
}

BEHAVIOUR(before_error, .id = "writer/progress-of-a-broken-stream",
          .summary = "what was written before the reader went is reported, each byte once, then the error",
          PROMISED, .facts = {"writer/notifications", "writer/error-once"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    writer_case_write(writer, 300, 0);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_number("on_progress", writer_case_notified(writer, ON_PROGRESS, 1), 1);
    check_state("state", writer_case_reach(writer, PIPE_WRITER_IN_FLIGHT), PIPE_WRITER_IN_FLIGHT);
    pipe_end_close(writer->reading);
    check_number("on_error", writer_case_notified(writer, ON_ERROR, 1), 1);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_text("order", writer->order, strlen(writer->order), "pe");
    check_number("reported", writer->reported, 500);
    check_number("written", writer_case_info(writer).written, 500);
    check_invariants();
}

static DWORD WINAPI poll_once(void *argument)
{
    struct writer_case *writer = argument;

    return (DWORD)pipe_writer_poll(writer->writer);
}

BEHAVIOUR(poll_beside, .id = "writer/poll-beside-a-notification",
          .summary = "a poll while another thread reports returns, and that thread reports what it found",
          PROMISED, .facts = {"writer/poll", "writer/notifications"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.quota_out = 1000}, .flags = PIPE_WRITER_POLLED, .notified = TRUE);
    HANDLE thread;

    REQUIRE(writer && (writer->gate = new_event(TRUE, FALSE)));
    writer_case_write(writer, 50, 0);
    REQUIRE((thread = thread_start(poll_once, writer)) && poll_until(is_inside, writer, WRITER_DEADLINE));
    writer_case_write(writer, 60, 0);
    check_returns("poll", pipe_writer_poll(writer->writer), PIPE_WRITER_OK);
    check_number("reported", writer->reported, 50);
    SetEvent(writer->gate);
    check_wait("the other poll", thread_join(thread), WAIT_OBJECT_0);
    check_number("reported in the end", writer->reported, 110);
    check_number("notifications at a time", writer->most_inside, 1);
    check_invariants();
}

static DWORD WINAPI poll_thread(void *argument)
{
    struct writer_case *writer = argument;

    while (writer->reported < 40000)
        if (pipe_writer_poll(writer->writer) != PIPE_WRITER_OK)
            return 1;
    return 0;
}

BEHAVIOUR(pollers, .id = "writer/polls-of-several-threads",
          .summary = "threads that poll at the same time report each byte once, one at a time", PROMISED,
          .facts = {"writer/poll", "writer/notifications", "writer/threads"}, .deadline = 20000)
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.quota_out = 1000}, .flags = PIPE_WRITER_POLLED, .notified = TRUE);
    HANDLE threads[4];
    unsigned int failed = 0;
    DWORD status;

    REQUIRE(writer);
    for (unsigned int i = 0; i < ARRAY_SIZE(threads); i++)
        REQUIRE(threads[i] = thread_start(poll_thread, writer));
    for (unsigned int i = 0; i < 40; i++)
        writer_case_write(writer, 1000, 0);
    check_number("the reader gets", writer_case_take(writer, 40000), 40000);
    for (unsigned int i = 0; i < ARRAY_SIZE(threads); i++)
        failed += thread_join(threads[i]) != WAIT_OBJECT_0 || !GetExitCodeThread(threads[i], &status) ||
                  status != 0;
    check_number("threads that failed", failed, 0);
    check_number("reported", writer->reported, 40000);
    check_number("notifications at a time", writer->most_inside, 1);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(
    not_reported, .id = "writer/other-notifications-report-no-progress",
    .summary = "without on_progress only pipe_writer_poll reports: a wait after on_drain sees the progress",
    PROMISED, .facts = {"writer/wait", "writer/notifications", "writer/drain"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .limit = 1000, .drain_only = TRUE);

    REQUIRE(writer);
    writer_case_write(writer, 900, 0);
    check_returns("refused", writer_case_write(writer, 200, 0), PIPE_WRITER_E_AGAIN);
    check_number("the reader gets", writer_case_take(writer, 900), 900);
    check_number("on_drain", writer_case_notified(writer, ON_DRAIN, 1), 1);
    check_number("reported", writer_case_info(writer).reported, 0);
    check_returns("wait", pipe_writer_wait(writer->writer, 0), PIPE_WRITER_OK);
    check_returns("poll", pipe_writer_poll(writer->writer), PIPE_WRITER_OK);
    check_number("reported then", writer_case_info(writer).reported, 900);
    check_returns("wait then", pipe_writer_wait(writer->writer, 0), PIPE_WRITER_E_TIMEOUT);
    check_invariants();
}

UNIT(writer_progress)
