/* Critical sections and SRW locks, known by their addresses: nothing of them is in the program's own memory,
 * so a lock that is all zeroes needs no initialisation, and all of them are free when a run begins. */
#include "kernel.h"
#include "reset.h"

#define LOCKS_MOST 4096 /* a power of 2 */

struct lock {
    const void *address;
    struct model_thread *owner;
    unsigned int recursion;
    unsigned int waiting;
    struct model_thread *queue[64];
};

static struct lock *locks[LOCKS_MOST];
static unsigned int used[LOCKS_MOST], used_count;

void model_locks_reset(void)
{
    while (used_count)
        locks[used[--used_count]] = NULL;
}

static struct lock *lock_at(const void *address)
{
    unsigned int i = (unsigned int)((ULONG_PTR)address >> 3) % LOCKS_MOST;

    while (locks[i] && locks[i]->address != address)
        i = (i + 1) % LOCKS_MOST;
    if (!locks[i]) {
        if (used_count == LOCKS_MOST / 2)
            model_lacks("so many locks");
        locks[i] = model_allocate(sizeof(*locks[i]));
        locks[i]->address = address;
        used[used_count++] = i;
    }
    return locks[i];
}

/* Handed over in order: whoever is woken owns it. */
static void acquire(const void *address, BOOL recursive)
{
    struct lock *lock = lock_at(address);

    model_touch(address, TRUE);
    if (recursive && lock->owner == model_current) {
        lock->recursion++;
        return;
    }
    if (lock->owner) {
        if (lock->waiting == ARRAY_SIZE(lock->queue))
            model_lacks("so many threads at one lock");
        lock->queue[lock->waiting++] = model_current;
        model_block(address);
        return;
    }
    lock->owner = model_current;
    lock->recursion = 1;
}

static void release(const void *address)
{
    struct lock *lock = lock_at(address);

    model_touch(address, TRUE);
    if (lock->owner && --lock->recursion)
        return;
    lock->owner = NULL;
    if (!lock->waiting)
        return;
    lock->owner = lock->queue[0];
    lock->recursion = 1;
    lock->waiting--;
    memmove(lock->queue, lock->queue + 1, lock->waiting * sizeof(*lock->queue));
    model_ready(lock->owner);
}

void WINAPI model_AcquireSRWLockExclusive(SRWLOCK *lock)
{
    model_point();
    acquire(lock, FALSE);
}

void WINAPI model_ReleaseSRWLockExclusive(SRWLOCK *lock)
{
    model_point();
    release(lock);
}

void WINAPI model_InitializeCriticalSection(CRITICAL_SECTION *section)
{
    (void)section;
}

void WINAPI model_DeleteCriticalSection(CRITICAL_SECTION *section)
{
    (void)section;
}

void WINAPI model_EnterCriticalSection(CRITICAL_SECTION *section)
{
    model_point();
    acquire(section, TRUE);
}

BOOL WINAPI model_TryEnterCriticalSection(CRITICAL_SECTION *section)
{
    const struct lock *lock = lock_at(section);

    model_point();
    model_touch(section, TRUE);
    if (lock->owner && lock->owner != model_current)
        return FALSE;
    acquire(section, TRUE);
    return TRUE;
}

void WINAPI model_LeaveCriticalSection(CRITICAL_SECTION *section)
{
    model_point();
    release(section);
}
