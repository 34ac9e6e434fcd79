#include "writer.h"

/* Threads that wait in a function of a stopped writer are on their way out. */
static void await_callers(struct pipe_writer *writer)
{
    static const struct writer_deadline never = {TRUE, 0};

    writer_lock(writer);
    while (writer->callers)
        if (writer_sleep(writer, &never) == WAIT_FAILED)
            SwitchToThread();
    writer_unlock(writer);
}

void writer_free(struct pipe_writer *writer)
{
    writer_objects_close(&writer->objects);
    await_callers(writer);
    writer_slot_wait_empty(writer);
    if (writer->owned)
        CloseHandle(writer->handle);
    writer_operation_free(writer->operation);
    if (writer->changed)
        CloseHandle(writer->changed);
    writer_queue_clear(&writer->queue);
    writer_release(writer);
}

pipe_writer_status pipe_writer_destroy(struct pipe_writer *writer)
{
    pipe_writer_status status;
    BOOL inside;

    if (!writer)
        return PIPE_WRITER_OK;
    writer_lock(writer);
    inside = writer_is_notifier(writer);
    if (writer->doom == WRITER_LIVES)
        writer->doom = inside ? WRITER_DESTROYED_IN_NOTIFICATION : WRITER_DESTROYED_BY_CALLER;
    writer_stop_and_unlock(writer, NULL, &status);
    if (inside)
        return PIPE_WRITER_E_DEFERRED;
    writer_free(writer);
    return PIPE_WRITER_OK;
}
