/* What PeekNamedPipe answers. */
#include "perturb_lies.h"
#include "perturbations.h"

static BOOL WINAPI peek_forgets_a_byte(PEEK_PARAMETERS)
{
    BOOL success = PEEK;

    if (success && available && *available)
        *available -= 1;
    return success;
}

static BOOL WINAPI peek_mistakes_close(PEEK_PARAMETERS)
{
    return mistaken(PEEK, ERROR_BROKEN_PIPE, ERROR_NO_DATA);
}

static BOOL WINAPI peek_finds_empty_pipe(PEEK_PARAMETERS)
{
    BOOL success = PEEK;

    if (!failed_with(success, ERROR_BROKEN_PIPE))
        return success;
    if (available)
        *available = 0;
    return TRUE;
}

static BOOL WINAPI peek_clears_on_failure(PEEK_PARAMETERS)
{
    BOOL success = PEEK;

    if (!success && count)
        *count = 0;
    if (!success && available)
        *available = 0;
    return success;
}

static BOOL WINAPI peek_knows_no_rest(PEEK_PARAMETERS)
{
    BOOL success = PEEK;

    if (success && left)
        *left = 0;
    return success;
}

static BOOL WINAPI peek_takes_bytes(PEEK_PARAMETERS)
{
    OVERLAPPED taken = {.hEvent = (HANDLE)1};
    BOOL success = PEEK;
    DWORD read;

    if (!success || !bytes || !count || !*count)
        return success;
    taken.hEvent = (HANDLE)((ULONG_PTR)CreateEventW(NULL, TRUE, FALSE, NULL) | 1);
    ReadFile(pipe, bytes, *count, &read, &taken);
    CloseHandle(event_of(&taken));
    return success;
}

static BOOL WINAPI peek_mistakes_listening(PEEK_PARAMETERS)
{
    return mistaken(PEEK, ERROR_BAD_PIPE, ERROR_PIPE_LISTENING);
}

/* Bytes of writes that pend are not in the pipe yet. */
static BOOL WINAPI peek_counts_to_quota(PEEK_PARAMETERS)
{
    BOOL success = PEEK;
    DWORD flags, out, in, quota;

    if (!success || !available || !GetNamedPipeInfo(pipe, &flags, &out, &in, NULL))
        return success;
    quota = flags & PIPE_SERVER_END ? in : out;
    if (*available > quota)
        *available = quota;
    return success;
}

/* In a message pipe, what is available is what is left of the first message. */
static BOOL WINAPI peek_counts_one_message(PEEK_PARAMETERS)
{
    BOOL success = PEEK;

    if (success && available && count && left && reads_messages(pipe))
        *available = *count + *left;
    return success;
}

static BOOL WINAPI peek_joins_messages(PEEK_PARAMETERS)
{
    BOOL success = PEEK;

    if (success && count && available && left && reads_messages(pipe) && *count)
        *count = *available < size ? *available : size;
    return success;
}

static const struct perturbation perturbation_rows[] = {
    WRONG("peek-forgets-a-byte", "PeekNamedPipe counts one byte too few", "peek/no-buffer",
          "peek/* cancel/retracts-* close/* quota/* write/* message-mode/* modes/*",
          INSTEAD_OF(PeekNamedPipe, peek_forgets_a_byte)),
    WRONG("peek-mistakes-close", "PeekNamedPipe after the peer has closed fails with ERROR_NO_DATA",
          "close/peek-after-peer-close", "writer/*", INSTEAD_OF(PeekNamedPipe, peek_mistakes_close)),
    WRONG("peek-finds-empty-pipe", "PeekNamedPipe after the peer has closed finds an empty pipe",
          "close/peek-after-peer-close", "writer/*", INSTEAD_OF(PeekNamedPipe, peek_finds_empty_pipe)),
    WRONG("peek-clears-on-failure", "PeekNamedPipe stores zeroes when it fails",
          "close/peek-after-peer-close", "-", INSTEAD_OF(PeekNamedPipe, peek_clears_on_failure)),
    WRONG("peek-knows-no-rest", "PeekNamedPipe says that nothing is left of the message",
          "peek/short-buffer-returns-true",
          "message-mode/* peek/byte-left-quirk write/message-larger-than-64k",
          INSTEAD_OF(PeekNamedPipe, peek_knows_no_rest)),
    WRONG("peek-takes-bytes", "PeekNamedPipe with a buffer takes the bytes out of the pipe",
          "peek/byte-left-quirk",
          "message-mode/message-write-atomic-when-pending threadpool-wait/set-null-disarms "
          "write/message-larger-than-64k",
          INSTEAD_OF(PeekNamedPipe, peek_takes_bytes)),
    WRONG("peek-mistakes-listening", "PeekNamedPipe of a listening pipe fails with ERROR_PIPE_LISTENING",
          "peek/listening", "disconnect/peek-server", INSTEAD_OF(PeekNamedPipe, peek_mistakes_listening)),
    WRONG("peek-counts-to-quota", "PeekNamedPipe does not count bytes of writes that pend",
          "peek/counts-pending-writes",
          "cancel/retracts-visible-data close/closing-one-duplicate-keeps-pending "
          "modes/switch-nowait-with-pending-write quota/*",
          INSTEAD_OF(PeekNamedPipe, peek_counts_to_quota)),
    WRONG("peek-counts-one-message", "PeekNamedPipe counts the bytes of the first message alone",
          "message-mode/peek-returns-first-message-only", "quota/write-exceeding-remaining-pends-whole",
          INSTEAD_OF(PeekNamedPipe, peek_counts_one_message)),
    WRONG("peek-joins-messages", "PeekNamedPipe copies more than the first message",
          "message-mode/peek-returns-first-message-only", "quota/write-exceeding-remaining-pends-whole",
          INSTEAD_OF(PeekNamedPipe, peek_joins_messages)),
};

PERTURBATION_TABLE(peek);
