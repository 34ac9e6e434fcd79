/* What the call seam costs a plain run: the same object file, once with its imports redefined to the table
 * and once as it is, in turn, many short times, since a machine's speed changes from second to second. The
 * ratio of each pair stands for itself; their median and its spread are printed, for the script bench-seam.
 */
#include <stdio.h>
#include <stdlib.h>
#include "calls_loop.h"

#define PAIRS_MOST 10001

/* calls_loop.o behind the seam, its own names redefined as well. */
void bench_results_behind(const struct bench_objects *objects, unsigned int rounds);
void bench_events_behind(const struct bench_objects *objects, unsigned int rounds);
void bench_writes_behind(const struct bench_objects *objects, unsigned int rounds);

typedef void (*loop)(const struct bench_objects *objects, unsigned int rounds);

static double microseconds(loop function, const struct bench_objects *objects, unsigned int rounds)
{
    LARGE_INTEGER start, end, frequency;

    QueryPerformanceFrequency(&frequency);
    QueryPerformanceCounter(&start);
    function(objects, rounds);
    QueryPerformanceCounter(&end);
    return (double)(end.QuadPart - start.QuadPart) * 1e6 / (double)frequency.QuadPart;
}

static int compare(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;

    return (first > second) - (first < second);
}

/* As many rounds as take so long. */
static unsigned int rounds_for(loop function, const struct bench_objects *objects, double wanted)
{
    unsigned int rounds = 16;
    double taken;

    while ((taken = microseconds(function, objects, rounds)) < wanted / 4)
        rounds *= 2;
    return (unsigned int)(rounds * wanted / taken) + 1;
}

static double order_statistic(const double *sorted, unsigned int count, double fraction)
{
    return sorted[(unsigned int)(fraction * (count - 1) + 0.5)];
}

/* A line: microseconds a round without the seam, the ratio with it, its 95 % interval, quartiles, pairs. */
static void measure(const char *name, loop without, loop with, const struct bench_objects *objects,
                    unsigned int pairs)
{
    static double ratios[PAIRS_MOST], times[PAIRS_MOST];
    unsigned int rounds = rounds_for(without, objects, 500);
    double half_width;

    for (unsigned int i = 0; i < pairs; i++) {
        double first = microseconds(i % 2 ? with : without, objects, rounds);
        double second = microseconds(i % 2 ? without : with, objects, rounds);

        ratios[i] = i % 2 ? first / second : second / first;
        times[i] = (i % 2 ? second : first) / rounds;
    }
    qsort(ratios, pairs, sizeof(*ratios), compare);
    qsort(times, pairs, sizeof(*times), compare);
    half_width = 0.98 / __builtin_sqrt(pairs); /* of the 95 % interval of a median, in ranks */
    printf("%s\t%.3f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%u\n", name, order_statistic(times, pairs, 0.5),
           order_statistic(ratios, pairs, 0.5), order_statistic(ratios, pairs, 0.5 - half_width),
           order_statistic(ratios, pairs, 0.5 + half_width), order_statistic(ratios, pairs, 0.25),
           order_statistic(ratios, pairs, 0.75), pairs);
}

static int open_objects(struct bench_objects *objects)
{
    WCHAR name[64];

    wsprintfW(name, L"\\\\.\\pipe\\twinpipe-seam-bench-%u", GetCurrentProcessId());
    objects->event = CreateEventW(NULL, TRUE, FALSE, NULL);
    objects->server =
        CreateNamedPipeW(name, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED, 0, 1, 4096, 4096, 0, NULL);
    objects->client =
        CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
    return objects->event && objects->server != INVALID_HANDLE_VALUE &&
           objects->client != INVALID_HANDLE_VALUE;
}

int main(int argc, char **argv)
{
    unsigned int pairs = argc > 1 ? strtoul(argv[1], NULL, 10) : 2001;
    struct bench_objects objects;

    if (pairs < 11 || pairs > PAIRS_MOST || !open_objects(&objects)) {
        fprintf(stderr, "seam_bench: give a number of pairs from 11 to %u\n", (unsigned int)PAIRS_MOST);
        return 2;
    }
    measure("GetOverlappedResult", bench_results, bench_results_behind, &objects, pairs);
    measure("SetEvent, Wait(0), ResetEvent", bench_events, bench_events_behind, &objects, pairs);
    measure("WriteFile, ReadFile of 16 bytes", bench_writes, bench_writes_behind, &objects, pairs);
    return 0;
}
