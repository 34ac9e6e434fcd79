/* Events, mutexes, semaphores. */
#include "kernel.h"

/* Names of objects are not in the model. */
static HANDLE new_object(enum object_type type, const SECURITY_ATTRIBUTES *attributes, const WCHAR *name,
                         LONG signal, BOOL manual, LONG maximum)
{
    struct model_object *object;

    if (name)
        model_lacks("an object with a name");
    object = model_allocate(sizeof(*object));
    object->type = type;
    object->signal = signal;
    object->manual = manual;
    object->maximum = maximum;
    return model_handle_new(object, 0, attributes && attributes->bInheritHandle);
}

static struct model_object *modifiable(HANDLE handle, enum object_type type, ACCESS_MASK access)
{
    struct model_object *object = model_object_of(handle, type);

    if (object && !(model_access_of(handle) & access)) {
        model_fail(ERROR_ACCESS_DENIED);
        return NULL;
    }
    return object;
}

HANDLE WINAPI model_CreateEventW(SECURITY_ATTRIBUTES *attributes, BOOL manual, BOOL signaled,
                                 const WCHAR *name)
{
    model_point();
    return new_object(OBJECT_EVENT, attributes, name, signaled != 0, manual, 0);
}

BOOL WINAPI model_SetEvent(HANDLE handle)
{
    struct model_object *event;

    model_point();
    if (!(event = modifiable(handle, OBJECT_EVENT, EVENT_MODIFY_STATE)))
        return FALSE;
    model_set(event);
    return TRUE;
}

BOOL WINAPI model_ResetEvent(HANDLE handle)
{
    struct model_object *event;

    model_point();
    if (!(event = modifiable(handle, OBJECT_EVENT, EVENT_MODIFY_STATE)))
        return FALSE;
    model_clear(event);
    return TRUE;
}

BOOL WINAPI model_PulseEvent(HANDLE handle)
{
    struct model_object *event;

    model_point();
    if (!(event = modifiable(handle, OBJECT_EVENT, EVENT_MODIFY_STATE)))
        return FALSE;
    model_set(event);
    model_clear(event);
    return TRUE;
}

HANDLE WINAPI model_CreateMutexW(SECURITY_ATTRIBUTES *attributes, BOOL owned, const WCHAR *name)
{
    HANDLE handle;

    model_point();
    handle = new_object(OBJECT_MUTEX, attributes, name, 1, FALSE, 0);
    if (owned)
        model_consume(model_object_of(handle, OBJECT_MUTEX), model_current);
    return handle;
}

BOOL WINAPI model_ReleaseMutex(HANDLE handle)
{
    struct model_object *mutex, **at;

    model_point();
    if (!(mutex = model_object_of(handle, OBJECT_MUTEX)))
        return FALSE;
    model_touch(mutex, TRUE);
    if (mutex->owner != model_current)
        return model_fail(ERROR_NOT_OWNER);
    if (--mutex->recursion)
        return TRUE;
    for (at = &model_current->owned_mutexes; *at != mutex; at = &(*at)->next_owned)
        ;
    *at = mutex->next_owned;
    mutex->owner = NULL;
    model_set(mutex);
    return TRUE;
}

HANDLE WINAPI model_CreateSemaphoreW(SECURITY_ATTRIBUTES *attributes, LONG count, LONG maximum,
                                     const WCHAR *name)
{
    model_point();
    if (count < 0 || maximum <= 0 || count > maximum) {
        model_fail(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    return new_object(OBJECT_SEMAPHORE, attributes, name, count, FALSE, maximum);
}

BOOL WINAPI model_ReleaseSemaphore(HANDLE handle, LONG count, LONG *before)
{
    struct model_object *semaphore;

    model_point();
    if (!(semaphore = modifiable(handle, OBJECT_SEMAPHORE, SEMAPHORE_MODIFY_STATE)))
        return FALSE;
    if (count <= 0)
        return model_fail(ERROR_INVALID_PARAMETER);
    model_touch(semaphore, TRUE);
    if (count > semaphore->maximum - semaphore->signal)
        return model_fail(ERROR_TOO_MANY_POSTS);
    if (before)
        *before = semaphore->signal;
    semaphore->signal += count;
    model_signal(semaphore);
    return TRUE;
}
