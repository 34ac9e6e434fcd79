/* What a pipe says about itself, and what becomes of the modes that it is given. */
#include "perturb_lies.h"
#include "perturbations.h"

static BOOL WINAPI state_counts_one_more(STATE_PARAMETERS)
{
    BOOL success = STATE;

    if (success && instances)
        *instances += 1;
    return success;
}

static BOOL WINAPI state_hides_messages(STATE_PARAMETERS)
{
    BOOL success = STATE;

    if (success && state)
        *state &= ~(DWORD)PIPE_READMODE_MESSAGE;
    return success;
}

static BOOL WINAPI state_hides_nowait(STATE_PARAMETERS)
{
    BOOL success = STATE;

    if (success && state)
        *state &= ~(DWORD)PIPE_NOWAIT;
    return success;
}

static BOOL WINAPI state_needs_something(STATE_PARAMETERS)
{
    if (!state && !instances && !collect && !timeout && !user)
        return refused(ERROR_INVALID_PARAMETER);
    return STATE;
}

static BOOL WINAPI info_doubles_quota(INFO_PARAMETERS)
{
    BOOL success = INFO;

    if (success && out)
        *out *= 2;
    return success;
}

static BOOL WINAPI info_swaps_quotas(INFO_PARAMETERS)
{
    return GetNamedPipeInfo(pipe, flags, in, out, instances);
}

static BOOL WINAPI info_hides_messages(INFO_PARAMETERS)
{
    BOOL success = INFO;

    if (success && flags)
        *flags &= ~(DWORD)PIPE_TYPE_MESSAGE;
    return success;
}

static BOOL WINAPI info_swaps_ends(INFO_PARAMETERS)
{
    BOOL success = INFO;

    if (success && flags)
        *flags ^= PIPE_SERVER_END;
    return success;
}

static BOOL WINAPI info_counts_one_more(INFO_PARAMETERS)
{
    BOOL success = INFO;

    if (success && instances)
        *instances += 1;
    return success;
}

static BOOL WINAPI mode_is_not_kept(HANDLE pipe, DWORD *mode, DWORD *collect, DWORD *timeout)
{
    DWORD ignored;

    (void)collect;
    (void)timeout;
    return !mode || GetNamedPipeHandleStateW(pipe, &ignored, NULL, NULL, NULL, NULL, 0);
}

static BOOL WINAPI mode_accepts_anything(HANDLE pipe, DWORD *mode, DWORD *collect, DWORD *timeout)
{
    return forgiven(SetNamedPipeHandleState(pipe, mode, collect, timeout), ERROR_INVALID_PARAMETER);
}

static BOOL WINAPI mode_is_the_servers(HANDLE pipe, DWORD *mode, DWORD *collect, DWORD *timeout)
{
    DWORD flags = 0;

    if (mode && GetNamedPipeInfo(pipe, &flags, NULL, NULL, NULL) && !(flags & PIPE_SERVER_END))
        return refused(ERROR_ACCESS_DENIED);
    return SetNamedPipeHandleState(pipe, mode, collect, timeout);
}

static BOOL WINAPI notification_is_not_kept(HANDLE file, UCHAR flags)
{
    (void)file;
    (void)flags;
    return TRUE;
}

static BOOL WINAPI notification_of_any_handle(HANDLE file, UCHAR flags)
{
    return forgiven(SetFileCompletionNotificationModes(file, flags), ERROR_INVALID_PARAMETER);
}

static BOOL WINAPI notification_swaps_flags(HANDLE file, UCHAR flags)
{
    return SetFileCompletionNotificationModes(file, flags == 1 || flags == 2 ? flags ^ 3 : flags);
}

static BOOL WINAPI process_is_another(HANDLE pipe, ULONG *process)
{
    BOOL success = GetNamedPipeClientProcessId(pipe, process);

    if (success)
        *process += 4;
    return success;
}

static BOOL WINAPI server_process_is_another(HANDLE pipe, ULONG *process)
{
    BOOL success = GetNamedPipeServerProcessId(pipe, process);

    if (success)
        *process += 4;
    return success;
}

static DWORD WINAPI type_is_disk(HANDLE file)
{
    DWORD type = GetFileType(file);

    return type == FILE_TYPE_PIPE ? FILE_TYPE_DISK : type;
}

static const struct perturbation perturbation_rows[] = {
    WRONG("state-counts-one-more", "GetNamedPipeHandleState counts one instance too many",
          "modes/getstate-instances", "modes/* create/*",
          INSTEAD_OF(GetNamedPipeHandleStateW, state_counts_one_more)),
    WRONG("state-hides-messages", "GetNamedPipeHandleState does not tell PIPE_READMODE_MESSAGE",
          "modes/message-pipe-readmode-switch", "-",
          INSTEAD_OF(GetNamedPipeHandleStateW, state_hides_messages)),
    WRONG("state-hides-nowait", "GetNamedPipeHandleState does not tell PIPE_NOWAIT",
          "modes/back-to-wait-pends", "-", INSTEAD_OF(GetNamedPipeHandleStateW, state_hides_nowait)),
    WRONG("state-needs-something", "GetNamedPipeHandleState that is asked for nothing fails",
          "modes/all-null", "-", INSTEAD_OF(GetNamedPipeHandleStateW, state_needs_something)),
    WRONG("info-doubles-quota", "GetNamedPipeInfo says twice the outbound quota",
          "create/createpipe-default-size", "quota/* modes/* create/* close/setstate-after-peer-close",
          INSTEAD_OF(GetNamedPipeInfo, info_doubles_quota)),
    WRONG("info-swaps-quotas", "GetNamedPipeInfo says the inbound quota for the outbound one",
          "modes/info-zero-and-f000", "-", INSTEAD_OF(GetNamedPipeInfo, info_swaps_quotas)),
    WRONG("info-hides-messages", "GetNamedPipeInfo does not tell PIPE_TYPE_MESSAGE",
          "modes/info-zero-and-f000", "writer/*", INSTEAD_OF(GetNamedPipeInfo, info_hides_messages)),
    WRONG("info-swaps-ends", "GetNamedPipeInfo calls the server end the client's",
          "create/createpipe-default-size",
          "modes/info-zero-and-f000 threadpool-wait/close-while-armed-no-callback",
          INSTEAD_OF(GetNamedPipeInfo, info_swaps_ends)),
    WRONG("info-counts-one-more", "GetNamedPipeInfo says one instance more than the maximum",
          "modes/info-zero-and-f000", "create/createpipe-default-size",
          INSTEAD_OF(GetNamedPipeInfo, info_counts_one_more)),
    WRONG("mode-is-not-kept", "SetNamedPipeHandleState says TRUE and does nothing",
          "modes/back-to-wait-pends",
          "message-mode/* modes/* overlapped-result/more-data-is-failure-with-count quota/* writer/*",
          INSTEAD_OF(SetNamedPipeHandleState, mode_is_not_kept)),
    WRONG("mode-accepts-anything", "SetNamedPipeHandleState says TRUE for modes that are none",
          "modes/invalid-mode-bits", "modes/message-read-on-byte-pipe threadpool-wait/set-null-disarms",
          INSTEAD_OF(SetNamedPipeHandleState, mode_accepts_anything)),
    WRONG("mode-is-the-servers", "SetNamedPipeHandleState of a client fails",
          "modes/message-pipe-readmode-switch",
          "writer/* close/zero-length-message-survives-close message-mode/* modes/* "
          "overlapped-result/more-data-is-failure-with-count peek/short-buffer-returns-true quota/* write/*",
          INSTEAD_OF(SetNamedPipeHandleState, mode_is_the_servers)),
    WRONG("notification-is-not-kept", "SetFileCompletionNotificationModes says TRUE and does nothing",
          "iocp/skip-on-success-sync", "modes/*",
          INSTEAD_OF(SetFileCompletionNotificationModes, notification_is_not_kept)),
    WRONG("notification-of-any-handle",
          "SetFileCompletionNotificationModes of a synchronous handle says TRUE",
          "modes/notification-on-sync-handle", "-",
          INSTEAD_OF(SetFileCompletionNotificationModes, notification_of_any_handle)),
    WRONG("notification-swaps-flags",
          "SetFileCompletionNotificationModes takes its two flags for one another",
          "iocp/skip-on-success-sync", "modes/*",
          INSTEAD_OF(SetFileCompletionNotificationModes, notification_swaps_flags)),
    WRONG("process-is-another", "GetNamedPipeClientProcessId names another process",
          "handles/pids-after-client-close", "handles/pids-after-server-close",
          INSTEAD_OF(GetNamedPipeClientProcessId, process_is_another)),
    WRONG("server-process-is-another", "GetNamedPipeServerProcessId names another process",
          "handles/pids-after-server-close", "disconnect/server-pid-from-server",
          INSTEAD_OF(GetNamedPipeServerProcessId, server_process_is_another)),
    WRONG("type-is-disk", "GetFileType of a pipe says FILE_TYPE_DISK", "handles/getfiletype", "writer/*",
          INSTEAD_OF(GetFileType, type_is_disk)),
};

PERTURBATION_TABLE(state);
