#include "writer.h"

#define INDEX_BITS (sizeof(writer_context) * 8 == 64 ? 32 : 14)
#define INDEX_MASK (((writer_context)1 << INDEX_BITS) - 1)

struct slot {
    struct pipe_writer *writer;
    writer_context generation; /* from 1 on */
};

static SRWLOCK slots_lock = SRWLOCK_INIT;
static struct slot *slots;
static size_t slots_count;

static struct slot *find(writer_context context)
{
    size_t index = context & INDEX_MASK;

    if (index >= slots_count || slots[index].generation != context >> INDEX_BITS)
        return NULL;
    return &slots[index];
}

/* Entries move here, which is why nobody keeps a pointer to one. */
static BOOL grow(void)
{
    size_t count = slots_count ? slots_count * 2 : 16;
    struct slot *larger = count > INDEX_MASK ? NULL : writer_allocate(count * sizeof(*larger));

    if (!larger)
        return FALSE;
    if (slots)
        memcpy(larger, slots, slots_count * sizeof(*slots));
    writer_release(slots);
    slots = larger;
    slots_count = count;
    return TRUE;
}

writer_context writer_slot_take(struct pipe_writer *writer)
{
    writer_context context = 0;
    size_t index = 0;

    AcquireSRWLockExclusive(&slots_lock);
    while (index < slots_count && slots[index].writer)
        index++;
    if (index < slots_count || grow()) {
        slots[index].writer = writer;
        slots[index].generation = (slots[index].generation + 1) & ((writer_context)-1 >> INDEX_BITS);
        slots[index].generation += !slots[index].generation;
        context = slots[index].generation << INDEX_BITS | index;
    }
    ReleaseSRWLockExclusive(&slots_lock);
    return context;
}

void writer_slot_drop(writer_context context)
{
    struct slot *slot;

    AcquireSRWLockExclusive(&slots_lock);
    if ((slot = find(context)))
        slot->writer = NULL;
    ReleaseSRWLockExclusive(&slots_lock);
}

struct pipe_writer *writer_slot_enter(writer_context context)
{
    struct pipe_writer *writer = NULL;
    struct slot *slot;

    AcquireSRWLockExclusive(&slots_lock);
    if ((slot = find(context)) && (writer = slot->writer))
        writer->inside++;
    ReleaseSRWLockExclusive(&slots_lock);
    return writer;
}

void writer_slot_hold(struct pipe_writer *writer)
{
    AcquireSRWLockExclusive(&slots_lock);
    writer->inside++;
    ReleaseSRWLockExclusive(&slots_lock);
}

void writer_slot_leave(struct pipe_writer *writer)
{
    AcquireSRWLockExclusive(&slots_lock);
    if (!--writer->inside && writer->last_out_signals)
        SetEvent(writer->changed);
    ReleaseSRWLockExclusive(&slots_lock);
}

void writer_slot_wait_empty(struct pipe_writer *writer)
{
    BOOL empty;

    for (;;) {
        AcquireSRWLockExclusive(&slots_lock);
        if (!(empty = !writer->inside)) {
            writer->last_out_signals = TRUE;
            ResetEvent(writer->changed);
        }
        ReleaseSRWLockExclusive(&slots_lock);
        if (empty)
            return;
        if (WaitForSingleObject(writer->changed, INFINITE) == WAIT_FAILED)
            SleepEx(1, FALSE);
    }
}
