/* The name space of pipes: who makes instances, who opens them, who waits for them. */
#include <wctype.h>
#include "pipe.h"
#include "reset.h"

#define DEFAULT_TIMEOUT (50 * MODEL_MILLISECOND) /* facts: create/default-timeout-zero */
#define KNOWN_OPEN_MODE                                                                                      \
    (PIPE_ACCESS_DUPLEX | FILE_FLAG_FIRST_PIPE_INSTANCE | FILE_FLAG_WRITE_THROUGH | FILE_FLAG_OVERLAPPED |   \
     WRITE_DAC | WRITE_OWNER | ACCESS_SYSTEM_SECURITY)
#define KNOWN_PIPE_MODE (PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE | PIPE_NOWAIT | PIPE_REJECT_REMOTE_CLIENTS)

static struct pipe *pipes;
struct pipe_end *pipe_ends;
static ULONGLONG listening;
static const WCHAR prefix[] = L"\\\\.\\pipe\\";

void model_pipes_reset(void)
{
    pipes = NULL;
    pipe_ends = NULL;
    listening = 0;
}

static const WCHAR *after_prefix(const WCHAR *name)
{
    return _wcsnicmp(name, prefix, ARRAY_SIZE(prefix) - 1) ? NULL : name + ARRAY_SIZE(prefix) - 1;
}

static struct pipe *find(const WCHAR *name)
{
    model_touch(&pipes, FALSE);
    for (struct pipe *pipe = pipes; pipe; pipe = pipe->next)
        if (pipe->name && !_wcsicmp(pipe->name, name))
            return pipe;
    return NULL;
}

void pipe_begin_listening(struct pipe_end *server)
{
    server->state = PIPE_LISTENING;
    server->listening_since = ++listening;
    model_set(&server->pipe->waiters);
    model_clear(&server->pipe->waiters);
}

void pipe_server_gone(struct pipe_end *server)
{
    struct pipe *pipe = server->pipe;

    model_touch(&pipes, TRUE);
    model_touch(pipe, TRUE);
    for (DWORD i = 0; i < pipe->instances; i++)
        if (pipe->servers[i] == server) {
            pipe->servers[i] = pipe->servers[--pipe->instances];
            break;
        }
    if (pipe->instances)
        return;
    for (struct pipe **at = &pipes; *at; at = &(*at)->next)
        if (*at == pipe) {
            *at = pipe->next;
            break;
        }
}

static struct pipe_end *end_new(struct pipe *pipe, BOOL server, DWORD flags)
{
    struct pipe_end *end = model_allocate(sizeof(*end));

    model_touch(pipe, TRUE);
    end->object.type = OBJECT_PIPE;
    end->object.manual = TRUE;
    end->object.signal = 1; /* facts: event/initial-handle-state */
    end->object.last_handle = pipe_end_closed;
    end->object.whole = pipe;
    end->turn.type = OBJECT_EVENT;
    end->turn.signal = 1;
    end->pipe = pipe;
    end->server = server;
    end->synchronous = !(flags & FILE_FLAG_OVERLAPPED);
    end->quota = server ? pipe->quota_in : pipe->quota_out;
    end->next = pipe_ends;
    pipe_ends = end;
    return end;
}

static struct pipe_end *server_new(struct pipe *pipe, DWORD flags, DWORD pipe_mode)
{
    struct pipe_end *end = end_new(pipe, TRUE, flags);

    end->reads_messages = (pipe_mode & PIPE_READMODE_MESSAGE) != 0;
    end->nowait = (pipe_mode & PIPE_NOWAIT) != 0;
    pipe->servers[pipe->instances++] = end;
    pipe_begin_listening(end);
    return end;
}

/* facts: create/access-mask-* */
static ACCESS_MASK server_access(DWORD open_mode)
{
    ACCESS_MASK rights = open_mode & (WRITE_DAC | WRITE_OWNER | ACCESS_SYSTEM_SECURITY);

    if (open_mode & PIPE_ACCESS_INBOUND)
        rights |= FILE_GENERIC_READ;
    if (open_mode & PIPE_ACCESS_OUTBOUND)
        rights |= FILE_GENERIC_WRITE;
    return rights;
}

static struct pipe *pipe_new(const WCHAR *name, DWORD directions, DWORD pipe_mode, DWORD maximum)
{
    struct pipe *pipe = model_allocate(sizeof(*pipe));

    model_touch(&pipes, TRUE);
    if (name) {
        pipe->name = model_allocate((wcslen(name) + 1) * sizeof(*name));
        wcscpy(pipe->name, name);
    }
    pipe->directions = directions;
    pipe->messages = (pipe_mode & PIPE_TYPE_MESSAGE) != 0;
    pipe->maximum = maximum;
    pipe->waiters.type = OBJECT_EVENT;
    pipe->waiters.manual = TRUE;
    pipe->next = pipes;
    pipes = pipe;
    return pipe;
}

/* facts: create/invalid-name, null-name, byte-type-message-readmode, no-access-mode, zero-instances,
 * 256-instances */
static DWORD refuse(const WCHAR *name, DWORD open_mode, DWORD pipe_mode, DWORD maximum)
{
    if (!name)
        return ERROR_PATH_NOT_FOUND;
    if (!after_prefix(name) || !*after_prefix(name))
        return ERROR_INVALID_NAME;
    if (!(open_mode & PIPE_ACCESS_DUPLEX) || (open_mode & ~(DWORD)KNOWN_OPEN_MODE) ||
        (pipe_mode & ~(DWORD)KNOWN_PIPE_MODE) || !maximum || maximum > PIPE_UNLIMITED_INSTANCES ||
        ((pipe_mode & PIPE_READMODE_MESSAGE) && !(pipe_mode & PIPE_TYPE_MESSAGE)))
        return ERROR_INVALID_PARAMETER;
    return ERROR_SUCCESS;
}

/* facts: create/first-pipe-instance-second, second-instance-different-access, max-instances-one,
 * second-file-create-disposition-denied, security/second-instance-needs-create-instance */
static NTSTATUS refuse_instance(const struct pipe *pipe, const struct instance *instance)
{
    if (!pipe)
        return instance->existing ? STATUS_OBJECT_NAME_NOT_FOUND : STATUS_SUCCESS;
    model_touch(pipe, TRUE);
    if (!(pipe->grants & FILE_CREATE_PIPE_INSTANCE) || instance->first ||
        pipe->directions != instance->directions)
        return STATUS_ACCESS_DENIED;
    return pipe->instances >= pipe->maximum ? STATUS_INSTANCE_NOT_AVAILABLE : STATUS_SUCCESS;
}

NTSTATUS pipe_create(const struct instance *instance, struct pipe_end **server)
{
    struct pipe *pipe = instance->name ? find(instance->name) : NULL;
    NTSTATUS status = refuse_instance(pipe, instance);

    if (status)
        return status;
    if (!pipe) {
        pipe = pipe_new(instance->name, instance->directions, instance->mode, instance->maximum);
        pipe->quota_in = instance->in;
        pipe->quota_out = instance->out;
        pipe->grants = instance->grants;
        pipe->timeout = instance->timeout;
    }
    *server = server_new(pipe, instance->flags, instance->mode);
    return STATUS_SUCCESS;
}

HANDLE WINAPI model_CreateNamedPipeW(const WCHAR *name, DWORD open_mode, DWORD pipe_mode, DWORD maximum,
                                     DWORD out, DWORD in, DWORD timeout, SECURITY_ATTRIBUTES *attributes)
{
    struct instance instance = {.directions = open_mode & PIPE_ACCESS_DUPLEX,
                                .mode = pipe_mode,
                                .flags = open_mode,
                                .maximum = maximum,
                                .in = in,
                                .out = out,
                                .grants = pipe_grants(attributes),
                                .first = (open_mode & FILE_FLAG_FIRST_PIPE_INSTANCE) != 0};
    struct pipe_end *server;
    DWORD error;

    model_point();
    instance.timeout = timeout ? (ULONGLONG)timeout * MODEL_MILLISECOND : DEFAULT_TIMEOUT;
    if (!(error = refuse(name, open_mode, pipe_mode, maximum))) {
        instance.name = after_prefix(name);
        error = model_error_of(pipe_create(&instance, &server));
    }
    if (error) {
        model_fail(error);
        return INVALID_HANDLE_VALUE;
    }
    return model_handle_new(&server->object, server_access(open_mode),
                            attributes && attributes->bInheritHandle);
}

static struct pipe_end *longest_listening(const struct pipe *pipe)
{
    struct pipe_end *best = NULL;

    model_touch(pipe, TRUE);
    for (DWORD i = 0; i < pipe->instances; i++) {
        struct pipe_end *server = pipe->servers[i];

        if (server->state == PIPE_LISTENING && (!best || server->listening_since < best->listening_since))
            best = server;
    }
    return best;
}

ACCESS_MASK pipe_rights_of(ACCESS_MASK access)
{
    ACCESS_MASK rights = access & 0x00ffffff;

    if (access & (GENERIC_READ | GENERIC_ALL))
        rights |= FILE_GENERIC_READ;
    if (access & (GENERIC_WRITE | GENERIC_ALL))
        rights |= FILE_GENERIC_WRITE;
    if (access & GENERIC_ALL)
        rights |= FILE_ALL_ACCESS;
    return rights;
}

/* facts: create/client-access-must-fit-direction */
static BOOL fits(const struct pipe *pipe, ACCESS_MASK rights)
{
    return !((rights & FILE_READ_DATA) && !(pipe->directions & PIPE_ACCESS_OUTBOUND)) &&
           !((rights & FILE_WRITE_DATA) && !(pipe->directions & PIPE_ACCESS_INBOUND));
}

NTSTATUS pipe_open(const WCHAR *name, ACCESS_MASK rights, DWORD flags, struct pipe_end **client)
{
    struct pipe *pipe = find(name);
    struct pipe_end *server = pipe ? longest_listening(pipe) : NULL;

    if (!server || !fits(pipe, rights))
        return !pipe                 ? STATUS_OBJECT_NAME_NOT_FOUND
               : !fits(pipe, rights) ? STATUS_ACCESS_DENIED
                                     : STATUS_PIPE_NOT_AVAILABLE;
    *client = end_new(pipe, FALSE, flags);
    pipe_connect_ends(server, *client);
    return STATUS_SUCCESS;
}

HANDLE WINAPI model_CreateFileW(const WCHAR *name, DWORD access, DWORD share, SECURITY_ATTRIBUTES *attributes,
                                DWORD disposition, DWORD flags, HANDLE template)
{
    ACCESS_MASK rights = pipe_rights_of(access) | SYNCHRONIZE | FILE_READ_ATTRIBUTES;
    struct pipe_end *client;
    HANDLE device;

    model_point();
    if (name && (device = pipe_device_open(name, wcslen(name))) != INVALID_HANDLE_VALUE)
        return device;
    if (!name || !after_prefix(name)) {
        HANDLE real = CreateFileW(name, access, share, attributes, disposition, flags, template);

        model_fail(GetLastError());
        model_foreign_add(real);
        return real;
    }
    if (!model_status(pipe_open(after_prefix(name), rights, flags, &client)))
        return INVALID_HANDLE_VALUE;
    return model_handle_new(&client->object, rights, attributes && attributes->bInheritHandle);
}

/* facts: create/createpipe-*; the read end is the server's */
BOOL WINAPI model_CreatePipe(HANDLE *read, HANDLE *write, SECURITY_ATTRIBUTES *attributes, DWORD size)
{
    struct pipe *pipe;
    struct pipe_end *server, *client;
    BOOL inherit = attributes && attributes->bInheritHandle;

    model_point();
    pipe = pipe_new(NULL, PIPE_ACCESS_INBOUND, PIPE_TYPE_BYTE, 1);
    pipe->quota_in = pipe->quota_out = size ? size : 4096;
    pipe->timeout = DEFAULT_TIMEOUT;
    server = server_new(pipe, 0, 0);
    client = end_new(pipe, FALSE, 0);
    pipe_connect_ends(server, client);
    *read = model_handle_new(&server->object, FILE_GENERIC_READ | FILE_WRITE_ATTRIBUTES, inherit);
    *write = model_handle_new(&client->object, FILE_GENERIC_WRITE | FILE_READ_ATTRIBUTES, inherit);
    return TRUE;
}

/* facts: create/unnamed-pipe-pair, create/overlapped-anonymous-via-nt */
NTSTATUS pipe_open_nameless(struct pipe_end *server, DWORD flags, struct pipe_end **client)
{
    if (server->state != PIPE_LISTENING)
        return STATUS_PIPE_NOT_AVAILABLE;
    *client = end_new(server->pipe, FALSE, flags);
    pipe_connect_ends(server, *client);
    return STATUS_SUCCESS;
}

/* facts: connect/waitnamedpipe-* */
BOOL WINAPI model_WaitNamedPipeW(const WCHAR *name, DWORD timeout)
{
    struct pipe *pipe;
    ULONGLONG deadline;

    model_point();
    if (!name || !after_prefix(name) || !(pipe = find(after_prefix(name))))
        return model_fail(ERROR_FILE_NOT_FOUND);
    deadline = timeout == NMPWAIT_USE_DEFAULT_WAIT ? model_now + pipe->timeout : model_deadline(timeout);
    while (!longest_listening(pipe)) {
        if (model_wait_for(&pipe->waiters, deadline) == WAIT_TIMEOUT)
            return model_fail(ERROR_SEM_TIMEOUT);
        if (!pipe->instances)
            return model_fail(ERROR_FILE_NOT_FOUND);
    }
    return TRUE;
}
