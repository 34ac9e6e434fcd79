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
