/* What the things that call back have in common. */
#include <stdio.h>
#include "pool.h"

/* Versions 1 and 3 of an environment; its flags and ActivationContext change nothing that a program sees
 * here. facts: threadpool-wait/simple-post-bad-environment, environ-cleanup-group-from-environment */
static BOOL read_environment(struct pool_object *object, const TP_CALLBACK_ENVIRON *environment)
{
    if (environment && environment->Version != 1 && environment->Version != 3)
        return FALSE;
    object->pool = pool_of(environment ? environment->Pool : NULL);
    object->priority = TP_CALLBACK_PRIORITY_NORMAL;
    if (!environment)
        return TRUE;
    object->finalization = environment->FinalizationCallback;
    object->cancelled = environment->CleanupGroupCancelCallback;
    object->group = (struct pool_group *)environment->CleanupGroup;
    if (environment->Version == 3)
        object->priority = environment->CallbackPriority;
    return TRUE;
}

BOOL pool_object_begin(struct pool_object *object, enum pool_object_kind kind,
                       void (*call)(struct pool_callback *), void *context,
                       const TP_CALLBACK_ENVIRON *environment)
{
    if (!read_environment(object, environment))
        return FALSE;
    object->kind = kind;
    object->number = ++model_callers;
    object->call = call;
    object->context = context;
    object->drained = (struct model_object){.type = OBJECT_EVENT, .manual = TRUE, .signal = 1};
    object->quiet = object->drained;
    pool_enter(object->pool);
    if (object->group)
        pool_group_join(object->group, object);
    return TRUE;
}

struct pool_object *pool_object_of(void *handle, enum pool_object_kind kind, const char *call)
{
    struct pool_object *object = handle;
    char text[128];

    model_touch(object, TRUE);
    if (model_is_allocated(object) && object->kind == kind && !object->closed)
        return object;
    snprintf(text, sizeof(text), "%s of what is not open", call);
    model_misused(text);
}

static void set_state(struct model_object *object, BOOL signaled)
{
    if (!signaled)
        model_clear(object);
    else if (!object->signal)
        model_set(object);
}

void pool_object_adjust(struct pool_object *object, int outstanding, int running)
{
    model_touch(object, TRUE);
    object->outstanding += (unsigned int)outstanding;
    object->running += (unsigned int)running;
    set_state(&object->drained, !object->outstanding);
    set_state(&object->quiet, !object->outstanding && !object->running);
}

struct pool_callback *pool_object_queue(struct pool_object *object)
{
    struct pool_callback *callback = model_allocate(sizeof(*callback));

    callback->object = object;
    pool_object_adjust(object, 1, 0);
    pool_queue_add(pool_queue_of(object->pool), callback);
    return callback;
}

void pool_object_cancel(struct pool_object *object)
{
    pool_object_adjust(object, -(int)pool_queue_remove(pool_queue_of(object->pool), object), 0);
}

/* An armed wait is not outstanding, and stays armed. A callback that has disassociated itself is not waited
 * for; inside its own callback this never ends. facts: threadpool-wait/wfc-*, disassociate-releases-waiter */
void pool_object_drain(struct pool_object *object, BOOL cancel)
{
    if (cancel)
        pool_object_cancel(object);
    model_wait_for(&object->drained, MODEL_NEVER);
}

static void go_if_done(struct pool_object *object)
{
    model_touch(object, TRUE);
    if (!object->closed || object->outstanding || object->running)
        return;
    if (object->gone)
        object->gone(object);
    pool_leave(object->pool);
}

/* Returns at once; what is queued or running is called or goes on, and nothing is armed any more.
 * facts: threadpool-wait/close-while-armed-no-callback, close-while-running, close-with-queued,
 * close-inside-callback, release-while-armed-bulk */
void pool_object_close(struct pool_object *object)
{
    model_touch(object, TRUE);
    if (object->disarm)
        object->disarm(object);
    object->closed = TRUE;
    if (object->group)
        pool_group_leave(object);
    go_if_done(object);
}

void pool_callback_run(struct pool_callback *callback)
{
    struct pool_object *object = callback->object;

    object->call(callback);
    pool_instance_returned(callback);
    /* Whether Windows calls it before or after that is not known.
     * facts: threadpool-wait/finalization-callback */
    if (object->finalization)
        object->finalization((TP_CALLBACK_INSTANCE *)callback, object->context);
    if (object->returned)
        object->returned(callback);
    pool_object_adjust(object, callback->disassociated ? 0 : -1, -1);
    go_if_done(object);
}
