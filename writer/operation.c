#include "operation.h"

static struct writer_operation *parked;

struct writer_operation *writer_operation_new(SECURITY_ATTRIBUTES *security)
{
    struct writer_operation *operation = writer_allocate(sizeof(*operation));
    DWORD error;

    if (!operation) {
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    if (!(operation->event = CreateEventW(security, TRUE, FALSE, NULL))) {
        error = GetLastError();
        writer_release(operation);
        SetLastError(error);
        return NULL;
    }
    return operation;
}

void writer_operation_free(struct writer_operation *operation)
{
    if (!operation)
        return;
    CloseHandle(operation->event);
    writer_block_free(operation->block);
    writer_release(operation);
}

ULONGLONG writer_operation_hash(const struct writer_operation *operation)
{
    ULONGLONG hash = 14695981039346656037ull;

    for (DWORD i = 0; i < operation->length; i++)
        hash = (hash ^ operation->block->bytes[operation->offset + i]) * 1099511628211ull;
    return hash;
}

DWORD writer_operation_start(struct writer_operation *operation, HANDLE handle, DWORD length, DWORD *count)
{
    DWORD error;

    ZeroMemory(&operation->overlapped, sizeof(operation->overlapped));
    operation->overlapped.hEvent = operation->event;
    operation->length = length;
#ifdef PIPE_WRITER_CHECKED
    operation->hash = writer_operation_hash(operation);
#endif
    *count = 0;
    if (WriteFile(handle, operation->block->bytes + operation->offset, length, count, &operation->overlapped))
        return ERROR_SUCCESS;
    error = GetLastError();
    operation->pending = error == ERROR_IO_PENDING;
    return error == ERROR_SUCCESS ? ERROR_GEN_FAILURE : error;
}

DWORD writer_operation_result(struct writer_operation *operation, HANDLE handle, DWORD *count)
{
    DWORD error;

    *count = 0;
    if (!HasOverlappedIoCompleted(&operation->overlapped))
        return ERROR_IO_INCOMPLETE;
    if (GetOverlappedResult(handle, &operation->overlapped, count, FALSE))
        return ERROR_SUCCESS;
    error = GetLastError();
    return error == ERROR_SUCCESS ? ERROR_GEN_FAILURE : error;
}

void writer_operation_unsignal(struct writer_operation *operation)
{
    if (HasOverlappedIoCompleted(&operation->overlapped))
        return;
    ResetEvent(operation->event);
    /* The platform stores the result before it signals: what was taken back may have been the end after all.
     */
    if (HasOverlappedIoCompleted(&operation->overlapped))
        SetEvent(operation->event);
}

void writer_operation_park(struct writer_operation *operation, HANDLE owned_handle)
{
    operation->parked_handle = owned_handle;
    do
        operation->next_parked = *(struct writer_operation *volatile *)&parked;
    while (InterlockedCompareExchangePointer((void *volatile *)&parked, operation, operation->next_parked) !=
           operation->next_parked);
}

void writer_operation_advance(struct writer_operation *operation, DWORD count)
{
    operation->offset += count;
    if (operation->offset >= operation->block->size)
        writer_operation_forget(operation);
}

void writer_operation_forget(struct writer_operation *operation)
{
    writer_block_free(operation->block);
    operation->block = NULL;
    operation->offset = 0;
}
