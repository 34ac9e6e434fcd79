/* Waiting. The event "changed" is set only if somebody sleeps, which saves the server calls of a write that
 * completes at once, and reset only when nobody is owed it: a thread that was asleep when something changed
 * must find it set, however late it gets to wait. Whoever sleeps also waits for the operation itself, takes
 * its result and starts the next.
 */
#include "writer.h"

struct writer_deadline writer_deadline(DWORD milliseconds)
{
    struct writer_deadline deadline = {milliseconds == INFINITE, 0};

    if (!deadline.infinite && milliseconds)
        deadline.tick = GetTickCount64() + milliseconds;
    return deadline;
}

/* Never INFINITE by accident. */
static DWORD remaining(const struct writer_deadline *deadline)
{
    ULONGLONG now;

    if (deadline->infinite)
        return INFINITE;
    if (!deadline->tick || (now = GetTickCount64()) >= deadline->tick)
        return 0;
    return deadline->tick - now < INFINITE ? (DWORD)(deadline->tick - now) : INFINITE - 1;
}

BOOL writer_expired(const struct writer_deadline *deadline)
{
    return !remaining(deadline);
}

void writer_changed(struct pipe_writer *writer)
{
    if (!writer->sleepers)
        return;
    writer->changes++;
    writer->owed = writer->sleepers;
    if (!writer->changed_is_set)
        SetEvent(writer->changed);
    writer->changed_is_set = TRUE;
}

static DWORD time_to_sleep(const struct pipe_writer *writer, const struct writer_deadline *deadline)
{
    struct writer_deadline retry = {FALSE, writer->retry_at};
    DWORD left = remaining(deadline);

    return writer->retry_at && remaining(&retry) < left ? remaining(&retry) : left;
}

DWORD writer_sleep(struct pipe_writer *writer, const struct writer_deadline *deadline)
{
    HANDLE handles[2] = {writer->changed, NULL};
    DWORD count = 1, milliseconds = time_to_sleep(writer, deadline), result, error;
    ULONGLONG changes = writer->changes;

    if (writer->operation && writer->operation->pending)
        handles[count++] = writer->operation->event;
    if (writer->changed_is_set && !writer->owed) {
        ResetEvent(writer->changed);
        writer->changed_is_set = FALSE;
    }
    writer->sleepers++;
    writer_unlock(writer);
    result = WaitForMultipleObjects(count, handles, FALSE, milliseconds);
    error = GetLastError();
    writer_lock(writer);
    writer->sleepers--;
    writer->owed -= writer->changes != changes;
    if (result == WAIT_FAILED && writer->status == PIPE_WRITER_OK)
        writer->error = error;
    return result;
}

static BOOL drained(const struct pipe_writer *writer)
{
    return !writer->queue.first && !writer->in_flight && !writer->queued &&
           (!writer->operation || !writer->operation->pending);
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

static pipe_writer_status wait_for(struct pipe_writer *writer, const struct goal *goal, DWORD milliseconds)
{
    struct writer_deadline deadline = writer_deadline(milliseconds);
    pipe_writer_status status;

    writer->corked = FALSE;
    writer->callers++;
    for (;;) {
        writer_advance(writer);
        if ((status = reached(writer, goal)) != PIPE_WRITER_E_AGAIN)
            break;
        if (writer_expired(&deadline)) {
            status = PIPE_WRITER_E_TIMEOUT;
            break;
        }
        if (writer_sleep(writer, &deadline) == WAIT_FAILED) {
            status = PIPE_WRITER_E_SYSTEM;
            break;
        }
    }
    writer->callers--;
    writer_cover(writer);
    if (writer->doom == WRITER_DESTROYED_BY_CALLER)
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
