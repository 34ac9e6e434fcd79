/* Win32 calls that start operations. */
#include "nt_calls.h"
#include "pipe.h"

/* Reads and writes of a buffer that is not there. facts: write/null-buffer, write/bad-buffer,
 * read/null-buffer */
BOOL model_is_there(const void *buffer, DWORD size, BOOL to_write)
{
    MEMORY_BASIC_INFORMATION information;

    if (!size)
        return TRUE;
    if (!buffer || !VirtualQuery(buffer, &information, sizeof(information)) ||
        information.State != MEM_COMMIT)
        return FALSE;
    return to_write
               ? !(information.Protect & (PAGE_NOACCESS | PAGE_READONLY | PAGE_EXECUTE_READ | PAGE_GUARD))
               : !(information.Protect & (PAGE_NOACCESS | PAGE_GUARD));
}

NTSTATUS model_write(const struct request *request, const void *buffer, ULONG size)
{
    struct operation *operation;
    NTSTATUS status = operation_begin(request, OPERATION_WRITE, &operation);

    if (status)
        return status;
    return operation_end(operation, model_is_there(buffer, size, FALSE)
                                        ? pipe_write(operation->end, operation, buffer, size)
                                        : STATUS_INVALID_USER_BUFFER);
}

NTSTATUS model_read(const struct request *request, void *buffer, ULONG size)
{
    struct operation *operation;
    NTSTATUS status = operation_begin(request, OPERATION_READ, &operation);

    if (status)
        return status;
    return operation_end(operation, model_is_there(buffer, size, TRUE)
                                        ? pipe_read(operation->end, operation, buffer, size)
                                        : STATUS_ACCESS_VIOLATION);
}

/* A packet carries the OVERLAPPED unless the event's low bit is set. */
static struct request request_of(HANDLE handle, ACCESS_MASK right, OVERLAPPED *overlapped,
                                 IO_STATUS_BLOCK *block)
{
    struct request request = {handle, NULL, right, NULL, NULL, block};

    if (!overlapped)
        return request;
    request.event = overlapped->hEvent;
    request.context = (ULONG_PTR)overlapped->hEvent & 1 ? NULL : overlapped;
    request.block = (IO_STATUS_BLOCK *)overlapped;
    model_touch_memory(overlapped, sizeof(*overlapped), TRUE);
    overlapped->Internal = STATUS_PENDING;
    return request;
}

/* Without an OVERLAPPED the call waits for the file object. facts:
 * write/null-overlapped-on-async-handle-waits-on-handle */
static NTSTATUS wait_for_it(HANDLE handle, NTSTATUS status, const IO_STATUS_BLOCK *block)
{
    if (status != STATUS_PENDING)
        return status;
    model_wait_for(model_object_of(handle, OBJECT_PIPE), MODEL_NEVER);
    return block->Status;
}

static BOOL answer(NTSTATUS status, const struct request *request, BOOL overlapped, DWORD *count)
{
    if (status == STATUS_PENDING)
        return model_fail(ERROR_IO_PENDING);
    if (count && (NT_SUCCESS(status) || (!overlapped && status == STATUS_BUFFER_OVERFLOW)))
        *count = (DWORD)request->block->Information;
    return model_status(status);
}

BOOL WINAPI model_WriteFile(HANDLE handle, const void *buffer, DWORD size, DWORD *count,
                            OVERLAPPED *overlapped)
{
    IO_STATUS_BLOCK block = {.Information = 0};
    struct request request;
    NTSTATUS status;

    model_point();
    if (model_is_foreign(handle))
        return WriteFile(handle, buffer, size, count, overlapped);
    if (count)
        *count = 0;
    request = request_of(handle, FILE_WRITE_DATA | FILE_APPEND_DATA, overlapped, &block);
    status = model_write(&request, buffer, size);
    return answer(overlapped ? status : wait_for_it(handle, status, &block), &request, overlapped != NULL,
                  count);
}

BOOL WINAPI model_ReadFile(HANDLE handle, void *buffer, DWORD size, DWORD *count, OVERLAPPED *overlapped)
{
    IO_STATUS_BLOCK block = {.Information = 0};
    struct request request;
    NTSTATUS status;

    model_point();
    if (model_is_foreign(handle))
        return ReadFile(handle, buffer, size, count, overlapped);
    if (count)
        *count = 0;
    request = request_of(handle, FILE_READ_DATA, overlapped, &block);
    status = model_read(&request, buffer, size);
    return answer(overlapped ? status : wait_for_it(handle, status, &block), &request, overlapped != NULL,
                  count);
}

static void NTAPI call_completion(void *routine, IO_STATUS_BLOCK *block, ULONG reserved)
{
    (void)reserved;
    ((LPOVERLAPPED_COMPLETION_ROUTINE)routine)(model_error_of(block->Status), (DWORD)block->Information,
                                               (OVERLAPPED *)block);
}

static struct request extended(HANDLE handle, ACCESS_MASK right, OVERLAPPED *overlapped,
                               LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    model_touch_memory(overlapped, sizeof(*overlapped), TRUE);
    overlapped->Internal = STATUS_PENDING;
    return (struct request){
        handle, NULL, right, call_completion, (void *)routine, (IO_STATUS_BLOCK *)overlapped};
}

/* facts: alertable/writefileex-* */
static BOOL answer_extended(NTSTATUS status)
{
    if (NT_ERROR(status))
        return model_status(status);
    model_current->last_error = model_error_of(status == STATUS_PENDING ? STATUS_SUCCESS : status);
    return TRUE;
}

BOOL WINAPI model_WriteFileEx(HANDLE handle, const void *buffer, DWORD size, OVERLAPPED *overlapped,
                              LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    struct request request;

    model_point();
    request = extended(handle, FILE_WRITE_DATA | FILE_APPEND_DATA, overlapped, routine);
    return answer_extended(model_write(&request, buffer, size));
}

BOOL WINAPI model_ReadFileEx(HANDLE handle, void *buffer, DWORD size, OVERLAPPED *overlapped,
                             LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    struct request request;

    model_point();
    request = extended(handle, FILE_READ_DATA, overlapped, routine);
    return answer_extended(model_read(&request, buffer, size));
}

NTSTATUS model_listen(const struct request *request)
{
    struct operation *operation;
    NTSTATUS status = operation_begin(request, OPERATION_LISTEN, &operation);

    return status ? status : operation_end(operation, pipe_listen(operation->end, operation));
}

BOOL WINAPI model_ConnectNamedPipe(HANDLE handle, OVERLAPPED *overlapped)
{
    IO_STATUS_BLOCK block = {.Information = 0};
    struct request request;
    NTSTATUS status;

    model_point();
    if (overlapped) {
        model_touch_memory(overlapped, sizeof(*overlapped), TRUE);
        overlapped->InternalHigh = 0;
    }
    request = request_of(handle, 0, overlapped, &block);
    status = model_listen(&request);
    return answer(overlapped ? status : wait_for_it(handle, status, &block), &request, TRUE, NULL);
}

NTSTATUS model_flush(const struct request *request)
{
    struct operation *operation;
    NTSTATUS status = operation_begin(request, OPERATION_FLUSH, &operation);

    if (status)
        return status;
    operation->synchronous = TRUE;
    return operation_end(operation, pipe_flush(operation->end, operation));
}

/* It blocks on an overlapped handle as well. facts: flush/blocks-on-overlapped-handle */
BOOL WINAPI model_FlushFileBuffers(HANDLE handle)
{
    IO_STATUS_BLOCK block;
    struct request request = {handle, NULL, FILE_WRITE_DATA | FILE_APPEND_DATA, NULL, NULL, &block};

    model_point();
    return model_status(model_flush(&request));
}

BOOL WINAPI model_DisconnectNamedPipe(HANDLE handle)
{
    struct pipe_end *end;

    model_point();
    if (!(end = (struct pipe_end *)model_object_of(handle, OBJECT_PIPE)))
        return FALSE;
    return model_status(pipe_disconnect(end));
}
