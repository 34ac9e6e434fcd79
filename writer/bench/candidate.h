/* One way to write to a pipe, as the benchmark drives it. One thread drives one candidate at a time. What
 * fails ends the process with a line that says where: a benchmark of failures would say nothing.
 */
#ifndef WRITER_BENCH_CANDIDATE_H
#define WRITER_BENCH_CANDIDATE_H

#include <windows.h>

enum { ROUND = 16 }; /* blocks in a round of the modes that queue */

struct candidate {
    const char *name;
    /* Takes over the writing end of a byte pipe, opened for overlapped I/O. NOTIFIED: wait_notified() will be
     * used. */
    void *(*open)(HANDLE pipe, BOOL notified);
    /* Hands one block over; it may be written later. With MORE another follows at once, and a writer that can
     * joins the two. BYTES stay as they are until wait() has returned; at most ROUND blocks come between two
     * waits. */
    void (*write)(void *writer, const void *bytes, DWORD size, BOOL more);
    /* Returns when all that was handed over is written. */
    void (*wait)(void *writer);
    /* One block, by a caller that is going to wait for it at once. NULL: write() and wait() are all there is.
     */
    void (*write_and_wait)(void *writer, const void *bytes, DWORD size);
    /* As wait(), but learns it from the writer's own threads alone, at no cost in requests. NULL: there is no
     * such way. */
    void (*wait_notified)(void *writer);
    void (*close)(void *writer);
};

extern const struct candidate candidate_plain, candidate_libuv, candidate_qt_scheme, candidate_writer;

/* Prints "WHAT failed with error CODE" and ends the process with code 2. */
_Noreturn void bench_fail(const char *what, long long code);

/* calloc that does not return NULL. */
void *bench_memory(size_t size);

#endif
