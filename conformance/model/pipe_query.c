/* What can be asked of a pipe's end, and set. */
#include "pipe.h"

static struct pipe_end *end_of(HANDLE handle, ACCESS_MASK right)
{
    struct pipe_end *end = (struct pipe_end *)model_object_of(handle, OBJECT_PIPE);

    if (end && right && !(model_access_of(handle) & right)) {
        model_fail(ERROR_ACCESS_DENIED);
        return NULL;
    }
    return end;
}

/* facts: all of peek */
NTSTATUS pipe_can_peek(const struct pipe_end *end)
{
    if (end->state == PIPE_LISTENING || (end->server && end->state == PIPE_DISCONNECTED))
        return STATUS_INVALID_PIPE_STATE;
    if (end->state == PIPE_DISCONNECTED)
        return STATUS_PIPE_DISCONNECTED;
    return end->state == PIPE_CLOSING && !end->first ? STATUS_PIPE_BROKEN : STATUS_SUCCESS;
}

/* What of a message is left behind the copied part; of bytes the quirk of peek/byte-left-quirk. */
static ULONG left(const struct pipe_end *end, ULONG copied)
{
    return (end->pipe->messages ? pipe_unread_of_message(end) : 0) - copied;
}

BOOL WINAPI model_PeekNamedPipe(HANDLE handle, void *buffer, DWORD size, DWORD *read, DWORD *available,
                                DWORD *rest)
{
    struct pipe_end *end;
    NTSTATUS status;
    ULONG copied;

    model_point();
    if (!(end = end_of(handle, FILE_READ_DATA)))
        return FALSE;
    if (end->synchronous) {
        model_wait_for(&end->turn, MODEL_NEVER);
        model_touch(end->pipe, TRUE);
    }
    status = pipe_can_peek(end);
    if (!status) {
        copied = buffer ? pipe_copy(end, buffer, size) : 0;
        if (read)
            *read = copied;
        if (available)
            *available = pipe_unread(end);
        if (rest)
            *rest = left(end, copied);
    }
    if (end->synchronous)
        model_set(&end->turn);
    return model_status(status);
}

/* facts: modes/info-* */
BOOL WINAPI model_GetNamedPipeInfo(HANDLE handle, DWORD *flags, DWORD *out, DWORD *in, DWORD *instances)
{
    const struct pipe_end *end;

    model_point();
    if (!(end = end_of(handle, FILE_READ_ATTRIBUTES)))
        return FALSE;
    if (!end->server && end->state == PIPE_DISCONNECTED)
        return model_fail(ERROR_PIPE_NOT_CONNECTED);
    if (flags)
        *flags = (end->server ? PIPE_SERVER_END : PIPE_CLIENT_END) |
                 (end->pipe->messages ? PIPE_TYPE_MESSAGE : PIPE_TYPE_BYTE);
    if (out)
        *out = end->pipe->quota_out;
    if (in)
        *in = end->pipe->quota_in;
    if (instances)
        *instances = end->pipe->maximum;
    return TRUE;
}

/* facts: modes/getstate-* */
BOOL WINAPI model_GetNamedPipeHandleStateW(HANDLE handle, DWORD *state, DWORD *instances, DWORD *collect,
                                           DWORD *timeout, WCHAR *user, DWORD size)
{
    const struct pipe_end *end;

    (void)size;
    model_point();
    if (!(end = end_of(handle, FILE_READ_ATTRIBUTES)))
        return FALSE;
    if (collect || timeout || (user && end->server))
        return model_fail(ERROR_INVALID_PARAMETER);
    if (user)
        model_lacks("GetNamedPipeHandleState with a user name");
    if (!end->server && end->state == PIPE_DISCONNECTED)
        return model_fail(ERROR_PIPE_NOT_CONNECTED);
    if (state)
        *state = (end->reads_messages ? PIPE_READMODE_MESSAGE : 0) | (end->nowait ? PIPE_NOWAIT : 0);
    if (instances)
        *instances = end->pipe->instances;
    return TRUE;
}

/* facts: modes/invalid-mode-bits, message-read-on-byte-pipe, collect-params-local */
BOOL WINAPI model_SetNamedPipeHandleState(HANDLE handle, DWORD *mode, DWORD *collect, DWORD *timeout)
{
    struct pipe_end *end;

    model_point();
    if (!(end = end_of(handle, FILE_WRITE_ATTRIBUTES)))
        return FALSE;
    if (collect || timeout || (mode && (*mode & ~(DWORD)(PIPE_READMODE_MESSAGE | PIPE_NOWAIT))))
        return model_fail(ERROR_INVALID_PARAMETER);
    if (!mode)
        return TRUE;
    if ((*mode & PIPE_READMODE_MESSAGE) && !end->pipe->messages)
        return model_fail(ERROR_INVALID_PARAMETER);
    if (!end->server && end->state == PIPE_DISCONNECTED)
        return model_fail(ERROR_PIPE_NOT_CONNECTED);
    end->reads_messages = (*mode & PIPE_READMODE_MESSAGE) != 0;
    end->nowait = (*mode & PIPE_NOWAIT) != 0;
    return TRUE;
}

/* facts: handles/client-pid-null, disconnect/client-pid-from-server, pids-from-client */
static BOOL ask_number(HANDLE handle, ULONG *number, BOOL of_client, ULONG value)
{
    const struct pipe_end *end = end_of(handle, 0);

    if (!end)
        return FALSE;
    if (!number)
        return model_fail(ERROR_INSUFFICIENT_BUFFER);
    if (!end->server && end->state == PIPE_DISCONNECTED)
        return model_fail(ERROR_PIPE_NOT_CONNECTED);
    if (of_client && (end->state == PIPE_DISCONNECTED || end->state == PIPE_LISTENING))
        return model_fail(ERROR_NOT_FOUND);
    *number = value;
    return TRUE;
}

static ULONG this_process(HANDLE handle)
{
    const struct pipe_end *end = end_of(handle, 0);

    return end ? GetCurrentProcessId() : 0;
}

static ULONG this_session(HANDLE handle)
{
    const struct pipe_end *end = end_of(handle, 0);
    DWORD session = 0;

    if (end)
        ProcessIdToSessionId(GetCurrentProcessId(), &session);
    return session;
}

BOOL WINAPI model_GetNamedPipeClientProcessId(HANDLE handle, ULONG *process)
{
    model_point();
    return ask_number(handle, process, TRUE, this_process(handle));
}

BOOL WINAPI model_GetNamedPipeServerProcessId(HANDLE handle, ULONG *process)
{
    model_point();
    return ask_number(handle, process, FALSE, this_process(handle));
}

BOOL WINAPI model_GetNamedPipeClientSessionId(HANDLE handle, ULONG *session)
{
    model_point();
    return ask_number(handle, session, TRUE, this_session(handle));
}

BOOL WINAPI model_GetNamedPipeServerSessionId(HANDLE handle, ULONG *session)
{
    model_point();
    return ask_number(handle, session, FALSE, this_session(handle));
}

/* What FileStandardInformation says. facts: handles/getfilesizeex, close/standard-info-end-of-file */
BOOL WINAPI model_GetFileSizeEx(HANDLE handle, LARGE_INTEGER *size)
{
    const struct pipe_end *end;

    model_point();
    if (!(end = end_of(handle, FILE_READ_ATTRIBUTES)))
        return FALSE;
    if (!end->server && end->state == PIPE_DISCONNECTED)
        return model_fail(ERROR_PIPE_NOT_CONNECTED);
    size->QuadPart = pipe_unread(end);
    return TRUE;
}

DWORD WINAPI model_GetFileType(HANDLE handle)
{
    model_point();
    if (model_is_foreign(handle))
        return GetFileType(handle);
    return end_of(handle, 0) ? FILE_TYPE_PIPE : FILE_TYPE_UNKNOWN;
}
