/* TP_WAIT. */
#include "pool.h"
#include "reset.h"

#define THREADPOOL_HANDLE_EXCEPTION ((DWORD)STATUS_THREADPOOL_HANDLE_EXCEPTION)

static struct model_object *process; /* that INVALID_HANDLE_VALUE stands for; of this run */

void model_pool_wait_reset(void)
{
    process = NULL;
}

static struct model_object *this_process(void)
{
    if (!process) {
        process = model_allocate(sizeof(*process));
        process->type = OBJECT_EVENT; /* that nobody can set */
        process->manual = TRUE;
    }
    return process;
}

/* facts: threadpool-wait/invalid-handle-value-zero-timeout, mutex-handle, invalid-handle,
 * handle-without-synchronize, tagged-handle */
struct model_object *pool_waitable(HANDLE handle, NTSTATUS *why)
{
    struct model_object *object;

    if (handle == INVALID_HANDLE_VALUE)
        return this_process();
    *why = STATUS_INVALID_HANDLE;
    if (!(object = model_object_of(handle, 0)))
        return NULL;
    *why = STATUS_ACCESS_DENIED;
    if (!(model_access_of(handle) & SYNCHRONIZE))
        return NULL;
    *why = STATUS_INVALID_PARAMETER_3;
    return object->type == OBJECT_MUTEX ? NULL : object;
}

static BOOL is_signaled(const struct pool_wait *wait)
{
    return model_is_signaled(wait->awaited, NULL);
}

static BOOL may_take(struct platform_step *step)
{
    const struct pool_wait *wait = CONTAINING_RECORD(step, struct pool_wait, take_signal);

    return is_signaled(wait) || wait->deadline <= model_now;
}

static ULONGLONG deadline(struct platform_step *step)
{
    const struct pool_wait *wait = CONTAINING_RECORD(step, struct pool_wait, take_signal);

    return wait->deadline > model_now ? wait->deadline : MODEL_NEVER;
}

/* Signaled and timed out: which of the two the callback is told is open.
 * facts: threadpool-wait/zero-timeout-with-signalled, past-timeout-with-signalled */
static BOOL has_timed_out(const struct pool_wait *wait)
{
    return !is_signaled(wait) || (wait->deadline <= model_now && model_answer("signal or timeout", 2) == 1);
}

/* One arming, one callback; the signal is consumed now, although the callback may have to wait for a worker.
 * facts: threadpool-wait/manual-event-one-callback, one-shot-until-rearmed, auto-event-consumed,
 * auto-event-not-consumed-when-unarmed, relative-timeout, absolute-timeout, zero-timeout,
 * past-absolute-timeout, timeout-consumes-registration, signal-before-timeout, absolute-timeout-with-signal,
 * two-waits-*, one-thread-pool-queues */
static void take(struct platform_step *step)
{
    struct pool_wait *wait = CONTAINING_RECORD(step, struct pool_wait, take_signal);
    TP_WAIT_RESULT result = WAIT_TIMEOUT;

    model_touch(&wait->base, TRUE);
    model_touch(wait->awaited, FALSE);
    if (wait->deadline != MODEL_NEVER)
        model_touch(&model_now, FALSE);
    if (!has_timed_out(wait)) {
        model_consume(wait->awaited, NULL);
        result = WAIT_OBJECT_0;
    }
    pool_wait_disarm(&wait->base);
    pool_object_queue(&wait->base)->result = result;
}

static unsigned int caller(struct platform_step *step)
{
    return CONTAINING_RECORD(step, struct pool_wait, take_signal)->base.number;
}

/* The object stays as long as it is waited for, whatever becomes of the handle.
 * facts: threadpool-wait/close-handle-while-armed */
void pool_wait_arm(struct pool_wait *wait, struct model_object *object, ULONGLONG until)
{
    model_touch(&wait->base, TRUE);
    model_touch(object, FALSE);
    wait->awaited = object;
    wait->deadline = until;
    wait->take_signal = (struct platform_step){
        .name = "signal taken", .enabled = may_take, .take = take, .deadline = deadline, .caller = caller};
    model_step_add(&wait->take_signal);
}

void pool_wait_disarm(struct pool_object *object)
{
    struct pool_wait *wait = (struct pool_wait *)object;

    model_touch(&wait->base, TRUE);
    if (!wait->awaited)
        return;
    model_touch(wait->awaited, FALSE);
    wait->awaited = NULL;
    model_step_remove(&wait->take_signal);
}

static void call(struct pool_callback *callback)
{
    const struct pool_wait *wait = (const struct pool_wait *)callback->object;

    wait->function((TP_CALLBACK_INSTANCE *)callback, wait->base.context, (TP_WAIT *)wait, callback->result);
}

/* facts: threadpool-wait/create-null-callback */
TP_WAIT *WINAPI model_CreateThreadpoolWait(PTP_WAIT_CALLBACK function, void *context,
                                           TP_CALLBACK_ENVIRON *environment)
{
    struct pool_wait *wait;

    model_point();
    wait = model_allocate(sizeof(*wait));
    if (!function || !pool_object_begin(&wait->base, POOL_WAIT, call, context, environment)) {
        model_fail(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    wait->function = function;
    wait->base.disarm = pool_wait_disarm;
    return (TP_WAIT *)wait;
}

static struct pool_wait *open_wait(TP_WAIT *wait, const char *name)
{
    return (struct pool_wait *)pool_object_of(wait, POOL_WAIT, name);
}

static struct model_object *waitable_or_raise(HANDLE handle)
{
    NTSTATUS why = STATUS_SUCCESS;
    struct model_object *object = pool_waitable(handle, &why);
    ULONG_PTR parameter = (ULONG_PTR)why;

    if (!object)
        RaiseException(THREADPOOL_HANDLE_EXCEPTION, EXCEPTION_NONCONTINUABLE, 1, &parameter);
    return object;
}

static ULONGLONG deadline_of(const FILETIME *timeout)
{
    ULARGE_INTEGER time = {.LowPart = timeout->dwLowDateTime, .HighPart = timeout->dwHighDateTime};

    return model_deadline_of((LONGLONG)time.QuadPart);
}

/* What was armed is replaced; a callback that is queued already stays. Without an object the timeout is not
 * looked at. facts: threadpool-wait/set-null-disarms, null-handle-with-timeout, set-null-keeps-queued,
 * set-null-inside-callback, replace-handle, replace-handle-race, rearm-with-invalid-handle-cancels-old,
 * double-set-same-handle-one-callback, rearm-already-signalled-fires, rearm-inside-callback,
 * rearm-while-running-concurrent, safe-teardown-sequence, setex-* */
static BOOL set(struct pool_wait *wait, HANDLE handle, const FILETIME *timeout)
{
    struct model_object *object = handle ? waitable_or_raise(handle) : NULL;
    BOOL replaced = wait->awaited != NULL;

    pool_wait_disarm(&wait->base);
    if (object)
        pool_wait_arm(wait, object, timeout ? deadline_of(timeout) : MODEL_NEVER);
    return replaced;
}

void WINAPI model_SetThreadpoolWait(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    model_point();
    set(open_wait(wait, "SetThreadpoolWait"), object, timeout);
}

BOOL WINAPI model_SetThreadpoolWaitEx(TP_WAIT *wait, HANDLE object, FILETIME *timeout, void *reserved)
{
    (void)reserved;
    model_point();
    return set(open_wait(wait, "SetThreadpoolWaitEx"), object, timeout);
}

void WINAPI model_WaitForThreadpoolWaitCallbacks(TP_WAIT *wait, BOOL cancel)
{
    model_point();
    pool_object_drain(&open_wait(wait, "WaitForThreadpoolWaitCallbacks")->base, cancel);
}

void WINAPI model_CloseThreadpoolWait(TP_WAIT *wait)
{
    model_point();
    pool_object_close(&open_wait(wait, "CloseThreadpoolWait")->base);
}
