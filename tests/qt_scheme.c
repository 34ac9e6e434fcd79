#include "qt_scheme.h"

struct block {
    struct block *next;
    DWORD size;
    char bytes[];
};

struct qt_scheme {
    HANDLE pipe, event, progress; /* progress: something that the owner has not taken note of */
    PTP_WAIT wait;
    SRWLOCK lock;
    struct block *first, **last;
    ULONGLONG queued, unreported; /* bytes */
    DWORD error;
    BOOL pending, stopped;
    OVERLAPPED overlapped;
};

static void drop_first(struct qt_scheme *scheme)
{
    struct block *block = scheme->first;

    scheme->queued -= block->size;
    if (!(scheme->first = block->next))
        scheme->last = &scheme->first;
    HeapFree(GetProcessHeap(), 0, block);
}

/* Byte pipes write all or nothing, so that a block is gone when its write succeeded. */
static BOOL completed(struct qt_scheme *scheme, DWORD error, DWORD written)
{
    if (error) {
        scheme->error = error;
        while (scheme->first)
            drop_first(scheme);
        return FALSE;
    }
    scheme->unreported += written;
    if (scheme->first) /* else a callback came for an operation that stop had given up */
        drop_first(scheme);
    return TRUE;
}

static void start_writes(struct qt_scheme *scheme)
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
        if (!completed(scheme, error, written))
            return;
    }
}

static BOOL has_news(const struct qt_scheme *scheme)
{
    return scheme->unreported || scheme->error;
}

static void CALLBACK event_signalled(PTP_CALLBACK_INSTANCE instance, void *context, PTP_WAIT wait,
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
    if (!scheme->stopped && completed(scheme, error, written))
        start_writes(scheme);
    news = !scheme->stopped && has_news(scheme);
    ReleaseSRWLockExclusive(&scheme->lock);
    if (news)
        SetEvent(scheme->progress);
}

static void release(struct qt_scheme *scheme)
{
    if (scheme->wait)
        CloseThreadpoolWait(scheme->wait);
    if (scheme->progress)
        CloseHandle(scheme->progress);
    if (scheme->event)
        CloseHandle(scheme->event);
    HeapFree(GetProcessHeap(), 0, scheme);
}

struct qt_scheme *qt_scheme_open(HANDLE pipe)
{
    struct qt_scheme *scheme = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(*scheme));
    DWORD error;

    if (!scheme)
        return NULL;
    InitializeSRWLock(&scheme->lock);
    scheme->pipe = pipe;
    scheme->last = &scheme->first;
    if ((scheme->event = scheme->overlapped.hEvent = CreateEventW(NULL, FALSE, FALSE, NULL)) &&
        (scheme->progress = CreateEventW(NULL, TRUE, FALSE, NULL)) &&
        (scheme->wait = CreateThreadpoolWait(event_signalled, scheme, NULL)))
        return scheme;
    error = GetLastError();
    release(scheme);
    SetLastError(error);
    return NULL;
}

BOOL qt_scheme_write(struct qt_scheme *scheme, const void *bytes, DWORD size)
{
    struct block *block = HeapAlloc(GetProcessHeap(), 0, sizeof(*block) + size);
    BOOL accepted, news;

    if (!block)
        return FALSE;
    block->next = NULL;
    block->size = size;
    memcpy(block->bytes, bytes, size);
    AcquireSRWLockExclusive(&scheme->lock);
    if ((accepted = !scheme->error)) {
        *scheme->last = block;
        scheme->last = &block->next;
        scheme->queued += size;
        scheme->stopped = FALSE;
        if (!scheme->pending)
            start_writes(scheme);
    }
    news = accepted && has_news(scheme);
    ReleaseSRWLockExclusive(&scheme->lock);
    if (!accepted)
        HeapFree(GetProcessHeap(), 0, block);
    if (news)
        SetEvent(scheme->progress);
    return accepted;
}

BOOL qt_scheme_wait(struct qt_scheme *scheme, DWORD milliseconds)
{
    if (WaitForSingleObjectEx(scheme->progress, milliseconds, TRUE) != WAIT_OBJECT_0)
        return FALSE;
    AcquireSRWLockExclusive(&scheme->lock);
    ResetEvent(scheme->progress);
    scheme->unreported = 0;
    ReleaseSRWLockExclusive(&scheme->lock);
    return TRUE;
}

ULONGLONG qt_scheme_bytes_to_write(struct qt_scheme *scheme)
{
    ULONGLONG bytes;

    AcquireSRWLockShared(&scheme->lock);
    bytes = scheme->queued + scheme->unreported;
    ReleaseSRWLockShared(&scheme->lock);
    return bytes;
}

DWORD qt_scheme_error(struct qt_scheme *scheme)
{
    DWORD error;

    AcquireSRWLockShared(&scheme->lock);
    error = scheme->error;
    ReleaseSRWLockShared(&scheme->lock);
    return error;
}

const OVERLAPPED *qt_scheme_operation(const struct qt_scheme *scheme)
{
    return &scheme->overlapped;
}

void qt_scheme_stop(struct qt_scheme *scheme)
{
    AcquireSRWLockExclusive(&scheme->lock);
    scheme->stopped = TRUE;
    if (scheme->pending) {
        SetThreadpoolWait(scheme->wait, NULL, NULL);
        CancelIoEx(scheme->pipe, &scheme->overlapped);
        scheme->pending = FALSE;
    }
    while (scheme->first)
        drop_first(scheme);
    scheme->unreported = 0;
    ReleaseSRWLockExclusive(&scheme->lock);
    WaitForThreadpoolWaitCallbacks(scheme->wait, TRUE);
}

void qt_scheme_close(struct qt_scheme *scheme)
{
    qt_scheme_stop(scheme);
    release(scheme);
}
