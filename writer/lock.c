/* The lock. With PIPE_WRITER_CHECKED the invariants are verified whenever it is let go. */
#include "writer.h"

#define YIELDS_MOST 1000

static void acquire(struct pipe_writer *writer)
{
    InterlockedIncrement(&writer->wanting);
    AcquireSRWLockExclusive(&writer->lock);
    InterlockedDecrement(&writer->wanting);
}

#ifdef PIPE_WRITER_CHECKED
void writer_assert_unlocked(struct pipe_writer *writer)
{
    if (writer->lock_owner == GetCurrentThreadId())
        writer_report("I12");
}

void writer_lock(struct pipe_writer *writer)
{
    writer_assert_unlocked(writer);
    acquire(writer);
    writer->lock_owner = GetCurrentThreadId();
}

void writer_unlock(struct pipe_writer *writer)
{
    writer_report(writer_broken_invariant(writer));
    writer->lock_owner = 0;
    ReleaseSRWLockExclusive(&writer->lock);
}
#else
void writer_assert_unlocked(struct pipe_writer *writer)
{
    (void)writer;
}

void writer_lock(struct pipe_writer *writer)
{
    acquire(writer);
}

void writer_unlock(struct pipe_writer *writer)
{
    ReleaseSRWLockExclusive(&writer->lock);
}
#endif

void writer_yield(struct pipe_writer *writer)
{
    writer_unlock(writer);
    for (unsigned int i = 0; i < YIELDS_MOST && *(volatile LONG *)&writer->wanting; i++)
        SwitchToThread();
    writer_lock(writer);
}
