/* Calls of ntdll that are asked for by name, and the named pipe device itself. */
#include "nt_calls.h"
#include "../nt_calls.h"
#include "../seam/seam.h"
#include "pipe.h"

enum { STANDARD = 5, ACCESS = 8, NAME = 9, MODE = 16, PIPE = 23, LOCAL = 24, VOLUME_DEVICE = 4 };
#define SYNCHRONOUS_NONALERT 0x20
#define NAMED_PIPE_DEVICE 0x11

struct local_information {
    ULONG type, configuration, maximum, current, in, readable, out, writable, state, end;
};

struct device {
    struct model_object object;
    BOOL directory; /* with the trailing backslash */
};

static struct pipe_end *end_of(HANDLE handle)
{
    return (struct pipe_end *)model_object_of(handle, OBJECT_PIPE);
}

static NTSTATUS not_an_end(HANDLE handle)
{
    return model_object_of(handle, 0) ? STATUS_OBJECT_TYPE_MISMATCH : STATUS_INVALID_HANDLE;
}

static struct device *device_of(HANDLE handle)
{
    return (struct device *)model_object_of(handle, OBJECT_DEVICE);
}

/* facts: misc/pipe-device-read, pipe-device-write */
static NTSTATUS NTAPI model_NtReadFile(HANDLE file, HANDLE event, PIO_APC_ROUTINE apc, void *context,
                                       IO_STATUS_BLOCK *block, void *buffer, ULONG size,
                                       LARGE_INTEGER *offset, ULONG *key)
{
    struct request request = {file, event, FILE_READ_DATA, apc, context, block};

    (void)offset;
    (void)key;
    model_point();
    return device_of(file) ? STATUS_INVALID_PARAMETER : model_read(&request, buffer, size);
}

static NTSTATUS NTAPI model_NtWriteFile(HANDLE file, HANDLE event, PIO_APC_ROUTINE apc, void *context,
                                        IO_STATUS_BLOCK *block, const void *buffer, ULONG size,
                                        LARGE_INTEGER *offset, ULONG *key)
{
    struct request request = {file, event, FILE_WRITE_DATA | FILE_APPEND_DATA, apc, context, block};

    (void)offset;
    (void)key;
    model_point();
    return device_of(file) ? STATUS_INVALID_PARAMETER : model_write(&request, buffer, size);
}

/* facts: misc/pipe-device (peek, client-pid, server-pid, fsctl-*, wait) */
static NTSTATUS control_device(const struct device *device, ULONG code)
{
    switch (code) {
    case PIPE_CONTROL_DISCONNECT:
    case PIPE_CONTROL_TRANSCEIVE:
        return STATUS_PIPE_DISCONNECTED;
    case PIPE_CONTROL_LISTEN:
    case PIPE_CONTROL_IMPERSONATE:
        return STATUS_ILLEGAL_FUNCTION;
    case PIPE_CONTROL_WAIT:
        return device->directory ? STATUS_OBJECT_NAME_NOT_FOUND : STATUS_ILLEGAL_FUNCTION;
    case PIPE_CONTROL_PEEK:
    case PIPE_CONTROL_QUERY_CLIENT_PROCESS:
    case PIPE_CONTROL_GET_CONNECTION_ATTRIBUTE:
        return STATUS_INVALID_PARAMETER;
    default:
        return STATUS_NOT_SUPPORTED;
    }
}

/* The four numbers of FSCTL_PIPE_PEEK, then data. facts: peek/native-information-length */
static NTSTATUS peek(const struct request *request, void *output, ULONG size)
{
    struct operation *operation;
    struct pipe_end *end;
    ULONG header[4], copied;
    NTSTATUS status;

    if (size < sizeof(header))
        return STATUS_INFO_LENGTH_MISMATCH;
    if ((status = operation_begin(request, OPERATION_OTHER, &operation)))
        return status;
    end = operation->end;
    if ((status = pipe_can_peek(end)))
        return operation_end(operation, status);
    copied = pipe_copy(end, (BYTE *)output + sizeof(header), size - sizeof(header));
    header[0] = end->state;
    header[1] = pipe_unread(end);
    header[2] = end->pipe->messages ? pipe_message_count(end) : 0;
    header[3] = end->pipe->messages ? pipe_unread_of_message(end) : 0;
    memcpy(output, header, sizeof(header));
    status = copied < (end->pipe->messages ? header[3] : header[1]) ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
    operation_complete(operation, status, sizeof(header) + copied);
    return operation_end(operation, status);
}

static NTSTATUS NTAPI model_NtFsControlFile(HANDLE file, HANDLE event, PIO_APC_ROUTINE apc, void *context,
                                            IO_STATUS_BLOCK *block, ULONG code, const void *in, ULONG in_size,
                                            void *out, ULONG out_size)
{
    struct request request = {file, event, 0, apc, context, block};

    model_point();
    if (device_of(file))
        return control_device(device_of(file), code);
    if (!end_of(file))
        return not_an_end(file);
    switch (code) {
    case PIPE_CONTROL_LISTEN:
        return model_listen(&request);
    case PIPE_CONTROL_DISCONNECT:
        return pipe_disconnect(end_of(file));
    case PIPE_CONTROL_TRANSCEIVE:
        return model_transceive(&request, in, in_size, out, out_size);
    case PIPE_CONTROL_PEEK:
        return peek(&request, out, out_size);
    default:
        model_lacks("this code of NtFsControlFile");
    }
}

static NTSTATUS NTAPI model_NtCancelIoFileEx(HANDLE file, IO_STATUS_BLOCK *one, IO_STATUS_BLOCK *block)
{
    unsigned int count;

    model_point();
    if (!end_of(file))
        return not_an_end(file);
    count = operation_cancel(end_of(file), one, NULL);
    block->Status = count ? STATUS_SUCCESS : STATUS_NOT_FOUND;
    block->Information = 0;
    return block->Status;
}

static NTSTATUS NTAPI model_NtCancelIoFile(HANDLE file, IO_STATUS_BLOCK *block)
{
    model_point();
    if (!end_of(file))
        return not_an_end(file);
    operation_cancel(end_of(file), NULL, model_current);
    block->Status = STATUS_SUCCESS;
    block->Information = 0;
    return STATUS_SUCCESS;
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
        *(ULONG *)information = end->synchronous ? SYNCHRONOUS_NONALERT : 0;
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
    if (!(end = end_of(file)))
        return not_an_end(file);
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

static NTSTATUS NTAPI model_NtQueryVolumeInformationFile(HANDLE file, IO_STATUS_BLOCK *block,
                                                         void *information, ULONG size, int class)
{
    model_point();
    if (!end_of(file))
        return not_an_end(file);
    if (class != VOLUME_DEVICE || size < 8)
        model_lacks("this class of NtQueryVolumeInformationFile");
    ((ULONG *)information)[0] = NAMED_PIPE_DEVICE;
    ((ULONG *)information)[1] = 0;
    block->Status = STATUS_SUCCESS;
    block->Information = 8;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI model_NtOpenFile(HANDLE *file, ACCESS_MASK access, OBJECT_ATTRIBUTES *attributes,
                                       IO_STATUS_BLOCK *block, ULONG share, ULONG options)
{
    static const WCHAR device_name[] = L"\\Device\\NamedPipe";
    const UNICODE_STRING *name = attributes->ObjectName;
    size_t length = ARRAY_SIZE(device_name) - 1;
    struct device *device;

    (void)access;
    (void)share;
    (void)options;
    model_point();
    if (attributes->RootDirectory && !name->Length && end_of(attributes->RootDirectory))
        return pipe_open_nameless(end_of(attributes->RootDirectory), file);
    if (attributes->RootDirectory || name->Length < length * sizeof(WCHAR) ||
        _wcsnicmp(name->Buffer, device_name, length) || name->Length > (length + 1) * sizeof(WCHAR))
        model_lacks("NtOpenFile of this name");
    device = model_allocate(sizeof(*device));
    device->object.type = OBJECT_DEVICE;
    device->directory = name->Length > length * sizeof(WCHAR);
    *file = model_handle_new(&device->object, 0, FALSE);
    block->Status = STATUS_SUCCESS;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI model_NtCreateNamedPipeFile(HANDLE *file, ULONG access, OBJECT_ATTRIBUTES *attributes,
                                                  IO_STATUS_BLOCK *block, ULONG share, ULONG disposition,
                                                  ULONG options, ULONG type, ULONG read_mode,
                                                  ULONG completion_mode, ULONG maximum, ULONG in, ULONG out,
                                                  LARGE_INTEGER *timeout)
{
    (void)access;
    (void)disposition;
    (void)timeout;
    (void)maximum;
    model_point();
    if (!attributes->RootDirectory || attributes->ObjectName->Length || options || type || read_mode ||
        completion_mode || share != (FILE_SHARE_READ | FILE_SHARE_WRITE))
        model_lacks("NtCreateNamedPipeFile but for nameless byte pipes");
    block->Status = STATUS_SUCCESS;
    *file = pipe_create_nameless(in, out);
    return STATUS_SUCCESS;
}

static ULONG NTAPI model_RtlNtStatusToDosError(NTSTATUS status)
{
    return model_error_of(status);
}

/* NULL: what the model does not have is not there. */
void model_install_nt(void)
{
    static const struct {
        const char *name;
        void *function;
    } calls[] = {
        {"CompareObjectHandles", NULL},
        {"GetOverlappedResultEx", model_GetOverlappedResultEx},
        {"NtCancelIoFile", model_NtCancelIoFile},
        {"NtCancelIoFileEx", model_NtCancelIoFileEx},
        {"NtCreateNamedPipeFile", model_NtCreateNamedPipeFile},
        {"NtFsControlFile", model_NtFsControlFile},
        {"NtOpenFile", model_NtOpenFile},
        {"NtQueryEvent", NULL},
        {"NtQueryInformationFile", model_NtQueryInformationFile},
        {"NtQueryObject", NULL},
        {"NtQueryVolumeInformationFile", model_NtQueryVolumeInformationFile},
        {"NtReadFile", model_NtReadFile},
        {"NtSetInformationFile", NULL},
        {"NtWriteFile", model_NtWriteFile},
        {"RtlNtStatusToDosError", model_RtlNtStatusToDosError},
    };

    for (unsigned int i = 0; i < ARRAY_SIZE(calls); i++)
        seam_replace_lookup(calls[i].name, calls[i].function);
}
