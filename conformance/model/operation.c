#include "pipe.h"
#include "reset.h"

unsigned int model_pending;

void model_operations_reset(void)
{
    model_pending = 0;
}

static NTSTATUS find_end(const struct request *request, struct pipe_end **end)
{
    struct model_object *object = model_object_of(request->handle, 0);

    if (!object)
        return STATUS_INVALID_HANDLE;
    if (object->type != OBJECT_PIPE)
        return STATUS_OBJECT_TYPE_MISMATCH;
    if (request->right && !(model_access_of(request->handle) & request->right))
        return STATUS_ACCESS_DENIED;
    *end = (struct pipe_end *)object;
    return STATUS_SUCCESS;
}

/* The two low bits of the handle do not matter here. facts: event/invalid-hevent, mutex-as-hevent,
 * semaphore-as-hevent, hevent-without-modify-access, low-bit-pending */
static NTSTATUS find_event(const struct request *request, struct model_object **event)
{
    *event = NULL;
    if (!request->event)
        return STATUS_SUCCESS;
    if (!(*event = model_object_of(request->event, 0)))
        return STATUS_INVALID_HANDLE;
    if ((*event)->type != OBJECT_EVENT)
        return STATUS_OBJECT_TYPE_MISMATCH;
    return model_access_of(request->event) & EVENT_MODIFY_STATE ? STATUS_SUCCESS : STATUS_ACCESS_DENIED;
}

NTSTATUS operation_begin(const struct request *request, enum operation_kind kind, struct operation **begun)
{
    struct pipe_end *end = NULL;
    struct model_object *event;
    struct operation *operation;
    NTSTATUS status;

    if ((status = find_end(request, &end)) || (status = find_event(request, &event)))
        return status;
    if (request->apc && end->port)
        return STATUS_INVALID_PARAMETER;
    if (end->synchronous) {
        model_wait_for(&end->turn, MODEL_NEVER);
        model_touch(end->pipe, TRUE);
    }
    *begun = operation = model_allocate(sizeof(*operation));
    operation->object.type = OBJECT_OPERATION;
    operation->object.manual = TRUE;
    operation->kind = kind;
    operation->end = end;
    operation->issuer = model_current;
    operation->immediate = TRUE;
    operation->block = request->block;
    operation->event = event;
    operation->apc = request->apc;
    operation->context = request->context;
    operation->synchronous = end->synchronous;
    /* facts: event/event-reset-before-driver-call, with-hevent-sync-handle-state */
    if (event)
        model_clear(event);
    model_clear(&end->object);
    return STATUS_SUCCESS;
}

/* An APC ends the wait of an alertable end, and with it the operation, whose own routine is forgotten. facts:
 * alertable/sync-alert-listen-*, sync-nonalert-listen, sync-alert-blocking-read-apc */
static void wait_for(struct operation *operation)
{
    struct model_object *object = &operation->object;

    if (model_wait(&object, 1, FALSE, operation->end->alertable, MODEL_NEVER) != WAIT_IO_COMPLETION)
        return;
    operation->apc = NULL;
    operation_cancel_one(operation);
}

NTSTATUS operation_end(struct operation *operation, NTSTATUS status)
{
    struct pipe_end *end = operation->end;

    operation->immediate = FALSE;
    if (!operation->synchronous)
        return status;
    if (status == STATUS_PENDING) {
        model_current->synchronous = operation;
        model_touch(&model_current->synchronous, TRUE);
        wait_for(operation);
        model_current->synchronous = NULL;
        model_touch(&model_current->synchronous, TRUE);
        status = operation->status;
    } else if (NT_ERROR(status)) {
        /* facts: disconnect/client-handle-unsignaled */
        model_clear(&end->object);
    }
    model_set(&end->turn);
    return status;
}

static void call_routine(struct apc *apc)
{
    ((PIO_APC_ROUTINE)apc->arguments[0])((void *)apc->arguments[1], (IO_STATUS_BLOCK *)apc->arguments[2], 0);
}

static void queue_apc(const struct operation *operation)
{
    struct apc *apc = model_allocate(sizeof(*apc));

    model_touch(&operation->issuer->object, FALSE);
    apc->call = call_routine;
    apc->arguments[0] = (ULONG_PTR)operation->apc;
    apc->arguments[1] = (ULONG_PTR)operation->context;
    apc->arguments[2] = (ULONG_PTR)operation->block;
    if (operation->issuer->state != THREAD_ENDED)
        model_apc_queue(operation->issuer, apc);
}

static void post(const struct operation *operation)
{
    const struct pipe_end *end = operation->end;

    if (operation->immediate && (end->notification_modes & FILE_SKIP_COMPLETION_PORT_ON_SUCCESS))
        return;
    if (end->port && operation->context && !operation->synchronous)
        port_post(end->port, end->key, operation->context, operation->status, operation->information);
}

static void signal(const struct operation *operation)
{
    struct pipe_end *end = operation->end;

    /* facts: event/with-hevent-sync-handle-state, sync-handle-with-event-signals-both */
    if (operation->event)
        model_set(operation->event);
    if (!operation->event || operation->synchronous)
        if (!(end->notification_modes & FILE_SKIP_SET_EVENT_ON_HANDLE) || operation->synchronous)
            model_set(&end->object);
}

/* Its end is told by its status block, on this thread or another. */
static BOOL can_be_looked_at(const struct operation *operation)
{
    return !operation->synchronous && !operation->apc && operation->kind != OPERATION_FLUSH;
}

void operation_complete(struct operation *operation, NTSTATUS status, ULONG_PTR information)
{
    operation->status = status;
    operation->information = information;
    operation->complete = TRUE;
    operation->queued = FALSE;
    if (operation->pending) {
        model_touch(&operation->issuer->pending, TRUE);
        operation->issuer->pending--;
        model_pending -= can_be_looked_at(operation);
    }
    operation->pending = FALSE;
    if (operation->immediate && NT_ERROR(status))
        return;
    if (operation->block) {
        model_touch_memory(operation->block, sizeof(*operation->block), TRUE);
        operation->block->Information = information;
        operation->block->Status = status;
    }
    if (operation->apc)
        queue_apc(operation);
    else
        post(operation);
    signal(operation);
    model_set(&operation->object);
}

NTSTATUS operation_pend(struct operation *operation)
{
    struct operation **at = &operation->end->pending;

    while (*at)
        at = &(*at)->next;
    operation->queued = operation->pending = TRUE;
    operation->immediate = FALSE;
    model_touch(&operation->issuer->pending, TRUE);
    operation->issuer->pending++;
    model_pending += can_be_looked_at(operation);
    *at = operation;
    return STATUS_PENDING;
}

void operation_cancel_one(struct operation *operation)
{
    model_touch(operation->end->pipe, TRUE);
    if (operation->complete)
        return;
    pipe_withdraw(operation);
    operation_complete(operation, STATUS_CANCELLED, 0);
}

/* ---- a cancellation that another thread asks for: on some platforms it is over only later, but by
 * milliseconds at most (300 of 300 on Wine 5.0 to 10.0): whoever waits for it does not run out of time. ----
 */

static BOOL late_cancels;

void model_late_cancels_set(BOOL late)
{
    late_cancels = late;
}

struct late_cancel {
    struct platform_step step;
    struct operation *operation;
};

static BOOL is_enabled(struct platform_step *step)
{
    (void)step;
    return TRUE;
}

static void finish(struct platform_step *step)
{
    struct late_cancel *late = (struct late_cancel *)step;

    model_step_remove(step);
    operation_cancel_one(late->operation);
}

static void cancel(struct operation *operation)
{
    struct late_cancel *late;

    if (!late_cancels || operation->issuer == model_current || !model_answer("cancelled later", 2)) {
        operation_cancel_one(operation);
        return;
    }
    operation->cancelling = TRUE;
    late = model_allocate(sizeof(*late));
    late->step =
        (struct platform_step){.name = "cancelled", .enabled = is_enabled, .take = finish, .prompt = TRUE};
    late->operation = operation;
    model_step_add(&late->step);
}

unsigned int operation_cancel(struct pipe_end *end, const IO_STATUS_BLOCK *block,
                              const struct model_thread *issuer)
{
    struct operation *found[256];
    unsigned int count = 0;

    for (struct operation *operation = end->pending; operation; operation = operation->next)
        if ((!block || operation->block == block) && (!issuer || operation->issuer == issuer) &&
            !operation->cancelling && count < ARRAY_SIZE(found))
            found[count++] = operation;
    for (unsigned int i = 0; i < count; i++)
        cancel(found[i]);
    return count;
}

/* What has a completion port and no event stays. facts: close/thread-exit-pending-write-no-iocp,
 * thread-exit-terminate-thread-pending-write, thread-exit-pending-write-iocp-no-event, -iocp-with-event */
void operation_thread_ended(struct model_thread *thread)
{
    struct operation *next;

    for (struct pipe_end *end = pipe_ends; end && thread->pending; end = end->next)
        for (struct operation *operation = end->pending; operation; operation = next) {
            next = operation->next;
            if (operation->issuer == thread && !(end->port && operation->context && !operation->event))
                operation_cancel_one(operation);
        }
}
