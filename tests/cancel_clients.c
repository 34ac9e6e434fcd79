/* A write that a thread of the pool has issued is cancelled by another, and the next write follows at once:
 * the platform, the scheme that takes the cancellation for the end of the write, and the writer that waits.
 */
#include "qt_case.h"

#define ROUNDS 40
#define CANCELIOEX_SOURCE                                                                                    \
    "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex; "              \
    "doc:https://devblogs.microsoft.com/oldnewthing/20110202-00/; "                                          \
    "thread:https://github.com/microsoft/STL/issues/1632"

static void issue(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    struct operation *write = probe->argument;

    (void)instance;
    start_write(write, write->handle, 150);
}

/* Cancelled by this thread; its status at the return of CancelIoEx. Counts what went another way. */
static NTSTATUS cancel_round(HANDLE signaled, unsigned int *refused, unsigned int *others)
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write = operation_new(MANUAL_RESET, 150);
    struct wait_probe *probe = wait_probe_new(NULL);
    NTSTATUS status;
    DWORD count;

    if (!pair || !write || !probe)
        return STATUS_UNSUCCESSFUL;
    write->handle = pair->server;
    probe->inside = issue;
    probe->argument = write;
    wait_probe_arm(probe, signaled, INFINITE);
    wait_probe_count(probe, 1);
    *refused += RESULT(CancelIoEx(pair->server, &write->overlapped)) != ERROR_SUCCESS;
    status = operation_status(write);
    *others += operation_finish(write, &count) != ERROR_OPERATION_ABORTED || count;
    return status;
}

BEHAVIOUR(platform, .id = "cancel/pool-issued-write-from-another-thread",
          .summary = "CancelIoEx of a write that a pool thread has issued says TRUE; the write is final on "
                     "return or a little later",
          .provenance = DOCUMENTED, .source = CANCELIOEX_SOURCE, .facts = {"cancel/does-not-wait"})
{
    HANDLE signaled = new_event(TRUE, TRUE);
    unsigned int refused = 0, others = 0, pending = 0, unknown = 0;

    REQUIRE(signaled);
    for (unsigned int i = 0; i < ROUNDS; i++) {
        NTSTATUS status = cancel_round(signaled, &refused, &others);

        pending += status == STATUS_PENDING;
        unknown += status != STATUS_PENDING && status != STATUS_CANCELLED;
    }
    note("%u of %u writes were still pending when CancelIoEx had returned", pending, ROUNDS);
    check_number("neither final nor pending on return", unknown, 0);
    check_number("cancellations refused", refused, 0);
    check_number("writes that end otherwise than aborted", others, 0);
}

BEHAVIOUR(qt_scheme, .id = "cancel/qt-scheme-writes-after-stop",
          .summary = "the QWindowsPipeWriter scheme, which takes a cancelled write for final, can write at "
                     "once after it has stopped a write that a pool thread had issued",
          .provenance = INFERRED, .source = "inference from what that class relies on; " CANCELIOEX_SOURCE,
          .facts = {"cancel/does-not-wait"})
{
    unsigned int failed = 0, missing = 0, pending = 0;
    LONG wrong = 0;

    for (unsigned int i = 0; i < ROUNDS; i++) {
        struct qt_case *qt = qt_case_open();

        REQUIRE(qt && qt_case_pends_on_the_pool(qt));
        qt_case_stop(qt);
        pending += !HasOverlappedIoCompleted(&qt->scheme.overlapped);
        qt_case_write(qt, 200);
        missing += qt_case_take(qt, 200) != 200;
        failed += !qt_case_settled(qt);
        wrong += qt->wrong;
    }
    note("%u of %u operations were still pending after the stop, %u next writes failed", pending, ROUNDS,
         failed);
    check_boolean("a write after the stop is reported as failed", failed > 0, FALSE);
    check_number("writes after the stop that the reader lacks", missing, 0);
    check_number("wrong bytes", wrong, 0);
}

/* As qt_case_pends_on_the_pool(). */
static BOOL pends_on_the_pool(struct writer_case *writer)
{
    if (writer_case_write(writer, 500, 0) == PIPE_WRITER_OK &&
        writer_case_write(writer, 300, 0) == PIPE_WRITER_OK && writer_case_take(writer, 500) == 500 &&
        writer_case_written(writer, 500) == 500 && writer_case_info(writer).in_flight == 300)
        return TRUE;
    broken_setup("no second operation in flight");
    return FALSE;
}

BEHAVIOUR(writer, .id = "writer/writes-after-stopping-a-pool-issued-write",
          .summary = "a writer that was stopped with an operation of its pool in flight, and was reset, "
                     "writes at once on the same pipe, and the account is exact",
          PROMISED, .facts = {"writer/stop", "writer/reset"})
{
    unsigned int failed = 0, missing = 0, inexact = 0;
    LONG wrong = 0;

    for (unsigned int i = 0; i < ROUNDS; i++) {
        struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
        pipe_writer_cancelled lost;

        REQUIRE(writer && pends_on_the_pool(writer));
        failed += pipe_writer_cancel(writer->writer, &lost) != PIPE_WRITER_OK;
        inexact += lost.discarded != 300 || lost.uncertain != 300 || writer_case_info(writer).written != 500;
        failed += pipe_writer_reset(writer->writer) != PIPE_WRITER_OK ||
                  pipe_writer_attach(writer->writer, *writer->writing, 0) != PIPE_WRITER_OK;
        writer->position = (ULONGLONG)writer->received;
        writer_case_write(writer, 200, 0);
        missing += writer_case_take(writer, 200) != 200;
        failed += pipe_writer_flush(writer->writer, WRITER_DEADLINE) != PIPE_WRITER_OK;
        inexact += writer_case_info(writer).written != 200 || writer_case_info(writer).discarded;
        wrong += writer->wrong;
    }
    check_number("calls that failed", failed, 0);
    check_number("accounts that are not exact", inexact, 0);
    check_number("writes after the stop that the reader lacks", missing, 0);
    check_number("wrong bytes", wrong, 0);
    check_invariants();
}

UNIT(cancel_clients)
