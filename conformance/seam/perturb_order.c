/* What becomes true in another order: the end of an operation before what it stores, a later one before an
 * earlier. */
#include "perturb_watch.h"
#include "perturb_lies.h"
#include "perturbations.h"

/* Operations that pend, by OVERLAPPED. */
#define PENDING_MOST 256

struct pending {
    HANDLE file;
    OVERLAPPED *overlapped;
    void *bytes;
    DWORD size;
    int is_write;
};

static struct pending pending[PENDING_MOST];
static volatile LONG pending_count;

static void remember(HANDLE file, OVERLAPPED *overlapped, const void *bytes, DWORD size, int is_write)
{
    LONG place = (InterlockedIncrement(&pending_count) - 1) % PENDING_MOST;

    pending[place] = (struct pending){file, overlapped, (void *)(ULONG_PTR)bytes, size, is_write};
}

static BOOL remembered(BOOL success, HANDLE file, OVERLAPPED *overlapped, const void *bytes, DWORD size,
                       int is_write)
{
    if (failed_with(success, ERROR_IO_PENDING))
        remember(file, overlapped, bytes, size, is_write);
    return success;
}

static BOOL WINAPI remembered_write(WRITE_PARAMETERS)
{
    return remembered(WRITE, file, overlapped, bytes, size, 1);
}

/* What lies in memory that is given back is forgotten. */
static BOOL WINAPI forgetting_free(HANDLE heap, DWORD flags, void *memory)
{
    const BYTE *first = memory, *end = first + (memory ? HeapSize(heap, 0, memory) : 0);

    for (unsigned int i = 0; i < PENDING_MOST; i++)
        if ((const BYTE *)pending[i].overlapped >= first && (const BYTE *)pending[i].overlapped < end)
            pending[i].overlapped = NULL;
    return HeapFree(heap, flags, memory);
}

/* The latest: a handle's value is used again. */
static struct pending *pending_with_event(HANDLE event)
{
    for (LONG i = pending_count - 1; i >= 0 && i >= pending_count - PENDING_MOST; i--) {
        struct pending *at = &pending[i % PENDING_MOST];

        if (at->overlapped && event_of(at->overlapped) == event)
            return at;
    }
    return NULL;
}

/* What the platform is still to store. */
struct unstored {
    struct pending *pending;
    ULONG_PTR status, information;
};

static void store(void *argument)
{
    struct unstored *unstored = argument;
    OVERLAPPED *overlapped = unstored->pending->overlapped;

    if (!overlapped)
        return;
    overlapped->InternalHigh = unstored->information;
    overlapped->Internal = unstored->status;
    unstored->pending->overlapped = NULL;
}

static void unstore(HANDLE event, int status_too)
{
    struct pending *over = pending_with_event(event);
    struct unstored *unstored;

    if (!over || over->overlapped->Internal == STATUS_PENDING)
        return;
    unstored = HeapAlloc(GetProcessHeap(), 0, sizeof(*unstored));
    *unstored = (struct unstored){over, over->overlapped->Internal, over->overlapped->InternalHigh};
    over->overlapped->InternalHigh = 0;
    if (status_too)
        over->overlapped->Internal = STATUS_PENDING;
    later(20, store, unstored);
}

static DWORD WINAPI signal_precedes_status(HANDLE object, DWORD milliseconds)
{
    DWORD result = WaitForSingleObject(object, milliseconds);

    if (result == WAIT_OBJECT_0)
        unstore(object, 1);
    return result;
}

static DWORD WINAPI signal_precedes_count(HANDLE object, DWORD milliseconds)
{
    DWORD result = WaitForSingleObject(object, milliseconds);

    if (result == WAIT_OBJECT_0)
        unstore(object, 0);
    return result;
}

static void CALLBACK call_before_status(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                                        TP_WAIT_RESULT result)
{
    struct watched *watched = context;

    (void)wait;
    if (result == WAIT_OBJECT_0)
        unstore(watched->object, 1);
    watched_call(watched, instance, result);
}

static TP_WAIT *WINAPI callback_precedes_status(PTP_WAIT_CALLBACK callback, void *context,
                                                TP_CALLBACK_ENVIRON *environment)
{
    return watch(call_before_status, callback, context, environment);
}

static BOOL WINAPI write_signals_while_pending(WRITE_PARAMETERS)
{
    BOOL success = WRITE;
    DWORD error = GetLastError();

    if (!success && error == ERROR_IO_PENDING && event_of(overlapped))
        SetEvent(event_of(overlapped));
    SetLastError(error);
    return success;
}

static struct pending *pending_on(HANDLE file, int is_write)
{
    for (unsigned int i = 0; i < PENDING_MOST; i++)
        if (pending[i].overlapped && pending[i].file == file && pending[i].is_write == is_write &&
            pending[i].overlapped->Internal == STATUS_PENDING)
            return &pending[i];
    return NULL;
}

/* An operation that pends already is begun once more, behind this one. */
static void begin_again(struct pending *earlier)
{
    DWORD error = GetLastError(), count;
    BOOL success;

    CancelIoEx(earlier->file, earlier->overlapped);
    success = earlier->is_write
                  ? WriteFile(earlier->file, earlier->bytes, earlier->size, &count, earlier->overlapped)
                  : ReadFile(earlier->file, earlier->bytes, earlier->size, &count, earlier->overlapped);
    (void)success;
    SetLastError(error);
}

static BOOL WINAPI writes_overtake(WRITE_PARAMETERS)
{
    struct pending *earlier = pending_on(file, 1);
    BOOL success = remembered(WRITE, file, overlapped, bytes, size, 1);

    if (earlier && failed_with(success, ERROR_IO_PENDING))
        begin_again(earlier);
    return success;
}

static BOOL WINAPI reads_overtake(READ_PARAMETERS)
{
    struct pending *earlier = pending_on(file, 0);
    BOOL success = remembered(READ, file, overlapped, bytes, size, 0);

    if (earlier && failed_with(success, ERROR_IO_PENDING))
        begin_again(earlier);
    return success;
}

static const struct perturbation perturbation_rows[] = {
    RACE("signal-precedes-status", "the event of an operation is seen before its status",
         "event/order-data-then-event",
         "writer/* cancel/pending-write-completes-with-operation-aborted disconnect/pending-writes-both-ends "
         "event/shared-event-first-completes iocp/low-bit-suppresses-pending",
         INSTEAD_OF(WaitForSingleObject, signal_precedes_status), INSTEAD_OF(WriteFile, remembered_write),
         INSTEAD_OF(HeapFree, forgetting_free)),
    RACE("signal-precedes-count", "the event of an operation is seen before its count",
         "event/order-data-then-event", "writer/* quota/huge-write-pends",
         INSTEAD_OF(WaitForSingleObject, signal_precedes_count), INSTEAD_OF(WriteFile, remembered_write),
         INSTEAD_OF(HeapFree, forgetting_free)),
    RACE("callback-precedes-status", "the callback of an operation comes before its status",
         "threadpool-wait/pipe-pending-write-fires-wait", "writer/* threadpool-wait/*",
         INSTEAD_OF(CreateThreadpoolWait, callback_precedes_status),
         INSTEAD_OF(SetThreadpoolWait, watched_set), INSTEAD_OF(WriteFile, remembered_write),
         INSTEAD_OF(HeapFree, forgetting_free)),
    RACE("write-signals-while-pending", "the event of a write that pends is set before it is over",
         "event/pending-write-resets-manual-event",
         "writer/* alertable/gorex-alertable cancel/cancelio-other-thread "
         "close/closing-one-duplicate-keeps-pending event/* message-mode/transact-does-not-block-on-write "
         "modes/switch-nowait-with-pending-write overlapped-result/* quota/* threadpool-wait/* "
         "write/start-resets-event",
         INSTEAD_OF(WriteFile, write_signals_while_pending)),
    RACE("writes-overtake", "a write that pends overtakes the one before", "quota/pending-order-fifo",
         "writer/* event/shared-event-first-completes message-mode/boundaries-preserved-across-quota "
         "overlapped-result/gor-wait-shared-event-premature quota/* write/concurrent-writers-not-interleaved",
         INSTEAD_OF(WriteFile, writes_overtake), INSTEAD_OF(HeapFree, forgetting_free)),
    RACE("reads-overtake", "a read that pends overtakes the one before", "read/two-pending-fifo",
         "writer/* message-mode/*", INSTEAD_OF(ReadFile, reads_overtake),
         INSTEAD_OF(HeapFree, forgetting_free)),
};

PERTURBATION_TABLE(order);
