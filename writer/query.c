#include "writer.h"

static pipe_writer_state public_state(const struct pipe_writer *writer)
{
    static const pipe_writer_state states[] = {
        [WRITER_UNATTACHED] = PIPE_WRITER_UNATTACHED, [WRITER_OPEN] = PIPE_WRITER_IDLE,
        [WRITER_DRAINING] = PIPE_WRITER_DRAINING,     [WRITER_FAILED] = PIPE_WRITER_FAILED,
        [WRITER_STOPPING] = PIPE_WRITER_STOPPING,     [WRITER_STOPPED] = PIPE_WRITER_STOPPED,
    };

    return writer->state == WRITER_OPEN && writer->operation->pending ? PIPE_WRITER_IN_FLIGHT
                                                                      : states[writer->state];
}

pipe_writer_status pipe_writer_query(struct pipe_writer *writer, pipe_writer_info *info)
{
    if (!writer || !info)
        return PIPE_WRITER_E_INVAL;
    writer_lock(writer);
    *info = writer->counts;
    info->state = public_state(writer);
    info->status = writer->status;
    info->last_error = writer->error;
    info->accepted = writer->accepted;
    info->written = writer->written;
    info->in_flight = writer->in_flight;
    info->queued = writer->queued;
    info->discarded = writer->discarded;
    info->uncertain = writer->uncertain;
    info->reported = writer->reported;
    writer_unlock(writer);
    return PIPE_WRITER_OK;
}

DWORD pipe_writer_last_error(struct pipe_writer *writer)
{
    DWORD error;

    if (!writer)
        return ERROR_INVALID_PARAMETER;
    writer_lock(writer);
    error = writer->error;
    writer_unlock(writer);
    return error;
}
