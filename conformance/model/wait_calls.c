/* The calls that wait. */
#include "kernel.h"

DWORD WINAPI model_WaitForSingleObjectEx(HANDLE handle, DWORD milliseconds, BOOL alertable)
{
    struct model_object *object;

    model_point();
    if (model_is_foreign(handle))
        return WaitForSingleObjectEx(handle, milliseconds, alertable);
    if (!(object = model_object_of(handle, 0)))
        return WAIT_FAILED;
    return model_wait(&object, 1, FALSE, alertable, model_deadline(milliseconds));
}

DWORD WINAPI model_WaitForSingleObject(HANDLE handle, DWORD milliseconds)
{
    return model_WaitForSingleObjectEx(handle, milliseconds, FALSE);
}

/* 0, with the last error, unless each is a handle; the same one twice is no set for a wait for all. */
static BOOL find(DWORD count, const HANDLE *handles, BOOL all, struct model_object **objects)
{
    if (!count || count > MAXIMUM_WAIT_OBJECTS)
        return model_fail(ERROR_INVALID_PARAMETER);
    for (DWORD i = 0; i < count; i++) {
        /* facts: handles/wait-multiple-pseudo-handles */
        if (handles[i] == GetCurrentThread())
            return model_fail(ERROR_INVALID_HANDLE);
        if (!(objects[i] = model_object_of(handles[i], 0)))
            return FALSE;
        for (DWORD k = 0; all && k < i; k++)
            if (objects[k] == objects[i])
                return model_fail(ERROR_INVALID_PARAMETER);
    }
    return TRUE;
}

DWORD WINAPI model_WaitForMultipleObjectsEx(DWORD count, const HANDLE *handles, BOOL all, DWORD milliseconds,
                                            BOOL alertable)
{
    struct model_object *objects[MAXIMUM_WAIT_OBJECTS];

    model_point();
    if (!find(count, handles, all, objects))
        return WAIT_FAILED;
    return model_wait(objects, count, all, alertable, model_deadline(milliseconds));
}

DWORD WINAPI model_WaitForMultipleObjects(DWORD count, const HANDLE *handles, BOOL all, DWORD milliseconds)
{
    return model_WaitForMultipleObjectsEx(count, handles, all, milliseconds, FALSE);
}

DWORD WINAPI model_SignalObjectAndWait(HANDLE signaled, HANDLE awaited, DWORD milliseconds, BOOL alertable)
{
    struct model_object *signal, *object;

    model_point();
    if (!(signal = model_object_of(signaled, 0)) || !(object = model_object_of(awaited, 0)))
        return WAIT_FAILED;
    if (signal->type == OBJECT_EVENT) {
        model_set(signal);
    } else if (signal->type == OBJECT_MUTEX ? !model_ReleaseMutex(signaled)
                                            : !model_ReleaseSemaphore(signaled, 1, NULL)) {
        return WAIT_FAILED;
    }
    return model_wait(&object, 1, FALSE, alertable, model_deadline(milliseconds));
}

DWORD WINAPI model_SleepEx(DWORD milliseconds, BOOL alertable)
{
    model_point();
    if (alertable)
        model_touch(&model_current->first_apc, TRUE);
    if (!milliseconds && !(alertable && model_current->first_apc)) {
        model_yield();
        return 0;
    }
    return model_wait(NULL, 0, FALSE, alertable, model_deadline(milliseconds)) == WAIT_IO_COMPLETION
               ? WAIT_IO_COMPLETION
               : 0;
}

BOOL WINAPI model_SwitchToThread(void)
{
    model_current->call = __func__;
    model_yield();
    return TRUE;
}

static void call_user(struct apc *apc)
{
    ((PAPCFUNC)apc->arguments[0])(apc->arguments[1]);
}

DWORD WINAPI model_QueueUserAPC(PAPCFUNC function, HANDLE handle, ULONG_PTR argument)
{
    struct model_thread *thread;
    struct apc *apc;

    model_point();
    if (!(thread = (struct model_thread *)model_object_of(handle, OBJECT_THREAD)))
        return FALSE;
    model_touch(&thread->object, FALSE);
    if (thread->state == THREAD_ENDED)
        return (DWORD)model_fail(ERROR_GEN_FAILURE);
    apc = model_allocate(sizeof(*apc));
    apc->call = call_user;
    apc->arguments[0] = (ULONG_PTR)function;
    apc->arguments[1] = argument;
    model_apc_queue(thread, apc);
    return TRUE;
}
