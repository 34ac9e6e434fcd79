/* What reads and transactions answer. */
#include "perturb_lies.h"
#include "perturbations.h"

static BOOL WINAPI read_hides_rest_of_message(READ_PARAMETERS)
{
    return forgiven(READ, ERROR_MORE_DATA);
}

static BOOL WINAPI read_mistakes_close(READ_PARAMETERS)
{
    return mistaken(READ, ERROR_BROKEN_PIPE, ERROR_NO_DATA);
}

/* As a file does at its end. */
static BOOL WINAPI read_finds_end_of_file(READ_PARAMETERS)
{
    BOOL success = READ;

    if (!failed_with(success, ERROR_BROKEN_PIPE))
        return success;
    if (count)
        *count = 0;
    return TRUE;
}

static BOOL WINAPI read_mistakes_disconnect(READ_PARAMETERS)
{
    return mistaken(READ, ERROR_PIPE_NOT_CONNECTED, ERROR_BROKEN_PIPE);
}

static BOOL WINAPI read_mistakes_empty(READ_PARAMETERS)
{
    return mistaken(READ, ERROR_NO_DATA, ERROR_BROKEN_PIPE);
}

static BOOL WINAPI read_mistakes_listening(READ_PARAMETERS)
{
    return mistaken(READ, ERROR_PIPE_LISTENING, ERROR_PIPE_NOT_CONNECTED);
}

static BOOL WINAPI read_mistakes_buffer(READ_PARAMETERS)
{
    return mistaken(READ, ERROR_NOACCESS, ERROR_INVALID_PARAMETER);
}

/* What fits behind a message is filled with the next one. */
static BOOL WINAPI read_joins_messages(READ_PARAMETERS)
{
    BOOL success = READ;
    OVERLAPPED next = {.hEvent = (HANDLE)1};
    DWORD more = 0, available;

    if (!success || !count || !*count || *count >= size || !reads_messages(file) ||
        !PeekNamedPipe(file, NULL, 0, NULL, &available, NULL) || !available)
        return success;
    next.hEvent = (HANDLE)((ULONG_PTR)CreateEventW(NULL, TRUE, FALSE, NULL) | 1);
    if (ReadFile(file, (BYTE *)bytes + *count, size - *count, &more, &next))
        *count += more;
    if (overlapped)
        overlapped->InternalHigh = *count;
    CloseHandle(event_of(&next));
    return TRUE;
}

/* A read of part of a message takes all of it away. */
static BOOL WINAPI read_drops_rest_of_message(READ_PARAMETERS)
{
    BOOL success = READ;
    BYTE rest[1000];
    DWORD more, error = GetLastError();
    OVERLAPPED dropped = {.hEvent = (HANDLE)1};

    if (!success && error == ERROR_MORE_DATA) {
        dropped.hEvent = (HANDLE)((ULONG_PTR)CreateEventW(NULL, TRUE, FALSE, NULL) | 1);
        ReadFile(file, rest, sizeof(rest), &more, &dropped);
        CloseHandle(event_of(&dropped));
    }
    SetLastError(error);
    return success;
}

static BOOL WINAPI read_counts_part(READ_PARAMETERS)
{
    BOOL success = READ;

    if (failed_with(success, ERROR_MORE_DATA) && count)
        *count = size;
    return success;
}

static BOOL WINAPI read_counts_one_more(READ_PARAMETERS)
{
    BOOL success = READ;

    if (success && count && *count)
        *count += 1;
    return success;
}

static BOOL WINAPI read_counts_what_pends(READ_PARAMETERS)
{
    BOOL success = READ;

    if (failed_with(success, ERROR_IO_PENDING) && count)
        *count = size;
    return success;
}

/* A read of nothing has nothing to wait for. */
static BOOL WINAPI read_of_nothing_succeeds(READ_PARAMETERS)
{
    if (size || !overlapped || !count)
        return READ;
    *count = 0;
    overlapped->Internal = overlapped->InternalHigh = 0;
    if (event_of(overlapped))
        SetEvent(event_of(overlapped));
    return TRUE;
}

static BOOL WINAPI read_takes_half(READ_PARAMETERS)
{
    return ReadFile(file, bytes, size > 1 ? size / 2 : size, count, overlapped);
}

static BOOL WINAPI transact_mistakes_type(TRANSACT_PARAMETERS)
{
    return mistaken(TRANSACT, ERROR_BAD_PIPE, ERROR_INVALID_FUNCTION);
}

static BOOL WINAPI transact_mistakes_unread(TRANSACT_PARAMETERS)
{
    return mistaken(TRANSACT, ERROR_PIPE_BUSY, ERROR_BAD_PIPE);
}

static BOOL WINAPI transact_sends_less(TRANSACT_PARAMETERS)
{
    return TransactNamedPipe(pipe, in, in_size ? 1 : 0, out, out_size, count, overlapped);
}

static BOOL WINAPI transact_answers_short(TRANSACT_PARAMETERS)
{
    return TransactNamedPipe(pipe, in, in_size, out, out_size > 1 ? out_size - 1 : out_size, count,
                             overlapped);
}

static const struct perturbation perturbation_rows[] = {
    WRONG("read-hides-rest-of-message", "a read of part of a message says TRUE",
          "message-mode/partial-read-more-data",
          "message-mode/* read/* quota/pending-bytes-are-readable overlapped-result/more-data-*",
          INSTEAD_OF(ReadFile, read_hides_rest_of_message)),
    WRONG("read-mistakes-close", "a read after the peer has closed fails with ERROR_NO_DATA",
          "close/read-after-peer-close",
          "close/* create/createpipe-data-after-writer-close event/immediate-failure-leaves-event-reset "
          "modes/nowait-read-broken",
          INSTEAD_OF(ReadFile, read_mistakes_close)),
    WRONG("read-finds-end-of-file", "a read after the peer has closed says TRUE, with no bytes",
          "close/read-after-peer-close",
          "close/* create/createpipe-data-after-writer-close event/immediate-failure-leaves-event-reset "
          "modes/nowait-read-broken",
          INSTEAD_OF(ReadFile, read_finds_end_of_file)),
    WRONG("read-mistakes-disconnect", "a read after DisconnectNamedPipe fails with ERROR_BROKEN_PIPE",
          "disconnect/server-write",
          "disconnect/* overlapped-result/internalhigh-untouched-on-immediate-failure",
          INSTEAD_OF(ReadFile, read_mistakes_disconnect)),
    WRONG("read-mistakes-empty", "a read of an empty PIPE_NOWAIT pipe fails with ERROR_BROKEN_PIPE",
          "modes/nowait-read-empty", "modes/anonymous-nowait-read-empty",
          INSTEAD_OF(ReadFile, read_mistakes_empty)),
    WRONG("read-mistakes-listening", "a read of a listening pipe fails with ERROR_PIPE_NOT_CONNECTED",
          "read/listening-pipe", "-", INSTEAD_OF(ReadFile, read_mistakes_listening)),
    WRONG("read-mistakes-buffer", "a read into bad memory fails with ERROR_INVALID_PARAMETER",
          "read/null-buffer", "threadpool-wait/tpio-immediate-failure-needs-cancel",
          INSTEAD_OF(ReadFile, read_mistakes_buffer)),
    WRONG("read-joins-messages", "a read of a message goes on with the next one",
          "message-mode/partial-read-then-rest",
          "message-mode/* quota/zero-message-behind-pending-writes writer/*",
          INSTEAD_OF(ReadFile, read_joins_messages)),
    WRONG("read-drops-rest-of-message", "a read of part of a message takes the rest away",
          "message-mode/partial-read-then-rest", "message-mode/* quota/* writer/sizes-and-operations",
          INSTEAD_OF(ReadFile, read_drops_rest_of_message)),
    WRONG("read-counts-part", "an overlapped read of part of a message stores a count",
          "message-mode/partial-read-more-data",
          "quota/pending-bytes-are-readable threadpool-wait/set-null-disarms",
          INSTEAD_OF(ReadFile, read_counts_part)),
    WRONG("read-counts-one-more", "a read that succeeds counts one byte too many",
          "read/null-overlapped-on-async-handle",
          "create/createpipe-data-after-writer-close handles/overlapped-is-per-handle "
          "message-mode/remaining-readable-by-other-thread quota/*",
          INSTEAD_OF(ReadFile, read_counts_one_more)),
    WRONG("read-counts-what-pends", "a read that pends counts all that it asked for",
          "read/count-zero-when-pending", "message-mode/zero-write",
          INSTEAD_OF(ReadFile, read_counts_what_pends)),
    WRONG("read-of-nothing-succeeds", "a read of nothing from an empty pipe succeeds at once",
          "read/zero-byte-empty-pends", "close/zero-read-after-drain message-mode/*",
          INSTEAD_OF(ReadFile, read_of_nothing_succeeds)),
    WRONG("read-takes-half", "a read asks for half of its bytes", "read/two-pending-fifo",
          "writer/* cancel/partially-consumed-write close/* create/createpipe-synchronous flush/* "
          "message-mode/* modes/switch-nowait-with-pending-write overlapped-result/* quota/* "
          "threadpool-wait/two-completions-coalesce-auto-event write/*",
          INSTEAD_OF(ReadFile, read_takes_half)),
    WRONG("transact-mistakes-type", "TransactNamedPipe on a byte pipe fails with ERROR_INVALID_FUNCTION",
          "message-mode/transact-on-byte-pipe", "-", INSTEAD_OF(TransactNamedPipe, transact_mistakes_type)),
    WRONG("transact-mistakes-unread", "TransactNamedPipe with unread data fails with ERROR_BAD_PIPE",
          "message-mode/transact-with-unread-data", "-",
          INSTEAD_OF(TransactNamedPipe, transact_mistakes_unread)),
    WRONG("transact-sends-less", "TransactNamedPipe sends the first byte of the request",
          "message-mode/transact-roundtrip", "message-mode/*",
          INSTEAD_OF(TransactNamedPipe, transact_sends_less)),
    WRONG("transact-answers-short", "TransactNamedPipe has room for one byte less than it was given",
          "message-mode/transact-short-buffer", "-", INSTEAD_OF(TransactNamedPipe, transact_answers_short)),
};

PERTURBATION_TABLE(read);
