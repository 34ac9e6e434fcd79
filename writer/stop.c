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

/* Another thread is at it; it may even have reset the writer before this one wakes. */
static pipe_writer_status await_stop(struct pipe_writer *writer)
{
    static const struct writer_deadline never = {TRUE, 0};
    ULONGLONG stream = writer->stream;

    writer->callers++;
    while (writer->state == WRITER_STOPPING && writer->stream == stream) {
        writer_reap(writer);
        if (writer_sleep(writer, &never) == WAIT_FAILED)
            SwitchToThread();
    }
    writer->callers--;
    if (writer->doom != WRITER_LIVES)
        writer_changed(writer);
    return writer->stream == stream ? writer->stop_status : PIPE_WRITER_E_CANCELLED;
}

BOOL writer_stop_and_unlock(struct pipe_writer *writer, pipe_writer_cancelled *result,
                            pipe_writer_status *status)
{
    BOOL doomed = FALSE, first = writer->state < WRITER_STOPPING;

    if (first)
        ask_to_stop(writer);
    *status = PIPE_WRITER_E_DEFERRED;
    if (!writer_is_notifier(writer)) {
        if (first) {
            writer_finish_stop(writer);
            doomed = writer->doom == WRITER_DESTROYED_IN_NOTIFICATION;
            *status = writer->stop_status;
        } else {
            *status = await_stop(writer);
        }
    }
    if (result)
        *result = *status == PIPE_WRITER_E_CANCELLED
                      ? (pipe_writer_cancelled){0, 0}
                      : (pipe_writer_cancelled){writer->discarded, writer->uncertain};
    writer_unlock(writer);
    if (doomed)
        writer_free(writer);
    return !doomed;
}

pipe_writer_status pipe_writer_cancel(struct pipe_writer *writer, pipe_writer_cancelled *result)
{
    pipe_writer_status status;

    if (!writer)
        return PIPE_WRITER_E_INVAL;
    writer_lock(writer);
    writer_stop_and_unlock(writer, result, &status);
    return status;
}

pipe_writer_status pipe_writer_stop(struct pipe_writer *writer)
{
    return pipe_writer_cancel(writer, NULL);
}
