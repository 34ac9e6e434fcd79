/* Memory of a run: taken from the front, given back all at once. */
#include <stdio.h>
#include <stdlib.h>
#include "memory.h"
#include "touch.h"

#define ARENA_SIZE ((size_t)512 << 20) /* reserved; committed as it is first used */
#define COMMIT_SIZE ((size_t)1 << 20)

/* What is at least as large as this is worth keeping. */
#define LARGE 4096

struct spare {
    struct spare *next;
    size_t size;
};

static struct spare *spare;
static unsigned char *arena;
static size_t used, committed, dirty; /* what lies above dirty has never been given out */

#define GRANULE 16 /* what is allocated begins at a multiple of it */

static unsigned char is_freed[ARENA_SIZE / GRANULE];

static void die(void)
{
    fprintf(stderr, "twinpipe_test: no memory is left for the model\n");
    fflush(stderr);
    TerminateProcess(GetCurrentProcess(), 5);
}

void model_memory_reset(void)
{
    if (model_freed.high)
        memset(is_freed + (model_freed.low - (ULONG_PTR)arena) / GRANULE, 0,
               (model_freed.high - model_freed.low) / GRANULE + 1);
    model_freed = (struct model_freed){.low = 1};
    used = 0;
    spare = NULL;
}

static void used_after_free(ULONG_PTR address, const char *how)
{
    if (is_freed[(address - (ULONG_PTR)arena) / GRANULE])
        model_misused(how);
}

void model_memory_freed(const void *memory, size_t size)
{
    ULONG_PTR first = (ULONG_PTR)memory, end = first + size;

    if (!size || !model_is_allocated(memory))
        return;
    memset(is_freed + (first - (ULONG_PTR)arena) / GRANULE, 1, (size + GRANULE - 1) / GRANULE);
    if (!model_freed.high || first < model_freed.low)
        model_freed.low = first;
    if (end > model_freed.high)
        model_freed.high = end;
    model_freed.used = used_after_free;
}

void *model_allocate(size_t size)
{
    unsigned char *taken;

    size = (size + 15) & ~(size_t)15;
    if (!arena && !(arena = VirtualAlloc(NULL, ARENA_SIZE, MEM_RESERVE, PAGE_READWRITE)))
        die();
    if (size > ARENA_SIZE - used)
        die();
    while (used + size > committed) {
        if (!VirtualAlloc(arena + committed, COMMIT_SIZE, MEM_COMMIT, PAGE_READWRITE))
            die();
        committed += COMMIT_SIZE;
    }
    taken = arena + used;
    used += size;
    if (used - size < dirty)
        memset(taken, 0, used < dirty ? size : dirty - (used - size));
    if (used > dirty)
        dirty = used;
    return taken;
}

BOOL model_is_allocated(const void *memory)
{
    return (const unsigned char *)memory >= arena && (const unsigned char *)memory < arena + used;
}

void *model_bytes_take(size_t size)
{
    for (struct spare **at = &spare; *at; at = &(*at)->next)
        if ((*at)->size == size) {
            struct spare *taken = *at;

            *at = taken->next;
            return taken;
        }
    return model_allocate(size);
}

void model_bytes_give_back(void *bytes, size_t size)
{
    struct spare *given = bytes;

    if (size < LARGE)
        return;
    given->size = size;
    given->next = spare;
    spare = given;
}
