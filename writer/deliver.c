/* The two places where notifications are delivered; a third is a stop. */
#include "writer.h"

/* TRUE if this thread has to free it. */
static BOOL is_doomed(const struct pipe_writer *writer)
{
    return writer->doom == WRITER_DESTROYED_IN_NOTIFICATION && writer->state == WRITER_STOPPED &&
           !writer->finishing;
}

void CALLBACK writer_on_notify(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *work)
{
    struct pipe_writer *writer = writer_slot_enter((writer_context)context);
    BOOL doomed;

    (void)instance, (void)work;
    if (!writer)
        return;
    writer_lock(writer);
    if (writer->objects.context == (writer_context)context) {
        writer->posted = FALSE;
        writer_deliver(writer, TRUE);
        writer_cover(writer);
    }
    doomed = is_doomed(writer);
    writer_unlock(writer);
    writer_slot_leave(writer);
    if (doomed)
        writer_free(writer);
}

pipe_writer_status pipe_writer_poll(struct pipe_writer *writer)
{
    pipe_writer_status status;
    BOOL doomed = FALSE;

    if (!writer)
        return PIPE_WRITER_E_INVAL;
    writer_slot_hold(writer);
    writer_lock(writer);
    writer_advance(writer);
    writer_cover(writer); /* before the lock is let go for notifications */
    if (!writer->notifying) {
        writer_deliver(writer, FALSE);
        doomed = is_doomed(writer);
    }
    writer_cover(writer);
    status = writer->status;
    if (status == PIPE_WRITER_OK && writer->state >= WRITER_STOPPING)
        status = PIPE_WRITER_E_CANCELLED;
    writer_unlock(writer);
    writer_slot_leave(writer);
    if (doomed)
        writer_free(writer);
    return status;
}
