/* Waiting. The event "changed" is set only if somebody sleeps, which saves the server calls of a write that
 * completes at once, and reset only when nobody is owed it: a thread that was asleep when something changed
 * must find it set, however late it gets to wait. Whoever sleeps also waits for the operation itself, takes
 * its result and starts the next. The operation's event is as good as "changed" for them while it stays
 * signaled, that is until the next operation starts: only then is "changed" set in its place, for a wait may
 * miss what is set and reset again. That saves two server calls where the pool is the first to see an end
 * that wakes a caller as well (a third to a half of such writes on Wine 5.0 to 10.0, writer/bench).
 */
#include "writer.h"

#define TICK 16 /* ms that GetTickCount64 may be behind: "not earlier" is as the clock on the wall has it */

struct writer_deadline writer_deadline(DWORD milliseconds)
{
    struct writer_deadline deadline = {milliseconds == INFINITE, 0};

    if (!deadline.infinite && milliseconds)
        deadline.tick = GetTickCount64() + TICK + milliseconds;
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

#define EVENT_SIGNALED (WAIT_OBJECT_0 + 1)

/* Either may be NULL. */
static DWORD wait_for_any(HANDLE changed, HANDLE event, DWORD milliseconds)
{
    HANDLE handles[2];
    DWORD count = 0, result;

    if (changed)
        handles[count++] = changed;
    if (event)
        handles[count++] = event;
    if (!count) {
        SleepEx(milliseconds, FALSE);
        return WAIT_TIMEOUT;
    }
    result = WaitForMultipleObjects(count, handles, FALSE, milliseconds);
    return result == WAIT_OBJECT_0 && !changed ? EVENT_SIGNALED : result;
}

/* While others are owed "changed" it stays set, and a wait for it would end at once, again and again: until
 * they have woken, this thread looks every millisecond instead. */
DWORD writer_sleep(struct pipe_writer *writer, const struct writer_deadline *deadline)
{
    BOOL watches = writer->operation && writer->operation->pending;
    HANDLE event = watches ? writer->operation->event : NULL;
    HANDLE changed = writer->owed ? NULL : writer->changed;
    ULONGLONG changes = writer->changes, started = writer->counts.writes_pended;
    DWORD milliseconds = time_to_sleep(writer, deadline), result, error;

    if (!changed && milliseconds > 1)
        milliseconds = 1;
    if (changed && writer->changed_is_set) {
        ResetEvent(changed);
        writer->changed_is_set = FALSE;
    }
    writer->sleepers++;
    writer->watchers += watches;
    writer_unlock(writer);
    result = wait_for_any(changed, event, milliseconds);
    error = GetLastError();
    writer_lock(writer);
    writer->sleepers--;
    writer->watchers -= watches;
    writer->untold = writer->untold && writer->watchers;
    writer->owed -= writer->changes != changes;
    if (result == EVENT_SIGNALED && started == writer->counts.writes_pended && writer->operation &&
        writer->operation->pending)
        writer_operation_unsignal(writer->operation);
    if (result == WAIT_FAILED && writer->status == PIPE_WRITER_OK)
        writer->error = error;
    return result;
}
