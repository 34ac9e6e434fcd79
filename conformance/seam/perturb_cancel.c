/* What cancelling and closing answers. */
#include "perturb_lies.h"
#include "perturbations.h"

static BOOL WINAPI cancel_finds_everything(HANDLE file, OVERLAPPED *overlapped)
{
    return CancelIoEx(file, overlapped) || (overlapped && GetLastError() == ERROR_NOT_FOUND);
}

static BOOL WINAPI cancel_does_nothing(HANDLE file, OVERLAPPED *overlapped)
{
    (void)file;
    (void)overlapped;
    return TRUE;
}

static BOOL WINAPI cancel_finds_nothing(HANDLE file, OVERLAPPED *overlapped)
{
    (void)file;
    (void)overlapped;
    return refused(ERROR_NOT_FOUND);
}

static BOOL WINAPI cancel_denies_what_it_did(HANDLE file, OVERLAPPED *overlapped)
{
    return CancelIoEx(file, overlapped) ? refused(ERROR_NOT_FOUND) : FALSE;
}

static BOOL WINAPI cancel_takes_all(HANDLE file, OVERLAPPED *overlapped)
{
    return overlapped && overlapped->Internal == STATUS_PENDING ? CancelIoEx(file, NULL)
                                                                : CancelIoEx(file, overlapped);
}

static BOOL WINAPI cancel_of_this_thread_alone(HANDLE file, OVERLAPPED *overlapped)
{
    return overlapped ? CancelIoEx(file, overlapped) : CancelIo(file);
}

static BOOL WINAPI cancel_mistakes_none(HANDLE file, OVERLAPPED *overlapped)
{
    return mistaken(CancelIoEx(file, overlapped), ERROR_NOT_FOUND, ERROR_INVALID_PARAMETER);
}

static BOOL WINAPI cancel_spoils_last_error(HANDLE file, OVERLAPPED *overlapped)
{
    BOOL success = CancelIoEx(file, overlapped);

    if (success)
        SetLastError(ERROR_OPERATION_ABORTED);
    return success;
}

static int is_cancelled(const OVERLAPPED *overlapped)
{
    return overlapped && (NTSTATUS)overlapped->Internal == STATUS_CANCELLED;
}

static BOOL WINAPI cancel_forgets_event(HANDLE file, OVERLAPPED *overlapped)
{
    BOOL success = CancelIoEx(file, overlapped);

    if (success && is_cancelled(overlapped) && event_of(overlapped))
        ResetEvent(event_of(overlapped));
    return success;
}

/* The signal comes again when the first has been seen. */
static HANDLE volatile signaled_again;

static BOOL WINAPI cancel_signals_twice(HANDLE file, OVERLAPPED *overlapped)
{
    BOOL success = CancelIoEx(file, overlapped);

    if (success)
        signaled_again = event_of(overlapped);
    return success;
}

static DWORD WINAPI wait_for_second_signal(HANDLE object, DWORD milliseconds)
{
    DWORD result = WaitForSingleObject(object, milliseconds);

    if (result == WAIT_OBJECT_0 && InterlockedCompareExchangePointer(&signaled_again, NULL, object) == object)
        SetEvent(object);
    return result;
}

static BOOL WINAPI cancel_breaks_the_operation(HANDLE file, OVERLAPPED *overlapped)
{
    BOOL success = CancelIoEx(file, overlapped);

    if (success && is_cancelled(overlapped))
        overlapped->Internal = (ULONG_PTR)STATUS_PIPE_BROKEN;
    return success;
}

static BOOL WINAPI cancel_succeeds_the_operation(HANDLE file, OVERLAPPED *overlapped)
{
    BOOL success = CancelIoEx(file, overlapped);

    if (success && is_cancelled(overlapped))
        overlapped->Internal = STATUS_SUCCESS;
    return success;
}

static BOOL WINAPI cancel_counts_bytes(HANDLE file, OVERLAPPED *overlapped)
{
    BOOL success = CancelIoEx(file, overlapped);

    if (success && is_cancelled(overlapped))
        overlapped->InternalHigh = 10;
    return success;
}

static BOOL WINAPI cancelio_reaches_other_threads(HANDLE file)
{
    return forgiven(CancelIoEx(file, NULL), ERROR_NOT_FOUND);
}

static BOOL WINAPI cancelio_does_nothing(HANDLE file)
{
    (void)file;
    return TRUE;
}

static BOOL WINAPI cancelsynchronous_finds_everything(HANDLE thread)
{
    return forgiven(CancelSynchronousIo(thread), ERROR_NOT_FOUND);
}

static BOOL WINAPI cancelsynchronous_finds_nothing(HANDLE thread)
{
    (void)thread;
    return refused(ERROR_NOT_FOUND);
}

static BOOL WINAPI close_twice_succeeds(HANDLE handle)
{
    return forgiven(CloseHandle(handle), ERROR_INVALID_HANDLE);
}

static BOOL WINAPI close_cancels_duplicates(HANDLE handle)
{
    if (GetFileType(handle) == FILE_TYPE_PIPE)
        CancelIoEx(handle, NULL);
    return CloseHandle(handle);
}

static const struct perturbation perturbation_rows[] = {
    WRONG("cancel-finds-everything", "CancelIoEx of an operation that is over says TRUE",
          "cancel/second-cancel-not-found",
          "cancel/* close/* threadpool-wait/cancel-inside-completion-callback writer/*",
          INSTEAD_OF(CancelIoEx, cancel_finds_everything)),
    WRONG("cancel-does-nothing", "CancelIoEx says TRUE and does nothing",
          "cancel/pending-write-completes-with-operation-aborted",
          "writer/* alertable/writefileex-cancelled cancel/* iocp/cancelled-queues message-mode/* quota/* "
          "threadpool-wait/*",
          INSTEAD_OF(CancelIoEx, cancel_does_nothing)),
    WRONG("cancel-finds-nothing", "CancelIoEx fails with ERROR_NOT_FOUND and does nothing",
          "cancel/pending-write-completes-with-operation-aborted",
          "writer/* alertable/writefileex-cancelled cancel/* iocp/cancelled-queues message-mode/* quota/* "
          "threadpool-wait/pipe-cancelled-write-fires-wait",
          INSTEAD_OF(CancelIoEx, cancel_finds_nothing)),
    WRONG("cancel-denies-what-it-did", "CancelIoEx cancels, but fails with ERROR_NOT_FOUND",
          "cancel/pending-write-completes-with-operation-aborted",
          "writer/* alertable/writefileex-cancelled cancel/* iocp/cancelled-queues "
          "message-mode/transact-cancel-keeps-request threadpool-wait/pipe-cancelled-write-fires-wait",
          INSTEAD_OF(CancelIoEx, cancel_denies_what_it_did)),
    WRONG("cancel-takes-all", "CancelIoEx of one operation cancels all of the handle",
          "cancel/cancel-later-read-keeps-earlier", "writer/* cancel/* threadpool-wait/set-null-disarms",
          INSTEAD_OF(CancelIoEx, cancel_takes_all)),
    RACE("cancel-of-this-thread-alone", "CancelIoEx of all operations leaves those of other threads",
         "cancel/cancelioex-null-other-threads", "writer/*",
         INSTEAD_OF(CancelIoEx, cancel_of_this_thread_alone)),
    WRONG("cancel-mistakes-none", "CancelIoEx with nothing to cancel fails with ERROR_INVALID_PARAMETER",
          "cancel/already-completed-not-found",
          "writer/* cancel/* threadpool-wait/cancel-inside-completion-callback",
          INSTEAD_OF(CancelIoEx, cancel_mistakes_none)),
    WRONG("cancel-spoils-last-error", "CancelIoEx that succeeds changes the last error",
          "cancel/success-leaves-last-error", "writer/*", INSTEAD_OF(CancelIoEx, cancel_spoils_last_error)),
    WRONG("cancel-forgets-event", "a cancelled operation does not set its event",
          "cancel/pending-write-completes-with-operation-aborted", "writer/* cancel/*",
          INSTEAD_OF(CancelIoEx, cancel_forgets_event)),
    RACE("cancel-signals-twice", "the event of a cancelled operation is set once more, a little later",
         "cancel/auto-reset-event-signalled-once", "writer/*", INSTEAD_OF(CancelIoEx, cancel_signals_twice),
         INSTEAD_OF(WaitForSingleObject, wait_for_second_signal)),
    WRONG("cancel-breaks-the-operation", "a cancelled operation ends as if the peer had closed",
          "cancel/pending-write-completes-with-operation-aborted",
          "writer/* alertable/writefileex-cancelled cancel/* message-mode/transact-cancel-keeps-request "
          "threadpool-wait/pipe-cancelled-write-fires-wait",
          INSTEAD_OF(CancelIoEx, cancel_breaks_the_operation)),
    WRONG("cancel-succeeds-the-operation", "a cancelled operation ends with success",
          "cancel/pending-write-completes-with-operation-aborted",
          "writer/* alertable/writefileex-cancelled cancel/* message-mode/transact-cancel-keeps-request "
          "threadpool-wait/pipe-cancelled-write-fires-wait",
          INSTEAD_OF(CancelIoEx, cancel_succeeds_the_operation)),
    WRONG("cancel-counts-bytes", "a cancelled operation counts bytes",
          "cancel/pending-write-completes-with-operation-aborted",
          "writer/* alertable/writefileex-cancelled cancel/* message-mode/transact-cancel-keeps-request",
          INSTEAD_OF(CancelIoEx, cancel_counts_bytes)),
    RACE("cancelio-reaches-other-threads", "CancelIo cancels the operations of other threads",
         "cancel/cancelio-other-thread", "-", INSTEAD_OF(CancelIo, cancelio_reaches_other_threads)),
    WRONG("cancelio-does-nothing", "CancelIo says TRUE and does nothing", "cancel/cancelio-same-thread",
          "cancel/*", INSTEAD_OF(CancelIo, cancelio_does_nothing)),
    WRONG("cancelsynchronous-finds-everything", "CancelSynchronousIo says TRUE with nothing to cancel",
          "cancel/cancelsynchronousio-none", "cancel/*",
          INSTEAD_OF(CancelSynchronousIo, cancelsynchronous_finds_everything)),
    RACE("cancelsynchronous-finds-nothing", "CancelSynchronousIo never finds anything",
         "cancel/connect-sync-handle-by-cancelsynchronousio", "cancel/cancelsynchronousio-none",
         INSTEAD_OF(CancelSynchronousIo, cancelsynchronous_finds_nothing)),
    WRONG("close-twice-succeeds", "CloseHandle of a closed handle says TRUE", "close/double-close",
          "writer/*", INSTEAD_OF(CloseHandle, close_twice_succeeds)),
    WRONG("close-cancels-duplicates",
          "CloseHandle of one of several handles of a pipe cancels its operations",
          "close/closing-one-duplicate-keeps-pending",
          "writer/* cancel/after-issuing-handle-closed iocp/close-pending-read-packet",
          INSTEAD_OF(CloseHandle, close_cancels_duplicates)),
};

PERTURBATION_TABLE(cancel);
