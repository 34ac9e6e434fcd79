/* RegisterWaitForSingleObject: a thread-pool wait that arms itself again. */
#include "pool.h"

struct registered_wait {
    struct pool_wait wait; /* first */
    WAITORTIMERCALLBACK function;
    struct model_object *object;
    DWORD milliseconds;
    ULONG flags;
    struct model_object *ended; /* event to be set when it is gone; NULL: none */
};

static void call(struct pool_callback *callback)
{
    const struct registered_wait *wait = (const struct registered_wait *)callback->object;

    wait->function(wait->wait.base.context, callback->result == WAIT_TIMEOUT);
}

/* The timeout begins anew when the callback has returned; a signal that lasts calls back again.
 * facts: threadpool-wait/regwait-once-manual-event, regwait-default-repeats-consuming,
 * regwait-default-manual-event-repeats, regwait-timeout-callback, regwait-timeout-repeats */
static void arm_again(struct pool_callback *callback)
{
    struct registered_wait *wait = (struct registered_wait *)callback->object;

    if (!(wait->flags & WT_EXECUTEONLYONCE) && !wait->wait.base.closed)
        pool_wait_arm(&wait->wait, wait->object, model_deadline(wait->milliseconds));
}

static void gone(struct pool_object *object)
{
    struct model_object *ended = ((struct registered_wait *)object)->ended;

    if (!ended)
        return;
    model_set(ended);
}

/* Callbacks of WT_EXECUTEINWAITTHREAD run on one thread, the same for all.
 * facts: threadpool-wait/regwait-in-wait-thread-same-thread */
static void choose_pool(struct pool_object *object, ULONG flags)
{
    if (!(flags & WT_EXECUTEINWAITTHREAD))
        return;
    pool_leave(object->pool);
    object->pool = pool_of_wait_thread();
    pool_enter(object->pool);
}

/* facts: threadpool-wait/regwait-already-signaled, regwait-zero-timeout-once */
BOOL WINAPI model_RegisterWaitForSingleObject(HANDLE *handle, HANDLE object, WAITORTIMERCALLBACK function,
                                              void *context, ULONG milliseconds, ULONG flags)
{
    struct registered_wait *wait;
    NTSTATUS why = STATUS_SUCCESS;

    model_point();
    wait = model_allocate(sizeof(*wait));
    if (!(wait->object = pool_waitable(object, &why))) {
        if (why == STATUS_INVALID_PARAMETER_3)
            model_lacks("RegisterWaitForSingleObject of a mutex");
        return model_fail(why == STATUS_ACCESS_DENIED ? ERROR_ACCESS_DENIED : ERROR_INVALID_HANDLE);
    }
    wait->function = function;
    wait->milliseconds = milliseconds;
    wait->flags = flags;
    pool_object_begin(&wait->wait.base, POOL_REGISTERED_WAIT, call, context, NULL);
    choose_pool(&wait->wait.base, flags);
    wait->wait.base.returned = arm_again;
    wait->wait.base.disarm = pool_wait_disarm;
    wait->wait.base.gone = gone;
    pool_wait_arm(&wait->wait, wait->object, model_deadline(milliseconds));
    *handle = wait;
    return TRUE;
}

static BOOL is_in_own_callback(const struct registered_wait *wait)
{
    const struct pool_callback *callback = model_current->callback;

    return callback && callback->object == &wait->wait.base && (wait->flags & WT_EXECUTEINWAITTHREAD);
}

/* Fails with ERROR_IO_PENDING while a callback has not returned, unless it is to wait for it, or is called by
 * that callback on the wait thread; the wait is unregistered all the same. An event is set once nothing is
 * left. facts: threadpool-wait/regwait-unregister-*, regwait-unregisterex-* */
BOOL WINAPI model_UnregisterWaitEx(HANDLE handle, HANDLE event)
{
    struct registered_wait *wait;
    BOOL busy;

    model_point();
    if (!handle)
        return model_fail(ERROR_INVALID_HANDLE);
    wait = (struct registered_wait *)pool_object_of(handle, POOL_REGISTERED_WAIT, "UnregisterWaitEx");
    if (event && event != INVALID_HANDLE_VALUE) {
        if (!(wait->ended = model_object_of(event, OBJECT_EVENT)))
            return FALSE;
    }
    busy = wait->wait.base.outstanding != 0;
    pool_object_close(&wait->wait.base);
    if (event == INVALID_HANDLE_VALUE)
        model_wait_for(&wait->wait.base.quiet, MODEL_NEVER);
    else if (busy && !is_in_own_callback(wait))
        return model_fail(ERROR_IO_PENDING);
    return TRUE;
}

BOOL WINAPI model_UnregisterWait(HANDLE handle)
{
    return model_UnregisterWaitEx(handle, NULL);
}
