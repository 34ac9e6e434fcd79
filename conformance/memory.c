#include "platform.h"
#include "memory.h"

#define CHUNK_SIZE (1024 * 1024)
#define WATCHED_SIZE 64 /* an OVERLAPPED and room to spare */

struct watched {
    struct watched *next;
    const void *bytes;
    size_t size;
    unsigned int turn; /* 0 until sealed */
    unsigned char contents[WATCHED_SIZE];
};

static SRWLOCK lock = SRWLOCK_INIT;
static unsigned char *chunk;
static size_t chunk_left;
static struct watched *watched_open;
static struct watched *watched_sealed;

static void *take_locked(size_t size)
{
    void *taken;

    size = (size + 15) & ~(size_t)15;
    if (size > CHUNK_SIZE / 4)
        return VirtualAlloc(NULL, size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (size > chunk_left) {
        chunk = VirtualAlloc(NULL, CHUNK_SIZE, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
        chunk_left = chunk ? CHUNK_SIZE : 0;
        if (!chunk)
            return NULL;
    }
    taken = chunk;
    chunk += size;
    chunk_left -= size;
    return taken;
}

void *memory_take(size_t size)
{
    void *taken;

    AcquireSRWLockExclusive(&lock);
    taken = take_locked(size);
    ReleaseSRWLockExclusive(&lock);
    return taken;
}

void memory_watch(const void *bytes, size_t size)
{
    struct watched *watched;

    AcquireSRWLockExclusive(&lock);
    if ((watched = take_locked(sizeof(*watched)))) {
        watched->bytes = bytes;
        watched->size = size < WATCHED_SIZE ? size : WATCHED_SIZE;
        watched->next = watched_open;
        watched_open = watched;
    }
    ReleaseSRWLockExclusive(&lock);
}

void memory_seal(unsigned int turn)
{
    struct watched *next;

    AcquireSRWLockExclusive(&lock);
    for (struct watched *watched = watched_open; watched; watched = next) {
        next = watched->next;
        memcpy(watched->contents, watched->bytes, watched->size);
        watched->turn = turn;
        watched->next = watched_sealed;
        watched_sealed = watched;
    }
    watched_open = NULL;
    ReleaseSRWLockExclusive(&lock);
}

void memory_find_late(void (*report)(unsigned int turn))
{
    AcquireSRWLockExclusive(&lock);
    for (struct watched *watched = watched_sealed; watched; watched = watched->next) {
        if (!memcmp(watched->contents, watched->bytes, watched->size))
            continue;
        memcpy(watched->contents, watched->bytes, watched->size);
        report(watched->turn);
    }
    ReleaseSRWLockExclusive(&lock);
}
