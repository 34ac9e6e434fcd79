#include "writer.h"

#define CANCEL_PATIENCE 5000 /* ms for an operation whose cancellation was accepted, or found it complete */
#define REFUSED_PATIENCE 500 /* ms for one that the platform would not cancel */

static BOOL is_pending(const struct pipe_writer *writer)
{
    return writer->operation && writer->operation->pending;
}

/* Under the lock, so that no operation can start between the decision and the cancellation. */
static void ask_to_stop(struct pipe_writer *writer)
{
    writer_reap(writer);
    writer->state = WRITER_STOPPING;
    writer->cancel_error = ERROR_SUCCESS;
    if (is_pending(writer)) {
        if (!CancelIoEx(writer->handle, &writer->operation->overlapped))
            writer->cancel_error = GetLastError();
        writer->counts.cancels_ok += writer->cancel_error == ERROR_SUCCESS;
        writer->counts.cancels_not_found += writer->cancel_error == ERROR_NOT_FOUND;
        writer->counts.cancels_failed += writer->cancel_error && writer->cancel_error != ERROR_NOT_FOUND;
    }
    if (writer->objects.wait)
        SetThreadpoolWait(writer->objects.wait, NULL, NULL);
    writer_changed(writer);
}

/* The platform may still write to the operation at any time: it stays, with its buffer and with the handle.
 */
static void park(struct pipe_writer *writer)
{
    ULONGLONG uncertain = writer->in_flight;

    writer_operation_park(writer->operation, writer->owned ? writer->handle : NULL);
    writer->operation = NULL;
    writer->owned = FALSE;
    writer->handle = NULL;
    writer_discard(writer, uncertain);
    writer->stop_status = PIPE_WRITER_E_SYSTEM;
    writer->error = writer->cancel_error ? writer->cancel_error : ERROR_IO_PENDING;
}

/* A cancellation is not a completion: on some platforms CancelIoEx returns long before, when another thread
 * has issued the operation. ERROR_NOT_FOUND says that it is complete, or about to be. */
static void await_operation(struct pipe_writer *writer)
{
    BOOL refused = writer->cancel_error && writer->cancel_error != ERROR_NOT_FOUND;
    struct writer_deadline deadline = writer_deadline(refused ? REFUSED_PATIENCE : CANCEL_PATIENCE);

    for (;;) {
        writer_reap(writer);
        if (!is_pending(writer))
            return;
        if (writer_expired(&deadline))
            break;
        if (writer_sleep(writer, &deadline) == WAIT_OBJECT_0 || !is_pending(writer))
            continue;
        writer_unlock(writer);
        SleepEx(1, FALSE);
        writer_lock(writer);
    }
    park(writer);
}

static void drain_callbacks(struct pipe_writer *writer)
{
    struct writer_objects objects = writer->objects;
    BOOL inside = writer->notifying_on_pool && writer_is_notifier(writer);

    writer_unlock(writer);
    writer_objects_drain(&objects, inside);
    writer_lock(writer);
    writer->armed = writer->kicked = writer->posted = FALSE;
}

void writer_finish_stop(struct pipe_writer *writer)
{
    writer->finishing = TRUE;
    writer->stop_status = PIPE_WRITER_OK;
    await_operation(writer);
    writer_discard(writer, 0);
    if (writer->high)
        writer->drain_due = TRUE;
    writer->high = FALSE;
    if (writer->status == PIPE_WRITER_E_PROTOCOL && writer->stop_status == PIPE_WRITER_OK)
        writer->stop_status = PIPE_WRITER_E_PROTOCOL;
    drain_callbacks(writer);
    writer_deliver_rest(writer);
    writer->state = WRITER_STOPPED;
    writer->finishing = FALSE;
    writer_changed(writer);
}

/* Another thread is at it. */
static void await_stop(struct pipe_writer *writer)
{
    static const struct writer_deadline never = {TRUE, 0};

    writer->callers++;
    while (writer->state == WRITER_STOPPING) {
        writer_reap(writer);
        if (writer_sleep(writer, &never) == WAIT_FAILED)
            SwitchToThread();
    }
    writer->callers--;
    if (writer->doom == WRITER_DESTROYED_BY_CALLER)
        writer_changed(writer);
}

/* Returns with the lock released, and the writer freed if a notification has destroyed it. */
static pipe_writer_status stop_and_unlock(struct pipe_writer *writer, pipe_writer_cancelled *result)
{
    pipe_writer_status status = PIPE_WRITER_E_DEFERRED;
    BOOL doomed = FALSE, first = writer->state < WRITER_STOPPING;

    if (first)
        ask_to_stop(writer);
    if (!writer_is_notifier(writer)) {
        if (first) {
            writer_finish_stop(writer);
            doomed = writer->doom == WRITER_DESTROYED_IN_NOTIFICATION;
        } else {
            await_stop(writer);
        }
        status = writer->stop_status;
    }
    if (result)
        *result = (pipe_writer_cancelled){writer->discarded, writer->uncertain};
    writer_unlock(writer);
    if (doomed)
        writer_free(writer);
    return status;
}

pipe_writer_status writer_stop(struct pipe_writer *writer, pipe_writer_cancelled *result)
{
    writer_lock(writer);
    return stop_and_unlock(writer, result);
}

pipe_writer_status pipe_writer_stop(struct pipe_writer *writer)
{
    return writer ? writer_stop(writer, NULL) : PIPE_WRITER_E_INVAL;
}

pipe_writer_status pipe_writer_cancel(struct pipe_writer *writer, pipe_writer_cancelled *result)
{
    return writer ? writer_stop(writer, result) : PIPE_WRITER_E_INVAL;
}

pipe_writer_status pipe_writer_shutdown(struct pipe_writer *writer, DWORD milliseconds)
{
    pipe_writer_status drained, stopped;

    if (!writer)
        return PIPE_WRITER_E_INVAL;
    writer_lock(writer);
    if (writer->state == WRITER_OPEN)
        writer->state = WRITER_DRAINING;
    if (writer->state == WRITER_UNATTACHED)
        drained = writer->queue.first ? PIPE_WRITER_E_STATE : PIPE_WRITER_OK;
    else
        drained = writer_wait_drained(writer, milliseconds);
    stopped = stop_and_unlock(writer, NULL);
    return drained != PIPE_WRITER_OK || stopped == PIPE_WRITER_E_DEFERRED ? drained : stopped;
}

/* With the lock: exchanges what belongs to one stream; old takes the old. */
static pipe_writer_status renew(struct pipe_writer *writer, struct writer_objects *old)
{
    struct writer_operation *operation = writer->operation;
    struct writer_objects objects;
    DWORD error;

    if (!operation && !(operation = writer_operation_new(writer->config.security))) {
        writer->error = GetLastError();
        return PIPE_WRITER_E_RESOURCE;
    }
    if ((error = writer_objects_create(writer, &objects)) != ERROR_SUCCESS) {
        if (!writer->operation)
            writer_operation_free(operation);
        writer->error = error;
        return PIPE_WRITER_E_RESOURCE;
    }
    *old = writer->objects;
    writer->objects = objects;
    writer->operation = operation;
    writer->accepted = writer->written = writer->discarded = writer->uncertain = writer->reported = 0;
    writer->empty_accepted = writer->empty_written = writer->largest_alone = writer->checked_written = 0;
    writer->armed = writer->kicked = writer->posted = writer->corked = FALSE;
    writer->high = writer->drain_due = writer->error_due = writer->messages = FALSE;
    writer->tries = 0;
    writer->chunk = writer->config.max_io;
    writer->status = writer->stop_status = PIPE_WRITER_OK;
    writer->error = ERROR_SUCCESS;
    writer->state = WRITER_UNATTACHED;
    return PIPE_WRITER_OK;
}

pipe_writer_status pipe_writer_reset(struct pipe_writer *writer)
{
    pipe_writer_status status = PIPE_WRITER_E_STATE;
    struct writer_objects old = {0};
    HANDLE handle = NULL;

    if (!writer)
        return PIPE_WRITER_E_INVAL;
    writer_lock(writer);
    /* What a failed stream has not reported yet is reported first. */
    while (writer->state == WRITER_FAILED && !writer_is_notifier(writer)) {
        stop_and_unlock(writer, NULL);
        writer_lock(writer);
    }
    if (writer->state == WRITER_STOPPED || writer->state == WRITER_FAILED) {
        status = renew(writer, &old);
        if (status == PIPE_WRITER_OK) {
            handle = writer->owned ? writer->handle : NULL;
            writer->handle = NULL;
            writer->owned = FALSE;
        }
    }
    writer_unlock(writer);
    writer_objects_close(&old);
    if (handle)
        CloseHandle(handle);
    return status;
}

static void await_callers(struct pipe_writer *writer)
{
    static const struct writer_deadline never = {TRUE, 0};

    while (writer->callers)
        if (writer_sleep(writer, &never) == WAIT_FAILED)
            SwitchToThread();
}

pipe_writer_status pipe_writer_destroy(struct pipe_writer *writer)
{
    BOOL inside;

    if (!writer)
        return PIPE_WRITER_OK;
    writer_lock(writer);
    inside = writer_is_notifier(writer);
    if (writer->doom == WRITER_LIVES)
        writer->doom = inside ? WRITER_DESTROYED_IN_NOTIFICATION : WRITER_DESTROYED_BY_CALLER;
    stop_and_unlock(writer, NULL);
    if (inside)
        return PIPE_WRITER_E_DEFERRED;
    writer_lock(writer);
    await_callers(writer);
    writer_unlock(writer);
    writer_free(writer);
    return PIPE_WRITER_OK;
}
