#include "conformance/conformance.h"

struct waiting {
    struct writer_case *writer;
    ULONGLONG position;
    volatile pipe_writer_status status;
    ULONGLONG written;
};

static DWORD WINAPI flush_thread(void *argument)
{
    struct waiting *waiting = argument;

    waiting->status = pipe_writer_flush(waiting->writer->writer, INFINITE);
    waiting->written = writer_case_info(waiting->writer).written;
    return 0;
}

static DWORD WINAPI wait_written_thread(void *argument)
{
    struct waiting *waiting = argument;

    waiting->status = pipe_writer_wait_written(waiting->writer->writer, waiting->position, INFINITE, NULL);
    waiting->written = writer_case_info(waiting->writer).written;
    return 0;
}

static struct waiting *new_waiting(struct writer_case *writer, ULONGLONG position)
{
    struct waiting *waiting = behaviour_memory(sizeof(*waiting));

    if (waiting) {
        waiting->writer = writer;
        waiting->position = position;
    }
    return waiting;
}

BEHAVIOUR(flush_waits, .id = "writer/flush-waits-for-the-operation",
          .summary = "flush does not return while an operation is in flight, even with an empty queue",
          PROMISED, .facts = {"writer/flush"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    struct waiting *waiting;
    HANDLE thread;

    REQUIRE(writer);
    writer_case_write(writer, 500, 0);
    REQUIRE((waiting = new_waiting(writer, 0)) && (thread = thread_start_running(flush_thread, waiting)));
    check_wait("the thread while nobody reads", WaitForSingleObject(thread, 50), WAIT_TIMEOUT);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_wait("the thread then", thread_join(thread), WAIT_OBJECT_0);
    check_returns("flush", waiting->status, PIPE_WRITER_OK);
    check_number("written when it returned", waiting->written, 500);
    check_invariants();
}

BEHAVIOUR(several_waiters, .id = "writer/every-waiter-wakes",
          .summary = "threads that wait for different positions each return when theirs is written", PROMISED,
          .facts = {"writer/wait-written", "writer/waiters"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .max_io = 200);
    struct waiting *waiting[4];
    HANDLE threads[4];
    unsigned int early = 0, failed = 0;

    REQUIRE(writer);
    writer_case_write(writer, 1600, 0);
    for (unsigned int i = 0; i < 4; i++)
        REQUIRE((waiting[i] = new_waiting(writer, 400 * (i + 1))) &&
                (threads[i] = thread_start(wait_written_thread, waiting[i])));
    REQUIRE(writer_case_read_on(writer));
    check_wait("the last", thread_join(threads[3]), WAIT_OBJECT_0);
    for (unsigned int i = 0; i < 4; i++) {
        failed += thread_join(threads[i]) != WAIT_OBJECT_0 || waiting[i]->status != PIPE_WRITER_OK;
        early += waiting[i]->written < waiting[i]->position;
    }
    check_number("threads that failed", failed, 0);
    check_number("threads that returned early", early, 0);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_received(writer), 1600);
    check_invariants();
}

static DWORD WINAPI wait_thread(void *argument)
{
    struct writer_case *writer = argument;

    return (DWORD)pipe_writer_wait(writer->writer, INFINITE);
}

/* A thread that is in pipe_writer_wait of an idle writer, as far as can be told. */
static HANDLE start_waiting(struct writer_case *writer)
{
    HANDLE thread = thread_start_running(wait_thread, writer);

    return thread && WaitForSingleObject(thread, 30) == WAIT_TIMEOUT ? thread : NULL;
}

static DWORD what_it_returned(HANDLE thread)
{
    DWORD status = 99;

    return thread_join(thread) == WAIT_OBJECT_0 && GetExitCodeThread(thread, &status) ? status : 99;
}

BEHAVIOUR(idle_waiters, .id = "writer/what-happens-wakes-a-waiter-of-an-idle-writer",
          .summary = "a write that completes at once, one that fails, and a stop each wake a thread in wait",
          PROMISED, .facts = {"writer/waiters", "writer/wait"})
{
    struct writer_case *written = WRITER_CASE(.pipe = {.quota_out = 1000});
    struct writer_case *failed = WRITER_CASE(.pipe = {.quota_out = 1000});
    struct writer_case *stopped = WRITER_CASE(.pipe = {.quota_out = 1000});
    HANDLE waits_for_write, waits_for_failure, waits_for_stop;

    REQUIRE(written && failed && stopped);
    REQUIRE((waits_for_write = start_waiting(written)) && (waits_for_failure = start_waiting(failed)) &&
            (waits_for_stop = start_waiting(stopped)));
    writer_case_write(written, 100, 0);
    check_returns("wait when another thread has written", what_it_returned(waits_for_write), PIPE_WRITER_OK);
    pipe_end_close(failed->reading);
    writer_case_write(failed, 100, 0);
    check_returns("wait when a write has failed", what_it_returned(waits_for_failure),
                  PIPE_WRITER_E_PEER_CLOSED);
    pipe_writer_stop(stopped->writer);
    check_returns("wait when the writer was stopped", what_it_returned(waits_for_stop),
                  PIPE_WRITER_E_CANCELLED);
    check_invariants();
}

UNIT(writer_waiters)
