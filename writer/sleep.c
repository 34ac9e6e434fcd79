/* Waiting. The event "changed" is set only if somebody sleeps, which saves the server calls of a write that
 * completes at once, and reset only when nobody is owed it: a thread that was asleep when something changed
 * must find it set, however late it gets to wait. Whoever sleeps also waits for the operation itself, takes
 * its result and starts the next. The operation's event is as good as "changed" for them while it stays
 * signaled, that is until the next operation starts: only then is "changed" set in its place, for a wait may
 * miss what is set and reset again. That saves two server calls where the pool is the first to see an end
 * that wakes a caller as well (a third to a half of such writes on Wine 5.0 to 10.0, writer/bench).
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
    writer->untold = FALSE;
    if (!writer->sleepers)
        return;
    writer->changes++;
    writer->owed = writer->sleepers;
    if (!writer->changed_is_set)
        SetEvent(writer->changed);
    writer->changed_is_set = TRUE;
}

void writer_ended(struct pipe_writer *writer)
{
    if (writer->sleepers && writer->watchers == writer->sleepers)
        writer->untold = TRUE;
    else
        writer_changed(writer);
}

void writer_tell(struct pipe_writer *writer)
{
    if (writer->untold)
        writer_changed(writer);
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
    writer->watchers += count == 2;
    writer_unlock(writer);
    result = WaitForMultipleObjects(count, handles, FALSE, milliseconds);
    error = GetLastError();
    writer_lock(writer);
    writer->sleepers--;
    writer->watchers -= count == 2;
    writer->untold = writer->untold && writer->watchers;
    writer->owed -= writer->changes != changes;
    if (result == WAIT_FAILED && writer->status == PIPE_WRITER_OK)
        writer->error = error;
    return result;
}
