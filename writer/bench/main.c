/* writer_bench: measures writers to a pipe and prints one tab-separated line a measurement.
 *   writer_bench time REPETITIONS MILLISECONDS    candidates in turn, for every chunk and mode
 *   writer_bench requests                         the rounds that a traced wineserver counts, each between
 * two markers writer_bench reader BYTES                     the process that reads (started by the others)
 */
#include "measure.h"
#include "reader.h"

#include <stdio.h>
#include <stdlib.h>

static const struct candidate *const candidates[] = {
    &candidate_plain,
    &candidate_libuv,
    &candidate_qt_scheme,
    &candidate_writer,
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const DWORD chunks[] = {64, 1 << 10, 4 << 10, 64 << 10, 128 << 10, 1 << 20};

/* The cases whose cost is exact. `fits`: the pipe's buffer holds everything, so each write completes at once.
 * `pends`: twice the buffer, and a reader that takes a little at a time, so each write pends; 32 KiB
 * are one operation for every candidate, 128 KiB may be several. */
static const struct exact_case {
    const char *name;
    enum mode mode;
    DWORD chunk, quota, read_size, warm_up, rounds;
} exact_cases[] = {
    {"one-fits", MODE_ONE, 1 << 10, 4 << 20, 4 << 10, 16, 200},
    {"queued-fits", MODE_QUEUED, 1 << 10, 4 << 20, 4 << 10, 16, 50},
    {"corked-fits", MODE_CORKED, 1 << 10, 4 << 20, 4 << 10, 16, 50},
    {"one-pends-32k", MODE_ONE, 32 << 10, 16 << 10, 1 << 10, 16, 200},
    {"one-pends-128k", MODE_ONE, 128 << 10, 64 << 10, 4 << 10, 16, 200},
    {"armed-pends-32k", MODE_ARMED, 32 << 10, 16 << 10, 1 << 10, 16, 200},
    {"armed-pends-128k", MODE_ARMED, 128 << 10, 64 << 10, 4 << 10, 16, 200},
    {"notified-pends-32k", MODE_NOTIFIED, 32 << 10, 16 << 10, 1 << 10, 16, 200},
    {"notified-pends-128k", MODE_NOTIFIED, 128 << 10, 64 << 10, 4 << 10, 16, 200},
};

_Noreturn void bench_fail(const char *what, long long code)
{
    fprintf(stderr, "writer_bench: %s failed with error %lld\n", what, code);
    exit(2);
}

void *bench_memory(size_t size)
{
    void *memory = calloc(1, size);

    if (!memory)
        bench_fail("calloc", (long long)size);
    return memory;
}

static void time_once(const struct plan *plan, int repetition)
{
    struct result result;

    if (!plan_possible(plan))
        return;
    measure(plan, &result);
    printf("time\t%s\t%s\t%lu\t%d\t%llu\t%.6f\t%.2f\t%.2f\t%.0f\t%.0f\n", plan->candidate->name,
           mode_names[plan->mode], plan->chunk, repetition, result.writes, result.seconds, result.median,
           result.percentile_99, result.writer_cpu, result.server_cpu);
    fflush(stdout);
}

/* The warm-up is more than the pipe holds, so that the reader is reading when the measured rounds begin. */
static void time_repetition(enum mode mode, DWORD chunk, DWORD milliseconds, int repetition)
{
    const DWORD quota = 64 << 10, round = mode == MODE_ONE ? chunk : chunk * ROUND;

    for (size_t i = 0; i < COUNT(candidates); i++) {
        const struct plan plan = {.candidate = candidates[i],
                                  .mode = mode,
                                  .chunk = chunk,
                                  .quota = quota,
                                  .read_size = 64 << 10,
                                  .warm_up = 2 * quota / round + 2,
                                  .rounds = 3,
                                  .milliseconds = milliseconds};

        time_once(&plan, repetition);
    }
}

static void time_all(int repetitions, DWORD milliseconds)
{
    for (size_t chunk = 0; chunk < COUNT(chunks); chunk++)
        for (enum mode mode = 0; mode < MODE_ARMED; mode++)
            for (int repetition = 1; repetition <= repetitions; repetition++)
                time_repetition(mode, chunks[chunk], milliseconds, repetition);
}

static void requests_of(const struct candidate *candidate, const struct exact_case *exact)
{
    WCHAR label[80];
    const struct plan plan = {.candidate = candidate,
                              .mode = exact->mode,
                              .chunk = exact->chunk,
                              .quota = exact->quota,
                              .read_size = exact->read_size,
                              .warm_up = exact->warm_up,
                              .rounds = exact->rounds,
                              .label = label};
    struct result result;

    if (!plan_possible(&plan))
        return;
    swprintf(label, COUNT(label), L"%hs:%hs", candidate->name, exact->name);
    measure(&plan, &result);
    printf("case\t%s\t%s\t%llu\n", candidate->name, exact->name, result.writes);
}

static void requests_all(void)
{
    for (size_t exact = 0; exact < COUNT(exact_cases); exact++)
        for (size_t i = 0; i < COUNT(candidates); i++)
            requests_of(candidates[i], &exact_cases[exact]);
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "reader") == 0)
        reader_main(strtoul(argv[2], NULL, 10));
    else if (argc == 4 && strcmp(argv[1], "time") == 0)
        time_all(atoi(argv[2]), strtoul(argv[3], NULL, 10));
    else if (argc == 2 && strcmp(argv[1], "requests") == 0)
        requests_all();
    else
        return fputs("usage: writer_bench time REPETITIONS MILLISECONDS | requests\n", stderr), 2;
    return 0;
}
