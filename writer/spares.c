#include "spares.h"

#define SMALLEST (16 * 1024) /* below, the heap itself keeps memory warm */
#define COUNT 16

static SRWLOCK spares_lock = SRWLOCK_INIT;
static struct {
    void *memory;
    size_t capacity;
} spares[COUNT];
static size_t spares_size;

/* No more than twice of what is asked for: a small block must not hold a large one's memory. */
static void *take(size_t size, size_t *capacity)
{
    void *memory = NULL;

    AcquireSRWLockExclusive(&spares_lock);
    for (unsigned int i = 0; i < COUNT && !memory; i++) {
        if (!spares[i].memory || spares[i].capacity < size || spares[i].capacity / 2 > size)
            continue;
        memory = spares[i].memory;
        *capacity = spares[i].capacity;
        spares[i].memory = NULL;
        spares_size -= *capacity;
    }
    ReleaseSRWLockExclusive(&spares_lock);
    return memory;
}

static BOOL give(void *memory, size_t capacity)
{
    BOOL kept = FALSE;

    AcquireSRWLockExclusive(&spares_lock);
    for (unsigned int i = 0; i < COUNT && !kept && capacity <= WRITER_SPARES_MOST - spares_size; i++) {
        if (spares[i].memory)
            continue;
        spares[i].memory = memory;
        spares[i].capacity = capacity;
        spares_size += capacity;
        kept = TRUE;
    }
    ReleaseSRWLockExclusive(&spares_lock);
    return kept;
}

void *writer_spare_take(size_t size, size_t *capacity)
{
    void *memory = size < SMALLEST ? NULL : take(size, capacity);

    if (!memory) {
        *capacity = size;
        memory = HeapAlloc(GetProcessHeap(), 0, size);
    }
    return memory;
}

void writer_spare_give(void *memory, size_t capacity)
{
    if (memory && (capacity < SMALLEST || !give(memory, capacity)))
        HeapFree(GetProcessHeap(), 0, memory);
}
