/* A query in the middle of another thread's call: the layer of writer_answers.c, which stays, holds that call
 * up. */
#include "conformance/conformance.h"
#include "conformance/fixture/answered_writer.h"

static DWORD WINAPI write_thread(void *argument)
{
    return (DWORD)writer_case_write(argument, ANSWERED_SIZE, 0);
}

static int is_writing(void *argument)
{
    struct answers *answers = argument;

    return answers->writes == 2;
}

BEHAVIOUR(snapshot, .id = "writer/query-is-a-snapshot",
          .summary = "a query while another thread is inside WriteFile tells what is so before or after that "
                     "write, never in flight and idle at once",
          PROMISED, .facts = {"writer/ledger"})
{
    HANDLE held = new_event(TRUE, FALSE), thread;
    struct answers script = {.count = ANSWER_WHOLE, .times = 2, .pends = 1};
    struct answered_writer *answered = answered_writer_open(&script);
    struct writer_case *writer;
    pipe_writer_info info;

    REQUIRE(held && answered);
    writer = answered->writer;
    answers_complete(answered->answers);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    answered->answers->write_held = held;
    REQUIRE((thread = thread_start(write_thread, writer)) &&
            poll_until(is_writing, answered->answers, WRITER_DEADLINE));
    info = writer_case_info(writer);
    SetEvent(held);
    check_wait("the writing thread", thread_join(thread), WAIT_OBJECT_0);
    check_boolean("the ledger adds up",
                  info.accepted == info.written + info.in_flight + info.queued + info.discarded, TRUE);
    check_boolean("in flight, and the state is another",
                  (info.in_flight != 0) != (info.state == PIPE_WRITER_IN_FLIGHT), FALSE);
    answers_complete(answered->answers);
    check_returns("flush then", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_invariants();
}

UNIT(writer_answers_query)
