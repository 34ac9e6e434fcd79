/* What starting an operation leaves in its OVERLAPPED, and what becomes of its event. */
#include "perturb_lies.h"
#include "perturbations.h"

static BOOL keep_signal(BOOL stale, BOOL success, const OVERLAPPED *overlapped)
{
    DWORD error = GetLastError();

    if (stale && !success && error == ERROR_IO_PENDING)
        SetEvent(event_of(overlapped));
    SetLastError(error);
    return success;
}

static BOOL WINAPI write_leaves_stale_event(WRITE_PARAMETERS)
{
    BOOL stale = event_is_set(overlapped);

    return keep_signal(stale, WRITE, overlapped);
}

static BOOL WINAPI read_leaves_stale_event(READ_PARAMETERS)
{
    BOOL stale = event_is_set(overlapped);

    return keep_signal(stale, READ, overlapped);
}

static BOOL WINAPI connect_leaves_stale_event(HANDLE pipe, OVERLAPPED *overlapped)
{
    BOOL stale = event_is_set(overlapped);

    return keep_signal(stale, ConnectNamedPipe(pipe, overlapped), overlapped);
}

static BOOL WINAPI write_forgets_event(WRITE_PARAMETERS)
{
    BOOL success = WRITE;

    if (success && event_of(overlapped))
        ResetEvent(event_of(overlapped));
    return success;
}

static BOOL WINAPI read_forgets_event(READ_PARAMETERS)
{
    BOOL success = READ;
    DWORD error = GetLastError();

    if (event_of(overlapped) && (success || error == ERROR_MORE_DATA))
        ResetEvent(event_of(overlapped));
    SetLastError(error);
    return success;
}

static BOOL signal_failure(BOOL success, const OVERLAPPED *overlapped)
{
    DWORD error = GetLastError();

    if (!success && error != ERROR_IO_PENDING && event_of(overlapped))
        SetEvent(event_of(overlapped));
    SetLastError(error);
    return success;
}

static BOOL WINAPI write_signals_failure(WRITE_PARAMETERS)
{
    return signal_failure(WRITE, overlapped);
}

static BOOL WINAPI read_signals_failure(READ_PARAMETERS)
{
    return signal_failure(READ, overlapped);
}

static BOOL WINAPI connect_signals_failure(HANDLE pipe, OVERLAPPED *overlapped)
{
    return signal_failure(ConnectNamedPipe(pipe, overlapped), overlapped);
}

static BOOL WINAPI write_forgets_status(WRITE_PARAMETERS)
{
    BOOL success = WRITE;

    if (success && overlapped)
        overlapped->Internal = STATUS_PENDING;
    return success;
}

static BOOL WINAPI write_forgets_information(WRITE_PARAMETERS)
{
    ULONG_PTR before = overlapped ? overlapped->InternalHigh : 0;
    BOOL success = WRITE;

    if (success && overlapped)
        overlapped->InternalHigh = before;
    return success;
}

static BOOL WINAPI write_stores_failure(WRITE_PARAMETERS)
{
    BOOL success = WRITE;

    if (!success && GetLastError() != ERROR_IO_PENDING && overlapped)
        overlapped->Internal = (ULONG_PTR)STATUS_UNSUCCESSFUL;
    return success;
}

static BOOL WINAPI write_clears_information(WRITE_PARAMETERS)
{
    if (overlapped)
        overlapped->InternalHigh = 0;
    return WRITE;
}

static BOOL WINAPI write_marks_nothing_pending(WRITE_PARAMETERS)
{
    ULONG_PTR before = overlapped ? overlapped->Internal : 0;
    BOOL success = WRITE;

    if (!success && GetLastError() != ERROR_IO_PENDING && overlapped)
        overlapped->Internal = before;
    return success;
}

static BOOL WINAPI read_stores_success(READ_PARAMETERS)
{
    BOOL success = READ;

    if (failed_with(success, ERROR_MORE_DATA) && overlapped)
        overlapped->Internal = STATUS_SUCCESS;
    return success;
}

static const struct perturbation perturbation_rows[] = {
    WRONG("write-leaves-stale-event", "a write that pends leaves a signaled event signaled",
          "event/pending-write-resets-manual-event",
          "event/* write/* writer/event-of-an-earlier-write-means-nothing",
          INSTEAD_OF(WriteFile, write_leaves_stale_event)),
    WRONG("read-leaves-stale-event", "a read that pends leaves a signaled event signaled",
          "event/pending-read-resets-manual-event", "writer/*",
          INSTEAD_OF(ReadFile, read_leaves_stale_event)),
    WRONG("connect-leaves-stale-event", "a ConnectNamedPipe that pends leaves a signaled event signaled",
          "event/pending-connect-resets-manual-event", "-",
          INSTEAD_OF(ConnectNamedPipe, connect_leaves_stale_event)),
    WRONG("write-forgets-event", "a write that succeeds at once does not set its event",
          "event/sync-write-sets-event",
          "cancel/reuse-overlapped-after-cancel event/* iocp/* modes/nowait-overlapped-never-pends quota/* "
          "threadpool-wait/* write/*",
          INSTEAD_OF(WriteFile, write_forgets_event)),
    WRONG("read-forgets-event", "a read that is over at once does not set its event",
          "message-mode/partial-read-more-data", "create/createpipe-synchronous",
          INSTEAD_OF(ReadFile, read_forgets_event)),
    WRONG("write-signals-failure", "a write that fails at once sets its event",
          "event/immediate-failure-leaves-event-reset",
          "overlapped-result/gor-after-immediate-failure threadpool-wait/pipe-immediate-failure-no-callback "
          "write/*",
          INSTEAD_OF(WriteFile, write_signals_failure)),
    WRONG("read-signals-failure", "a read that fails at once sets its event",
          "event/immediate-failure-leaves-event-reset", "-", INSTEAD_OF(ReadFile, read_signals_failure)),
    WRONG("connect-signals-failure", "ConnectNamedPipe sets the event although the client came first",
          "connect/already-connected", "-", INSTEAD_OF(ConnectNamedPipe, connect_signals_failure)),
    WRONG("write-forgets-status", "a write that succeeds at once leaves STATUS_PENDING in Internal",
          "write/success-signals-event",
          "cancel/already-completed-not-found modes/nowait-overlapped-never-pends overlapped-result/* "
          "quota/* write/*",
          INSTEAD_OF(WriteFile, write_forgets_status)),
    WRONG("write-forgets-information", "a write that succeeds at once leaves InternalHigh as it was",
          "write/null-count-ptr-with-overlapped",
          "cancel/already-completed-not-found overlapped-result/* quota/* write/*",
          INSTEAD_OF(WriteFile, write_forgets_information)),
    WRONG("write-stores-failure", "a write that fails at once stores its status in Internal",
          "write/count-zeroed-on-failure",
          "close/next-write-after-peer-close disconnect/overlapped-fields "
          "overlapped-result/gor-after-immediate-failure write/*",
          INSTEAD_OF(WriteFile, write_stores_failure)),
    WRONG("write-clears-information", "a write begins by clearing InternalHigh",
          "overlapped-result/internalhigh-untouched-on-immediate-failure",
          "disconnect/overlapped-fields quota/* write/count-zeroed-on-failure",
          INSTEAD_OF(WriteFile, write_clears_information)),
    WRONG("write-marks-nothing-pending", "a write that fails at once leaves Internal as it was",
          "disconnect/overlapped-fields",
          "close/next-write-after-peer-close overlapped-result/gor-after-immediate-failure write/*",
          INSTEAD_OF(WriteFile, write_marks_nothing_pending)),
    WRONG("read-stores-success", "a read of part of a message stores STATUS_SUCCESS in Internal",
          "message-mode/partial-read-more-data", "message-mode/* quota/pending-bytes-are-readable",
          INSTEAD_OF(ReadFile, read_stores_success)),
};

PERTURBATION_TABLE(status);
