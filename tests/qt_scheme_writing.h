/* The inside of the scheme of qt_scheme.h: its queue, one WriteFile a block, and the callback that starts the
 * next. All with the lock held, which the callback takes itself.
 */
#ifndef TWINPIPE_QT_SCHEME_WRITING_H
#define TWINPIPE_QT_SCHEME_WRITING_H

#include "writer/imports.h"

struct qt_block {
    struct qt_block *next;
    DWORD size;
    char bytes[];
};

struct qt_scheme {
    HANDLE pipe, event, progress; /* progress: something that the owner has not taken note of */
    PTP_WAIT wait;
    SRWLOCK lock;
    struct qt_block *first, **last;
    ULONGLONG queued, unreported; /* bytes */
    DWORD error;
    BOOL pending, stopped;
    OVERLAPPED overlapped; /* of the operation in flight or last: whether it is final is what tests ask */
};

static inline void qt_scheme_drop_first(struct qt_scheme *scheme)
{
    struct qt_block *block = scheme->first;

    scheme->queued -= block->size;
    if (!(scheme->first = block->next))
        scheme->last = &scheme->first;
    HeapFree(GetProcessHeap(), 0, block);
}

static inline void qt_scheme_discard(struct qt_scheme *scheme)
{
    while (scheme->first)
        qt_scheme_drop_first(scheme);
}

/* Byte pipes write all or nothing, so that a block is gone when its write succeeded. */
static inline BOOL qt_scheme_completed(struct qt_scheme *scheme, DWORD error, DWORD written)
{
    if (error) {
        scheme->error = error;
        qt_scheme_discard(scheme);
        return FALSE;
    }
    scheme->unreported += written;
    if (scheme->first) /* else a callback came for an operation that stop had given up */
        qt_scheme_drop_first(scheme);
    return TRUE;
}

static inline void qt_scheme_start(struct qt_scheme *scheme)
{
    while (scheme->first) {
        DWORD written = 0, error = 0;

        if (!WriteFile(scheme->pipe, scheme->first->bytes, scheme->first->size, &written,
                       &scheme->overlapped))
            error = GetLastError();
        if (error == ERROR_IO_PENDING) {
            scheme->pending = TRUE;
            SetThreadpoolWait(scheme->wait, scheme->event, NULL);
            return;
        }
        if (!qt_scheme_completed(scheme, error, written))
            return;
    }
}

static inline BOOL qt_scheme_accept(struct qt_scheme *scheme, struct qt_block *block)
{
    if (scheme->error)
        return FALSE;
    *scheme->last = block;
    scheme->last = &block->next;
    scheme->queued += block->size;
    scheme->stopped = FALSE;
    if (!scheme->pending)
        qt_scheme_start(scheme);
    return TRUE;
}

static inline BOOL qt_scheme_has_news(const struct qt_scheme *scheme)
{
    return scheme->unreported || scheme->error;
}

static inline void CALLBACK qt_scheme_signalled(PTP_CALLBACK_INSTANCE instance, void *context, PTP_WAIT wait,
                                                TP_WAIT_RESULT result)
{
    struct qt_scheme *scheme = context;
    DWORD written = 0, error = 0;
    BOOL news;

    (void)instance;
    (void)wait;
    (void)result;
    AcquireSRWLockExclusive(&scheme->lock);
    if (!GetOverlappedResult(scheme->pipe, &scheme->overlapped, &written, FALSE))
        error = GetLastError();
    scheme->pending = FALSE;
    if (!scheme->stopped && qt_scheme_completed(scheme, error, written))
        qt_scheme_start(scheme);
    news = !scheme->stopped && qt_scheme_has_news(scheme);
    ReleaseSRWLockExclusive(&scheme->lock);
    if (news)
        SetEvent(scheme->progress);
}

#endif
