/* Streams that are stopped in the moment of a completion and go on at once, while another thread arms an
 * unrelated wait: the scheme that relies on disarming and draining, and the writer that does not. What the
 * platform does is in threadpool_wait_races.c. */
#include "qt_case.h"

#define ROUNDS 40
#define RESTARTS 200
#define TEARDOWN_SOURCE                                                                                      \
    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"                              \
    "nf-threadpoolapiset-closethreadpoolwait; "                                                              \
    "thread:https://github.com/MicrosoftDocs/sdk-api/issues/1158"

/* The reader has what was in flight, so its event is signaled when the scheme stops; the next write pends
 * and is armed on the same wait. */
static void restart(struct qt_case *qt)
{
    qt_case_write(qt, 500);
    qt_case_take(qt, 500);
    qt_case_stop(qt);
    qt_case_write(qt, 400);
    qt_case_take(qt, 400);
}

BEHAVIOUR(qt_scheme, .id = "threadpool-wait/qt-scheme-restarts",
          .summary = "the QWindowsPipeWriter scheme, stopped in the moment of a completion, takes no old "
                     "callback for one of its next write and loses no completion, whatever other threads arm",
          .provenance = INFERRED, .source = "inference from what that class relies on; " TEARDOWN_SOURCE,
          .facts = {"threadpool-wait/safe-teardown-sequence"})
{
    struct arming_thread *arming = arming_thread_start();
    struct qt_case *qt = qt_case_open();
    unsigned int failed = 0, lost = 0;
    LONG wrong = 0;

    REQUIRE(arming && qt);
    for (unsigned int i = 0; i < ROUNDS && !lost; i++) {
        restart(qt);
        wrong += qt->wrong;
        if (qt_case_settled(qt))
            continue;
        failed += qt_scheme_error(&qt->scheme) != ERROR_SUCCESS;
        lost += qt_scheme_error(&qt->scheme) == ERROR_SUCCESS;
        REQUIRE(qt = qt_case_open());
    }
    arming_thread_stop(arming);
    note("%u writes failed, %u completions were lost", failed, lost);
    check_boolean("a write that was read is reported as failed", failed > 0, FALSE);
    check_boolean("a completion is lost", lost > 0, FALSE);
    check_number("wrong bytes", wrong, 0);
}

static pipe_writer_status begin_anew(struct writer_case *writer)
{
    pipe_writer_status status = pipe_writer_reset(writer->writer);

    writer->position = (ULONGLONG)writer->received;
    return status != PIPE_WRITER_OK ? status : pipe_writer_attach(writer->writer, *writer->writing, 0);
}

/* Counts in which rounds the stream before and after the stop was not accounted for to the byte. */
struct account {
    unsigned int failed, lost, inexact;
};

static void restart_writer(struct writer_case *writer, struct account *account)
{
    pipe_writer_info info;

    writer_case_write(writer, 500, 0);
    writer_case_take(writer, 500);
    account->failed += pipe_writer_stop(writer->writer) != PIPE_WRITER_OK;
    info = writer_case_info(writer);
    account->inexact += info.accepted != 500 || info.written != 500 || info.discarded;
    account->failed += begin_anew(writer) != PIPE_WRITER_OK;
    writer_case_write(writer, 400, 0);
    writer_case_take(writer, 400);
    account->lost += writer_case_written(writer, 400) != 400;
    account->failed += pipe_writer_stop(writer->writer) != PIPE_WRITER_OK;
    info = writer_case_info(writer);
    account->inexact += info.accepted != 400 || info.written != 400 || info.discarded;
    account->failed += begin_anew(writer) != PIPE_WRITER_OK;
}

#define check_account(account_)                                                                              \
    do {                                                                                                     \
        check_number("calls that failed", (account_).failed, 0);                                             \
        check_number("completions lost", (account_).lost, 0);                                                \
        check_number("accounts that are not exact", (account_).inexact, 0);                                  \
        check_number("wrong bytes", writer->wrong, 0);                                                       \
        check_invariants();                                                                                  \
    } while (0)

BEHAVIOUR(writer, .id = "writer/restarts-beside-an-arming-thread",
          .summary =
              "a writer that is stopped in the moment of a completion and reset loses no completion and no "
              "byte of its account, whatever other threads arm",
          PROMISED, .facts = {"writer/late-callbacks", "writer/reset", "writer/ledger"})
{
    struct arming_thread *arming = arming_thread_start();
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    struct account account = {0};

    REQUIRE(arming && writer);
    for (unsigned int i = 0; i < RESTARTS / 2; i++)
        restart_writer(writer, &account);
    arming_thread_stop(arming);
    check_account(account);
}

BEHAVIOUR(cancelled, .id = "writer/cancelled-streams-beside-an-arming-thread",
          .summary = "a writer whose streams are cancelled half read loses no completion of the next one, "
                     "whatever other threads arm",
          PROMISED, .facts = {"writer/late-callbacks", "writer/cancel"})
{
    struct arming_thread *arming = arming_thread_start();
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);
    struct account account = {0};
    pipe_writer_cancelled gone;

    REQUIRE(arming && writer);
    for (unsigned int i = 0; i < RESTARTS; i++) {
        writer_case_write(writer, 500, 0);
        writer_case_take(writer, i % 300);
        account.failed += pipe_writer_cancel(writer->writer, &gone) != PIPE_WRITER_OK;
        account.inexact += gone.discarded != 500 || gone.uncertain != 500;
        account.failed += begin_anew(writer) != PIPE_WRITER_OK;
        writer_case_write(writer, 400, 0);
        writer_case_take(writer, 400);
        account.lost += writer_case_written(writer, 400) != 400;
        account.failed += pipe_writer_stop(writer->writer) != PIPE_WRITER_OK;
        account.failed += begin_anew(writer) != PIPE_WRITER_OK;
    }
    arming_thread_stop(arming);
    check_account(account);
}

UNIT(threadpool_wait_clients)
