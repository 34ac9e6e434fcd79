#include "soak.h"

BYTE soak_byte(enum actor author, DWORD offset)
{
    return (BYTE)(((offset + 1) * 2654435761u ^ (author + 1) * 0x9e3779b9u) >> 15);
}

static void keep(struct lane *lane, enum actor author, DWORD size, ULONGLONG end)
{
    AcquireSRWLockExclusive(&lane->lock);
    if (lane->logged < LOG_SIZE)
        lane->log[lane->logged++] = (struct accepted){end, size, lane->authored[author], author};
    else
        soak_trouble("the log of writes is too small");
    ReleaseSRWLockExclusive(&lane->lock);
    lane->authored[author] += size;
}

/* Cut at random into what writev takes. */
static pipe_writer_status write_in_parts(struct lane *lane, const BYTE *bytes, DWORD size, unsigned int flags,
                                         ULONGLONG *position)
{
    DWORD first = size / 3;
    pipe_writer_buffer parts[3] = {{bytes, first}, {bytes + first, 0}, {bytes + first, size - first}};

    return pipe_writer_writev(lane->writer, parts, 3, flags, position);
}

pipe_writer_status soak_write(struct lane *lane, enum actor author, DWORD size, unsigned int flags,
                              BYTE *scratch)
{
    pipe_writer_status status;
    ULONGLONG end = 0;

    if (lane->budget <= 0)
        return PIPE_WRITER_E_AGAIN;
    for (DWORD i = 0; i < size; i++)
        scratch[i] = soak_byte(author, lane->authored[author] + i);
    soak_step(lane, author, "write");
    status = size % 4 == 3 ? write_in_parts(lane, scratch, size, flags, &end)
                           : pipe_writer_write(lane->writer, scratch, size, flags, &end);
    soak_expect(lane, "write", status, MAY(OK) | MAY(E_AGAIN) | MAY(E_STATE));
    /* The writer has its copy. */
    FillMemory(scratch, size, 0xcc);
    if (status == PIPE_WRITER_E_AGAIN)
        InterlockedIncrement(&lane->refused);
    if (status != PIPE_WRITER_OK)
        return status;
    InterlockedIncrement(&lane->reached);
    InterlockedExchangeAdd(&lane->budget, -(LONG)size);
    keep(lane, author, size, end);
    return PIPE_WRITER_OK;
}
