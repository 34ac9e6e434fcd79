#include <stdio.h>
#include "platform.h"
#include "driver.h"
#include "head.h"
#include "lane.h"
#include "lane_state.h"
#include "recorder.h"
#include "registry.h"
#include "symbols.h"
#include "working_file.h"

#define STARTS_MAX 20
#define RETRY_MILLISECONDS 100
#define LANES 9 /* the first for ordinary jobs, the others for slow ones, which mostly wait */

static struct driver {
    const struct driver_options *options;
    struct working_file file;
    struct lane_setup setup;
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

static int write_head(void)
{
    if (!record_head(driver.options->isolation, driver.options->text))
        return 0;
    record_declarations();
    return 1;
}

static enum job_step find_step(const struct behaviour *behaviour, unsigned int repeat)
{
    unsigned int place = working_place(behaviour->id);

    if (working_lines_have(&driver.file.lines, "outcome", place, repeat))
        return STEP_DONE;
    for (unsigned int i = 0; i < driver.file.suspect_count; i++)
        if (driver.file.suspects[i].place == place && driver.file.suspects[i].repeat == repeat)
            return STEP_SUSPECT;
    return STEP_NEW;
}

static int open_working_file(void)
{
    const struct driver_options *options = driver.options;
    enum working_begin how = !options->resume         ? WORKING_ANEW
                             : options->platform_died ? WORKING_AFTER_DEATH
                                                      : WORKING_RESUMED;

    if (!working_file_name(&driver.file, options->output) ||
        !working_file_begin(&driver.file, how, write_head))
        return 0;
    jobs_resume(driver.jobs, driver.job_count, find_step);
    if (recorder_open(driver.file.working, driver.setup.lock))
        return 1;
    trouble("cannot be written", "choose another directory with -o");
    return 0;
}

/* How a behaviour ended that could not say so itself. One that had ended before its process died, or could
 * not end, conformed perhaps, but not without harm. */
static void record_end(const struct lane *lane, const char *outcome, const char *detail)
{
    unsigned int repeat, place, step = lane_step(lane);
    const struct behaviour *behaviour =
        step ? step_behaviour(lane->job->unit, lane->job->part, step - 1, &repeat) : NULL;
    char repeat_text[16], milliseconds[24];
    struct working_lines lines;

    if (!behaviour || !working_lines_load(driver.file.working, &lines))
        return;
    place = working_place(behaviour->id);
    snprintf(repeat_text, sizeof(repeat_text), "%u", repeat);
    snprintf(milliseconds, sizeof(milliseconds), "%llu", GetTickCount64() - lane->since);
    if (working_lines_have(&lines, "outcome", place, repeat)) {
        record("late", behaviour->id, repeat_text, "death");
    } else {
        if (!working_lines_have(&lines, "begin", place, repeat))
            record("begin", behaviour->id, repeat_text);
        record("outcome", behaviour->id, repeat_text, outcome, milliseconds, detail);
    }
    recorder_flush();
    working_lines_free(&lines);
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
    if (event == LANE_DIED && exit_code != EXIT_CRASH_RECORDED)
        record_end(lane, "crash", detail);
    else if (event == LANE_HANGS)
        record_end(lane, "hang", "ended by the watchdog");
    if (event != LANE_DONE && !lane_step(lane)) {
        lane_close(lane);
        return may_start_again();
    }
    driver.starts_failed = 0;
    lane_close(lane);
    return 1;
}

static int is_busy(const struct job *job)
{
    for (unsigned int i = 0; i < LANES; i++)
        if (driver.lanes[i].job && (!job || driver.lanes[i].job == job))
            return 1;
    return 0;
}

/* A suspect of the platform's death is alone with it the second time. */
static struct job *next_job(int slow)
{
    int suspects = jobs_have_suspects(driver.jobs, driver.job_count);

    if (suspects && is_busy(NULL))
        return NULL;
    for (struct job *job = driver.jobs; job < driver.jobs + driver.job_count; job++)
        if (job->slow == slow && job->next < job->steps && !is_busy(job) &&
            (!suspects || job->next < job->suspect))
            return job;
    return NULL;
}

static unsigned int steps_done(void)
{
    unsigned int done = 0;

    for (unsigned int i = 0; i < driver.job_count; i++)
        done += driver.jobs[i].next;
    for (unsigned int i = 0; i < LANES; i++)
        if (driver.lanes[i].job && lane_step(&driver.lanes[i]) > driver.lanes[i].job->next)
            done += lane_step(&driver.lanes[i]) - 1 - driver.lanes[i].job->next;
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
        if (driver.lanes[i].job && lane_step(&driver.lanes[i]))
            running = step_behaviour(driver.lanes[i].job->unit, driver.lanes[i].job->part,
                                     lane_step(&driver.lanes[i]) - 1, &repeat);
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

    if (job && !lane_start(lane, job, &driver.setup) && !may_start_again()) {
        trouble("no process can be started", "free some memory and run again");
        return 0;
    }
    if (lane->job && !look_after(lane)) {
        trouble("the test processes die before they begin", "run again, the platform may be shutting down");
        return 0;
    }
    return 1;
}

static int is_work_left(void)
{
    for (unsigned int i = 0; i < driver.job_count; i++)
        if (driver.jobs[i].next < driver.jobs[i].steps)
            return 1;
    return is_busy(NULL);
}

static int run_jobs(void)
{
    while (is_work_left()) {
        for (unsigned int i = 0; i < LANES; i++)
            if (!serve_lane(&driver.lanes[i], i != 0))
                return 0;
        show_progress();
        wait_for_news();
    }
    return 1;
}

static int finish(void)
{
    struct working_counts counts;

    recorder_close();
    if (!working_file_finish(&driver.file, &counts)) {
        trouble("cannot be completed, what was measured is in its .part file",
                "make room and go on with --resume");
        return EXIT_TROUBLE;
    }
    printf("%s: %u behaviours run, %u do not conform, %u late arrivals, %u observations\n",
           driver.options->output, counts.outcomes, counts.differing, counts.late, counts.observations);
    fflush(stdout);
    return counts.differing || counts.late ? EXIT_DIFFERS : EXIT_CONFORMS;
}

/* The children end with this process, however it ends. */
static HANDLE make_job_object(void)
{
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {.BasicLimitInformation.LimitFlags =
                                                       JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE};
    HANDLE job = CreateJobObjectW(NULL, NULL);

    if (job)
        SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof(limits));
    return job;
}

/* Also where the platform took no child into the job object: before Windows 8 a process has at most one. */
static void end_children(void)
{
    for (unsigned int i = 0; i < LANES; i++)
        if (driver.lanes[i].job)
            TerminateProcess(driver.lanes[i].process, 4);
}

int driver_run(const struct driver_options *options)
{
    SECURITY_ATTRIBUTES inherit = {sizeof(inherit), NULL, TRUE};

    driver.options = options;
    driver.setup.options = options;
    driver.setup.lock = CreateMutexW(&inherit, FALSE, NULL);
    driver.setup.children = make_job_object();
    driver.jobs = jobs_make(&driver.job_count);
    if (!driver.jobs) {
        fprintf(stderr, "twinpipe_test: no behaviour matches '%s': see --list\n", run_options.only);
        return EXIT_NOTHING;
    }
    for (unsigned int i = 0; i < driver.job_count; i++)
        driver.steps += driver.jobs[i].steps;
    if (!open_working_file())
        return EXIT_TROUBLE;
    if (!run_jobs()) {
        end_children();
        return EXIT_TROUBLE;
    }
    return finish();
}
