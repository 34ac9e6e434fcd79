#include <stdio.h>
#include "platform.h"
#include "driver.h"
#include "head.h"
#include "lanes.h"
#include "projects.h"
#include "recorder.h"
#include "registry.h"
#include "run_options.h"
#include "shard.h"
#include "symbols.h"
#include "working_file.h"

#define STEPS_MOST 1000000 /* their working file has less than the 2 GiB that can be read again */

static struct driver {
    const struct driver_options *options;
    struct working_file file;
    struct lanes lanes;
    volatile LONG interrupted;
} driver;

static int trouble(const char *what)
{
    fprintf(stderr, "twinpipe_test: %s: %s\n", driver.options->output, what);
    fflush(stderr);
    return EXIT_TROUBLE;
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
        char facts[1024], projects[256], unit[64], line[16];

        if (!is_wanted(behaviour))
            continue;
        join_facts(facts, sizeof(facts), behaviour);
        unit_name(behaviour, unit, sizeof(unit));
        snprintf(line, sizeof(line), "%d", behaviour->line);
        record("behaviour", behaviour->id, unit, provenance_name(behaviour->provenance), behaviour->source,
               facts, file_name(behaviour->file), line, behaviour->summary);
        join_projects(projects, sizeof(projects), behaviour);
        if (*projects)
            record("relied", behaviour->id, projects);
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
    enum working_begin how = !options->resume          ? WORKING_ANEW
                             : options->sets_aside     ? WORKING_RESUMED_OR_ANEW
                             : !options->platform_died ? WORKING_RESUMED
                             : options->died_alone     ? WORKING_DIED_ALONE
                                                       : WORKING_AFTER_DEATH;

    if (!working_file_name(&driver.file, options->output))
        return 0;
    if (!working_file_begin(&driver.file, how, write_head))
        return 0;
    driver.lanes.working = driver.file.working;
    jobs_resume(driver.lanes.jobs, driver.lanes.job_count, find_step);
    if (recorder_open(driver.file.working, driver.lanes.setup.lock, RECORDER_CREATES))
        return 1;
    trouble("cannot be written: choose another directory with -o");
    return 0;
}

static int finish(void)
{
    struct working_counts counts;

    recorder_close();
    if (!working_file_finish(&driver.file, driver.lanes.steps, &counts))
        return trouble(
            GetLastError() == ERROR_INVALID_DATA
                ? "some outcomes are missing in its .part file: go on with --resume"
                : "cannot be completed, what was measured is in its .part file: make room and go on "
                  "with --resume");
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

/* Ctrl-C, a closed console, the end of the session: what was measured stays, and nobody is blamed. */
static BOOL WINAPI interrupt(DWORD event)
{
    (void)event;
    InterlockedExchange(&driver.interrupted, 1);
    return TRUE;
}

static int prepare(const struct driver_options *options)
{
    SECURITY_ATTRIBUTES inherit = {sizeof(inherit), NULL, TRUE};
    size_t length = strlen(options->output);

    driver.options = options;
    driver.lanes.setup = (struct lane_setup){options, CreateMutexW(&inherit, FALSE, NULL), make_job_object()};
    driver.lanes.interrupted = &driver.interrupted;
    driver.lanes.jobs = jobs_make(&driver.lanes.job_count);
    if (!shards_are_filled())
        return 0;
    if (!driver.lanes.jobs) {
        fprintf(stderr, "twinpipe_test: no behaviour matches '%s': see --list\n", run_options.only);
        return 0;
    }
    for (unsigned int i = 0; i < driver.lanes.job_count; i++)
        driver.lanes.steps += driver.lanes.jobs[i].steps;
    if (driver.lanes.steps > STEPS_MOST)
        trouble("more than a million behaviours to run: choose fewer with --repeat or --only");
    else if (strchr("\\/:", options->output[length - 1]))
        trouble("is a directory: name a file with -o");
    else
        return 1;
    return 0;
}

int driver_run(const struct driver_options *options)
{
    const char *stopped;

    if (!prepare(options) || !open_working_file())
        return EXIT_TROUBLE;
    SetConsoleCtrlHandler(interrupt, TRUE);
    if ((stopped = lanes_run(&driver.lanes))) {
        trouble(stopped);
        return stopped == lanes_death ? EXIT_DEATH : stopped == lanes_hang ? EXIT_HANG : EXIT_TROUBLE;
    }
    return finish();
}
