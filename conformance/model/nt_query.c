/* What ntdll tells of a pipe's end. */
#include "nt_calls.h"
#include "pipe.h"

enum { BASIC_OF_OBJECT, NAME_OF_OBJECT };
enum {
    STANDARD = 5,
    ACCESS = 8,
    NAME = 9,
    MODE = 16,
    PIPE = 23,
    LOCAL = 24,
    COMPLETION = 30,
    VOLUME_DEVICE = 4
};
#define SYNCHRONOUS_ALERT 0x10
#define SYNCHRONOUS_NONALERT 0x20
#define NAMED_PIPE_DEVICE 0x11

struct local_information {
    ULONG type, configuration, maximum, current, in, readable, out, writable, state, end;
};

static struct pipe_end *end_of(HANDLE handle)
{
    return (struct pipe_end *)model_object_of(handle, OBJECT_PIPE);
}

/* facts: quota/write-quota-available-, connect/pipe-state-values, create/share-mode-defines-direction */
static void fill_local(const struct pipe_end *end, struct local_information *local)
{
    const struct pipe *pipe = end->pipe;

    *local = (struct local_information){
        .type = (ULONG)pipe->messages,
        .configuration = pipe->directions == PIPE_ACCESS_DUPLEX    ? 2
                         : pipe->directions == PIPE_ACCESS_INBOUND ? 0
                                                                   : 1,
        .maximum = pipe->maximum == PIPE_UNLIMITED_INSTANCES ? ~0u : pipe->maximum,
        .current = pipe->instances,
        .in = pipe->quota_in,
        .readable = pipe_unread(end),
        .out = pipe->quota_out,
        .writable = end->peer     ? pipe_room(end->peer)
                    : end->server ? pipe->quota_out
                                  : pipe->quota_in,
        .state = end->state,
        .end = (ULONG)end->server,
    };
}

/* facts: close/delete-pending-flag, close/standard-info-end-of-file */
static void fill_standard(const struct pipe_end *end, FILE_STANDARD_INFORMATION *standard)
{
    standard->AllocationSize.QuadPart = (LONGLONG)end->pipe->quota_in + end->pipe->quota_out;
    standard->EndOfFile.QuadPart = pipe_unread(end);
    standard->NumberOfLinks = 1;
    standard->DeletePending = TRUE;
    standard->Directory = FALSE;
}

/* facts: misc/name-query */
static NTSTATUS fill_name(const struct pipe_end *end, BYTE *information, ULONG size, ULONG_PTR *count)
{
    ULONG length = (ULONG)(1 + wcslen(end->pipe->name)) * sizeof(WCHAR), fits;
    WCHAR *name;

    if (size < 8)
        return STATUS_INFO_LENGTH_MISMATCH;
    name = model_allocate(length + sizeof(WCHAR));
    name[0] = '\\';
    wcscpy(name + 1, end->pipe->name);
    fits = length < size - sizeof(ULONG) ? length : size - sizeof(ULONG);
    memcpy(information, &length, sizeof(length));
    memcpy(information + sizeof(length), name, fits);
    *count = sizeof(length) + fits;
    return fits < length ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

static NTSTATUS fill(const struct pipe_end *end, HANDLE file, void *information, ULONG size, int class,
                     ULONG_PTR *count)
{
    static const struct {
        int class;
        ULONG size;
    } sizes[] = {{STANDARD, sizeof(FILE_STANDARD_INFORMATION)},
                 {ACCESS, 4},
                 {MODE, 4},
                 {PIPE, 8},
                 {LOCAL, sizeof(struct local_information)}};

    for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++)
        if (sizes[i].class == class) {
            *count = sizes[i].size;
            if (size < sizes[i].size)
                return STATUS_INFO_LENGTH_MISMATCH;
        }
    switch (class) {
    case ACCESS:
        *(ULONG *)information = model_access_of(file);
        return STATUS_SUCCESS;
    case MODE:
        *(ULONG *)information = !end->synchronous ? 0
                                : end->alertable  ? SYNCHRONOUS_ALERT
                                                  : SYNCHRONOUS_NONALERT;
        return STATUS_SUCCESS;
    case NAME:
        return fill_name(end, information, size, count);
    case PIPE:
        ((ULONG *)information)[0] = (ULONG)end->reads_messages;
        ((ULONG *)information)[1] = (ULONG)end->nowait;
        return STATUS_SUCCESS;
    case LOCAL:
        fill_local(end, information);
        return STATUS_SUCCESS;
    case STANDARD:
        fill_standard(end, information);
        return STATUS_SUCCESS;
    default:
        model_lacks("this class of NtQueryInformationFile");
    }
}

/* facts: disconnect/client-local-info, disconnect/file-name-info, create/no-attributes-right-blocks-query */
NTSTATUS NTAPI model_NtQueryInformationFile(HANDLE file, IO_STATUS_BLOCK *block, void *information,
                                            ULONG size, FILE_INFORMATION_CLASS class)
{
    const struct pipe_end *end;
    ULONG_PTR count = 0;
    NTSTATUS status;

    model_point();
    if (pipe_device_of(file))
        return STATUS_INVALID_PARAMETER; /* facts: security/pipe-device-filename */
    if (!(end = end_of(file)))
        return model_not_an_end(file);
    if ((int)class != ACCESS && (int)class != MODE) {
        if (!end->server && end->state == PIPE_DISCONNECTED)
            return STATUS_PIPE_DISCONNECTED;
        if (!(model_access_of(file) & FILE_READ_ATTRIBUTES))
            return STATUS_ACCESS_DENIED;
    }
    status = fill(end, file, information, size, (int)class, &count);
    if (!NT_ERROR(status)) {
        block->Status = status;
        block->Information = count;
    }
    return status;
}

NTSTATUS NTAPI model_NtQueryVolumeInformationFile(HANDLE file, IO_STATUS_BLOCK *block, void *information,
                                                  ULONG size, int class)
{
    model_point();
    if (!end_of(file))
        return model_not_an_end(file);
    if (class != VOLUME_DEVICE || size < 8)
        model_lacks("this class of NtQueryVolumeInformationFile");
    ((ULONG *)information)[0] = NAMED_PIPE_DEVICE;
    ((ULONG *)information)[1] = 0;
    block->Status = STATUS_SUCCESS;
    block->Information = 8;
    return STATUS_SUCCESS;
}

/* facts: create/access-mask-*, create/unnamed-pipe-pair */
NTSTATUS NTAPI model_NtQueryObject(HANDLE handle, int class, void *information, ULONG size, ULONG *length)
{
    const struct pipe_end *end;

    (void)length;
    model_point();
    if (!(end = end_of(handle)))
        return model_not_an_end(handle);
    if (class == NAME_OF_OBJECT && !end->pipe->name)
        return STATUS_OBJECT_PATH_INVALID;
    if (class != BASIC_OF_OBJECT || size < sizeof(PUBLIC_OBJECT_BASIC_INFORMATION))
        model_lacks("this class of NtQueryObject");
    memset(information, 0, size);
    ((PUBLIC_OBJECT_BASIC_INFORMATION *)information)->GrantedAccess = model_access_of(handle);
    ((PUBLIC_OBJECT_BASIC_INFORMATION *)information)->HandleCount = end->object.handles;
    return STATUS_SUCCESS;
}

/* facts: iocp/sync-handle-association-iosb, iocp/associate-* */
NTSTATUS NTAPI model_NtSetInformationFile(HANDLE file, IO_STATUS_BLOCK *block, void *information, ULONG size,
                                          FILE_INFORMATION_CLASS class)
{
    const struct {
        HANDLE port;
        void *key;
    } *completion = information;
    struct pipe_end *end;

    model_point();
    if (!(end = end_of(file)))
        return model_not_an_end(file);
    if ((int)class != COMPLETION || size < sizeof(*completion))
        model_lacks("this class of NtSetInformationFile");
    if (end->port || end->synchronous)
        return STATUS_INVALID_PARAMETER;
    if (!port_of(completion->port))
        return STATUS_INVALID_HANDLE;
    port_associate(port_of(completion->port), end, (ULONG_PTR)completion->key);
    block->Status = STATUS_SUCCESS;
    block->Information = 0;
    return STATUS_SUCCESS;
}
