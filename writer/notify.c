#include "writer.h"

struct notification {
    enum { NOTHING, PROGRESS, ERROR_SEEN, DRAIN } kind;
    ULONGLONG bytes;
    pipe_writer_status status;
    DWORD error;
};

BOOL writer_is_notifier(const struct pipe_writer *writer)
{
    return writer->notifying && writer->notifier == GetCurrentThreadId();
}

/* The writers whose notifications run on the default pool now. What one of these threads starts ends with it
 * on some platforms, whichever writer it is for. */
static SRWLOCK notified_lock = SRWLOCK_INIT;
static struct pipe_writer *notified;

BOOL writer_thread_may_retire(void)
{
    DWORD thread = GetCurrentThreadId();
    BOOL found = FALSE;

    if (!*(struct pipe_writer *volatile *)&notified) /* this thread would see its own entry */
        return FALSE;
    AcquireSRWLockExclusive(&notified_lock);
    for (const struct pipe_writer *writer = notified; writer && !found; writer = writer->next_notified)
        found = writer->notifier == thread;
    ReleaseSRWLockExclusive(&notified_lock);
    return found;
}

static void enlist(struct pipe_writer *writer)
{
    AcquireSRWLockExclusive(&notified_lock);
    writer->next_notified = notified;
    notified = writer;
    ReleaseSRWLockExclusive(&notified_lock);
}

static void strike(struct pipe_writer *writer)
{
    struct pipe_writer **link = &notified;

    AcquireSRWLockExclusive(&notified_lock);
    while (*link != writer)
        link = &(*link)->next_notified;
    *link = writer->next_notified;
    ReleaseSRWLockExclusive(&notified_lock);
}

static BOOL something_due(const struct pipe_writer *writer)
{
    return (writer->written > writer->reported && writer->config.on_progress) ||
           (writer->error_due && writer->config.on_error) || (writer->drain_due && writer->config.on_drain);
}

/* A stop that is under way delivers the rest itself. */
void writer_post(struct pipe_writer *writer)
{
    if (!writer->objects.notifier || writer->posted || writer->notifying ||
        writer->state >= WRITER_STOPPING || !something_due(writer))
        return;
    writer->posted = TRUE;
    SubmitThreadpoolWork(writer->objects.notifier);
}

/* Without on_progress the pool reports none: a wait is to see it until pipe_writer_poll() has. */
static BOOL progress_due(const struct pipe_writer *writer)
{
    return writer->written > writer->reported && (writer->config.on_progress || !writer->notifying_on_pool);
}

/* Progress goes before the error that came after it. */
static struct notification take(struct pipe_writer *writer)
{
    struct notification taken = {NOTHING, 0, writer->status, writer->error};

    if (progress_due(writer)) {
        taken.kind = PROGRESS;
        taken.bytes = writer->written - writer->reported;
        writer->reported = writer->written;
    } else if (writer->error_due) {
        taken.kind = ERROR_SEEN;
        writer->error_due = FALSE;
    } else if (writer->drain_due) {
        taken.kind = DRAIN;
        writer->drain_due = FALSE;
    }
    return taken;
}

static void call(struct pipe_writer *writer, const struct notification *notification)
{
    const pipe_writer_config *config = &writer->config;

    writer_assert_unlocked(writer);
    if (notification->kind == PROGRESS && config->on_progress)
        config->on_progress(config->context, writer, notification->bytes);
    else if (notification->kind == ERROR_SEEN && config->on_error)
        config->on_error(config->context, writer, notification->status, notification->error);
    else if (notification->kind == DRAIN && config->on_drain)
        config->on_drain(config->context, writer);
}

/* By the thread that is the notifier. */
static void deliver_all(struct pipe_writer *writer)
{
    struct notification notification;

    while ((notification = take(writer)).kind != NOTHING) {
        writer_unlock(writer);
        call(writer, &notification);
        writer_lock(writer);
    }
}

static void become_notifier(struct pipe_writer *writer, BOOL on_pool)
{
    writer->notifying = TRUE;
    writer->notifying_on_pool = on_pool;
    writer->notifier = GetCurrentThreadId();
    if (on_pool)
        enlist(writer);
}

static void cease(struct pipe_writer *writer)
{
    if (writer->notifying_on_pool)
        strike(writer);
    writer->notifying = writer->notifying_on_pool = FALSE;
    writer->notifier = 0;
    writer_changed(writer);
}

void writer_deliver(struct pipe_writer *writer, BOOL on_pool)
{
    if (writer->notifying)
        return;
    become_notifier(writer, on_pool);
    deliver_all(writer);
    if (writer->state == WRITER_STOPPING && !writer->finishing)
        writer_finish_stop(writer);
    cease(writer);
    writer_post(writer);
}

void writer_deliver_rest(struct pipe_writer *writer)
{
    static const struct writer_deadline never = {TRUE, 0};

    if (writer_is_notifier(writer)) {
        deliver_all(writer);
        return;
    }
    while (writer->notifying)
        if (writer_sleep(writer, &never) == WAIT_FAILED)
            SwitchToThread();
    become_notifier(writer, FALSE);
    deliver_all(writer);
    cease(writer);
}
