/* Threads that wait sleep: how often they look is counted by the layer of writer_answers.c, which stays. */
#include "conformance/conformance.h"
#include "conformance/fixture/answered_writer.h"

#define WAITS_MOST 20 /* of a thread that sleeps; one that does not makes thousands */

BEHAVIOUR(after_retry, .id = "writer/waiter-sleeps-after-another-try",
          .summary = "a flush sleeps while an operation is in flight that was tried again before", PROMISED,
          .facts = {"writer/waiters", "writer/answers"})
{
    struct answers script = {.count = ANSWER_WHOLE, .fails = 1, .times = 1, .pends = 1};
    struct answered_writer *answered = answered_writer_open(&script);
    struct writer_case *writer;

    REQUIRE(answered);
    writer = answered->writer;
    check_state("state", writer_case_reach(writer, PIPE_WRITER_IN_FLIGHT), PIPE_WRITER_IN_FLIGHT);
    check_returns("flush", pipe_writer_flush(writer->writer, 100), PIPE_WRITER_E_TIMEOUT);
    check_number("tries", writer_case_info(writer).retries, 1);
    check_between("waits", answered->answers->waits, 1, WAITS_MOST);
    answers_complete(answered->answers);
    check_returns("flush then", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(after_signal, .id = "writer/waiter-sleeps-after-an-event-for-nothing",
          .summary =
              "a flush whose operation's event is signaled for nothing sleeps again, and still sees the "
              "completion",
          PROMISED, .facts = {"writer/waiters", "writer/late-callbacks"})
{
    struct answers script = {.count = ANSWER_WHOLE, .times = 1, .pends = 1};
    struct answered_writer *answered = answered_writer_open(&script);
    struct writer_case *writer;

    REQUIRE(answered);
    writer = answered->writer;
    answers_signal(answered->answers);
    check_returns("flush", pipe_writer_flush(writer->writer, 100), PIPE_WRITER_E_TIMEOUT);
    check_between("waits", answered->answers->waits, 1, WAITS_MOST);
    answers_complete(answered->answers);
    check_returns("flush then", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_invariants();
}

static DWORD WINAPI flush_thread(void *argument)
{
    struct writer_case *writer = argument;

    return (DWORD)pipe_writer_flush(writer->writer, INFINITE);
}

static int is_waiting(void *argument)
{
    struct answers *answers = argument;

    return answers->waits > 0;
}

BEHAVIOUR(beside_slow_waiter, .id = "writer/waiter-sleeps-beside-one-that-is-slow-to-wake",
          .summary = "while one thread that was woken does not run yet, another that waits does not spin",
          PROMISED, .facts = {"writer/waiters"})
{
    HANDLE held = new_event(TRUE, FALSE), thread;
    struct answers script = {.count = ANSWER_WHOLE, .times = 1, .pends = 1, .held = held};
    struct answered_writer *answered = answered_writer_open(&script);
    struct writer_case *writer;
    LONG waits;

    REQUIRE(held && answered);
    writer = answered->writer;
    REQUIRE((thread = thread_start(flush_thread, writer)) &&
            poll_until(is_waiting, answered->answers, WRITER_DEADLINE));
    /* The end of a delivery wakes whoever waits. */
    check_returns("poll", pipe_writer_poll(writer->writer), PIPE_WRITER_OK);
    check_returns("flush", pipe_writer_flush(writer->writer, 100), PIPE_WRITER_E_TIMEOUT);
    waits = answered->answers->waits;
    answers_complete(answered->answers);
    SetEvent(held);
    check_wait("the slow thread", thread_join(thread), WAIT_OBJECT_0);
    check_between("waits", waits, 2, 300);
    check_invariants();
}

BEHAVIOUR(late_clock, .id = "writer/timeouts-allow-for-a-clock-that-is-late",
          .summary = "a flush takes its time even if the tick count is a tick behind when it begins",
          PROMISED, .facts = {"writer/timeouts"})
{
    struct answers script = {.count = ANSWER_WHOLE, .times = 1, .pends = 1};
    struct answered_writer *answered = answered_writer_open(&script);
    ULONGLONG start;

    REQUIRE(answered);
    start = GetTickCount64();
    answers_delay_clock(15);
    check_returns("flush", pipe_writer_flush(answered->writer->writer, 10), PIPE_WRITER_E_TIMEOUT);
    check_between("milliseconds", GetTickCount64() - start, 10, 3000);
    answers_complete(answered->answers);
    check_invariants();
}

UNIT(writer_answers_waits)
