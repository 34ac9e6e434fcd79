#include "conformance/conformance.h"

static void write_inside(struct writer_case *writer, enum notification kind)
{
    (void)kind;
    writer->in_notification = NULL;
    writer->returned = writer_case_write(writer, 5000, 0);
}

BEHAVIOUR(idle_worker, .id = "writer/notification-thread-may-end",
          .summary = "what a notification has written survives the pool thread that ran the notification",
          PROMISED, .facts = {"writer/issuing-thread"}, .deadline = 30000, .slow = 1)
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);
    struct writer_case *other = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);

    /* A pool may keep its last worker, so there is a second. */
    REQUIRE(writer && other && (other->gate = new_event(TRUE, FALSE)));
    writer->in_notification = write_inside;
    writer_case_write(other, 50, 0);
    writer_case_write(writer, 50, 0);
    check_state("state", writer_case_reach(writer, PIPE_WRITER_IN_FLIGHT), PIPE_WRITER_IN_FLIGHT);
    SetEvent(other->gate);
    /* The reader stalls for longer than idle workers live. */
    check_returns("flush", pipe_writer_flush(writer->writer, 9000), PIPE_WRITER_E_TIMEOUT);
    check_number("the reader gets", writer_case_take(writer, 5050), 5050);
    check_returns("flush then", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

UNIT(writer_worker)
