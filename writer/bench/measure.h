/* Drives one candidate against a reader in another process. One thread. */
#ifndef WRITER_BENCH_MEASURE_H
#define WRITER_BENCH_MEASURE_H

#include "candidate.h"

enum mode { MODE_ONE, MODE_QUEUED, MODE_CORKED, MODE_ARMED, MODE_NOTIFIED, MODE_COUNT };

/* one: a block a round, write_and_wait(). queued: ROUND blocks, then one wait. corked: the same, said to
 * follow at once. Only for candidates with a way of their own for `one`: armed: write(), then wait();
 * notified: write(), then wait_notified(). */
extern const char *const mode_names[MODE_COUNT];

struct plan {
    const struct candidate *candidate;
    enum mode mode;
    DWORD chunk, quota, read_size; /* bytes: of a block, of the pipe's buffer, of a read */
    DWORD warm_up;                 /* rounds before the measured ones */
    DWORD rounds, milliseconds;    /* measured until both are reached, or rounds alone */
    const WCHAR *label; /* not NULL: a marker for a server's trace before and after the measured rounds */
};

struct result {
    unsigned long long writes;
    double seconds;
    double median, percentile_99;  /* microseconds of a round */
    double writer_cpu, server_cpu; /* microseconds; negative: there is no wineserver to ask */
};

BOOL plan_possible(const struct plan *plan);
void measure(const struct plan *plan, struct result *result);

#endif
