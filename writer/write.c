#include "writer.h"

/* Why a write is not accepted now, or PIPE_WRITER_OK. */
static pipe_writer_status refused(const struct pipe_writer *writer, size_t size)
{
    if (writer->state == WRITER_FAILED)
        return writer->status;
    if (writer->state > WRITER_OPEN)
        return PIPE_WRITER_E_STATE;
    if (writer->messages && size > WRITER_LARGEST_IO)
        return PIPE_WRITER_E_INVAL;
    if (!writer_has_room(writer, size))
        return PIPE_WRITER_E_AGAIN;
    return PIPE_WRITER_OK;
}

/* on_drain is to come when there is room for the smallest of what was refused: otherwise a write that is
 * refused again would bring it at once, again and again. */
static void drain_later(struct pipe_writer *writer, size_t size)
{
    if (!writer->high || size < writer->least_refused)
        writer->least_refused = size;
    writer->high = TRUE;
}

static void take_in(struct pipe_writer *writer, struct writer_block *block)
{
    ULONGLONG limit = writer->config.limit, pending;

    if (!(writer->queued + writer->in_flight))
        writer->largest_alone = block->size;
    writer->accepted += block->size;
    writer->queued += block->size;
    writer->empty_accepted += !block->size;
    pending = writer->queued + writer->in_flight;
    if (pending > writer->counts.max_queued)
        writer->counts.max_queued = pending;
    if (limit && pending >= limit)
        drain_later(writer, 0);
    writer_queue_append(&writer->queue, block);
}

pipe_writer_status pipe_writer_writev(struct pipe_writer *writer, const pipe_writer_buffer *buffers,
                                      size_t count, unsigned int flags, ULONGLONG *position)
{
    ULONGLONG accepted, empty_accepted;
    struct writer_block *block;
    pipe_writer_status status;
    size_t size;

    if (!writer || !writer_total(buffers, count, &size) || (flags & ~PIPE_WRITER_MORE))
        return PIPE_WRITER_E_INVAL;
    /* The copy is made before the lock is taken. */
    if (!(block = writer_block_new(buffers, count, size)))
        return PIPE_WRITER_E_NOMEM;
    writer_lock(writer);
    writer_reap(writer);
    accepted = writer->accepted;
    empty_accepted = writer->empty_accepted;
    status = refused(writer, size);
    if (status == PIPE_WRITER_OK && (size || writer->messages || writer->state == WRITER_UNATTACHED)) {
        take_in(writer, block);
        block = NULL;
    }
    if (status == PIPE_WRITER_E_AGAIN)
        drain_later(writer, size);
    if (!writer->corked) {
        writer->corked_from = accepted;
        writer->corked_from_empty = empty_accepted;
    }
    writer->corked = status == PIPE_WRITER_OK && (flags & PIPE_WRITER_MORE);
    writer_advance(writer);
    writer_cover(writer);
    if (status == PIPE_WRITER_OK && position)
        *position = writer->accepted;
    writer_unlock(writer);
    writer_block_free(block);
    return status;
}

pipe_writer_status pipe_writer_write(struct pipe_writer *writer, const void *bytes, size_t size,
                                     unsigned int flags, ULONGLONG *position)
{
    pipe_writer_buffer buffer = {bytes, size};

    return pipe_writer_writev(writer, &buffer, 1, flags, position);
}
