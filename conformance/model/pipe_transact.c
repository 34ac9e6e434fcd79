/* A request and its reply in one call. */
#include "nt_calls.h"
#include "pipe.h"

/* facts: message-mode/transact-* */
static NTSTATUS transceive(struct pipe_end *end, struct operation *operation, const void *request,
                           ULONG request_size, void *reply, ULONG reply_size)
{
    struct operation *write;
    NTSTATUS status;

    if (end->state != PIPE_CONNECTED)
        return end->state == PIPE_DISCONNECTED ? STATUS_PIPE_DISCONNECTED
               : end->state == PIPE_LISTENING  ? STATUS_PIPE_LISTENING
                                               : STATUS_INVALID_PIPE_STATE;
    if (!end->reads_messages)
        return STATUS_INVALID_READ_MODE;
    if (end->first || end->pending)
        for (const struct operation *other = end->pending; other || end->first;
             other = other ? other->next : NULL)
            if (end->first || other->kind != OPERATION_WRITE)
                return STATUS_PIPE_BUSY;
    write = model_allocate(sizeof(*write));
    write->kind = OPERATION_OTHER;
    write->end = end;
    write->issuer = model_current;
    write->immediate = TRUE;
    status = pipe_write(end, write, request, request_size);
    if (NT_ERROR(status))
        return status;
    return pipe_read(end, operation, reply, reply_size);
}

NTSTATUS model_transceive(const struct request *request, const void *out, ULONG out_size, void *in,
                          ULONG in_size)
{
    struct operation *operation;
    NTSTATUS status = operation_begin(request, OPERATION_TRANSCEIVE, &operation);

    if (status)
        return status;
    return operation_end(operation, transceive(operation->end, operation, out, out_size, in, in_size));
}

BOOL WINAPI model_TransactNamedPipe(HANDLE handle, void *out, DWORD out_size, void *in, DWORD in_size,
                                    DWORD *count, OVERLAPPED *overlapped)
{
    IO_STATUS_BLOCK block = {.Information = 0};
    struct request request = {handle, NULL, FILE_READ_DATA, NULL, NULL, &block};
    NTSTATUS status;

    model_point();
    if (overlapped) {
        model_touch_memory(overlapped, sizeof(*overlapped), TRUE);
        overlapped->Internal = STATUS_PENDING;
        request.event = overlapped->hEvent;
        request.context = (ULONG_PTR)overlapped->hEvent & 1 ? NULL : overlapped;
        request.block = (IO_STATUS_BLOCK *)overlapped;
    }
    status = model_transceive(&request, out, out_size, in, in_size);
    if (status == STATUS_PENDING && !overlapped) {
        model_wait_for(model_object_of(handle, OBJECT_PIPE), MODEL_NEVER);
        status = block.Status;
    }
    if (status == STATUS_PENDING)
        return model_fail(ERROR_IO_PENDING);
    if (count && !NT_ERROR(status))
        *count = (DWORD)request.block->Information;
    return model_status(status);
}
