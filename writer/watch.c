/* Who looks after the operation when no caller does: the private pool. */
#include "writer.h"

static void arm(struct pipe_writer *writer, FILETIME *timeout)
{
    writer->counts.arms++;
    writer->armed = TRUE;
    writer->armed_for = writer->counts.writes_pended;
    SetThreadpoolWait(writer->objects.wait, writer->operation->event, timeout);
}

static void arm_retry(struct pipe_writer *writer)
{
    ULONGLONG now = GetTickCount64();
    ULONGLONG pause = writer->retry_at > now ? writer->retry_at - now : 1;
    ULARGE_INTEGER relative = {.QuadPart = (ULONGLONG)0 - pause * 10000};
    FILETIME timeout = {relative.LowPart, relative.HighPart};

    /* The event of an operation that completed at once is signaled, which would end the pause. */
    writer_tell(writer);
    ResetEvent(writer->operation->event);
    arm(writer, &timeout);
}

void writer_cover(struct pipe_writer *writer)
{
    if (!writer->objects.wait || writer->armed || writer->state == WRITER_STOPPING || !writer->operation)
        return;
    if (writer->operation->pending)
        arm(writer, NULL);
    else if (writer->retry_at)
        arm_retry(writer);
}

/* Nothing is concluded from the fact that it came, nor from the result: on some platforms it comes late, for
 * an older operation, and has used up the arming for this one. */
void CALLBACK writer_on_wait(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                             TP_WAIT_RESULT result)
{
    struct pipe_writer *writer = writer_slot_enter((writer_context)context);
    ULONGLONG started;

    (void)instance, (void)wait, (void)result;
    if (!writer)
        return;
    writer_lock(writer);
    if (writer->objects.context == (writer_context)context) {
        writer->counts.callbacks++;
        writer->armed = FALSE;
        started = writer->counts.writes_pended;
        writer_advance(writer);
        if (writer->operation && writer->operation->pending && writer->counts.writes_pended == started) {
            writer->counts.spurious++;
            /* Else it came for an earlier one, and the event has been reset since. */
            if (writer->armed_for == started)
                writer_operation_unsignal(writer->operation);
        }
        writer_cover(writer);
    }
    writer_unlock(writer);
    writer_slot_leave(writer);
}

void CALLBACK writer_on_start(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *work)
{
    struct pipe_writer *writer = writer_slot_enter((writer_context)context);

    (void)instance, (void)work;
    if (!writer)
        return;
    writer_lock(writer);
    if (writer->objects.context == (writer_context)context) {
        writer->kicked = FALSE;
        writer_advance(writer);
        writer_cover(writer);
    }
    writer_unlock(writer);
    writer_slot_leave(writer);
}
