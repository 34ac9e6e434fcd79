/* Each function here calls the real one and then tells one lie. This file is not behind the seam, so its own
 * calls are the platform's. */
#include "../platform.h"
#include "perturbations.h"

static BOOL WINAPI cancel_finds_everything(HANDLE file, OVERLAPPED *overlapped)
{
    return CancelIoEx(file, overlapped) || (overlapped && GetLastError() == ERROR_NOT_FOUND);
}

static BOOL WINAPI connect_hides_early_client(HANDLE pipe, OVERLAPPED *overlapped)
{
    return ConnectNamedPipe(pipe, overlapped) || GetLastError() == ERROR_PIPE_CONNECTED;
}

static HANDLE WINAPI create_mistakes_limit(LPCWSTR name, DWORD open_mode, DWORD pipe_mode, DWORD instances,
                                           DWORD out, DWORD in, DWORD timeout, SECURITY_ATTRIBUTES *security)
{
    HANDLE pipe = CreateNamedPipeW(name, open_mode, pipe_mode, instances, out, in, timeout, security);

    if (pipe == INVALID_HANDLE_VALUE && GetLastError() == ERROR_PIPE_BUSY)
        SetLastError(ERROR_ACCESS_DENIED);
    return pipe;
}

static BOOL WINAPI write_mistakes_disconnect(HANDLE file, const void *bytes, DWORD size, DWORD *written,
                                             OVERLAPPED *overlapped)
{
    BOOL success = WriteFile(file, bytes, size, written, overlapped);

    if (!success && GetLastError() == ERROR_PIPE_NOT_CONNECTED)
        SetLastError(ERROR_BROKEN_PIPE);
    return success;
}

static BOOL WINAPI write_leaves_stale_event(HANDLE file, const void *bytes, DWORD size, DWORD *written,
                                            OVERLAPPED *overlapped)
{
    BOOL stale =
        overlapped && overlapped->hEvent && WaitForSingleObject(overlapped->hEvent, 0) == WAIT_OBJECT_0;
    BOOL success = WriteFile(file, bytes, size, written, overlapped);
    DWORD error = GetLastError();

    if (stale && !success && error == ERROR_IO_PENDING)
        SetEvent(overlapped->hEvent);
    SetLastError(error);
    return success;
}

static BOOL WINAPI flush_refuses(HANDLE file)
{
    (void)file;
    SetLastError(ERROR_INVALID_FUNCTION);
    return FALSE;
}

static BOOL WINAPI read_hides_rest_of_message(HANDLE file, void *bytes, DWORD size, DWORD *count,
                                              OVERLAPPED *overlapped)
{
    return ReadFile(file, bytes, size, count, overlapped) || GetLastError() == ERROR_MORE_DATA;
}

static BOOL WINAPI state_counts_one_more(HANDLE pipe, DWORD *state, DWORD *instances, DWORD *collect,
                                         DWORD *timeout, LPWSTR user, DWORD user_size)
{
    BOOL success = GetNamedPipeHandleStateW(pipe, state, instances, collect, timeout, user, user_size);

    if (success && instances)
        *instances += 1;
    return success;
}

static BOOL WINAPI result_calls_it_pending(HANDLE file, OVERLAPPED *overlapped, DWORD *count, BOOL wait)
{
    BOOL success = GetOverlappedResult(file, overlapped, count, wait);

    if (!success && GetLastError() == ERROR_IO_INCOMPLETE)
        SetLastError(ERROR_IO_PENDING);
    return success;
}

static BOOL WINAPI peek_forgets_a_byte(HANDLE pipe, void *bytes, DWORD size, DWORD *count, DWORD *available,
                                       DWORD *left)
{
    BOOL success = PeekNamedPipe(pipe, bytes, size, count, available, left);

    if (success && available && *available)
        *available -= 1;
    return success;
}

static void WINAPI disarm_does_nothing(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    if (object)
        SetThreadpoolWait(wait, object, timeout);
}

static BOOL WINAPI packet_has_wrong_key(HANDLE port, DWORD *count, ULONG_PTR *key, OVERLAPPED **overlapped,
                                        DWORD timeout)
{
    BOOL success = GetQueuedCompletionStatus(port, count, key, overlapped, timeout);

    if (success)
        *key ^= 1;
    return success;
}

static BOOL WINAPI info_doubles_quota(HANDLE pipe, DWORD *flags, DWORD *out, DWORD *in, DWORD *instances)
{
    BOOL success = GetNamedPipeInfo(pipe, flags, out, in, instances);

    if (success && out)
        *out *= 2;
    return success;
}

static DWORD WINAPI sleep_denies_the_call(DWORD milliseconds, BOOL alertable)
{
    DWORD result = SleepEx(milliseconds, alertable);

    return result == WAIT_IO_COMPLETION ? 0 : result;
}

#define PERTURBATION(name_, call_, function_, what_, caught_by_, may_touch_)                                 \
    {                                                                                                        \
        name_, what_, caught_by_, may_touch_, (seam_function *)&seam_import_##call_,                         \
            (seam_function)function_                                                                         \
    }

const struct perturbation perturbations[] = {
    PERTURBATION("cancel-finds-everything", CancelIoEx, cancel_finds_everything,
                 "CancelIoEx of an operation that is over says TRUE", "cancel/second-cancel-not-found",
                 "cancel/* close/* threadpool-wait/cancel-inside-completion-callback"),
    PERTURBATION("connect-hides-early-client", ConnectNamedPipe, connect_hides_early_client,
                 "ConnectNamedPipe says TRUE for a client that came first", "connect/already-connected",
                 "connect/*"),
    PERTURBATION("create-mistakes-limit", CreateNamedPipeW, create_mistakes_limit,
                 "an instance too many fails with ERROR_ACCESS_DENIED", "create/max-instances-one",
                 "create/*"),
    PERTURBATION("write-mistakes-disconnect", WriteFile, write_mistakes_disconnect,
                 "a write after DisconnectNamedPipe fails with ERROR_BROKEN_PIPE", "disconnect/server-write",
                 "disconnect/* write/* overlapped-result/* writer/disconnected"),
    PERTURBATION("write-leaves-stale-event", WriteFile, write_leaves_stale_event,
                 "a write that pends leaves a signaled event signaled",
                 "event/pending-write-resets-manual-event",
                 "event/* write/* writer/event-of-an-earlier-write-means-nothing"),
    PERTURBATION("flush-refuses", FlushFileBuffers, flush_refuses, "FlushFileBuffers fails",
                 "flush/empty-immediate",
                 "flush/* cancel/releases-blocked-flush disconnect/*-flush close/flush-after-peer-close"),
    PERTURBATION("read-hides-rest-of-message", ReadFile, read_hides_rest_of_message,
                 "a read of part of a message says TRUE", "message-mode/partial-read-more-data",
                 "message-mode/* read/* quota/pending-bytes-are-readable overlapped-result/more-data-*"),
    PERTURBATION("state-counts-one-more", GetNamedPipeHandleStateW, state_counts_one_more,
                 "GetNamedPipeHandleState counts one instance too many", "modes/getstate-instances",
                 "modes/* create/*"),
    PERTURBATION(
        "result-calls-it-pending", GetOverlappedResult, result_calls_it_pending,
        "GetOverlappedResult of a pending operation fails with ERROR_IO_PENDING",
        "overlapped-result/gor-nowait-pending",
        "overlapped-result/* quota/two-pending-first-completes-first event/* write/* message-mode/*"),
    PERTURBATION("peek-forgets-a-byte", PeekNamedPipe, peek_forgets_a_byte,
                 "PeekNamedPipe counts one byte too few", "peek/no-buffer",
                 "peek/* cancel/retracts-* close/* quota/* write/* message-mode/* modes/*"),
    PERTURBATION("disarm-does-nothing", SetThreadpoolWait, disarm_does_nothing,
                 "SetThreadpoolWait(NULL) leaves the wait armed", "threadpool-wait/set-null-disarms",
                 "threadpool-wait/*"),
    PERTURBATION("packet-has-wrong-key", GetQueuedCompletionStatus, packet_has_wrong_key,
                 "a completion packet carries another key", "iocp/sync-success-still-queues", "iocp/*"),
    PERTURBATION("info-doubles-quota", GetNamedPipeInfo, info_doubles_quota,
                 "GetNamedPipeInfo says twice the outbound quota", "create/createpipe-default-size",
                 "quota/* modes/* create/* close/setstate-after-peer-close"),
    PERTURBATION("sleep-denies-the-call", SleepEx, sleep_denies_the_call,
                 "an alertable SleepEx that ran a completion routine returns 0", "alertable/writefileex-sync",
                 "alertable/*"),
};

const unsigned int perturbation_count = ARRAY_SIZE(perturbations);
