/* What connecting, disconnecting, flushing and waiting for pipes answers. */
#include "perturb_lies.h"
#include "perturbations.h"

static BOOL WINAPI connect_hides_early_client(HANDLE pipe, OVERLAPPED *overlapped)
{
    return forgiven(ConnectNamedPipe(pipe, overlapped), ERROR_PIPE_CONNECTED);
}

static BOOL WINAPI connect_mistakes_close(HANDLE pipe, OVERLAPPED *overlapped)
{
    return mistaken(ConnectNamedPipe(pipe, overlapped), ERROR_NO_DATA, ERROR_PIPE_CONNECTED);
}

static BOOL WINAPI connect_mistakes_listening(HANDLE pipe, OVERLAPPED *overlapped)
{
    return mistaken(ConnectNamedPipe(pipe, overlapped), ERROR_PIPE_LISTENING, ERROR_IO_PENDING);
}

static BOOL WINAPI connect_refuses_second(HANDLE pipe, OVERLAPPED *overlapped)
{
    static HANDLE last;
    BOOL success;

    if (pipe == last)
        return refused(ERROR_PIPE_BUSY);
    success = ConnectNamedPipe(pipe, overlapped);
    last = failed_with(success, ERROR_IO_PENDING) ? pipe : NULL;
    return success;
}

static BOOL WINAPI disconnect_does_nothing(HANDLE pipe)
{
    (void)pipe;
    return TRUE;
}

static BOOL WINAPI disconnect_twice_succeeds(HANDLE pipe)
{
    return forgiven(DisconnectNamedPipe(pipe), ERROR_PIPE_NOT_CONNECTED);
}

static BOOL WINAPI disconnect_keeps_unread(HANDLE pipe)
{
    DWORD available;

    if (PeekNamedPipe(pipe, NULL, 0, NULL, &available, NULL) && available)
        return refused(ERROR_PIPE_BUSY);
    return DisconnectNamedPipe(pipe);
}

static BOOL WINAPI flush_refuses(HANDLE file)
{
    (void)file;
    return refused(ERROR_INVALID_FUNCTION);
}

static BOOL WINAPI flush_mistakes_close(HANDLE file)
{
    return mistaken(FlushFileBuffers(file), ERROR_BROKEN_PIPE, ERROR_NO_DATA);
}

static BOOL WINAPI flush_hides_close(HANDLE file)
{
    return forgiven(FlushFileBuffers(file), ERROR_BROKEN_PIPE);
}

static BOOL WINAPI flush_mistakes_disconnect(HANDLE file)
{
    return mistaken(FlushFileBuffers(file), ERROR_PIPE_NOT_CONNECTED, ERROR_BROKEN_PIPE);
}

static BOOL WINAPI wait_mistakes_missing(LPCWSTR name, DWORD milliseconds)
{
    return mistaken(WaitNamedPipeW(name, milliseconds), ERROR_FILE_NOT_FOUND, ERROR_SEM_TIMEOUT);
}

static BOOL WINAPI wait_mistakes_timeout(LPCWSTR name, DWORD milliseconds)
{
    return mistaken(WaitNamedPipeW(name, milliseconds), ERROR_SEM_TIMEOUT, ERROR_PIPE_BUSY);
}

static BOOL WINAPI wait_does_not_wait(LPCWSTR name, DWORD milliseconds)
{
    (void)milliseconds;
    return WaitNamedPipeW(name, 1);
}

static const struct perturbation perturbation_rows[] = {
    WRONG("connect-hides-early-client", "ConnectNamedPipe says TRUE for a client that came first",
          "connect/already-connected", "connect/*", INSTEAD_OF(ConnectNamedPipe, connect_hides_early_client)),
    WRONG("connect-mistakes-close",
          "ConnectNamedPipe of a client that came and went fails with ERROR_PIPE_CONNECTED",
          "connect/client-closed-not-disconnected", "connect/*",
          INSTEAD_OF(ConnectNamedPipe, connect_mistakes_close)),
    WRONG("connect-mistakes-listening", "ConnectNamedPipe of a PIPE_NOWAIT pipe says ERROR_IO_PENDING",
          "connect/nowait-listening", "connect/nowait-after-disconnect",
          INSTEAD_OF(ConnectNamedPipe, connect_mistakes_listening)),
    WRONG("connect-refuses-second", "ConnectNamedPipe fails while another is pending",
          "connect/second-connect-while-pending", "cancel/* connect/*",
          INSTEAD_OF(ConnectNamedPipe, connect_refuses_second)),
    WRONG("disconnect-does-nothing", "DisconnectNamedPipe says TRUE and does nothing",
          "disconnect/server-write",
          "connect/* disconnect/* flush/disconnect overlapped-result/* write/* writer/disconnected",
          INSTEAD_OF(DisconnectNamedPipe, disconnect_does_nothing)),
    WRONG("disconnect-twice-succeeds", "DisconnectNamedPipe of a disconnected pipe says TRUE",
          "disconnect/twice", "-", INSTEAD_OF(DisconnectNamedPipe, disconnect_twice_succeeds)),
    WRONG("disconnect-keeps-unread", "DisconnectNamedPipe is refused while there is unread data",
          "disconnect/discards-buffered-data",
          "disconnect/pending-writes-both-ends flush/disconnect overlapped-result/disconnected-write-result "
          "writer/disconnected",
          INSTEAD_OF(DisconnectNamedPipe, disconnect_keeps_unread)),
    WRONG("flush-refuses", "FlushFileBuffers fails", "flush/empty-immediate",
          "flush/* cancel/releases-blocked-flush disconnect/*-flush close/flush-after-peer-close",
          INSTEAD_OF(FlushFileBuffers, flush_refuses)),
    WRONG("flush-mistakes-close", "FlushFileBuffers whose reader closes fails with ERROR_NO_DATA",
          "flush/peer-close", "-", INSTEAD_OF(FlushFileBuffers, flush_mistakes_close)),
    WRONG("flush-hides-close", "FlushFileBuffers whose reader closes says TRUE", "flush/peer-close", "-",
          INSTEAD_OF(FlushFileBuffers, flush_hides_close)),
    WRONG("flush-mistakes-disconnect",
          "FlushFileBuffers after DisconnectNamedPipe fails with ERROR_BROKEN_PIPE",
          "disconnect/client-flush", "flush/disconnect",
          INSTEAD_OF(FlushFileBuffers, flush_mistakes_disconnect)),
    WRONG("wait-mistakes-missing", "WaitNamedPipe of a pipe that does not exist times out",
          "connect/waitnamedpipe-missing", "-", INSTEAD_OF(WaitNamedPipeW, wait_mistakes_missing)),
    WRONG("wait-mistakes-timeout", "WaitNamedPipe that times out fails with ERROR_PIPE_BUSY",
          "connect/waitnamedpipe-busy-timeout", "-", INSTEAD_OF(WaitNamedPipeW, wait_mistakes_timeout)),
    RACE("wait-does-not-wait", "WaitNamedPipe times out at once",
         "connect/waitnamedpipe-woken-by-new-instance", "-", INSTEAD_OF(WaitNamedPipeW, wait_does_not_wait)),
};

PERTURBATION_TABLE(pipe);
