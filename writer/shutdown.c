#include "writer.h"

pipe_writer_status pipe_writer_shutdown(struct pipe_writer *writer, DWORD milliseconds)
{
    pipe_writer_status drained = PIPE_WRITER_OK, stopped;
    ULONGLONG stream;

    if (!writer)
        return PIPE_WRITER_E_INVAL;
    writer_lock(writer);
    stream = writer->stream;
    if (writer->state == WRITER_OPEN)
        writer->state = WRITER_DRAINING;
    if (writer->state != WRITER_UNATTACHED)
        drained = writer_wait_drained(writer, milliseconds);
    else if (writer->queue.first)
        drained = PIPE_WRITER_E_STATE;
    if (writer->stream != stream) {
        writer_unlock(writer);
        return drained;
    }
    writer_stop_and_unlock(writer, NULL, &stopped);
    return drained != PIPE_WRITER_OK || stopped == PIPE_WRITER_E_DEFERRED ? drained : stopped;
}
