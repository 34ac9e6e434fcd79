/* What completion ports and completion routines answer. */
#include "perturb_lies.h"
#include "perturbations.h"

static BOOL WINAPI packet_has_wrong_key(PACKET_PARAMETERS)
{
    BOOL success = PACKET;

    if (success)
        *key ^= 1;
    return success;
}

static BOOL WINAPI packet_counts_nothing(PACKET_PARAMETERS)
{
    BOOL success = PACKET;

    *count = 0;
    return success;
}

static BOOL WINAPI packet_has_no_overlapped(PACKET_PARAMETERS)
{
    BOOL success = PACKET;

    *overlapped = NULL;
    return success;
}

static BOOL WINAPI packet_hides_failure(PACKET_PARAMETERS)
{
    return PACKET || *overlapped;
}

static BOOL WINAPI packet_mistakes_cancel(PACKET_PARAMETERS)
{
    return mistaken(PACKET, ERROR_OPERATION_ABORTED, ERROR_BROKEN_PIPE);
}

static BOOL WINAPI packet_mistakes_close(PACKET_PARAMETERS)
{
    return mistaken(PACKET, ERROR_BROKEN_PIPE, ERROR_OPERATION_ABORTED);
}

static BOOL WINAPI packet_mistakes_timeout(PACKET_PARAMETERS)
{
    return mistaken(PACKET, WAIT_TIMEOUT, ERROR_ABANDONED_WAIT_0);
}

static BOOL WINAPI packet_keeps_overlapped_on_timeout(PACKET_PARAMETERS)
{
    OVERLAPPED *before = *overlapped;
    BOOL success = PACKET;

    if (failed_with(success, WAIT_TIMEOUT))
        *overlapped = before ? before : (OVERLAPPED *)key;
    return success;
}

static BOOL WINAPI packet_is_lost(PACKET_PARAMETERS)
{
    BOOL success = PACKET;

    return success || *overlapped ? GetQueuedCompletionStatus(port, count, key, overlapped, 50) : success;
}

/* Where a look finds none, the last one comes once more. */
static BOOL WINAPI packet_comes_twice(PACKET_PARAMETERS)
{
    static HANDLE last_port;
    static OVERLAPPED *last;
    BOOL success = PACKET;

    if (!failed_with(success, WAIT_TIMEOUT) || port != last_port || *overlapped) {
        last_port = port;
        last = *overlapped;
        return success;
    }
    *overlapped = last;
    return last != NULL;
}

static BOOL WINAPI post_is_lost(HANDLE port, DWORD count, ULONG_PTR key, OVERLAPPED *overlapped)
{
    (void)port;
    (void)count;
    (void)key;
    (void)overlapped;
    return TRUE;
}

static BOOL WINAPI post_counts_nothing(HANDLE port, DWORD count, ULONG_PTR key, OVERLAPPED *overlapped)
{
    (void)count;
    return PostQueuedCompletionStatus(port, 0, key, overlapped);
}

static HANDLE WINAPI port_takes_any_handle(HANDLE file, HANDLE port, ULONG_PTR key, DWORD threads)
{
    HANDLE bound = CreateIoCompletionPort(file, port, key, threads);

    if (bound || GetLastError() != ERROR_INVALID_PARAMETER)
        return bound;
    return CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
}

static HANDLE WINAPI port_mistakes_second(HANDLE file, HANDLE port, ULONG_PTR key, DWORD threads)
{
    HANDLE bound = CreateIoCompletionPort(file, port, key, threads);

    mistaken(bound != NULL, ERROR_INVALID_PARAMETER, ERROR_ALREADY_EXISTS);
    return bound;
}

static HANDLE WINAPI port_forgets_key(HANDLE file, HANDLE port, ULONG_PTR key, DWORD threads)
{
    (void)key;
    return CreateIoCompletionPort(file, port, 0, threads);
}

/* Completion routines: an operation's is known by its OVERLAPPED. */
static struct {
    OVERLAPPED *overlapped;
    LPOVERLAPPED_COMPLETION_ROUTINE routine;
} started[64];
static LONG starts;

static LPOVERLAPPED_COMPLETION_ROUTINE routine_of(const OVERLAPPED *overlapped)
{
    for (LONG i = starts; i > starts - (LONG)ARRAY_SIZE(started) && i > 0; i--)
        if (started[i % (LONG)ARRAY_SIZE(started)].overlapped == overlapped)
            return started[i % (LONG)ARRAY_SIZE(started)].routine;
    return NULL;
}

static BOOL start_with(LPOVERLAPPED_COMPLETION_ROUTINE lie, HANDLE file, const void *bytes, DWORD size,
                       OVERLAPPED *overlapped, LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    LONG place = InterlockedIncrement(&starts) % (LONG)ARRAY_SIZE(started);

    started[place].overlapped = overlapped;
    started[place].routine = routine;
    return WriteFileEx(file, bytes, size, overlapped, lie);
}

static void CALLBACK count_nothing(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    (void)count;
    routine_of(overlapped)(error, 0, overlapped);
}

static void CALLBACK hide_error(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    (void)error;
    routine_of(overlapped)(ERROR_SUCCESS, count, overlapped);
}

static void CALLBACK call_twice(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    routine_of(overlapped)(error, count, overlapped);
    routine_of(overlapped)(error, count, overlapped);
}

static BOOL WINAPI routine_counts_nothing(HANDLE file, const void *bytes, DWORD size, OVERLAPPED *overlapped,
                                          LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    return start_with(count_nothing, file, bytes, size, overlapped, routine);
}

static BOOL WINAPI routine_hides_error(HANDLE file, const void *bytes, DWORD size, OVERLAPPED *overlapped,
                                       LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    return start_with(hide_error, file, bytes, size, overlapped, routine);
}

static BOOL WINAPI routine_comes_twice(HANDLE file, const void *bytes, DWORD size, OVERLAPPED *overlapped,
                                       LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    return start_with(call_twice, file, bytes, size, overlapped, routine);
}

/* Without an alertable wait. */
static BOOL WINAPI routine_comes_at_once(HANDLE file, const void *bytes, DWORD size, OVERLAPPED *overlapped,
                                         LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    BOOL success = WriteFileEx(file, bytes, size, overlapped, routine);

    if (success)
        SleepEx(0, TRUE);
    return success;
}

static BOOL WINAPI routine_of_a_failure(HANDLE file, const void *bytes, DWORD size, OVERLAPPED *overlapped,
                                        LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    BOOL success = WriteFileEx(file, bytes, size, overlapped, routine);
    DWORD error = GetLastError();

    if (!success)
        routine(error, 0, overlapped);
    SetLastError(error);
    return success;
}

static BOOL WINAPI routine_write_says_pending(HANDLE file, const void *bytes, DWORD size,
                                              OVERLAPPED *overlapped, LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    BOOL success = WriteFileEx(file, bytes, size, overlapped, routine);

    return success && overlapped->Internal == STATUS_PENDING ? refused(ERROR_IO_PENDING) : success;
}

static const struct perturbation perturbation_rows[] = {
    WRONG("packet-has-wrong-key", "a completion packet carries another key", "iocp/sync-success-still-queues",
          "iocp/*", INSTEAD_OF(GetQueuedCompletionStatus, packet_has_wrong_key)),
    WRONG("packet-counts-nothing", "a completion packet carries no count", "iocp/sync-success-still-queues",
          "iocp/*", INSTEAD_OF(GetQueuedCompletionStatus, packet_counts_nothing)),
    WRONG("packet-has-no-overlapped", "a completion packet carries no OVERLAPPED",
          "iocp/sync-success-still-queues", "iocp/*",
          INSTEAD_OF(GetQueuedCompletionStatus, packet_has_no_overlapped)),
    WRONG("packet-hides-failure", "the packet of an operation that failed says TRUE", "iocp/cancelled-queues",
          "close/thread-exit-pending-write-iocp-with-event iocp/*",
          INSTEAD_OF(GetQueuedCompletionStatus, packet_hides_failure)),
    WRONG("packet-mistakes-cancel", "the packet of a cancelled operation says ERROR_BROKEN_PIPE",
          "iocp/cancelled-queues", "close/thread-exit-pending-write-iocp-with-event",
          INSTEAD_OF(GetQueuedCompletionStatus, packet_mistakes_cancel)),
    WRONG("packet-mistakes-close",
          "the packet of an operation whose peer closes says ERROR_OPERATION_ABORTED",
          "iocp/peer-close-packet", "iocp/close-pending-read-packet",
          INSTEAD_OF(GetQueuedCompletionStatus, packet_mistakes_close)),
    WRONG("packet-mistakes-timeout", "waiting for a packet in vain fails with ERROR_ABANDONED_WAIT_0",
          "iocp/pending-queues-on-completion",
          "close/thread-exit-pending-write-iocp-no-event iocp/* modes/notification-flags-cannot-be-cleared",
          INSTEAD_OF(GetQueuedCompletionStatus, packet_mistakes_timeout)),
    WRONG("packet-keeps-overlapped-on-timeout", "waiting for a packet in vain leaves an OVERLAPPED",
          "iocp/pending-queues-on-completion", "-",
          INSTEAD_OF(GetQueuedCompletionStatus, packet_keeps_overlapped_on_timeout)),
    RACE("packet-is-lost", "a completion packet is lost", "iocp/sync-success-still-queues",
         "close/thread-exit-pending-write-iocp-with-event iocp/*",
         INSTEAD_OF(GetQueuedCompletionStatus, packet_is_lost)),
    RACE("packet-comes-twice", "a completion packet comes twice", "iocp/sync-success-still-queues",
         "iocp/pending-queues-on-completion", INSTEAD_OF(GetQueuedCompletionStatus, packet_comes_twice)),
    WRONG("post-is-lost", "a posted packet is lost", "iocp/immediate-error-no-packet", "-",
          INSTEAD_OF(PostQueuedCompletionStatus, post_is_lost)),
    WRONG("post-counts-nothing", "a posted packet carries no count", "iocp/immediate-error-no-packet", "-",
          INSTEAD_OF(PostQueuedCompletionStatus, post_counts_nothing)),
    WRONG("port-takes-any-handle", "CreateIoCompletionPort says that it has bound what cannot be",
          "iocp/sync-handle-association", "iocp/double-association",
          INSTEAD_OF(CreateIoCompletionPort, port_takes_any_handle)),
    WRONG("port-mistakes-second", "binding a handle twice fails with ERROR_ALREADY_EXISTS",
          "iocp/double-association", "iocp/sync-handle-association",
          INSTEAD_OF(CreateIoCompletionPort, port_mistakes_second)),
    WRONG("port-forgets-key", "a completion port forgets the key", "iocp/sync-success-still-queues",
          "iocp/associate-after-issue", INSTEAD_OF(CreateIoCompletionPort, port_forgets_key)),
    WRONG("routine-counts-nothing", "a completion routine is told no count", "alertable/writefileex-sync",
          "alertable/writefileex-pending", INSTEAD_OF(WriteFileEx, routine_counts_nothing)),
    WRONG("routine-hides-error", "a completion routine is told no error", "alertable/writefileex-cancelled",
          "alertable/writefileex-peer-closed", INSTEAD_OF(WriteFileEx, routine_hides_error)),
    WRONG("routine-comes-twice", "a completion routine is called twice", "alertable/writefileex-sync",
          "alertable/*", INSTEAD_OF(WriteFileEx, routine_comes_twice)),
    WRONG("routine-comes-at-once", "a completion routine is called without an alertable wait",
          "alertable/writefileex-sync", "-", INSTEAD_OF(WriteFileEx, routine_comes_at_once)),
    WRONG("routine-of-a-failure", "the completion routine of a write that fails at once is called",
          "alertable/writefileex-immediate-failure", "-", INSTEAD_OF(WriteFileEx, routine_of_a_failure)),
    WRONG("routine-write-says-pending", "WriteFileEx that pends fails with ERROR_IO_PENDING",
          "alertable/writefileex-pending", "alertable/*",
          INSTEAD_OF(WriteFileEx, routine_write_says_pending)),
};

PERTURBATION_TABLE(port);
