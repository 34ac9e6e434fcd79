#include "measure.h"

#include "clocks.h"
#include "reader.h"

#include <stdlib.h>
#include <stdio.h>

const char *const mode_names[MODE_COUNT] = {"one", "queued", "corked", "armed", "notified"};

enum { SAMPLES = 65536 };

BOOL plan_possible(const struct plan *plan)
{
    return (plan->mode != MODE_NOTIFIED || plan->candidate->wait_notified) &&
           (plan->mode != MODE_ARMED || plan->candidate->write_and_wait);
}

static DWORD blocks_in_round(const struct plan *plan)
{
    return plan->mode == MODE_QUEUED || plan->mode == MODE_CORKED ? ROUND : 1;
}

static void run_round(const struct plan *plan, void *writer, const char *bytes)
{
    const DWORD blocks = blocks_in_round(plan);

    if (plan->mode == MODE_ONE && plan->candidate->write_and_wait) {
        plan->candidate->write_and_wait(writer, bytes, plan->chunk);
        return;
    }
    for (DWORD i = 1; i <= blocks; i++)
        plan->candidate->write(writer, bytes, plan->chunk, plan->mode == MODE_CORKED && i < blocks);
    if (plan->mode == MODE_NOTIFIED)
        plan->candidate->wait_notified(writer);
    else
        plan->candidate->wait(writer);
}

/* Asking for an event that does not exist costs one request, which names it in the server's trace. */
static void mark(const char *word, const WCHAR *label)
{
    WCHAR name[160];

    if (!label)
        return;
    swprintf(name, sizeof(name) / sizeof(*name), L"twinpipe-%hs:%ls", word, label);
    if (OpenEventW(SYNCHRONIZE, FALSE, name))
        bench_fail("an event with a marker's name exists; opening it", 0);
}

static void measured_rounds(const struct plan *plan, void *writer, const char *bytes, struct result *result)
{
    double *samples = bench_memory(SAMPLES * sizeof(*samples));
    const double server = clock_server(), cpu = clock_writer(), start = clock_now();
    DWORD rounds = 0, kept;
    double now = start;

    mark("begin", plan->label);
    while (rounds < plan->rounds || now - start < plan->milliseconds * 1e3) {
        const double before = now;

        run_round(plan, writer, bytes);
        now = clock_now();
        samples[rounds++ % SAMPLES] = now - before;
    }
    mark("end", plan->label);
    result->writes = (unsigned long long)rounds * blocks_in_round(plan);
    result->seconds = (now - start) / 1e6;
    result->writer_cpu = clock_writer() - cpu;
    result->server_cpu = server < 0 ? -1 : clock_server() - server;
    kept = rounds < SAMPLES ? rounds : SAMPLES;
    result->median = clock_percentile(samples, kept, 50);
    result->percentile_99 = clock_percentile(samples, kept, 99);
    free(samples);
}

void measure(const struct plan *plan, struct result *result)
{
    char *bytes = bench_memory(plan->chunk);
    struct reader reader;
    void *writer;

    memset(bytes, 'x', plan->chunk);
    reader_start(&reader, plan->quota, plan->read_size);
    writer = plan->candidate->open(reader.pipe, plan->mode == MODE_NOTIFIED);
    for (DWORD i = 0; i < plan->warm_up; i++)
        run_round(plan, writer, bytes);
    measured_rounds(plan, writer, bytes, result);
    plan->candidate->close(writer);
    reader_end(&reader);
    free(bytes);
}
