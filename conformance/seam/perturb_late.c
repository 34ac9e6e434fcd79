/* What becomes true later than it is told. */
#include "perturb_lies.h"
#include "perturbations.h"

struct late_handle {
    HANDLE handle;
    OVERLAPPED *overlapped;
};

static struct late_handle *late_handle(HANDLE handle, OVERLAPPED *overlapped)
{
    struct late_handle *late = HeapAlloc(GetProcessHeap(), 0, sizeof(*late));
    HANDLE self = GetCurrentProcess();

    late->overlapped = overlapped;
    DuplicateHandle(self, handle, self, &late->handle, 0, FALSE, DUPLICATE_SAME_ACCESS);
    return late;
}

static void close_late(void *argument)
{
    CloseHandle(((struct late_handle *)argument)->handle);
}

static void disconnect_late(void *argument)
{
    DisconnectNamedPipe(((struct late_handle *)argument)->handle);
    close_late(argument);
}

static void cancel_late(void *argument)
{
    struct late_handle *late = argument;

    CancelIoEx(late->handle, late->overlapped);
    close_late(argument);
}

static BOOL WINAPI close_is_late(HANDLE handle)
{
    if (GetFileType(handle) == FILE_TYPE_PIPE)
        later(20, close_late, late_handle(handle, NULL));
    return CloseHandle(handle);
}

static BOOL WINAPI disconnect_is_late(HANDLE pipe)
{
    later(20, disconnect_late, late_handle(pipe, NULL));
    return TRUE;
}

static BOOL WINAPI cancel_is_late(HANDLE file, OVERLAPPED *overlapped)
{
    if (!overlapped || overlapped->Internal != STATUS_PENDING)
        return CancelIoEx(file, overlapped);
    later(20, cancel_late, late_handle(file, overlapped));
    return TRUE;
}

static BOOL WINAPI flush_does_not_wait(HANDLE file)
{
    DWORD flags = 0;

    return GetNamedPipeInfo(file, &flags, NULL, NULL, NULL) ? TRUE : FlushFileBuffers(file);
}

/* Another thread of this process makes all overlapped writes, so that they have nothing to do with the
 * caller's life. */
static struct {
    SRWLOCK lock;
    HANDLE thread, asked, answered;
    HANDLE file;
    const void *bytes;
    DWORD size, *count, error;
    OVERLAPPED *overlapped;
    BOOL success;
} scribe;

static DWORD WINAPI write_for_others(void *argument)
{
    (void)argument;
    while (WaitForSingleObject(scribe.asked, INFINITE) == WAIT_OBJECT_0) {
        SetLastError(scribe.error);
        scribe.success = WriteFile(scribe.file, scribe.bytes, scribe.size, scribe.count, scribe.overlapped);
        scribe.error = GetLastError();
        SetEvent(scribe.answered);
    }
    return 0;
}

static BOOL WINAPI writes_outlive_their_thread(WRITE_PARAMETERS)
{
    BOOL success;
    DWORD error = GetLastError(), flags = 0;

    if (!overlapped || overlapped->Offset || !GetNamedPipeInfo(file, &flags, NULL, NULL, NULL)) {
        SetLastError(error);
        return WRITE;
    }
    AcquireSRWLockExclusive(&scribe.lock);
    if (!scribe.thread) {
        scribe.asked = CreateEventW(NULL, FALSE, FALSE, NULL);
        scribe.answered = CreateEventW(NULL, FALSE, FALSE, NULL);
        scribe.thread = CreateThread(NULL, 0, write_for_others, NULL, 0, NULL);
    }
    scribe.file = file, scribe.bytes = bytes, scribe.size = size, scribe.count = count;
    scribe.overlapped = overlapped, scribe.error = error;
    SignalObjectAndWait(scribe.asked, scribe.answered, INFINITE, FALSE);
    success = scribe.success, error = scribe.error;
    ReleaseSRWLockExclusive(&scribe.lock);
    SetLastError(error);
    return success;
}

static const struct perturbation perturbation_rows[] = {
    RACE("close-is-late", "CloseHandle of a pipe returns before the peer can see it",
         "close/next-write-after-peer-close",
         "alertable/writefileex-immediate-failure close/* connect/* event/* iocp/immediate-error-no-packet "
         "modes/nowait-read-broken overlapped-result/gor-after-immediate-failure "
         "threadpool-wait/pipe-immediate-failure-no-callback write/* writer/*",
         INSTEAD_OF(CloseHandle, close_is_late)),
    RACE("disconnect-is-late", "DisconnectNamedPipe returns before it has happened",
         "disconnect/server-write",
         "connect/* disconnect/* overlapped-result/internalhigh-untouched-on-immediate-failure write/* "
         "writer/disconnected",
         INSTEAD_OF(DisconnectNamedPipe, disconnect_is_late)),
    RACE("cancel-is-late", "CancelIoEx of the own thread's operation returns before that is over",
         "cancel/pending-write-completes-with-operation-aborted", "writer/* cancel/*",
         INSTEAD_OF(CancelIoEx, cancel_is_late)),
    RACE("flush-does-not-wait", "FlushFileBuffers returns before everything is read",
         "flush/blocks-until-read", "cancel/releases-blocked-flush flush/*",
         INSTEAD_OF(FlushFileBuffers, flush_does_not_wait)),
    RACE("writes-outlive-their-thread", "a write that pends is not cancelled when its thread ends",
         "close/thread-exit-pending-write-no-iocp",
         "writer/* cancel/* close/thread-exit-pending-write-iocp-with-event "
         "event/handle-resignalled-by-null-hevent-op message-mode/* modes/* quota/* "
         "threadpool-wait/tpio-wait-true-cancels-callbacks",
         INSTEAD_OF(WriteFile, writes_outlive_their_thread)),
};

PERTURBATION_TABLE(late);
