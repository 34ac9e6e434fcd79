/* The lock. With PIPE_WRITER_CHECKED the invariants are verified whenever it is let go. */
#include "writer.h"

#ifdef PIPE_WRITER_CHECKED
void writer_assert_unlocked(struct pipe_writer *writer)
{
    if (writer->lock_owner == GetCurrentThreadId())
        writer_report("I12");
}

void writer_lock(struct pipe_writer *writer)
{
    writer_assert_unlocked(writer);
    AcquireSRWLockExclusive(&writer->lock);
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
    AcquireSRWLockExclusive(&writer->lock);
}

void writer_unlock(struct pipe_writer *writer)
{
    ReleaseSRWLockExclusive(&writer->lock);
}
#endif
