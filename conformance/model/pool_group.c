/* Cleanup groups. */
#include "pool.h"

struct pool_group {
    BOOL closed;
    struct pool_object *first, *last; /* members, in the order in which they were created */
};

static struct pool_group *open_group(void *handle)
{
    struct pool_group *group = handle;

    if (!model_is_allocated(group) || group->closed)
        model_misused("a cleanup group that is not open is used");
    model_touch(group, TRUE);
    return group;
}

void pool_group_join(struct pool_group *group, struct pool_object *object)
{
    open_group(group);
    object->previous_member = group->last;
    *(group->last ? &group->last->next_member : &group->first) = object;
    group->last = object;
}

void pool_group_leave(struct pool_object *object)
{
    struct pool_object *next = object->next_member, *previous = object->previous_member;

    model_touch(object->group, TRUE);
    *(previous ? &previous->next_member : &object->group->first) = next;
    *(next ? &next->previous_member : &object->group->last) = previous;
    object->group = NULL;
}

TP_CLEANUP_GROUP *WINAPI model_CreateThreadpoolCleanupGroup(void)
{
    model_point();
    return (TP_CLEANUP_GROUP *)model_allocate(sizeof(struct pool_group));
}

static void doom(struct pool_object *object, BOOL cancel)
{
    model_touch(object, TRUE);
    object->doomed = TRUE;
    if (object->disarm)
        object->disarm(object);
    if (cancel)
        pool_object_cancel(object);
}

static struct pool_object *first_doomed(const struct pool_group *group)
{
    struct pool_object *object = group->first;

    model_touch(group, TRUE);
    while (object && !object->doomed)
        object = object->next_member;
    return object;
}

/* Waits for the callbacks of the member, those that have disassociated themselves too. One that its callback
 * has closed meanwhile is left alone; else the cancel callback is called on this thread, once, whatever the
 * member was doing. facts: threadpool-wait/cleanup-group-* , disassociate-still-blocks-group */
static void close_member(struct pool_object *object, BOOL cancel, void *context)
{
    model_wait_for(&object->quiet, MODEL_NEVER);
    model_touch(object, TRUE);
    if (object->closed)
        return;
    pool_object_close(object);
    if (cancel && object->cancelled)
        object->cancelled(object->context, context);
}

void WINAPI model_CloseThreadpoolCleanupGroupMembers(TP_CLEANUP_GROUP *handle, BOOL cancel, void *context)
{
    struct pool_group *group;
    struct pool_object *object;

    model_point();
    group = open_group(handle);
    for (object = group->first; object; object = object->next_member)
        doom(object, cancel);
    while ((object = first_doomed(group)))
        close_member(object, cancel, context);
}

void WINAPI model_CloseThreadpoolCleanupGroup(TP_CLEANUP_GROUP *handle)
{
    struct pool_group *group;

    model_point();
    group = open_group(handle);
    if (group->first)
        model_misused("a cleanup group with members is closed");
    group->closed = TRUE;
}
