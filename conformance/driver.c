#include <stdio.h>
#include "platform.h"
#include "driver.h"
#include "head.h"
#include "lane.h"
#include "recorder.h"
#include "registry.h"
#include "symbols.h"
#include "utf8.h"
#include "working_file.h"

#define STARTS_MAX 20
#define RETRY_MILLISECONDS 100
#define LANES 9 /* the first for ordinary jobs, the others for slow ones, which mostly wait */

static struct driver {
    const struct driver_options *options;
    wchar_t *path, *working;
    HANDLE lock;
    struct job *jobs;
    unsigned int job_count, steps, starts_failed;
    struct lane lanes[LANES];
} driver;

static void trouble(const char *what, const char *advice)
{
    fprintf(stderr, "twinpipe_test: %s: %s (error %lu): %s\n", driver.options->output, what, GetLastError(),
            advice);
    fflush(stderr);
}

static void join_facts(char *text, size_t size, const struct behaviour *behaviour)
{
    size_t used = 0;

    text[0] = 0;
    for (unsigned int i = 0; i < ARRAY_SIZE(behaviour->facts) && behaviour->facts[i] && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i ? "," : "", behaviour->facts[i]);
}

static void record_declarations(void)
{
    for (unsigned int i = 0; i < registry_count(); i++) {
        const struct behaviour *behaviour = registry_at(i);
        char facts[1024], unit[64], line[16];

        if (!is_wanted(behaviour))
            continue;
        join_facts(facts, sizeof(facts), behaviour);
        unit_name(behaviour, unit, sizeof(unit));
        snprintf(line, sizeof(line), "%d", behaviour->line);
        record("behaviour", behaviour->id, unit, provenance_name(behaviour->provenance), behaviour->source,
               facts, file_name(behaviour->file), line, behaviour->summary);
    }
}

static void record_platform_death(const char *id, const char *repeat)
{
    record("outcome", id, repeat, "crash", "0", "platform died");
}

/* Two ways to begin: an empty working file, or one that a dead run left. */
static int open_working_file(void)
{
    int resumed = driver.options->resume && working_file_load(driver.working, 1);

    if (!resumed)
        DeleteFileW(driver.working);
    if (!recorder_open(driver.working, driver.lock)) {
        trouble("cannot be written", "choose another directory with -o");
        return 0;
    }
    if (resumed) {
        working_file_unfinished(record_platform_death);
        working_file_load(driver.working, 0);
        jobs_skip(driver.jobs, driver.job_count, working_file_has_ended);
        return 1;
    }
    if (!record_head(driver.options->isolation, driver.options->text))
        return 0;
    record_declarations();
    return 1;
}

static void record_end(const struct lane *lane, const char *outcome, const char *detail)
{
    unsigned int repeat;
    const struct behaviour *behaviour =
        lane->step ? step_behaviour(lane->job->unit, lane->job->part, lane->step - 1, &repeat) : NULL;
    char repeat_text[16], milliseconds[24];

    if (!behaviour)
        return;
    snprintf(repeat_text, sizeof(repeat_text), "%u", repeat);
    snprintf(milliseconds, sizeof(milliseconds), "%llu", GetTickCount64() - lane->since);
    if (!working_file_load(driver.working, 0) || working_file_has_ended(behaviour->id, repeat))
        return;
    record("outcome", behaviour->id, repeat_text, outcome, milliseconds, detail);
    recorder_flush();
}

/* A start that failed is tried again: under load Wine sometimes refuses a process that it makes a moment
 * later. */
static int may_start_again(void)
{
    if (++driver.starts_failed >= STARTS_MAX)
        return 0;
    WaitForSingleObject(GetCurrentProcess(), RETRY_MILLISECONDS);
    return 1;
}

/* A child that dies before its first step is tried again; a platform on which that goes on is trouble. */
static int look_after(struct lane *lane)
{
    unsigned long exit_code = 0;
    enum lane_event event = lane_look(lane, &exit_code);
    char detail[64];

    if (event == LANE_RUNS)
        return 1;
    snprintf(detail, sizeof(detail), "exit code 0x%lx", exit_code);
    if (event == LANE_DIED)
        record_end(lane, "crash", detail);
    else if (event == LANE_HANGS)
        record_end(lane, "hang", "ended by the watchdog");
    if (event != LANE_DONE && !lane->step) {
        lane_close(lane);
        return may_start_again();
    }
    driver.starts_failed = 0;
    lane_close(lane);
    return 1;
}

static struct job *next_job(int slow)
{
    for (struct job *job = driver.jobs; job < driver.jobs + driver.job_count; job++) {
        int taken = 0;

        for (unsigned int i = 0; i < LANES; i++)
            taken |= driver.lanes[i].job == job;
        if (!taken && job->slow == slow && job->next < job->steps)
            return job;
    }
    return NULL;
}

static unsigned int steps_done(void)
{
    unsigned int done = 0;

    for (unsigned int i = 0; i < driver.job_count; i++)
        done += driver.jobs[i].next;
    for (unsigned int i = 0; i < LANES; i++)
        if (driver.lanes[i].job && driver.lanes[i].step > driver.lanes[i].job->next)
            done += driver.lanes[i].step - 1 - driver.lanes[i].job->next;
    return done < driver.steps ? done : driver.steps;
}

static void show_progress(void)
{
    static unsigned int shown = ~0u;
    unsigned int done = steps_done(), repeat;
    const struct behaviour *running = NULL;

    if (!driver.options->progress || done == shown)
        return;
    shown = done;
    for (unsigned int i = 0; i < LANES && !running; i++)
        if (driver.lanes[i].job && driver.lanes[i].step)
            running = step_behaviour(driver.lanes[i].job->unit, driver.lanes[i].job->part,
                                     driver.lanes[i].step - 1, &repeat);
    printf("progress\t%u\t%u\t%s\n", done, driver.steps, running ? running->id : "-");
    fflush(stdout);
}

/* Waits until a child ends or it is time to look again. */
static void wait_for_news(void)
{
    HANDLE processes[LANES];
    DWORD count = 0;

    for (unsigned int i = 0; i < LANES; i++)
        if (driver.lanes[i].job)
            processes[count++] = driver.lanes[i].process;
    if (count)
        WaitForMultipleObjects(count, processes, FALSE, 50);
}

/* Starts a job in a free lane, looks after a busy one. Returns 0 for trouble, which has been told. */
static int serve_lane(struct lane *lane, int slow)
{
    struct job *job = lane->job ? NULL : next_job(slow);

    if (job && !lane_start(lane, job, driver.options, driver.lock) && !may_start_again()) {
        trouble("no process can be started", "free some memory and run again");
        return 0;
    }
    if (lane->job && !look_after(lane)) {
        trouble("the test processes die before they begin", "run again, the platform may be shutting down");
        return 0;
    }
    return 1;
}

static int run_jobs(void)
{
    for (int busy = 1; busy;) {
        busy = 0;
        for (unsigned int i = 0; i < LANES; i++) {
            if (!serve_lane(&driver.lanes[i], i != 0))
                return 0;
            busy |= driver.lanes[i].job != NULL || next_job(i != 0) != NULL;
        }
        show_progress();
        wait_for_news();
    }
    return 1;
}

static int finish(void)
{
    struct working_counts counts;

    recorder_close();
    if (!working_file_finish(driver.working, driver.path, &counts)) {
        trouble("cannot be completed, what was measured is in its .part file", "make room and run again");
        return EXIT_TROUBLE;
    }
    printf("%s: %u behaviours run, %u do not conform, %u observations\n", driver.options->output,
           counts.outcomes, counts.differing, counts.observations);
    fflush(stdout);
    return counts.differing ? EXIT_DIFFERS : EXIT_CONFORMS;
}

int driver_run(const struct driver_options *options)
{
    SECURITY_ATTRIBUTES inherit = {sizeof(inherit), NULL, TRUE};
    char working[MAX_PATH * 3];

    driver.options = options;
    snprintf(working, sizeof(working), "%s.part", options->output);
    driver.path = wide_from_utf8(options->output);
    driver.working = wide_from_utf8(working);
    driver.lock = CreateMutexW(&inherit, FALSE, NULL);
    driver.jobs = jobs_make(&driver.job_count);
    if (!driver.jobs) {
        fprintf(stderr, "twinpipe_test: no behaviour matches '%s': see --list\n", run_options.only);
        return EXIT_NOTHING;
    }
    for (unsigned int i = 0; i < driver.job_count; i++)
        driver.steps += driver.jobs[i].steps;
    if (!open_working_file() || !run_jobs())
        return EXIT_TROUBLE;
    return finish();
}
