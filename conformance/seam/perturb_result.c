/* What asking for the result of an operation answers. */
#include "perturb_lies.h"
#include "perturbations.h"

static BOOL WINAPI result_calls_it_pending(RESULT_PARAMETERS)
{
    return mistaken(RESULT_OF, ERROR_IO_INCOMPLETE, ERROR_IO_PENDING);
}

static BOOL WINAPI result_does_not_wait(RESULT_PARAMETERS)
{
    (void)wait;
    return GetOverlappedResult(file, overlapped, count, FALSE);
}

static BOOL WINAPI result_counts_nothing(RESULT_PARAMETERS)
{
    BOOL success = RESULT_OF;

    if (success)
        *count = 0;
    return success;
}

static BOOL WINAPI result_counts_one_less(RESULT_PARAMETERS)
{
    BOOL success = RESULT_OF;

    if (success && *count)
        *count -= 1;
    return success;
}

static BOOL WINAPI result_counts_no_failure(RESULT_PARAMETERS)
{
    DWORD before = *count;
    BOOL success = RESULT_OF;

    if (!success && GetLastError() != ERROR_IO_INCOMPLETE)
        *count = before;
    return success;
}

static BOOL WINAPI result_resets_event(RESULT_PARAMETERS)
{
    BOOL success = RESULT_OF;

    if (success && event_of(overlapped))
        ResetEvent(event_of(overlapped));
    return success;
}

static BOOL WINAPI result_hides_rest_of_message(RESULT_PARAMETERS)
{
    return forgiven(RESULT_OF, ERROR_MORE_DATA);
}

static BOOL WINAPI result_mistakes_close(RESULT_PARAMETERS)
{
    return mistaken(RESULT_OF, ERROR_BROKEN_PIPE, ERROR_NO_DATA);
}

static BOOL WINAPI result_mistakes_disconnect(RESULT_PARAMETERS)
{
    return mistaken(RESULT_OF, ERROR_PIPE_NOT_CONNECTED, ERROR_BROKEN_PIPE);
}

static BOOL WINAPI result_mistakes_cancel(RESULT_PARAMETERS)
{
    return mistaken(RESULT_OF, ERROR_OPERATION_ABORTED, ERROR_BROKEN_PIPE);
}

static BOOL WINAPI result_hides_cancel(RESULT_PARAMETERS)
{
    return forgiven(RESULT_OF, ERROR_OPERATION_ABORTED);
}

static BOOL WINAPI result_hides_close(RESULT_PARAMETERS)
{
    return forgiven(RESULT_OF, ERROR_BROKEN_PIPE);
}

/* Whatever was asked for last on this handle. */
static BOOL WINAPI result_is_of_another(RESULT_PARAMETERS)
{
    static HANDLE last_file;
    static OVERLAPPED last;
    OVERLAPPED mine = *overlapped;
    BOOL success;

    if (file == last_file && last.Internal != STATUS_PENDING && file)
        success = GetOverlappedResult(file, &last, count, FALSE);
    else
        success = RESULT_OF;
    last_file = file;
    last = mine;
    return success;
}

static BOOL WINAPI result_checks_handle(RESULT_PARAMETERS)
{
    return GetFileType(file) == FILE_TYPE_PIPE ? RESULT_OF : refused(ERROR_INVALID_HANDLE);
}

static BOOL WINAPI result_trusts_event(RESULT_PARAMETERS)
{
    return RESULT_OF || (GetLastError() == ERROR_IO_INCOMPLETE && event_is_set(overlapped));
}

/* Of an event that is not signaled, nothing is known to be over. */
static BOOL WINAPI result_needs_event(RESULT_PARAMETERS)
{
    if (overlapped->Internal != STATUS_PENDING && event_of(overlapped) && !event_is_set(overlapped))
        return refused(ERROR_IO_INCOMPLETE);
    return RESULT_OF;
}

typedef BOOL(WINAPI *result_ex)(HANDLE, OVERLAPPED *, DWORD *, DWORD, BOOL);

static BOOL get_ex(HANDLE file, OVERLAPPED *overlapped, DWORD *count, DWORD milliseconds, BOOL alertable)
{
    result_ex get =
        (result_ex)(void *)GetProcAddress(GetModuleHandleA("kernel32.dll"), "GetOverlappedResultEx");

    return get(file, overlapped, count, milliseconds, alertable);
}

static BOOL WINAPI result_ex_is_not_alertable(HANDLE file, OVERLAPPED *overlapped, DWORD *count,
                                              DWORD milliseconds, BOOL alertable)
{
    (void)alertable;
    return get_ex(file, overlapped, count, milliseconds, FALSE);
}

static BOOL WINAPI result_ex_is_alertable(HANDLE file, OVERLAPPED *overlapped, DWORD *count,
                                          DWORD milliseconds, BOOL alertable)
{
    (void)alertable;
    return get_ex(file, overlapped, count, milliseconds, TRUE);
}

static BOOL WINAPI result_ex_mistakes_timeout(HANDLE file, OVERLAPPED *overlapped, DWORD *count,
                                              DWORD milliseconds, BOOL alertable)
{
    return mistaken(get_ex(file, overlapped, count, milliseconds, alertable), WAIT_TIMEOUT,
                    ERROR_IO_INCOMPLETE);
}

static BOOL WINAPI result_ex_times_out_at_once(HANDLE file, OVERLAPPED *overlapped, DWORD *count,
                                               DWORD milliseconds, BOOL alertable)
{
    return mistaken(get_ex(file, overlapped, count, milliseconds, alertable), ERROR_IO_INCOMPLETE,
                    WAIT_TIMEOUT);
}

static const struct perturbation perturbation_rows[] = {
    WRONG(
        "result-calls-it-pending", "GetOverlappedResult of a pending operation fails with ERROR_IO_PENDING",
        "overlapped-result/gor-nowait-pending",
        "overlapped-result/* quota/two-pending-first-completes-first event/* write/* message-mode/* writer/*",
        INSTEAD_OF(GetOverlappedResult, result_calls_it_pending)),
    RACE("result-does-not-wait", "GetOverlappedResult does not wait",
         "overlapped-result/gor-null-event-waits-handle", "writer/* overlapped-result/*",
         INSTEAD_OF(GetOverlappedResult, result_does_not_wait)),
    WRONG("result-counts-nothing", "GetOverlappedResult stores a count of 0",
          "overlapped-result/gor-after-pending-success",
          "writer/* cancel/* close/* connect/client-came-and-went-with-data create/createpipe-synchronous "
          "event/* message-mode/* modes/* overlapped-result/* quota/* read/* threadpool-wait/* write/*",
          INSTEAD_OF(GetOverlappedResult, result_counts_nothing)),
    WRONG("result-counts-one-less", "GetOverlappedResult counts one byte too few",
          "overlapped-result/gor-after-pending-success",
          "writer/* cancel/* close/* connect/client-came-and-went-with-data create/createpipe-synchronous "
          "event/* message-mode/* modes/* overlapped-result/* quota/* read/* threadpool-wait/* write/*",
          INSTEAD_OF(GetOverlappedResult, result_counts_one_less)),
    WRONG("result-counts-no-failure", "GetOverlappedResult of a failed operation stores no count",
          "overlapped-result/broken-write-result",
          "writer/* cancel/* close/* disconnect/pending-writes-both-ends message-mode/* overlapped-result/* "
          "quota/* threadpool-wait/* write/first-failure-may-be-109-then-232",
          INSTEAD_OF(GetOverlappedResult, result_counts_no_failure)),
    WRONG("result-resets-event", "GetOverlappedResult resets the event",
          "event/gor-nowait-does-not-consume-auto-event",
          "writer/* create/createpipe-synchronous event/* overlapped-result/gor-wait-shared-event-premature "
          "threadpool-wait/*",
          INSTEAD_OF(GetOverlappedResult, result_resets_event)),
    WRONG("result-hides-rest-of-message", "GetOverlappedResult of a read of part of a message says TRUE",
          "overlapped-result/more-data-is-failure-with-count", "writer/* message-mode/* quota/*",
          INSTEAD_OF(GetOverlappedResult, result_hides_rest_of_message)),
    WRONG("result-mistakes-close", "the result of an operation whose peer closes is ERROR_NO_DATA",
          "close/peer-close-completes-pending-write",
          "writer/* close/* overlapped-result/broken-write-result "
          "threadpool-wait/pipe-broken-write-fires-wait write/first-failure-may-be-109-then-232",
          INSTEAD_OF(GetOverlappedResult, result_mistakes_close)),
    WRONG("result-mistakes-disconnect",
          "the result of an operation that is disconnected is ERROR_BROKEN_PIPE",
          "overlapped-result/disconnected-write-result", "writer/* disconnect/pending-writes-both-ends",
          INSTEAD_OF(GetOverlappedResult, result_mistakes_disconnect)),
    WRONG("result-mistakes-cancel", "the result of a cancelled operation is ERROR_BROKEN_PIPE",
          "cancel/cancelio-same-thread",
          "writer/* cancel/* close/* message-mode/transact-cancel-keeps-request "
          "threadpool-wait/pipe-cancelled-write-fires-wait",
          INSTEAD_OF(GetOverlappedResult, result_mistakes_cancel)),
    WRONG("result-hides-cancel", "the result of a cancelled operation is TRUE", "cancel/cancelio-same-thread",
          "writer/* cancel/* close/* message-mode/transact-cancel-keeps-request "
          "threadpool-wait/pipe-cancelled-write-fires-wait",
          INSTEAD_OF(GetOverlappedResult, result_hides_cancel)),
    WRONG("result-hides-close", "the result of an operation whose peer closes is TRUE",
          "overlapped-result/broken-write-result",
          "writer/* close/* threadpool-wait/pipe-broken-write-fires-wait "
          "write/first-failure-may-be-109-then-232",
          INSTEAD_OF(GetOverlappedResult, result_hides_close)),
    WRONG("result-is-of-another", "GetOverlappedResult gives the result of the operation before",
          "quota/two-pending-first-completes-first",
          "writer/* cancel/* close/* connect/client-came-and-went-with-data message-mode/* "
          "modes/nowait-write-pending-read-1-plus-quota overlapped-result/* quota/* read/* threadpool-wait/*",
          INSTEAD_OF(GetOverlappedResult, result_is_of_another)),
    WRONG("result-checks-handle", "GetOverlappedResult needs the handle",
          "overlapped-result/gor-uses-only-overlapped-fields",
          "writer/* event/handle-resignalled-by-null-hevent-op overlapped-result/*",
          INSTEAD_OF(GetOverlappedResult, result_checks_handle)),
    WRONG("result-trusts-event", "GetOverlappedResult takes a signaled event for a completion",
          "overlapped-result/gor-nowait-ignores-signaled-event", "writer/*",
          INSTEAD_OF(GetOverlappedResult, result_trusts_event)),
    WRONG("result-needs-event", "GetOverlappedResult finds an operation pending whose event is not signaled",
          "overlapped-result/gor-wait-completed-with-reset-event",
          "writer/* event/* threadpool-wait/* write/success-signals-event",
          INSTEAD_OF(GetOverlappedResult, result_needs_event)),
    WRONG("result-ex-is-not-alertable", "GetOverlappedResultEx is never alertable",
          "alertable/gorex-alertable", "overlapped-result/gorex-timeout-alertable",
          INSTEAD_OF_LOOKUP("GetOverlappedResultEx", result_ex_is_not_alertable)),
    WRONG("result-ex-is-alertable", "GetOverlappedResultEx is always alertable",
          "overlapped-result/gorex-timeout-nonalertable", "-",
          INSTEAD_OF_LOOKUP("GetOverlappedResultEx", result_ex_is_alertable)),
    WRONG("result-ex-mistakes-timeout", "GetOverlappedResultEx that times out fails with ERROR_IO_INCOMPLETE",
          "overlapped-result/gorex-timeout-nonalertable", "-",
          INSTEAD_OF_LOOKUP("GetOverlappedResultEx", result_ex_mistakes_timeout)),
    WRONG("result-ex-times-out-at-once",
          "GetOverlappedResultEx of a pending operation and no time fails with WAIT_TIMEOUT",
          "overlapped-result/gorex-0-alertable", "-",
          INSTEAD_OF_LOOKUP("GetOverlappedResultEx", result_ex_times_out_at_once)),
};

PERTURBATION_TABLE(result);
