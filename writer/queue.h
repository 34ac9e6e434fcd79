/* What was accepted and is not in an operation yet: one block a write, in order. No lock of its own.
 */
#ifndef PIPE_WRITER_QUEUE_H
#define PIPE_WRITER_QUEUE_H

#include "pipe_writer.h"

struct writer_block {
    struct writer_block *next;
    size_t size, capacity; /* of bytes; of the memory */
    BYTE bytes[];
};

struct writer_queue {
    struct writer_block *first, *last;
    size_t count;
};

void *writer_allocate(size_t size); /* zeroed */
void writer_release(void *memory);

/* The sum, or FALSE if it does not fit or a part without bytes has a size. */
BOOL writer_total(const pipe_writer_buffer *buffers, size_t count, size_t *total);
/* One block with a copy of all the parts; NULL without memory. */
struct writer_block *writer_block_new(const pipe_writer_buffer *buffers, size_t count, size_t total);
void writer_block_free(struct writer_block *block); /* NULL is allowed */
void writer_queue_append(struct writer_queue *queue, struct writer_block *block);
/* The next block to send, which is now the caller's; NULL if there is none. In byte mode empty blocks are
 * dropped and small ones that follow each other are put together, up to 64 KiB and never more than most
 * bytes. */
struct writer_block *writer_queue_take(struct writer_queue *queue, size_t most, BOOL messages);
void writer_queue_clear(struct writer_queue *queue);

#endif
