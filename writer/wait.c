#include "writer.h"

/* Empty writes may be left in the queue in byte mode, where they mean nothing. */
static BOOL drained(const struct pipe_writer *writer)
{
    const struct writer_operation *operation = writer->operation;

    return !writer->queued && !writer->in_flight && !(writer->messages && writer->queue.first) &&
           !(operation && (operation->pending || (writer->messages && operation->block)));
}

/* What a wait is for; PIPE_WRITER_E_AGAIN: not yet. */
struct goal {
    enum { PROGRESS, POSITION, DRAINED } kind;
    ULONGLONG written, empty_written;
};

static pipe_writer_status reached(const struct pipe_writer *writer, const struct goal *goal)
{
    BOOL there =
        goal->kind == PROGRESS ? writer->written > writer->reported
        : goal->kind == POSITION
            ? writer->written >= goal->written && writer->empty_written >= goal->empty_written
            : drained(writer) && writer->accepted == writer->written && writer->state != WRITER_FAILED;

    if (there)
        return PIPE_WRITER_OK;
    if (writer->state < WRITER_FAILED)
        return PIPE_WRITER_E_AGAIN;
    /* A stop is under way, and its operation may still succeed. Whoever delivers notifications is what the
     * stop waits for. */
    if (writer->state == WRITER_STOPPING && writer->operation && writer->operation->pending &&
        !writer_is_notifier(writer))
        return PIPE_WRITER_E_AGAIN;
    return writer->status != PIPE_WRITER_OK ? writer->status : PIPE_WRITER_E_CANCELLED;
}

/* TRUE if there may be more to start at once. */
static BOOL start_some(struct pipe_writer *writer, const struct goal *goal, pipe_writer_status *status)
{
    for (unsigned int left = WRITER_STARTS_MOST; left; left--) {
        *status = reached(writer, goal);
        if (*status != PIPE_WRITER_E_AGAIN || !writer_start_one(writer))
            return FALSE;
    }
    *status = reached(writer, goal);
    return TRUE;
}

/* When the goal is reached, what else is queued is left to the pool, or to the next call if there is none: a
 * thread that has waited may end, and some platforms abort its operations then. So after a flush none of its
 * operations is pending unless it has run out of time. */
static pipe_writer_status wait_for(struct pipe_writer *writer, const struct goal *goal, DWORD milliseconds)
{
    struct writer_deadline deadline = writer_deadline(milliseconds);
    ULONGLONG stream = writer->stream;
    pipe_writer_status status;
    BOOL more;

    writer->corked = FALSE;
    writer->callers++;
    for (;;) {
        if (writer->stream != stream) {
            status = PIPE_WRITER_E_CANCELLED;
            break;
        }
        writer_reap(writer);
        more = start_some(writer, goal, &status);
        writer_settle(writer);
        if (status != PIPE_WRITER_E_AGAIN)
            break;
        if (writer_expired(&deadline)) {
            status = PIPE_WRITER_E_TIMEOUT;
            break;
        }
        if (more) {
            writer_yield(writer);
        } else if (writer_sleep(writer, &deadline) == WAIT_FAILED) {
            status = PIPE_WRITER_E_SYSTEM;
            break;
        }
    }
    if (writer->objects.starter)
        writer_start_elsewhere(writer);
    writer->callers--;
    writer_cover(writer);
    if (writer->doom != WRITER_LIVES)
        writer_changed(writer);
    return status;
}

pipe_writer_status pipe_writer_wait(struct pipe_writer *writer, DWORD milliseconds)
{
    struct goal goal = {PROGRESS, 0, 0};
    pipe_writer_status status;

    if (!writer)
        return PIPE_WRITER_E_INVAL;
    writer_lock(writer);
    status = wait_for(writer, &goal, milliseconds);
    writer_unlock(writer);
    return status;
}

pipe_writer_status pipe_writer_flush(struct pipe_writer *writer, DWORD milliseconds)
{
    struct goal goal = {POSITION, 0, 0};
    pipe_writer_status status;

    if (!writer)
        return PIPE_WRITER_E_INVAL;
    writer_lock(writer);
    goal.written = writer->accepted;
    goal.empty_written = writer->empty_accepted;
    status = wait_for(writer, &goal, milliseconds);
    writer_unlock(writer);
    return status;
}

pipe_writer_status pipe_writer_wait_written(struct pipe_writer *writer, ULONGLONG position,
                                            DWORD milliseconds, pipe_writer_written *result)
{
    struct goal goal = {POSITION, position, 0};
    pipe_writer_status status;

    if (!writer)
        return PIPE_WRITER_E_INVAL;
    writer_lock(writer);
    status = wait_for(writer, &goal, milliseconds);
    if (result)
        *result = (pipe_writer_written){writer->written, writer->uncertain, writer->error};
    writer_unlock(writer);
    return status;
}

pipe_writer_status writer_wait_drained(struct pipe_writer *writer, DWORD milliseconds)
{
    struct goal goal = {DRAINED, 0, 0};

    return wait_for(writer, &goal, milliseconds);
}
