#include "writer.h"

#define TRIES 16           /* answers without progress in a row */
#define LONGEST_PAUSE 250  /* ms between two of them; the first is 1 ms */
#define SMALLEST_CHUNK 512 /* bytes that are tried when memory is short */

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
void writer_complete(struct pipe_writer *writer, struct writer_answer *answer)
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
    if (answer->was_pending)
        writer_ended(writer);
    else
        writer_changed(writer);
}
