/* Waits: for one, for any, for all, alertable or not. */
#include "kernel.h"
#include "fiber.h"
#include "waits.h"

BOOL model_is_signaled(const struct model_object *object, const struct model_thread *thread)
{
    return object->signal > 0 || (object->type == OBJECT_MUTEX && object->owner == thread);
}

static BOOL changes(const struct model_object *object)
{
    return object->type == OBJECT_MUTEX || object->type == OBJECT_SEMAPHORE || !object->manual;
}

void model_consume(struct model_object *object, struct model_thread *thread)
{
    if (!thread || !thread->unseen)
        model_touch(object, changes(object));
    if (object->type == OBJECT_MUTEX) {
        object->signal = 0;
        if (!object->recursion++) {
            object->owner = thread;
            object->next_owned = thread->owned_mutexes;
            thread->owned_mutexes = object;
        }
    } else if (object->type == OBJECT_SEMAPHORE) {
        object->signal--;
    } else if (!object->manual) {
        object->signal = 0;
    }
}

/* Takes what the wait is for; abandoned mutexes are told once. */
static DWORD satisfy_one(struct model_object *object, struct model_thread *thread)
{
    BOOL abandoned = object->abandoned;

    model_consume(object, thread);
    object->abandoned = FALSE;
    return abandoned ? WAIT_ABANDONED_0 : WAIT_OBJECT_0;
}

static BOOL all_signaled(struct model_object *const *objects, unsigned int count, struct model_thread *thread)
{
    for (unsigned int i = 0; i < count; i++) {
        if (!thread->unseen)
            model_touch(objects[i], FALSE);
        if (!model_is_signaled(objects[i], thread))
            return FALSE;
    }
    return TRUE;
}

static BOOL try_all(struct model_object *const *objects, unsigned int count, struct model_thread *thread,
                    DWORD *result)
{
    *result = WAIT_OBJECT_0;
    if (!all_signaled(objects, count, thread))
        return FALSE;
    for (unsigned int i = 0; i < count; i++)
        if (satisfy_one(objects[i], thread) == WAIT_ABANDONED_0)
            *result = WAIT_ABANDONED_0 + i;
    return TRUE;
}

static BOOL try_any(struct model_object *const *objects, unsigned int count, struct model_thread *thread,
                    DWORD *result)
{
    for (unsigned int i = 0; i < count; i++) {
        model_touch(objects[i], FALSE);
        if (model_is_signaled(objects[i], thread)) {
            *result = satisfy_one(objects[i], thread) + i;
            return TRUE;
        }
    }
    return FALSE;
}

void model_wait_leave(struct model_thread *thread)
{
    for (unsigned int i = 0; i < thread->block_count; i++) {
        struct wait_block *block = &thread->blocks[i];

        model_touch(block->object, changes(block->object));
        *(block->previous ? &block->previous->next : &block->object->first) = block->next;
        *(block->next ? &block->next->previous : &block->object->last) = block->previous;
    }
    thread->block_count = 0;
    thread->deadline = MODEL_NEVER;
}

static void wake(struct model_thread *thread, DWORD result)
{
    if (thread->alertable)
        model_touch(&thread->first_apc, TRUE);
    model_wait_leave(thread);
    thread->wait_result = result;
    model_ready(thread);
}

void model_wait_timed_out(struct model_thread *thread)
{
    wake(thread, WAIT_TIMEOUT);
}

static BOOL try_thread(struct model_thread *thread, struct model_object *object)
{
    struct model_object *objects[MAXIMUM_WAIT_OBJECTS];
    unsigned int index = 0;
    DWORD result;

    if (thread->wait_all) {
        for (unsigned int i = 0; i < thread->block_count; i++)
            objects[i] = thread->blocks[i].object;
        if (!try_all(objects, thread->block_count, thread, &result))
            return FALSE;
    } else {
        while (thread->blocks[index].object != object)
            index++;
        if (!model_is_signaled(object, thread))
            return FALSE;
        result = satisfy_one(object, thread) + index;
    }
    wake(thread, result);
    return TRUE;
}

void model_signal(struct model_object *object)
{
    struct wait_block *next;

    model_touch(object, TRUE);
    for (struct wait_block *block = object->first; block && object->signal > 0; block = next) {
        next = block->next;
        /* Another block of the same thread may go with this one. */
        while (next && next->thread == block->thread)
            next = next->next;
        try_thread(block->thread, object);
    }
}

void model_set(struct model_object *object)
{
    object->signal = 1;
    model_signal(object);
}

static void enqueue(struct model_object *const *objects, unsigned int count)
{
    struct model_thread *thread = model_current;

    thread->block_count = count;
    for (unsigned int i = 0; i < count; i++) {
        struct wait_block *block = &thread->blocks[i];

        /* Whom a signal wakes first does not matter where it wakes all. */
        model_touch(objects[i], changes(objects[i]));
        *block = objects[i]->last_comes_first
                     ? (struct wait_block){objects[i], thread, objects[i]->first, NULL}
                     : (struct wait_block){objects[i], thread, NULL, objects[i]->last};
        *(block->previous ? &block->previous->next : &objects[i]->first) = block;
        *(block->next ? &block->next->previous : &objects[i]->last) = block;
    }
}

void model_apc_queue(struct model_thread *thread, struct apc *apc)
{
    model_touch(&thread->first_apc, TRUE);
    apc->next = NULL;
    if (thread->last_apc)
        thread->last_apc->next = apc;
    else
        thread->first_apc = apc;
    thread->last_apc = apc;
    if (thread->state == THREAD_BLOCKED && thread->alertable)
        wake(thread, WAIT_IO_COMPLETION);
}

/* All that are queued, those that they queue included. */
static DWORD run_apcs(struct model_thread *thread)
{
    struct apc *apc;

    while (model_touch(&thread->first_apc, TRUE), (apc = thread->first_apc)) {
        if (!(thread->first_apc = apc->next))
            thread->last_apc = NULL;
        apc->call(apc);
    }
    return WAIT_IO_COMPLETION;
}

DWORD model_wait(struct model_object *const *objects, unsigned int count, BOOL all, BOOL alertable,
                 ULONGLONG deadline)
{
    struct model_thread *thread = model_current;
    DWORD result;

    if (count && (all ? try_all(objects, count, thread, &result) : try_any(objects, count, thread, &result)))
        return result;
    if (alertable)
        model_touch(&thread->first_apc, TRUE);
    if (alertable && thread->first_apc)
        return run_apcs(thread);
    if (deadline <= model_now)
        return WAIT_TIMEOUT;
    if (deadline != MODEL_NEVER)
        model_touch(&model_now, FALSE);
    enqueue(objects, count);
    thread->wait_all = all;
    thread->alertable = alertable;
    thread->deadline = deadline;
    thread->state = THREAD_BLOCKED;
    model_blocked();
    thread->alertable = FALSE;
    return thread->wait_result == WAIT_IO_COMPLETION ? run_apcs(thread) : thread->wait_result;
}
