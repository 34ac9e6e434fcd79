#include "memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_SIZE = 256 * 1024 };

struct arena_block {
    struct arena_block *next;
    _Alignas(max_align_t) char bytes[];
};

void *memory_present(void *memory)
{
    if (!memory) {
        fputs("twinpipe: out of memory; close other programs or give smaller run files\n", stderr);
        exit(2);
    }
    return memory;
}

void *memory_new(size_t count, size_t size)
{
    return memory_present(calloc(count ? count : 1, size ? size : 1));
}

void *memory_reserve(void *array, size_t *capacity, size_t needed, size_t size)
{
    if (needed <= *capacity)
        return array;
    size_t grown = *capacity + *capacity / 2 + 16;
    if (grown < needed)
        grown = needed;
    if (grown > SIZE_MAX / size)
        return memory_present(NULL);
    array = memory_present(realloc(array, grown * size));
    *capacity = grown;
    return array;
}

static void arena_add_block(struct arena *arena, size_t size)
{
    struct arena_block *block = memory_present(malloc(sizeof *block + size));
    block->next = arena->blocks;
    arena->blocks = block;
    arena->used = 0;
    arena->size = size;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t alignment = _Alignof(max_align_t);
    size = (size + alignment - 1) / alignment * alignment;
    if (!arena->blocks || arena->size - arena->used < size)
        arena_add_block(arena, size > BLOCK_SIZE ? size : BLOCK_SIZE);
    void *piece = arena->blocks->bytes + arena->used;
    arena->used += size;
    return piece;
}

void arena_free(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *block = arena->blocks;
        arena->blocks = block->next;
        free(block);
    }
    *arena = (struct arena){0};
}
