#include "writer.h"
#include "classify.h"

#define TRIES 16           /* answers without progress in a row */
#define LONGEST_PAUSE 250  /* ms between two of them; the first is 1 ms */
#define SMALLEST_CHUNK 512 /* bytes that are tried when memory is short */

static BOOL may_start(const struct pipe_writer *writer)
{
    if (writer->state != WRITER_OPEN && writer->state != WRITER_DRAINING)
        return FALSE;
    if (writer->operation->pending || (!writer->operation->block && !writer->queue.first))
        return FALSE;
    if (writer->corked && writer->queued < writer->config.max_io)
        return FALSE;
    return !writer->retry_at || GetTickCount64() >= writer->retry_at;
}

void writer_discard(struct pipe_writer *writer, ULONGLONG uncertain)
{
    writer->uncertain += uncertain;
    writer->discarded += writer->queued + writer->in_flight;
    writer->queued = writer->in_flight = 0;
    writer->corked = FALSE;
    writer->retry_at = 0;
    writer_queue_clear(&writer->queue);
    if (writer->operation)
        writer_operation_forget(writer->operation);
}

static void fail(struct pipe_writer *writer, const struct writer_verdict *verdict, DWORD error)
{
    if (writer->status == PIPE_WRITER_OK && verdict->status != PIPE_WRITER_E_CANCELLED) {
        writer->status = verdict->status;
        writer->error = error;
        writer->error_due = TRUE;
    }
    if (writer->state != WRITER_STOPPING)
        writer->state = WRITER_FAILED;
    writer_discard(writer, verdict->uncertain);
}

static void try_later(struct pipe_writer *writer, const struct writer_verdict *verdict, DWORD error)
{
    unsigned int pause = writer->tries < 8 ? 1u << writer->tries : LONGEST_PAUSE;

    writer->counts.retries++;
    if (++writer->tries >= TRIES) {
        fail(writer, verdict, error);
        return;
    }
    if (verdict->short_of_memory && writer->chunk > SMALLEST_CHUNK)
        writer->chunk /= 2;
    writer->retry_at = GetTickCount64() + (pause < LONGEST_PAUSE ? pause : LONGEST_PAUSE);
}

static void count_progress(struct pipe_writer *writer, DWORD written, DWORD length)
{
    writer->written += written;
    writer->in_flight -= written;
    writer->empty_written += !length;
    writer->counts.writes_partial += written < length;
    writer->tries = 0;
    writer_operation_advance(writer->operation, written);
}

/* The operation is over. What of it was not written is queued again, and discarded with the rest if that is
 * all. */
static void complete(struct pipe_writer *writer, struct writer_answer *answer)
{
    struct writer_verdict verdict;

    answer->length = writer->operation->length;
    answer->cancelled = writer->state == WRITER_STOPPING;
    answer->message = writer->messages;
    verdict = writer_classify(answer);
    if (verdict.written || verdict.outcome == WRITER_PROGRESS)
        count_progress(writer, verdict.written, answer->length);
    writer->queued += writer->in_flight;
    writer->in_flight = 0;
    writer->retry_at = 0;
    if (verdict.outcome == WRITER_PROGRESS && writer->chunk < writer->config.max_io)
        writer->chunk = writer->chunk < writer->config.max_io / 2 ? writer->chunk * 2 : writer->config.max_io;
    if (verdict.outcome == WRITER_OVER)
        fail(writer, &verdict, answer->error);
    else if (verdict.outcome == WRITER_AGAIN)
        try_later(writer, &verdict, answer->error);
    writer_changed(writer);
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
    complete(writer, &answer);
}

/* The next bytes of the block at hand, or of the queue; FALSE if there are none. */
static BOOL next_length(struct pipe_writer *writer, DWORD *length)
{
    struct writer_operation *operation = writer->operation;
    size_t left;

    if (!operation->block)
        operation->block = writer_queue_take(&writer->queue, writer->chunk, writer->messages);
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

    if (writer->notifying_on_pool && writer_is_notifier(writer)) {
        writer_start_elsewhere(writer);
        return FALSE;
    }
    if (!may_start(writer) || !next_length(writer, &length))
        return FALSE;
    writer->queued -= length;
    writer->in_flight = length;
    answer.error = writer_operation_start(writer->operation, writer->handle, length, &answer.count);
    if (answer.error == ERROR_IO_PENDING) {
        writer->counts.writes_pended++;
        return FALSE;
    }
    writer->counts.writes_sync += answer.error == ERROR_SUCCESS;
    complete(writer, &answer);
    return TRUE;
}

void writer_start(struct pipe_writer *writer)
{
    while (writer_start_one(writer))
        ;
}

void writer_settle(struct pipe_writer *writer)
{
    if (writer->high && writer->queued + writer->in_flight <= writer->config.low_mark) {
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
