/* A second, small client: the way in which QWindowsPipeWriter of Qt 6 uses Win32, written anew from its
 * public description (Qt's documentation, bug reports and reviews), so that it can be measured and tried
 * beside the writer.
 *
 * The scheme: blocks wait in an unbounded queue, and each is one overlapped WriteFile. One that pends arms a
 * wait of the default thread pool on the operation's auto-reset event; its callback takes the result and
 * starts the next block. Progress sets a manual-reset event, which the owner waits for and resets. Stopping
 * disarms the wait, calls CancelIoEx and drains the callbacks; it does not wait until the operation is final.
 * That, and that the pool thread which issued a write may retire, are the scheme's own faults and stay in it.
 *
 * One owner thread calls these functions; the pool's callbacks are the only other thread. The structure lies
 * in the caller's memory: the platform may write to it after the scheme has been closed.
 *
 * Headers alone, since Wine's makefiles take every C file of a tests directory for a unit.
 */
#ifndef TWINPIPE_QT_SCHEME_H
#define TWINPIPE_QT_SCHEME_H

#include "qt_scheme_writing.h"

static inline void qt_scheme_release(struct qt_scheme *scheme)
{
    if (scheme->wait)
        CloseThreadpoolWait(scheme->wait);
    if (scheme->progress)
        CloseHandle(scheme->progress);
    if (scheme->event)
        CloseHandle(scheme->event);
}

/* SCHEME is zeroed, which also is a free lock; PIPE is an overlapped writing end and stays the caller's.
 * FALSE if a system object could not be made (last error). */
static inline BOOL qt_scheme_open(struct qt_scheme *scheme, HANDLE pipe)
{
    DWORD error;

    scheme->pipe = pipe;
    scheme->last = &scheme->first;
    if ((scheme->event = scheme->overlapped.hEvent = CreateEventW(NULL, FALSE, FALSE, NULL)) &&
        (scheme->progress = CreateEventW(NULL, TRUE, FALSE, NULL)) &&
        (scheme->wait = CreateThreadpoolWait(qt_scheme_signalled, scheme, NULL)))
        return TRUE;
    error = GetLastError();
    qt_scheme_release(scheme);
    SetLastError(error);
    return FALSE;
}

/* Copies SIZE bytes into the queue and starts writing unless a write is pending. FALSE after an error, or out
 * of memory. */
static inline BOOL qt_scheme_write(struct qt_scheme *scheme, const void *bytes, DWORD size)
{
    struct qt_block *block = HeapAlloc(GetProcessHeap(), 0, sizeof(*block) + size);
    BOOL accepted, news;

    if (!block)
        return FALSE;
    block->next = NULL;
    block->size = size;
    memcpy(block->bytes, bytes, size);
    AcquireSRWLockExclusive(&scheme->lock);
    accepted = qt_scheme_accept(scheme, block);
    news = accepted && qt_scheme_has_news(scheme);
    ReleaseSRWLockExclusive(&scheme->lock);
    if (!accepted)
        HeapFree(GetProcessHeap(), 0, block);
    if (news)
        SetEvent(scheme->progress);
    return accepted;
}

/* Waits until something was written or failed that no earlier call reported: TRUE, or FALSE at the timeout.
 */
static inline BOOL qt_scheme_wait(struct qt_scheme *scheme, DWORD milliseconds)
{
    if (WaitForSingleObjectEx(scheme->progress, milliseconds, TRUE) != WAIT_OBJECT_0)
        return FALSE;
    AcquireSRWLockExclusive(&scheme->lock);
    ResetEvent(scheme->progress);
    scheme->unreported = 0;
    ReleaseSRWLockExclusive(&scheme->lock);
    return TRUE;
}

/* Bytes accepted and not yet reported by qt_scheme_wait(). */
static inline ULONGLONG qt_scheme_bytes_to_write(struct qt_scheme *scheme)
{
    ULONGLONG bytes;

    AcquireSRWLockExclusive(&scheme->lock);
    bytes = scheme->queued + scheme->unreported;
    ReleaseSRWLockExclusive(&scheme->lock);
    return bytes;
}

/* The first error of a write, or 0. */
static inline DWORD qt_scheme_error(struct qt_scheme *scheme)
{
    DWORD error;

    AcquireSRWLockExclusive(&scheme->lock);
    error = scheme->error;
    ReleaseSRWLockExclusive(&scheme->lock);
    return error;
}

/* Ends the pending write and discards what is queued; no callback runs afterwards, says the scheme. */
static inline void qt_scheme_stop(struct qt_scheme *scheme)
{
    AcquireSRWLockExclusive(&scheme->lock);
    scheme->stopped = TRUE;
    if (scheme->pending) {
        SetThreadpoolWait(scheme->wait, NULL, NULL);
        CancelIoEx(scheme->pipe, &scheme->overlapped);
        scheme->pending = FALSE;
    }
    qt_scheme_discard(scheme);
    scheme->unreported = 0;
    ReleaseSRWLockExclusive(&scheme->lock);
    WaitForThreadpoolWaitCallbacks(scheme->wait, TRUE);
}

/* Stops and lets go of the system's objects, even if the operation is not final: as the scheme has it. */
static inline void qt_scheme_close(struct qt_scheme *scheme)
{
    qt_scheme_stop(scheme);
    qt_scheme_release(scheme);
}

#endif
