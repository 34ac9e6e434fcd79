#include "writer.h"

/* What was written before PIPE_WRITER_MORE does not wait with it. */
static BOOL is_deferred(const struct pipe_writer *writer)
{
    return writer->corked && writer->queued < writer->config.max_io &&
           writer->written >= writer->corked_from && writer->empty_written >= writer->corked_from_empty;
}

static size_t most_together(const struct pipe_writer *writer)
{
    ULONGLONG before = writer->corked && writer->written < writer->corked_from
                           ? writer->corked_from - writer->written
                           : writer->chunk;

    return before < writer->chunk ? (size_t)before : writer->chunk;
}

/* A write in the queue takes some memory beside its bytes, so their number has a limit too. */
BOOL writer_has_room(const struct pipe_writer *writer, ULONGLONG size)
{
    ULONGLONG pending = writer->queued + writer->in_flight, limit = writer->config.limit;

    if (!limit)
        return TRUE;
    if (writer->queue.count >= PIPE_WRITER_WRITES_MOST(limit))
        return FALSE;
    return !pending || (pending <= limit && size <= limit - pending);
}

static BOOL may_start(const struct pipe_writer *writer)
{
    if (writer->state != WRITER_OPEN && writer->state != WRITER_DRAINING)
        return FALSE;
    if (writer->operation->pending || (!writer->operation->block && !writer->queue.first))
        return FALSE;
    if (is_deferred(writer))
        return FALSE;
    return !writer->retry_at || GetTickCount64() >= writer->retry_at;
}

void writer_reap(struct pipe_writer *writer)
{
    struct writer_operation *operation = writer->operation;
    struct writer_answer answer = {.was_pending = TRUE};

    if (!operation || !operation->pending)
        return;
    answer.error = writer_operation_result(operation, writer->handle, &answer.count);
    if (answer.error == ERROR_IO_INCOMPLETE)
        return;
    operation->pending = FALSE;
    writer_complete(writer, &answer);
}

/* The next bytes of the block at hand, or of the queue; FALSE if there are none. */
static BOOL next_length(struct pipe_writer *writer, DWORD *length)
{
    struct writer_operation *operation = writer->operation;
    size_t left;

    if (!operation->block)
        operation->block = writer_queue_take(&writer->queue, most_together(writer), writer->messages);
    if (!operation->block)
        return FALSE;
    left = operation->block->size - operation->offset;
    *length = writer->messages || left < writer->chunk ? (DWORD)left : writer->chunk;
    return TRUE;
}

void writer_start_elsewhere(struct pipe_writer *writer)
{
    if (!writer->objects.starter) {
        writer_start(writer);
    } else if (may_start(writer) && !writer->kicked) {
        writer->kicked = TRUE;
        SubmitThreadpoolWork(writer->objects.starter);
    }
}

BOOL writer_start_one(struct pipe_writer *writer)
{
    struct writer_answer answer = {.was_pending = FALSE};
    DWORD length;

    if (writer->objects.starter && writer_thread_may_retire()) {
        writer_start_elsewhere(writer);
        return FALSE;
    }
    if (!may_start(writer) || !next_length(writer, &length))
        return FALSE;
    writer->queued -= length;
    writer->in_flight = length;
    writer->retry_at = 0;
    writer_tell(writer);
    answer.error = writer_operation_start(writer->operation, writer->handle, length, &answer.count);
    if (answer.error == ERROR_IO_PENDING) {
        writer->counts.writes_pended++;
        /* Who fell asleep before it was there is to wait for it too: without a pool nobody else does. */
        if (writer->sleepers > writer->watchers)
            writer_changed(writer);
        return FALSE;
    }
    writer->counts.writes_sync += answer.error == ERROR_SUCCESS;
    writer_complete(writer, &answer);
    return TRUE;
}

/* A write never blocks: beyond some operations the rest is the pool's, or without one whoever calls next. */
void writer_start(struct pipe_writer *writer)
{
    unsigned int left = WRITER_STARTS_MOST;

    while (left && writer_start_one(writer))
        left--;
    if (!left && writer->objects.starter)
        writer_start_elsewhere(writer);
}

void writer_settle(struct pipe_writer *writer)
{
    if (writer->high && writer->queued + writer->in_flight <= writer->config.low_mark &&
        writer_has_room(writer, writer->least_refused)) {
        writer->high = FALSE;
        writer->drain_due = TRUE;
    }
    writer_post(writer);
}

void writer_advance(struct pipe_writer *writer)
{
    writer_reap(writer);
    writer_start(writer);
    writer_settle(writer);
}
