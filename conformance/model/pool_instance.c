/* What a callback may do with its TP_CALLBACK_INSTANCE. */
#include "pool.h"

#define TOO_MANY_THREADS 565 /* ERROR_TOO_MANY_THREADS, which mingw-w64 does not have */

static struct pool_callback *running(TP_CALLBACK_INSTANCE *instance)
{
    if ((void *)instance != model_current->callback)
        model_misused("an instance is used of a callback that does not run on this thread");
    return (struct pool_callback *)instance;
}

/* The first that is asked for of each kind is kept; what Windows makes of a second is not known.
 * facts: threadpool-wait/two-setevent-when-returns */
void WINAPI model_SetEventWhenCallbackReturns(TP_CALLBACK_INSTANCE *instance, HANDLE event)
{
    struct pool_callback *callback;

    model_point();
    callback = running(instance);
    if (!callback->event)
        callback->event = event;
}

void WINAPI model_ReleaseSemaphoreWhenCallbackReturns(TP_CALLBACK_INSTANCE *instance, HANDLE semaphore,
                                                      DWORD count)
{
    struct pool_callback *callback;

    model_point();
    callback = running(instance);
    if (callback->semaphore)
        return;
    callback->semaphore = semaphore;
    callback->semaphore_count = (LONG)count;
}

void WINAPI model_ReleaseMutexWhenCallbackReturns(TP_CALLBACK_INSTANCE *instance, HANDLE mutex)
{
    struct pool_callback *callback;

    model_point();
    callback = running(instance);
    if (!callback->mutex)
        callback->mutex = mutex;
}

void WINAPI model_LeaveCriticalSectionWhenCallbackReturns(TP_CALLBACK_INSTANCE *instance,
                                                          CRITICAL_SECTION *section)
{
    struct pool_callback *callback;

    model_point();
    callback = running(instance);
    if (!callback->section)
        callback->section = section;
}

/* By the worker, when no code of the program's is left to run. facts:
 * threadpool-wait/setevent-when-callback-returns, release-semaphore-when-returns,
 * leave-critical-section-when-returns */
void pool_instance_returned(struct pool_callback *callback)
{
    if (callback->section)
        model_LeaveCriticalSection(callback->section);
    if (callback->mutex)
        model_ReleaseMutex(callback->mutex);
    if (callback->semaphore)
        model_ReleaseSemaphore(callback->semaphore, callback->semaphore_count, NULL);
    if (callback->event)
        model_SetEvent(callback->event);
}

/* Who drains does not wait for it any more; who closes the group does.
 * facts: threadpool-wait/disassociate-releases-waiter, disassociate-still-blocks-group */
void WINAPI model_DisassociateCurrentThreadFromCallback(TP_CALLBACK_INSTANCE *instance)
{
    struct pool_callback *callback;

    model_point();
    callback = running(instance);
    if (callback->disassociated)
        return;
    callback->disassociated = TRUE;
    pool_object_adjust(callback->object, -1, 0);
}

/* facts: threadpool-wait/callbackmayrunlong-default-pool, callbackmayrunlong-one-thread */
BOOL WINAPI model_CallbackMayRunLong(TP_CALLBACK_INSTANCE *instance)
{
    model_point();
    return pool_queue_has_room(pool_queue_of(running(instance)->object->pool)) ||
           model_fail(TOO_MANY_THREADS);
}
