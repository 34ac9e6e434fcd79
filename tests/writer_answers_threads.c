/* Threads that are late, or not the writer's own; the layer of writer_answers.c, which stays, holds them back
 * and says who they are. */
#include "conformance/conformance.h"
#include "conformance/fixture/answered_writer.h"

static DWORD WINAPI flush_thread(void *argument)
{
    struct writer_case *writer = argument;

    return (DWORD)pipe_writer_flush(writer->writer, INFINITE);
}

static DWORD WINAPI stop_thread(void *argument)
{
    struct writer_case *writer = argument;

    return (DWORD)pipe_writer_stop(writer->writer);
}

static int is_waiting(void *argument)
{
    struct answers *answers = argument;

    return answers->waits > 0;
}

static pipe_writer_status what_it_returned(HANDLE thread)
{
    DWORD status = 99;

    return thread_join(thread) == WAIT_OBJECT_0 && GetExitCodeThread(thread, &status) ? status : 99;
}

BEHAVIOUR(late_waiter, .id = "writer/waiter-of-an-earlier-stream-returns",
          .summary =
              "a flush that wakes after stop and reset returns PIPE_WRITER_E_CANCELLED, and does not wait "
              "for the new stream",
          PROMISED, .facts = {"writer/reset", "writer/waiters"})
{
    HANDLE held = new_event(TRUE, FALSE), thread;
    struct answers script = {.count = ANSWER_WHOLE, .times = 1, .pends = 1, .held = held};
    struct answered_writer *answered = answered_writer_open(&script);
    struct writer_case *writer;

    REQUIRE(held && answered);
    writer = answered->writer;
    REQUIRE((thread = thread_start(flush_thread, writer)) &&
            poll_until(is_waiting, answered->answers, WRITER_DEADLINE));
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_returns("reset", pipe_writer_reset(writer->writer), PIPE_WRITER_OK);
    SetEvent(held);
    check_returns("flush", what_it_returned(thread), PIPE_WRITER_E_CANCELLED);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_UNATTACHED);
    check_invariants();
}

static int is_stopping(void *argument)
{
    return writer_case_info(argument).state == PIPE_WRITER_STOPPING;
}

/* Two stops wait for the operation of the first stream; the second of them wakes when the stop of the next
 * stream waits for that one's. */
BEHAVIOUR(
    late_stop, .id = "writer/stop-of-an-earlier-stream-returns",
    .summary = "a stop that wakes after another one and a reset does not wait for the next stream's stop",
    PROMISED, .facts = {"writer/reset", "writer/stop"})
{
    HANDLE held = new_event(TRUE, FALSE), first, second, third;
    struct answers script = {.error = ERROR_OPERATION_ABORTED, .times = 2, .pends = 1, .cancel_leaves = 1};
    struct answered_writer *answered = answered_writer_open(&script);
    struct writer_case *writer;

    REQUIRE(held && answered);
    writer = answered->writer;
    REQUIRE((first = thread_start(stop_thread, writer)) &&
            poll_until(is_waiting, answered->answers, WRITER_DEADLINE));
    answered->answers->held = held;
    answered->answers->waits = 0;
    REQUIRE((second = thread_start(stop_thread, writer)) &&
            poll_until(is_waiting, answered->answers, WRITER_DEADLINE));
    answers_complete(answered->answers);
    check_returns("first stop", what_it_returned(first), PIPE_WRITER_OK);
    check_returns("reset", pipe_writer_reset(writer->writer), PIPE_WRITER_OK);
    check_returns("attach", pipe_writer_attach(writer->writer, *writer->writing, 0), PIPE_WRITER_OK);
    check_returns("write", writer_case_write(writer, ANSWERED_SIZE, 0), PIPE_WRITER_OK);
    REQUIRE((third = thread_start(stop_thread, writer)) && poll_until(is_stopping, writer, WRITER_DEADLINE));
    SetEvent(held);
    check_wait("the second stop", WaitForSingleObject(second, 2000), WAIT_OBJECT_0);
    answers_complete(answered->answers);
    check_returns("second stop", what_it_returned(second), PIPE_WRITER_E_CANCELLED);
    check_returns("third stop", what_it_returned(third), PIPE_WRITER_OK);
    check_invariants();
}

struct relay {
    struct answered_writer *to;
    volatile LONG thread; /* of the notification */
};

static void write_to_other(struct writer_case *writer, enum notification kind)
{
    struct relay *relay = writer->argument;

    (void)kind;
    writer->in_notification = NULL;
    relay->thread = (LONG)GetCurrentThreadId();
    writer->returned = writer_case_write(relay->to->writer, 100, 0);
}

BEHAVIOUR(relay, .id = "writer/notification-writes-to-another-writer",
          .summary =
              "what a notification of one writer writes to another is not started by its thread, which "
              "may end",
          PROMISED, .facts = {"writer/issuing-thread"})
{
    struct answers script = {.count = ANSWER_WHOLE, .times = 1};
    struct writer_case *from = WRITER_CASE(.pipe = {.quota_out = 1000}, .notified = TRUE);
    struct relay *relay = behaviour_memory(sizeof(*relay));

    REQUIRE(from && relay && (relay->to = answered_writer_open(&script)));
    from->argument = relay;
    from->in_notification = write_to_other;
    writer_case_write(from, 50, 0);
    check_number("notifications", writer_case_notified(from, ON_PROGRESS, 1), 1);
    check_returns("write inside", from->returned, PIPE_WRITER_OK);
    check_number("written", writer_case_written(relay->to->writer, ANSWERED_SIZE + 100), ANSWERED_SIZE + 100);
    check_number("operations", relay->to->answers->writes, 2);
    check_boolean("started by the notification's thread",
                  relay->to->answers->thread == (unsigned long)relay->thread, FALSE);
    check_invariants();
}

UNIT(writer_answers_threads)
