#include "queue.h"
#include "spares.h"

/* What is put together is copied once more. From some 32 KiB on an operation costs as much a byte as a larger
 * one, so that is not worth it any more. */
#define TOGETHER_MOST (64 * 1024)

void *writer_allocate(size_t size)
{
    return HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, size);
}

void writer_release(void *memory)
{
    if (memory)
        HeapFree(GetProcessHeap(), 0, memory);
}

BOOL writer_total(const pipe_writer_buffer *buffers, size_t count, size_t *total)
{
    *total = 0;
    if (count && !buffers)
        return FALSE;
    for (size_t i = 0; i < count; i++) {
        if (buffers[i].size && (!buffers[i].bytes || buffers[i].size > (size_t)-1 - *total))
            return FALSE;
        *total += buffers[i].size;
    }
    return TRUE;
}

static struct writer_block *block_of_size(size_t size)
{
    struct writer_block *block;
    size_t capacity;

    if (size > (size_t)-1 - sizeof(*block))
        return NULL;
    if ((block = writer_spare_take(sizeof(*block) + size, &capacity))) {
        block->next = NULL;
        block->size = size;
        block->capacity = capacity;
    }
    return block;
}

void writer_block_free(struct writer_block *block)
{
    if (block)
        writer_spare_give(block, block->capacity);
}

struct writer_block *writer_block_new(const pipe_writer_buffer *buffers, size_t count, size_t total)
{
    struct writer_block *block = block_of_size(total);
    size_t offset = 0;

    for (size_t i = 0; block && i < count; i++) {
        if (buffers[i].size)
            memcpy(block->bytes + offset, buffers[i].bytes, buffers[i].size);
        offset += buffers[i].size;
    }
    return block;
}

void writer_queue_append(struct writer_queue *queue, struct writer_block *block)
{
    if (queue->last)
        queue->last->next = block;
    else
        queue->first = block;
    queue->last = block;
    queue->count++;
}

static struct writer_block *take_first(struct writer_queue *queue)
{
    struct writer_block *block = queue->first;

    if (block) {
        if (!(queue->first = block->next))
            queue->last = NULL;
        block->next = NULL;
        queue->count--;
    }
    return block;
}

static void drop_empty(struct writer_queue *queue)
{
    while (queue->first && !queue->first->size)
        writer_block_free(take_first(queue));
}

/* Without memory the first goes alone. */
static struct writer_block *take_together(struct writer_queue *queue, size_t size)
{
    struct writer_block *together = block_of_size(size), *block;
    size_t offset = 0;

    if (!together)
        return take_first(queue);
    while (offset < size && (block = take_first(queue))) {
        memcpy(together->bytes + offset, block->bytes, block->size);
        offset += block->size;
        writer_block_free(block);
    }
    return together;
}

struct writer_block *writer_queue_take(struct writer_queue *queue, size_t most, BOOL messages)
{
    const struct writer_block *block;
    size_t size = 0;

    if (messages)
        return take_first(queue);
    drop_empty(queue);
    if (most > TOGETHER_MOST)
        most = TOGETHER_MOST;
    for (block = queue->first; block && size < most && block->size <= most - size; block = block->next)
        size += block->size;
    if (!queue->first || size <= queue->first->size)
        return take_first(queue);
    return take_together(queue, size);
}

void writer_queue_clear(struct writer_queue *queue)
{
    struct writer_block *block;

    while ((block = take_first(queue)))
        writer_block_free(block);
}
