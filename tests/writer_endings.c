/* The rows of the state table that lead to the end. */
#include "conformance/conformance.h"

BEHAVIOUR(draining_stopped, .id = "writer/stop-ends-a-shutdown",
          .summary = "stop while another thread is in shutdown ends that with PIPE_WRITER_E_CANCELLED",
          PROMISED, .facts = {"writer/stop", "writer/shutdown", "writer/waiters"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_DRAINING);

    REQUIRE(writer);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_returns("shutdown", writer_case_other_returned(writer), PIPE_WRITER_E_CANCELLED);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_STOPPED);
    check_number("discarded", writer_case_info(writer).discarded, 800);
    check_number("uncertain", writer_case_info(writer).uncertain, 500);
    check_invariants();
}

BEHAVIOUR(draining_fails, .id = "writer/error-ends-a-shutdown",
          .summary = "a reader that closes while a thread is in shutdown ends that with its error", PROMISED,
          .facts = {"writer/peer-closed", "writer/shutdown", "writer/waiters"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_DRAINING);

    REQUIRE(writer);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_number("written", writer_case_written(writer, 500), 500);
    pipe_end_close(writer->reading);
    check_returns("shutdown", writer_case_other_returned(writer), PIPE_WRITER_E_PEER_CLOSED);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_STOPPED);
    check_number("discarded", writer_case_info(writer).discarded, 300);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

static DWORD WINAPI stop_thread(void *argument)
{
    struct writer_case *writer = argument;

    return (DWORD)pipe_writer_stop(writer->writer);
}

BEHAVIOUR(stops_meet, .id = "writer/stops-wait-for-each-other",
          .summary = "threads that stop a writer whose stop is under way return when that is done", PROMISED,
          .facts = {"writer/stop", "writer/waiters", "writer/states"})
{
    struct writer_case *writer = writer_case_in(PIPE_WRITER_STOPPING);
    unsigned int returned = 0, failed = 0;
    HANDLE threads[4];
    DWORD status;

    REQUIRE(writer);
    for (unsigned int i = 0; i < ARRAY_SIZE(threads); i++)
        REQUIRE(threads[i] = thread_start_running(stop_thread, writer));
    check_wait("the first while the notification runs", WaitForSingleObject(threads[0], 30), WAIT_TIMEOUT);
    for (unsigned int i = 0; i < ARRAY_SIZE(threads); i++)
        returned += WaitForSingleObject(threads[i], 0) != WAIT_TIMEOUT;
    check_number("threads that returned before", returned, 0);
    check_returns("stop", writer_case_other_returned(writer), PIPE_WRITER_OK);
    for (unsigned int i = 0; i < ARRAY_SIZE(threads); i++)
        failed += thread_join(threads[i]) != WAIT_OBJECT_0 || !GetExitCodeThread(threads[i], &status) ||
                  status != PIPE_WRITER_OK;
    check_number("threads that failed", failed, 0);
    check_number("cancellations", writer_case_info(writer).cancels_ok, 1);
    check_invariants();
}

static const struct {
    struct expectation expectation;
    pipe_writer_state state;
} lives[] = {
    {EXPECT_TEXT("unattached", "PIPE_WRITER_OK"), PIPE_WRITER_UNATTACHED},
    {EXPECT_TEXT("idle", "PIPE_WRITER_OK"), PIPE_WRITER_IDLE},
    {EXPECT_TEXT("in flight", "PIPE_WRITER_OK"), PIPE_WRITER_IN_FLIGHT},
    {EXPECT_TEXT("failed", "PIPE_WRITER_OK"), PIPE_WRITER_FAILED},
    {EXPECT_TEXT("stopped", "PIPE_WRITER_OK"), PIPE_WRITER_STOPPED},
};

BEHAVIOUR(destroys, .id = "writer/destroy-in-every-state",
          .summary = "destroy ends a writer in every state and leaves a handle that is not its own", PROMISED,
          .facts = {"writer/states", "writer/owned"})
{
    unsigned int closed = 0;
    DWORD flags;

    for (unsigned int i = 0; i < ARRAY_SIZE(lives); i++) {
        struct writer_case *writer = writer_case_in(lives[i].state);
        const char *name;

        REQUIRE(writer);
        name = writer_status_name(pipe_writer_destroy(writer->writer));
        writer->writer = NULL;
        check_row_text(lives, i, name, strlen(name));
        closed += !GetHandleInformation(*writer->writing, &flags);
    }
    check_number("handles closed", closed, 0);
    check_invariants();
}

static const struct {
    struct expectation expectation;
    enum writer_call call;
} takers[] = {
    {EXPECT("written after write", 510), CALL_WRITE},
    {EXPECT("written after write with more to follow", 500), CALL_DEFERRED},
    {EXPECT("written after flush", 500), CALL_FLUSH},
    {EXPECT("written after wait", 500), CALL_WAIT},
    {EXPECT("written after wait_written", 500), CALL_WAIT_WRITTEN},
    {EXPECT("written after poll", 500), CALL_POLL},
    {EXPECT("written after stop", 500), CALL_STOP},
    {EXPECT("written after shutdown", 500), CALL_SHUTDOWN},
    {EXPECT("written after attach, which is refused", 0), CALL_ATTACH},
    {EXPECT("written after reset, which is refused", 0), CALL_RESET},
};

BEHAVIOUR(taken, .id = "writer/calls-take-the-result",
          .summary = "whatever call makes progress takes the result of a finished operation; a look does not",
          PROMISED, .facts = {"writer/ledger", "writer/poll", "writer/states"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(takers); i++) {
        struct writer_case *writer =
            WRITER_CASE(.pipe = {.quota_out = 100}, .flags = PIPE_WRITER_POLLED, .notified = TRUE);

        REQUIRE(writer);
        writer_case_write(writer, 500, 0);
        writer_case_take(writer, 500);
        writer_case_call(writer, takers[i].call);
        check_row(KIND_NUMBER, takers, i, writer_case_info(writer).written);
    }
    check_invariants();
}

UNIT(writer_endings)
