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
BOOL WINAPI model_CancelSynchronousIo(HANDLE handle)
{
    struct model_thread *thread;

    model_point();
    if (!(thread = (struct model_thread *)model_object_of(handle, OBJECT_THREAD)))
        return FALSE;
    if (!(model_access_of(handle) & THREAD_TERMINATE))
        return model_fail(ERROR_ACCESS_DENIED);
    model_touch(&thread->synchronous, FALSE);
    if (thread->synchronous)
        model_touch(thread->synchronous->end->pipe, TRUE);
    if (!thread->synchronous || thread->synchronous->complete)
        return model_fail(ERROR_NOT_FOUND);
    operation_cancel_one(thread->synchronous);
    return TRUE;
}
