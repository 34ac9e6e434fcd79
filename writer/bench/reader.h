/* The other end: a process that reads until the pipe is gone. */
#ifndef WRITER_BENCH_READER_H
#define WRITER_BENCH_READER_H

#include <windows.h>

struct reader {
    HANDLE pipe; /* the writing end, overlapped; whoever writes closes it */
    HANDLE process;
};

/* A byte pipe with a buffer of QUOTA bytes, and this program as the process that reads READ_SIZE bytes at a
 * time. */
void reader_start(struct reader *reader, DWORD quota, DWORD read_size);

/* Waits for it; the writing end must be closed. */
void reader_end(struct reader *reader);

/* What that process does. */
void reader_main(DWORD read_size);

#endif
