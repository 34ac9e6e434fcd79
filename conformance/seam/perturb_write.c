/* What writes answer. */
#include "perturb_lies.h"
#include "perturbations.h"

static BOOL WINAPI write_mistakes_disconnect(WRITE_PARAMETERS)
{
    return mistaken(WRITE, ERROR_PIPE_NOT_CONNECTED, ERROR_BROKEN_PIPE);
}

static BOOL WINAPI write_mistakes_close(WRITE_PARAMETERS)
{
    return mistaken(WRITE, ERROR_NO_DATA, ERROR_BROKEN_PIPE);
}

static BOOL WINAPI write_mistakes_listening(WRITE_PARAMETERS)
{
    return mistaken(WRITE, ERROR_PIPE_LISTENING, ERROR_PIPE_NOT_CONNECTED);
}

static BOOL WINAPI write_mistakes_direction(WRITE_PARAMETERS)
{
    return mistaken(WRITE, ERROR_ACCESS_DENIED, ERROR_INVALID_FUNCTION);
}

static BOOL WINAPI write_mistakes_buffer(WRITE_PARAMETERS)
{
    return mistaken(mistaken(WRITE, ERROR_NOACCESS, ERROR_INVALID_USER_BUFFER), ERROR_INVALID_USER_BUFFER,
                    ERROR_INVALID_PARAMETER);
}

/* The pipe takes everything at once: nothing ever pends, as far as the caller is told. */
static BOOL WINAPI write_never_pends(WRITE_PARAMETERS)
{
    BOOL success = WRITE;

    if (!failed_with(success, ERROR_IO_PENDING))
        return success;
    if (count)
        *count = size;
    return TRUE;
}

static BOOL WINAPI write_always_pends(WRITE_PARAMETERS)
{
    BOOL success = WRITE;

    return success && overlapped ? refused(ERROR_IO_PENDING) : success;
}

static BOOL WINAPI write_counts_nothing(WRITE_PARAMETERS)
{
    BOOL success = WRITE;

    if (success && count)
        *count = 0;
    return success;
}

static BOOL WINAPI write_counts_one_less(WRITE_PARAMETERS)
{
    BOOL success = WRITE;

    if (success && count && *count)
        *count -= 1;
    return success;
}

static BOOL WINAPI write_counts_what_pends(WRITE_PARAMETERS)
{
    BOOL success = WRITE;

    if (failed_with(success, ERROR_IO_PENDING) && count)
        *count = size;
    return success;
}

static BOOL WINAPI write_counts_what_fails(WRITE_PARAMETERS)
{
    BOOL success = WRITE;

    if (!success && GetLastError() != ERROR_IO_PENDING && count)
        *count = size;
    return success;
}

/* An empty message is none: it never reaches the reader. */
static BOOL WINAPI write_swallows_empty(WRITE_PARAMETERS)
{
    if (size || !count)
        return WRITE;
    *count = 0;
    if (overlapped)
        overlapped->Internal = overlapped->InternalHigh = 0;
    if (event_of(overlapped))
        SetEvent(event_of(overlapped));
    return TRUE;
}

static BOOL WINAPI write_of_nothing_always_succeeds(WRITE_PARAMETERS)
{
    BOOL success = WRITE;

    return size ? success : forgiven(success, ERROR_NO_DATA);
}

/* A message of some length arrives as two. */
static BOOL WINAPI write_tears_message(WRITE_PARAMETERS)
{
    OVERLAPPED first = {.hEvent = (HANDLE)((ULONG_PTR)CreateEventW(NULL, TRUE, FALSE, NULL) | 1)};
    DWORD written = 0;
    BOOL torn = overlapped && bytes && size > 10 && size < 100 && WriteFile(file, bytes, 1, &written, &first);

    CloseHandle(event_of(&first));
    if (!torn)
        return WRITE;
    torn = WriteFile(file, (const BYTE *)bytes + 1, size - 1, count, overlapped);
    if (torn && count)
        *count += 1;
    return torn;
}

static BOOL WINAPI write_loses_last_byte(WRITE_PARAMETERS)
{
    BOOL success = size > 1 ? WriteFile(file, bytes, size - 1, count, overlapped) : WRITE;

    if (success && size > 1 && count)
        *count = size;
    return success;
}

/* What is sent is a copy, and lies where it is until the process ends. */
static BOOL WINAPI write_swaps_bytes(WRITE_PARAMETERS)
{
    DWORD error = GetLastError();
    BYTE *copy = size > 1 && size < 1000 ? HeapAlloc(GetProcessHeap(), 0, size) : NULL;
    BYTE first;

    if (!copy || !ReadProcessMemory(GetCurrentProcess(), bytes, copy, size, NULL))
        return WRITE;
    first = copy[0];
    copy[0] = copy[1];
    copy[1] = first;
    SetLastError(error);
    return WriteFile(file, copy, size, count, overlapped);
}

static BOOL WINAPI write_ignores_wrong_event(WRITE_PARAMETERS)
{
    BOOL success = WRITE;
    OVERLAPPED *without;

    if (!failed_with(success, ERROR_INVALID_HANDLE) || !event_of(overlapped))
        return success;
    without = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(*without));
    return WriteFile(file, bytes, size, count, without) || GetLastError() == ERROR_IO_PENDING;
}

static BOOL WINAPI write_ignores_low_bit(WRITE_PARAMETERS)
{
    HANDLE event = overlapped ? overlapped->hEvent : NULL;
    BOOL success;

    if (overlapped)
        overlapped->hEvent = event_of(overlapped);
    success = WRITE;
    if (overlapped)
        overlapped->hEvent = event;
    return success;
}

static const struct perturbation perturbation_rows[] = {
    WRONG("write-mistakes-disconnect", "a write after DisconnectNamedPipe fails with ERROR_BROKEN_PIPE",
          "disconnect/server-write", "disconnect/* write/* overlapped-result/* writer/disconnected",
          INSTEAD_OF(WriteFile, write_mistakes_disconnect)),
    WRONG("write-mistakes-close", "a write after the peer has closed fails with ERROR_BROKEN_PIPE",
          "close/next-write-after-peer-close",
          "close/* event/immediate-failure-leaves-event-reset iocp/immediate-error-no-packet "
          "overlapped-result/gor-after-immediate-failure threadpool-wait/pipe-immediate-failure-no-callback "
          "write/* writer/reader-gone-before",
          INSTEAD_OF(WriteFile, write_mistakes_close)),
    WRONG("write-mistakes-listening", "a write to a listening pipe fails with ERROR_PIPE_NOT_CONNECTED",
          "write/listening-pipe", "writer/not-connected-yet",
          INSTEAD_OF(WriteFile, write_mistakes_listening)),
    WRONG("write-mistakes-direction", "a write to an end that only reads fails with ERROR_INVALID_FUNCTION",
          "write/to-read-end", "event/hevent-without-modify-access write/on-inbound-server",
          INSTEAD_OF(WriteFile, write_mistakes_direction)),
    WRONG("write-mistakes-buffer", "a write from bad memory fails with ERROR_INVALID_PARAMETER",
          "write/bad-buffer", "write/null-buffer", INSTEAD_OF(WriteFile, write_mistakes_buffer)),
    WRONG("write-never-pends", "a write that pends says TRUE, with the full count",
          "quota/write-when-full-pends",
          "writer/* cancel/* close/* event/* iocp/* message-mode/partial-read-releases-over-quota-writer "
          "overlapped-result/* peek/counts-pending-writes quota/* threadpool-wait/* write/*",
          INSTEAD_OF(WriteFile, write_never_pends)),
    WRONG("write-always-pends", "an overlapped write that succeeds at once says ERROR_IO_PENDING",
          "quota/write-below-quota-sync",
          "cancel/* close/buffered-data-survives-server-writer-close connect/client-write-before-connect "
          "create/createpipe-synchronous disconnect/discards-buffered-data event/* iocp/* message-mode/* "
          "modes/* overlapped-result/* quota/* threadpool-wait/* write/* writer/*",
          INSTEAD_OF(WriteFile, write_always_pends)),
    WRONG("write-counts-nothing", "a write that succeeds stores no count",
          "write/sync-completion-count-valid",
          "writer/* cancel/reuse-overlapped-after-cancel connect/client-write-before-connect "
          "handles/overlapped-is-per-handle modes/* quota/* write/*",
          INSTEAD_OF(WriteFile, write_counts_nothing)),
    WRONG("write-counts-one-less", "a write that succeeds counts one byte too few",
          "write/sync-completion-count-valid",
          "writer/* cancel/reuse-overlapped-after-cancel connect/client-write-before-connect "
          "handles/overlapped-is-per-handle modes/* quota/* write/*",
          INSTEAD_OF(WriteFile, write_counts_one_less)),
    WRONG("write-counts-what-pends", "a write that pends counts all its bytes", "quota/write-when-full-pends",
          "quota/*", INSTEAD_OF(WriteFile, write_counts_what_pends)),
    WRONG("write-counts-what-fails", "a write that fails counts all its bytes",
          "write/count-zeroed-on-failure",
          "close/next-write-after-peer-close disconnect/overlapped-fields write/*",
          INSTEAD_OF(WriteFile, write_counts_what_fails)),
    WRONG("write-swallows-empty", "a write of nothing never reaches the reader", "message-mode/zero-write",
          "close/* disconnect/client-zero-write message-mode/zero-write-wakes-reader "
          "quota/zero-message-behind-pending-writes write/* writer/*",
          INSTEAD_OF(WriteFile, write_swallows_empty)),
    WRONG("write-of-nothing-always-succeeds", "a write of nothing succeeds although the peer has closed",
          "write/zero-byte-reader-closed",
          "close/zero-write-after-peer-close write/zero-byte-broken-overlapped",
          INSTEAD_OF(WriteFile, write_of_nothing_always_succeeds)),
    WRONG("write-tears-message", "a message arrives as two", "message-mode/peek-returns-first-message-only",
          "cancel/already-completed-not-found iocp/sync-success-still-queues "
          "message-mode/partial-read-then-rest overlapped-result/gorex-completed writer/*",
          INSTEAD_OF(WriteFile, write_tears_message)),
    WRONG("write-loses-last-byte", "the last byte of a write never arrives",
          "message-mode/partial-read-then-rest",
          "writer/* cancel/* close/* connect/client-came-and-went-with-data create/* event/* flush/* "
          "handles/overlapped-is-per-handle iocp/* message-mode/* modes/* overlapped-result/* peek/* quota/* "
          "read/* threadpool-wait/* write/*",
          INSTEAD_OF(WriteFile, write_loses_last_byte)),
    WRONG("write-swaps-bytes", "the first two bytes of a write arrive in the other order",
          "write/offset-ignored",
          "message-mode/transact-roundtrip read/* write/buffer-reuse-while-pending-data writer/*",
          INSTEAD_OF(WriteFile, write_swaps_bytes)),
    WRONG("write-ignores-wrong-event", "a write whose hEvent is no event is made without it",
          "event/mutex-as-hevent", "event/*", INSTEAD_OF(WriteFile, write_ignores_wrong_event)),
    WRONG("write-ignores-low-bit", "the low bit of hEvent does not keep the packet off the port",
          "iocp/low-bit-suppresses-sync", "iocp/low-bit-suppresses-pending",
          INSTEAD_OF(WriteFile, write_ignores_low_bit)),
};

PERTURBATION_TABLE(write);
