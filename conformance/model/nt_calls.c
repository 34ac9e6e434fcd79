/* Calls of ntdll that are asked for by name, and the named pipe device itself. */
#include "nt_calls.h"
#include "../nt_calls.h"
#include "../seam/seam.h"
#include "pipe.h"

static struct pipe_end *end_of(HANDLE handle)
{
    return (struct pipe_end *)model_object_of(handle, OBJECT_PIPE);
}

NTSTATUS model_not_an_end(HANDLE handle)
{
    return model_object_of(handle, 0) ? STATUS_OBJECT_TYPE_MISMATCH : STATUS_INVALID_HANDLE;
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
    return pipe_device_of(file) ? STATUS_INVALID_PARAMETER : model_read(&request, buffer, size);
}

static NTSTATUS NTAPI model_NtWriteFile(HANDLE file, HANDLE event, PIO_APC_ROUTINE apc, void *context,
                                        IO_STATUS_BLOCK *block, const void *buffer, ULONG size,
                                        LARGE_INTEGER *offset, ULONG *key)
{
    struct request request = {file, event, FILE_WRITE_DATA | FILE_APPEND_DATA, apc, context, block};

    (void)offset;
    (void)key;
    model_point();
    return pipe_device_of(file) ? STATUS_INVALID_PARAMETER : model_write(&request, buffer, size);
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
    /* facts: message-mode/native-peek-overflow */
    status = end->pipe->messages && copied < header[3] ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
    operation_complete(operation, status, sizeof(header) + copied);
    return operation_end(operation, status);
}

static NTSTATUS NTAPI model_NtFsControlFile(HANDLE file, HANDLE event, PIO_APC_ROUTINE apc, void *context,
                                            IO_STATUS_BLOCK *block, ULONG code, const void *in, ULONG in_size,
                                            void *out, ULONG out_size)
{
    struct request request = {file, event, 0, apc, context, block};

    model_point();
    if (pipe_device_of(file))
        return pipe_device_control(pipe_device_of(file), code);
    if (!end_of(file))
        return model_not_an_end(file);
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
        return model_not_an_end(file);
    count = operation_cancel(end_of(file), one, NULL);
    block->Status = count ? STATUS_SUCCESS : STATUS_NOT_FOUND;
    block->Information = 0;
    return block->Status;
}

static NTSTATUS NTAPI model_NtCancelIoFile(HANDLE file, IO_STATUS_BLOCK *block)
{
    model_point();
    if (!end_of(file))
        return model_not_an_end(file);
    operation_cancel(end_of(file), NULL, model_current);
    block->Status = STATUS_SUCCESS;
    block->Information = 0;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI model_NtFlushBuffersFile(HANDLE file, IO_STATUS_BLOCK *block)
{
    struct request request = {file, NULL, FILE_WRITE_DATA | FILE_APPEND_DATA, NULL, NULL, block};

    model_point();
    return model_flush(&request);
}

/* facts: alertable/null-apc-does-not-end-sleep */
static NTSTATUS NTAPI model_NtQueueApcThread(HANDLE thread, void *routine, void *first, void *second,
                                             void *third)
{
    (void)first;
    (void)second;
    (void)third;
    model_point();
    if (!model_object_of(thread, OBJECT_THREAD))
        return STATUS_INVALID_HANDLE;
    if (routine)
        model_lacks("NtQueueApcThread with a routine");
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI model_NtQueryEvent(HANDLE handle, int class, void *information, ULONG size,
                                         ULONG *length)
{
    const struct model_object *event;

    model_point();
    if (!(event = model_object_of(handle, 0)))
        return STATUS_INVALID_HANDLE;
    if (event->type != OBJECT_EVENT)
        return STATUS_OBJECT_TYPE_MISMATCH;
    if (class || size < 2 * sizeof(ULONG))
        model_lacks("this class of NtQueryEvent");
    model_touch(event, FALSE);
    ((ULONG *)information)[0] = !event->manual;
    ((ULONG *)information)[1] = (ULONG)event->signal;
    if (length)
        *length = 2 * sizeof(ULONG);
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
        {"NtAlertThreadByThreadId", NULL},
        {"NtCancelIoFile", model_NtCancelIoFile},
        {"NtCancelIoFileEx", model_NtCancelIoFileEx},
        {"NtCancelSynchronousIoFile", model_NtCancelSynchronousIoFile},
        {"NtCreateDirectoryObject", model_NtCreateDirectoryObject},
        {"NtCreateNamedPipeFile", model_NtCreateNamedPipeFile},
        {"NtFlushBuffersFile", model_NtFlushBuffersFile},
        {"NtFsControlFile", model_NtFsControlFile},
        {"NtOpenFile", model_NtOpenFile},
        {"NtQueryEvent", model_NtQueryEvent},
        {"NtQueryInformationFile", model_NtQueryInformationFile},
        {"NtQueryObject", model_NtQueryObject},
        {"NtQuerySecurityObject", model_NtQuerySecurityObject},
        {"NtQueryVolumeInformationFile", model_NtQueryVolumeInformationFile},
        {"NtQueueApcThread", model_NtQueueApcThread},
        {"NtReadFile", model_NtReadFile},
        {"NtSetInformationFile", model_NtSetInformationFile},
        {"NtSetSecurityObject", model_NtSetSecurityObject},
        {"NtWriteFile", model_NtWriteFile},
        {"RtlNtStatusToDosError", model_RtlNtStatusToDosError},
    };

    for (unsigned int i = 0; i < ARRAY_SIZE(calls); i++)
        seam_replace_lookup(calls[i].name, calls[i].function);
}
