/* The heap: what is freed is filled with POISON and not given out again in the same run: a write to it
 * shows in the end, and at once each access of what is compiled to tell its accesses (touch.h). */
#include <stdlib.h>
#include "kernel.h"
#include "heap.h"
#include "memory.h"
#include "reset.h"

#define POISON 0xdd
#define FILLED 8192 /* bytes at most of a block, so that huge ones cost no time */
#define SMALL 65536 /* larger blocks come from the C runtime and go back to it */

struct block {
    struct block *next; /* of all, or of the freed ones */
    size_t size;
    BOOL freed, large;
    void *memory;
};

static struct block *blocks;
static char heap; /* its address is the handle */

void model_heap_reset(void)
{
    for (struct block *block = blocks; block; block = block->next)
        if (block->large)
            free(block->memory);
    blocks = NULL;
}

HANDLE WINAPI model_GetProcessHeap(void)
{
    return &heap;
}

/* The block's address stands before its memory. */
void *WINAPI model_HeapAlloc(HANDLE from, DWORD flags, SIZE_T size)
{
    size_t whole = size + 2 * sizeof(void *);
    struct block *block;
    void **memory;

    (void)from;
    model_point();
    block = model_allocate(sizeof(*block));
    block->size = size;
    block->large = whole > SMALL;
    if (!(memory = block->large ? malloc(whole) : model_allocate(whole)))
        return NULL;
    block->memory = memory;
    block->next = blocks;
    blocks = block;
    *memory = block;
    memory += 2;
    if (flags & HEAP_ZERO_MEMORY)
        return memset(memory, 0, size);
    memset(memory, 0xcd, size < FILLED ? size : FILLED);
    return memory;
}

static BOOL is_poison(const struct block *block)
{
    const unsigned char *bytes = (const unsigned char *)block->memory + 2 * sizeof(void *);

    for (size_t i = 0; i < block->size && i < FILLED; i++)
        if (bytes[i] != POISON)
            return FALSE;
    return TRUE;
}

BOOL WINAPI model_HeapFree(HANDLE from, DWORD flags, void *memory)
{
    struct block *block;

    (void)from;
    (void)flags;
    model_point();
    if (!memory)
        return TRUE;
    block = ((void **)memory)[-2];
    if (block->freed)
        model_misused("a block is freed twice");
    block->freed = TRUE;
    model_touch_memory(memory, block->size, TRUE);
    memset(memory, POISON, block->size < FILLED ? block->size : FILLED);
    if (!block->large)
        model_memory_freed(memory, block->size);
    return TRUE;
}

size_t model_heap_in_use(void)
{
    size_t sum = 0;

    for (const struct block *block = blocks; block; block = block->next)
        sum += block->freed ? 0 : block->size;
    return sum;
}

BOOL model_heap_written_after_free(void)
{
    for (const struct block *block = blocks; block; block = block->next)
        if (block->freed && !is_poison(block))
            return TRUE;
    return FALSE;
}
