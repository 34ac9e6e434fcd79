/* What creating and opening pipes answers, and what becomes of the options. */
#include "perturb_lies.h"
#include "perturbations.h"

static HANDLE WINAPI create_mistakes_limit(CREATE_PARAMETERS)
{
    HANDLE pipe = CREATE;

    mistaken(pipe != INVALID_HANDLE_VALUE, ERROR_PIPE_BUSY, ERROR_ACCESS_DENIED);
    return pipe;
}

static HANDLE WINAPI create_allows_one_more(CREATE_PARAMETERS)
{
    instances += instances && instances < PIPE_UNLIMITED_INSTANCES - 1;
    return CREATE;
}

static HANDLE WINAPI create_mistakes_name(CREATE_PARAMETERS)
{
    HANDLE pipe = CREATE;

    mistaken(pipe != INVALID_HANDLE_VALUE, ERROR_INVALID_NAME, ERROR_FILE_NOT_FOUND);
    return pipe;
}

static HANDLE WINAPI create_doubles_quota(CREATE_PARAMETERS)
{
    out *= 2, in *= 2;
    return CREATE;
}

static HANDLE WINAPI create_rounds_quota(CREATE_PARAMETERS)
{
    out = (out + 4095) & ~4095u, in = (in + 4095) & ~4095u;
    return CREATE;
}

static HANDLE WINAPI create_has_default_quota(CREATE_PARAMETERS)
{
    out = out ? out : 4096, in = in ? in : 4096;
    return CREATE;
}

static HANDLE WINAPI create_swaps_quotas(CREATE_PARAMETERS)
{
    DWORD first = out;

    out = in, in = first;
    return CREATE;
}

static HANDLE WINAPI create_forgets_messages(CREATE_PARAMETERS)
{
    pipe_mode &= ~(DWORD)(PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE);
    return CREATE;
}

static HANDLE WINAPI create_forgets_read_mode(CREATE_PARAMETERS)
{
    if (pipe_mode & PIPE_TYPE_MESSAGE)
        pipe_mode &= ~(DWORD)PIPE_READMODE_MESSAGE;
    return CREATE;
}

static HANDLE WINAPI create_forgets_nowait(CREATE_PARAMETERS)
{
    pipe_mode &= ~(DWORD)PIPE_NOWAIT;
    return CREATE;
}

static HANDLE WINAPI create_corrects_read_mode(CREATE_PARAMETERS)
{
    if (!(pipe_mode & PIPE_TYPE_MESSAGE))
        pipe_mode &= ~(DWORD)PIPE_READMODE_MESSAGE;
    return CREATE;
}

static BOOL WINAPI anonymous_has_large_default(HANDLE *read, HANDLE *write, SECURITY_ATTRIBUTES *security,
                                               DWORD size)
{
    return CreatePipe(read, write, security, size ? size : 65536);
}

static BOOL WINAPI anonymous_rounds_size(HANDLE *read, HANDLE *write, SECURITY_ATTRIBUTES *security,
                                         DWORD size)
{
    return CreatePipe(read, write, security, (size + 4095) & ~4095u);
}

static BOOL WINAPI anonymous_is_not_inherited(HANDLE *read, HANDLE *write, SECURITY_ATTRIBUTES *security,
                                              DWORD size)
{
    (void)security;
    return CreatePipe(read, write, NULL, size);
}

static HANDLE WINAPI open_mistakes_busy(OPEN_PARAMETERS)
{
    HANDLE file = OPEN;

    mistaken(file != INVALID_HANDLE_VALUE, ERROR_PIPE_BUSY, ERROR_FILE_NOT_FOUND);
    return file;
}

static HANDLE WINAPI open_mistakes_missing(OPEN_PARAMETERS)
{
    HANDLE file = OPEN;

    mistaken(file != INVALID_HANDLE_VALUE, ERROR_FILE_NOT_FOUND, ERROR_PIPE_BUSY);
    return file;
}

static HANDLE WINAPI open_mistakes_direction(OPEN_PARAMETERS)
{
    HANDLE file = OPEN;

    mistaken(file != INVALID_HANDLE_VALUE, ERROR_ACCESS_DENIED, ERROR_INVALID_PARAMETER);
    return file;
}

static const struct perturbation perturbation_rows[] = {
    WRONG("create-mistakes-limit", "an instance too many fails with ERROR_ACCESS_DENIED",
          "create/max-instances-one", "create/*", INSTEAD_OF(CreateNamedPipeW, create_mistakes_limit)),
    WRONG("create-allows-one-more", "one instance more than the maximum is created",
          "create/max-instances-one", "modes/info-zero-and-f000",
          INSTEAD_OF(CreateNamedPipeW, create_allows_one_more)),
    WRONG("create-mistakes-name", "a name that is no pipe's fails with ERROR_FILE_NOT_FOUND",
          "create/invalid-name", "-", INSTEAD_OF(CreateNamedPipeW, create_mistakes_name)),
    WRONG("create-doubles-quota", "the quotas are twice what was asked for", "quota/sizes-not-rounded",
          "alertable/* cancel/* close/* disconnect/pending-writes-both-ends event/* iocp/* "
          "message-mode/partial-read-releases-over-quota-writer modes/* overlapped-result/* "
          "peek/counts-pending-writes quota/* threadpool-wait/* write/* writer/*",
          INSTEAD_OF(CreateNamedPipeW, create_doubles_quota)),
    WRONG("create-rounds-quota", "the quotas are rounded up to pages", "quota/sizes-not-rounded",
          "alertable/* cancel/* close/* disconnect/pending-writes-both-ends event/* iocp/* message-mode/* "
          "modes/* overlapped-result/* peek/counts-pending-writes quota/* threadpool-wait/* write/* writer/*",
          INSTEAD_OF(CreateNamedPipeW, create_rounds_quota)),
    WRONG("create-has-default-quota", "a quota of 0 is a default one", "quota/zero-quota-write-pends",
          "modes/info-zero-and-f000 writer/*", INSTEAD_OF(CreateNamedPipeW, create_has_default_quota)),
    WRONG("create-swaps-quotas", "the outbound quota is the inbound one", "quota/directions-independent",
          "modes/info-zero-and-f000 quota/*", INSTEAD_OF(CreateNamedPipeW, create_swaps_quotas)),
    WRONG("create-forgets-messages", "a message pipe is a byte pipe", "message-mode/partial-read-sync-count",
          "close/zero-length-message-survives-close create/byte-type-message-readmode message-mode/* modes/* "
          "overlapped-result/more-data-is-failure-with-count peek/short-buffer-returns-true quota/* write/* "
          "writer/*",
          INSTEAD_OF(CreateNamedPipeW, create_forgets_messages)),
    WRONG("create-forgets-read-mode", "a server that reads messages reads bytes",
          "message-mode/partial-read-sync-count", "message-mode/* quota/pending-bytes-are-readable writer/*",
          INSTEAD_OF(CreateNamedPipeW, create_forgets_read_mode)),
    WRONG("create-forgets-nowait", "PIPE_NOWAIT is ignored", "modes/nowait-read-empty",
          "connect/* modes/* writer/nowait-pipe-resumes",
          INSTEAD_OF(CreateNamedPipeW, create_forgets_nowait)),
    WRONG("create-corrects-read-mode", "PIPE_READMODE_MESSAGE of a byte pipe is ignored",
          "create/byte-type-message-readmode", "-", INSTEAD_OF(CreateNamedPipeW, create_corrects_read_mode)),
    WRONG("anonymous-has-large-default", "CreatePipe has a default quota of 65536",
          "create/createpipe-default-size", "-", INSTEAD_OF(CreatePipe, anonymous_has_large_default)),
    WRONG("anonymous-rounds-size", "CreatePipe rounds its quota up to pages", "create/createpipe-size-1",
          "modes/anonymous-nowait-write-over-quota", INSTEAD_OF(CreatePipe, anonymous_rounds_size)),
    WRONG("anonymous-is-not-inherited", "the handles of CreatePipe are not inherited",
          "handles/createpipe-inherit", "-", INSTEAD_OF(CreatePipe, anonymous_is_not_inherited)),
    WRONG("open-mistakes-busy", "opening a pipe whose instances are taken fails with ERROR_FILE_NOT_FOUND",
          "close/instance-busy-until-disconnect",
          "connect/* disconnect/open-after-disconnect-without-connect",
          INSTEAD_OF(CreateFileW, open_mistakes_busy)),
    WRONG("open-mistakes-missing", "opening a pipe that does not exist fails with ERROR_PIPE_BUSY",
          "create/open-missing-pipe", "create/trailing-backslash-significant",
          INSTEAD_OF(CreateFileW, open_mistakes_missing)),
    WRONG("open-mistakes-direction",
          "opening a pipe for the direction that it lacks fails with ERROR_INVALID_PARAMETER",
          "create/client-access-must-fit-direction", "-", INSTEAD_OF(CreateFileW, open_mistakes_direction)),
};

PERTURBATION_TABLE(create);
