/* The invariants of the writer, as far as they can be seen from inside. */
#include "writer.h"

#define BLOCKS_COUNTED 256

static const char *volatile first_violation;

void writer_report(const char *invariant)
{
    if (invariant)
        InterlockedCompareExchangePointer((void *volatile *)&first_violation, (void *)invariant, NULL);
}

const char *pipe_writer_violation(void)
{
    return InterlockedExchangePointer((void *volatile *)&first_violation, NULL);
}

/* I1: nothing is counted twice or lost, and the queue holds what it is said to hold. */
static BOOL ledger_holds(const struct pipe_writer *writer)
{
    const struct writer_operation *operation = writer->operation;
    ULONGLONG bytes = operation && operation->block ? operation->block->size - operation->offset : 0;
    const struct writer_block *block = writer->queue.first;

    for (unsigned int i = 0; block && i < BLOCKS_COUNTED; i++, block = block->next)
        bytes += block->size;
    return writer->accepted == writer->written + writer->in_flight + writer->queued + writer->discarded &&
           writer->uncertain <= writer->discarded && writer->written >= writer->checked_written &&
           (block || bytes == writer->queued + writer->in_flight);
}

/* I2: the pending operation is as it was started. */
static BOOL operation_holds(const struct pipe_writer *writer)
{
    const struct writer_operation *operation = writer->operation;

    if (!operation || !operation->pending)
        return !writer->in_flight;
    return !writer->retry_at && operation->block && operation->overlapped.hEvent == operation->event &&
           !operation->overlapped.Offset && writer->in_flight == operation->length;
}

/* I3: so are its bytes. */
static BOOL bytes_hold(const struct pipe_writer *writer)
{
#ifdef PIPE_WRITER_CHECKED
    if (writer->operation && writer->operation->pending && writer->operation->block)
        return writer->operation->hash == writer_operation_hash(writer->operation);
#endif
    (void)writer;
    return TRUE;
}

/* I7: what can be sent is being sent, and somebody will look. */
static BOOL progress_is_assured(const struct pipe_writer *writer)
{
    BOOL looked_after = writer->armed || writer->callers || (writer->config.flags & PIPE_WRITER_POLLED);

    if (writer->state != WRITER_OPEN && writer->state != WRITER_DRAINING)
        return TRUE;
    if (writer->operation->pending || writer->retry_at)
        return looked_after;
    /* Not everything that can be started is started at once, but somebody is at it. */
    if (writer->callers || (writer->config.flags & PIPE_WRITER_POLLED))
        return TRUE;
    return !writer->queued || writer->kicked || (writer->corked && writer->written >= writer->corked_from);
}

/* I14 and I16 */
static BOOL length_holds(const struct pipe_writer *writer)
{
    const struct writer_operation *operation = writer->operation;

    return !operation || !operation->pending || writer->messages ||
           (operation->length && operation->length <= writer->config.max_io);
}

static BOOL limit_holds(const struct pipe_writer *writer)
{
    ULONGLONG pending = writer->queued + writer->in_flight;

    return !writer->config.limit || (writer->queue.count <= PIPE_WRITER_WRITES_MOST(writer->config.limit) &&
                                     (pending <= writer->config.limit || pending <= writer->largest_alone));
}

static BOOL failure_holds(const struct pipe_writer *writer)
{
    return writer->state != WRITER_FAILED || (writer->status != PIPE_WRITER_OK && !writer->queued &&
                                              !writer->in_flight && !writer->operation->pending);
}

static BOOL stop_holds(const struct pipe_writer *writer)
{
    return writer->state != WRITER_STOPPED ||
           (!writer->queued && !writer->in_flight && !(writer->operation && writer->operation->pending));
}

const char *writer_broken_invariant(struct pipe_writer *writer)
{
    static const struct {
        const char *name;
        BOOL (*holds)(const struct pipe_writer *writer);
    } invariants[] = {
        {"I1", ledger_holds}, {"I2", operation_holds}, {"I3", bytes_hold},    {"I7", progress_is_assured},
        {"I10", stop_holds},  {"I11", failure_holds},  {"I16", length_holds}, {"I17", limit_holds},
    };

    for (unsigned int i = 0; i < sizeof(invariants) / sizeof(invariants[0]); i++)
        if (!invariants[i].holds(writer))
            return invariants[i].name;
    if (writer->reported > writer->written)
        return "I6";
    if (writer->owed > writer->sleepers || (writer->owed && !writer->changed_is_set))
        return "I8";
    if (writer->untold && (!writer->watchers || (writer->operation && writer->operation->pending)))
        return "I8";
    writer->checked_written = writer->written;
    return NULL;
}

const char *pipe_writer_check(struct pipe_writer *writer)
{
    const char *invariant;

    writer_lock(writer);
    invariant = writer_broken_invariant(writer);
    writer_unlock(writer);
    return invariant;
}
