/* How an operation has ended, and cancelling it. */
#include "nt_calls.h"
#include "pipe.h"

/* facts: overlapped-result/gor-* */
static BOOL result(HANDLE handle, OVERLAPPED *overlapped, DWORD *count, ULONGLONG deadline, BOOL alertable)
{
    NTSTATUS status = (NTSTATUS) * (volatile ULONG_PTR *)&overlapped->Internal;

    model_touch_memory(overlapped, sizeof(*overlapped), FALSE);
    if (status == STATUS_PENDING) {
        struct model_object *object = model_object_of(overlapped->hEvent ? overlapped->hEvent : handle, 0);
        DWORD waited;

        if (deadline <= model_now)
            return model_fail(ERROR_IO_INCOMPLETE);
        if (!object)
            return FALSE;
        waited = model_wait(&object, 1, FALSE, alertable, deadline);
        if (waited != WAIT_OBJECT_0)
            return model_fail(waited);
        model_touch_memory(overlapped, sizeof(*overlapped), FALSE);
        status = (NTSTATUS) * (volatile ULONG_PTR *)&overlapped->Internal;
        if (status == STATUS_PENDING)
            status = STATUS_SUCCESS;
    }
    *count = (DWORD)overlapped->InternalHigh;
    return model_status(status);
}

BOOL WINAPI model_GetOverlappedResult(HANDLE handle, OVERLAPPED *overlapped, DWORD *count, BOOL wait)
{
    model_point();
    return result(handle, overlapped, count, wait ? MODEL_NEVER : model_now, FALSE);
}

BOOL WINAPI model_GetOverlappedResultEx(HANDLE handle, OVERLAPPED *overlapped, DWORD *count,
                                        DWORD milliseconds, BOOL alertable)
{
    model_point();
    return result(handle, overlapped, count, model_deadline(milliseconds), alertable);
}

static struct pipe_end *end_of(HANDLE handle)
{
    return (struct pipe_end *)model_object_of(handle, OBJECT_PIPE);
}

BOOL WINAPI model_CancelIoEx(HANDLE handle, OVERLAPPED *overlapped)
{
    struct pipe_end *end;

    model_point();
    if (!(end = end_of(handle)))
        return FALSE;
    return operation_cancel(end, (IO_STATUS_BLOCK *)overlapped, NULL) ? TRUE : model_fail(ERROR_NOT_FOUND);
}

/* facts: cancel/cancelio-none-pending, cancelio-other-thread */
BOOL WINAPI model_CancelIo(HANDLE handle)
{
    struct pipe_end *end;

    model_point();
    if (!(end = end_of(handle)))
        return FALSE;
    operation_cancel(end, NULL, model_current);
    return TRUE;
}

/* facts: cancel/cancelsynchronousio-* */
static NTSTATUS cancel_synchronous(HANDLE handle, const IO_STATUS_BLOCK *one)
{
    struct model_thread *thread = (struct model_thread *)model_object_of(handle, OBJECT_THREAD);
    struct operation *operation;

    if (!thread)
        return model_object_of(handle, 0) ? STATUS_OBJECT_TYPE_MISMATCH : STATUS_INVALID_HANDLE;
    if (!(model_access_of(handle) & THREAD_TERMINATE))
        return STATUS_ACCESS_DENIED;
    model_touch(&thread->synchronous, FALSE);
    operation = thread->synchronous;
    if (operation)
        model_touch(operation->end->pipe, TRUE);
    if (!operation || operation->complete || (one && one != operation->block))
        return STATUS_NOT_FOUND;
    operation_cancel_one(operation);
    return STATUS_SUCCESS;
}

BOOL WINAPI model_CancelSynchronousIo(HANDLE handle)
{
    model_point();
    return model_status(cancel_synchronous(handle, NULL));
}

NTSTATUS NTAPI model_NtCancelSynchronousIoFile(HANDLE handle, IO_STATUS_BLOCK *one, IO_STATUS_BLOCK *block)
{
    NTSTATUS status;

    model_point();
    if (!model_is_there(block, sizeof(*block), TRUE))
        return STATUS_ACCESS_VIOLATION;
    status = cancel_synchronous(handle, one);
    if (status == STATUS_SUCCESS || status == STATUS_NOT_FOUND) {
        block->Status = status;
        block->Information = 0;
    }
    return status;
}
