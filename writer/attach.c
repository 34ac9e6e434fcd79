#include "writer.h"
#include "endpoint.h"

/* A message is one operation: what is longer than one can be will not go. */
static BOOL fits(const struct pipe_writer *writer)
{
    for (const struct writer_block *block = writer->queue.first; block; block = block->next)
        if (block->size > WRITER_LARGEST_IO)
            return FALSE;
    return TRUE;
}

pipe_writer_status pipe_writer_attach(struct pipe_writer *writer, HANDLE handle, unsigned int flags)
{
    BOOL messages = (flags & PIPE_WRITER_MESSAGES) != 0;
    DWORD error;

    if (!writer || (flags & ~(PIPE_WRITER_OWN | PIPE_WRITER_MESSAGES)))
        return PIPE_WRITER_E_INVAL;
    error = writer_endpoint_check(handle, &messages);
    writer_lock(writer);
    if (writer->state != WRITER_UNATTACHED) {
        writer_unlock(writer);
        return PIPE_WRITER_E_STATE;
    }
    if (error == ERROR_SUCCESS && messages && !fits(writer))
        error = ERROR_INVALID_PARAMETER;
    if (error != ERROR_SUCCESS) {
        writer->error = error;
        writer_unlock(writer);
        return PIPE_WRITER_E_INVAL;
    }
    writer->handle = handle;
    writer->owned = flags & PIPE_WRITER_OWN;
    writer->state = WRITER_OPEN;
    if (!(writer->messages = messages))
        writer->empty_written = writer->empty_accepted;
    writer_advance(writer);
    writer_cover(writer);
    writer_changed(writer);
    writer_unlock(writer);
    return PIPE_WRITER_OK;
}
