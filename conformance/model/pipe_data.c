/* Reading, writing, and what is in between. */
#include "pipe.h"

ULONG pipe_unread_of_message(const struct pipe_end *end)
{
    return end->first ? end->first->size - end->first->taken : 0;
}

ULONG pipe_unread(const struct pipe_end *end)
{
    ULONG sum = 0;

    for (const struct entry *entry = end->first; entry; entry = entry->next)
        sum += entry->size - entry->taken;
    return sum;
}

ULONG pipe_message_count(const struct pipe_end *end)
{
    ULONG count = 0;

    for (const struct entry *entry = end->first; entry; entry = entry->next)
        count++;
    return count;
}

/* What pending reads ask for. */
static ULONG wanted(const struct pipe_end *end)
{
    ULONG sum = 0;

    for (const struct operation *read = end->pending; read; read = read->next)
        if (read->kind == OPERATION_READ || read->kind == OPERATION_TRANSCEIVE)
            sum += read->size;
    return sum;
}

/* facts: quota/write-quota-available-* */
ULONG pipe_room(const struct pipe_end *end)
{
    ULONG used = pipe_unread(end) + wanted(end);

    return used < end->quota ? end->quota - used : 0;
}

static struct operation *first_of(struct pipe_end *end)
{
    for (struct operation *operation = end->pending; operation; operation = operation->next)
        if (operation->kind == OPERATION_READ || operation->kind == OPERATION_TRANSCEIVE)
            return operation;
    return NULL;
}

static void take_out(struct operation *operation)
{
    for (struct operation **at = &operation->end->pending; *at; at = &(*at)->next)
        if (*at == operation) {
            *at = operation->next;
            break;
        }
    operation->queued = FALSE;
}

static void finish(struct operation *operation, NTSTATUS status, ULONG_PTR information)
{
    if (operation->queued)
        take_out(operation);
    operation_complete(operation, status, information);
}

static void drop_first(struct pipe_end *end)
{
    model_bytes_give_back(end->first->bytes, end->first->size + 1);
    if (!(end->first = end->first->next))
        end->last = NULL;
}

/* A flush of the peer's is over when what was there at its start has been read or withdrawn.
 * facts: flush/blocks-until-read, completes-despite-later-zero-byte-message */
static BOOL is_there(const struct pipe_end *end, const struct entry *wanted_entry)
{
    for (const struct entry *entry = end->first; entry; entry = entry->next)
        if (entry == wanted_entry)
            return TRUE;
    return FALSE;
}

static void finish_flushes(struct pipe_end *end)
{
    struct operation *next;

    if (!end->peer)
        return;
    for (struct operation *flush = end->peer->pending; flush; flush = next) {
        next = flush->next;
        if (flush->kind == OPERATION_FLUSH && !is_there(end, flush->until))
            finish(flush, STATUS_SUCCESS, 0);
    }
}

/* A write is complete once what is unread up to its end fits the quota. facts:
 * quota/pending-completes-when-remainder-fits, two-pending-first-completes-first,
 * completed-write-length-is-full-request */
static void finish_writes(struct pipe_end *end)
{
    ULONG sum = 0;

    for (struct entry *entry = end->first; entry; entry = entry->next) {
        struct operation *write = entry->write;

        sum += entry->size - entry->taken;
        if (sum > end->quota && entry->size)
            break;
        if (write) {
            entry->write = NULL;
            if (write->kind == OPERATION_WRITE)
                finish(write, STATUS_SUCCESS, entry->size);
        }
    }
}

static ULONG take_bytes(struct pipe_end *end, BYTE *buffer, ULONG size)
{
    ULONG count = 0, part;

    while (end->first && count < size) {
        struct entry *entry = end->first;

        if (!entry->size && count)
            break;
        part = entry->size - entry->taken < size - count ? entry->size - entry->taken : size - count;
        memcpy(buffer + count, entry->bytes + entry->taken, part);
        model_touch_memory(buffer + count, part, TRUE);
        entry->taken += part;
        count += part;
        if (entry->taken < entry->size)
            break;
        /* Its write is told below, by finish_writes(). */
        if (entry->write && entry->write->kind == OPERATION_WRITE)
            finish(entry->write, STATUS_SUCCESS, entry->size);
        drop_first(end);
        if (!entry->size)
            break;
    }
    return count;
}

static NTSTATUS take_message(struct pipe_end *end, BYTE *buffer, ULONG size, ULONG *count)
{
    struct entry *entry = end->first;
    ULONG left = entry->size - entry->taken;

    *count = left < size ? left : size;
    memcpy(buffer, entry->bytes + entry->taken, *count);
    model_touch_memory(buffer, *count, TRUE);
    entry->taken += *count;
    if (*count < left)
        return STATUS_BUFFER_OVERFLOW;
    if (entry->write && entry->write->kind == OPERATION_WRITE)
        finish(entry->write, STATUS_SUCCESS, entry->size);
    drop_first(end);
    return STATUS_SUCCESS;
}

static NTSTATUS take(struct pipe_end *end, BYTE *buffer, ULONG size, ULONG *count)
{
    if (end->reads_messages)
        return take_message(end, buffer, size, count);
    *count = size || !end->first->size ? take_bytes(end, buffer, size ? size : 1) : 0;
    return STATUS_SUCCESS;
}

static void settle(struct pipe_end *end)
{
    finish_writes(end);
    finish_flushes(end);
}

/* Gives what is queued to reads that wait, oldest first. facts: read/two-pending-fifo,
 * quota/pending-read-plus-quota-* */
static void feed(struct pipe_end *end)
{
    struct operation *read;
    NTSTATUS status;
    ULONG count;

    while (end->first && (read = first_of(end))) {
        status = take(end, read->buffer, read->size, &count);
        finish(read, status, count);
    }
    settle(end);
}

/* facts: modes/nowait-*: all or nothing, but for bytes that a read waits for */
static NTSTATUS write_without_waiting(struct pipe_end *to, struct operation *operation, const BYTE *bytes,
                                      ULONG size)
{
    ULONG reads = wanted(to), part = to->pipe->messages ? 0 : reads;
    struct operation *read;

    if (size <= reads + (to->quota > pipe_unread(to) ? to->quota - pipe_unread(to) : 0))
        return STATUS_PENDING;
    for (ULONG given = 0; part && given < part && (read = first_of(to));) {
        ULONG count = read->size < part - given ? read->size : part - given;

        memcpy(read->buffer, bytes + given, count);
        model_touch_memory(read->buffer, count, TRUE);
        given += count;
        finish(read, STATUS_SUCCESS, count);
    }
    operation_complete(operation, STATUS_SUCCESS, part);
    return STATUS_SUCCESS;
}

static NTSTATUS can_write(const struct pipe_end *end)
{
    return end->state == PIPE_CONNECTED      ? STATUS_SUCCESS
           : end->state == PIPE_DISCONNECTED ? STATUS_PIPE_DISCONNECTED
           : end->state == PIPE_LISTENING    ? STATUS_PIPE_LISTENING
                                             : STATUS_PIPE_CLOSING;
}

NTSTATUS pipe_write(struct pipe_end *end, struct operation *operation, const void *bytes, ULONG size)
{
    struct pipe_end *to = end->peer;
    struct entry *entry;
    NTSTATUS status = can_write(end);

    if (status)
        return status;
    /* facts: write/zero-byte-byte-pipe-noop, quota/zero-write-when-full-sync */
    if (!size && !end->pipe->messages) {
        operation_complete(operation, STATUS_SUCCESS, 0);
        return STATUS_SUCCESS;
    }
    if (end->nowait && write_without_waiting(to, operation, bytes, size) == STATUS_SUCCESS)
        return STATUS_SUCCESS;
    /* The data are captured at the start. facts: misc/low-level-write-copies-data */
    entry = model_allocate(sizeof(*entry));
    entry->bytes = model_bytes_take(size + 1);
    memcpy(entry->bytes, bytes, size);
    model_touch_memory(bytes, size, FALSE);
    entry->size = size;
    /* facts: quota/zero-write-when-full-sync, quota/zero-message-behind-pending-writes */
    if (size)
        entry->write = operation;
    else
        operation_complete(operation, STATUS_SUCCESS, 0);
    *(to->last ? &to->last->next : &to->first) = entry;
    to->last = entry;
    feed(to);
    if (operation->complete)
        return operation->status;
    return operation->kind == OPERATION_WRITE ? operation_pend(operation) : STATUS_PENDING;
}

NTSTATUS pipe_read(struct pipe_end *end, struct operation *operation, void *buffer, ULONG size)
{
    NTSTATUS status;
    ULONG count;

    if (end->state == PIPE_DISCONNECTED || end->state == PIPE_LISTENING)
        return can_write(end);
    operation->buffer = buffer;
    operation->size = size;
    if (!end->first || first_of(end))
        return end->state == PIPE_CLOSING ? STATUS_PIPE_BROKEN
               : end->nowait              ? STATUS_PIPE_EMPTY
                                          : operation_pend(operation);
    status = take(end, buffer, size, &count);
    operation_complete(operation, status, count);
    settle(end);
    return status;
}

ULONG pipe_copy(const struct pipe_end *end, void *buffer, ULONG size)
{
    ULONG count = 0, part;

    for (const struct entry *entry = end->first; entry && count < size; entry = entry->next) {
        part = entry->size - entry->taken < size - count ? entry->size - entry->taken : size - count;
        memcpy((BYTE *)buffer + count, entry->bytes + entry->taken, part);
        model_touch_memory((BYTE *)buffer + count, part, TRUE);
        count += part;
        if (end->pipe->messages)
            break;
    }
    return count;
}

static void remove_entry(struct pipe_end *end, const struct operation *write)
{
    struct entry *previous = NULL;

    for (struct entry *entry = end->first; entry; previous = entry, entry = entry->next) {
        if (entry->write != write)
            continue;
        *(previous ? &previous->next : &end->first) = entry->next;
        if (end->last == entry)
            end->last = previous;
        return;
    }
}

void pipe_withdraw(struct operation *operation)
{
    struct pipe_end *peer = operation->end->peer;

    if (operation->queued)
        take_out(operation);
    if (operation->kind != OPERATION_WRITE || !peer)
        return;
    /* facts: cancel/retracts-visible-data, cancel-first-releases-second, releases-blocked-flush */
    remove_entry(peer, operation);
    settle(peer);
}

void pipe_discard(struct pipe_end *end)
{
    end->first = end->last = NULL;
}
