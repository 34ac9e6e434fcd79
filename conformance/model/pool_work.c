/* TP_WORK, and callbacks without an object of the program's. */
#include "pool.h"

struct pool_work {
    struct pool_object base;
    PTP_WORK_CALLBACK function;
};

struct pool_simple {
    struct pool_object base;
    PTP_SIMPLE_CALLBACK function;
    LPTHREAD_START_ROUTINE item; /* of QueueUserWorkItem */
};

static void call_work(struct pool_callback *callback)
{
    const struct pool_work *work = (const struct pool_work *)callback->object;

    work->function((TP_CALLBACK_INSTANCE *)callback, work->base.context, (TP_WORK *)work);
}

TP_WORK *WINAPI model_CreateThreadpoolWork(PTP_WORK_CALLBACK function, void *context,
                                           TP_CALLBACK_ENVIRON *environment)
{
    struct pool_work *work;

    model_point();
    work = model_allocate(sizeof(*work));
    if (!function || !pool_object_begin(&work->base, POOL_WORK, call_work, context, environment)) {
        model_fail(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    work->function = function;
    return (TP_WORK *)work;
}

void WINAPI model_SubmitThreadpoolWork(TP_WORK *work)
{
    model_point();
    pool_object_queue(pool_object_of(work, POOL_WORK, "SubmitThreadpoolWork"));
}

void WINAPI model_WaitForThreadpoolWorkCallbacks(TP_WORK *work, BOOL cancel)
{
    model_point();
    pool_object_drain(pool_object_of(work, POOL_WORK, "WaitForThreadpoolWorkCallbacks"), cancel);
}

void WINAPI model_CloseThreadpoolWork(TP_WORK *work)
{
    model_point();
    pool_object_close(pool_object_of(work, POOL_WORK, "CloseThreadpoolWork"));
}

static void call_simple(struct pool_callback *callback)
{
    const struct pool_simple *simple = (const struct pool_simple *)callback->object;

    if (simple->item)
        simple->item(simple->base.context);
    else
        simple->function((TP_CALLBACK_INSTANCE *)callback, simple->base.context);
}

/* Its group may have closed it. */
static void close_simple(struct pool_callback *callback)
{
    if (!callback->object->closed)
        pool_object_close(callback->object);
}

static BOOL post(PTP_SIMPLE_CALLBACK function, LPTHREAD_START_ROUTINE item, void *context,
                 const TP_CALLBACK_ENVIRON *environment)
{
    struct pool_simple *simple = model_allocate(sizeof(*simple));

    if ((!function && !item) ||
        !pool_object_begin(&simple->base, POOL_SIMPLE, call_simple, context, environment))
        return FALSE;
    simple->function = function;
    simple->item = item;
    simple->base.returned = close_simple;
    pool_object_queue(&simple->base);
    return TRUE;
}

BOOL WINAPI model_TrySubmitThreadpoolCallback(PTP_SIMPLE_CALLBACK function, void *context,
                                              TP_CALLBACK_ENVIRON *environment)
{
    model_point();
    return post(function, NULL, context, environment) || model_fail(ERROR_INVALID_PARAMETER);
}

/* facts: threadpool-wait/simple-post-bad-environment */
NTSTATUS NTAPI model_TpSimpleTryPost(PTP_SIMPLE_CALLBACK function, void *context,
                                     TP_CALLBACK_ENVIRON *environment)
{
    model_point();
    return post(function, NULL, context, environment) ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

/* On which thread of the pool, flags may say; there is one kind of them here. */
BOOL WINAPI model_QueueUserWorkItem(LPTHREAD_START_ROUTINE function, void *context, ULONG flags)
{
    (void)flags;
    model_point();
    return post(NULL, function, context, NULL) || model_fail(ERROR_INVALID_PARAMETER);
}
