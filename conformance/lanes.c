#include <stdio.h>
#include "platform.h"
#include "driver.h"
#include "lane_state.h"
#include "lanes.h"
#include "recorder.h"
#include "working_lines.h"

#define STARTS_MAX 20
#define RETRY_MILLISECONDS 100
#define LOOK_MILLISECONDS 50
#define END_MILLISECONDS 10000
#define ORDINARY_LANES_MOST 4
#define SLOW_LANES 8
#define LANES (ORDINARY_LANES_MOST + SLOW_LANES)

static const struct lanes *run;
static struct lane lanes[LANES];
static unsigned int starts_failed;

static int is_busy(const struct job *job)
{
    for (unsigned int i = 0; i < LANES; i++)
        if (lanes[i].job && (!job || lanes[i].job == job))
            return 1;
    return 0;
}

static const struct behaviour *running_behaviour(const struct lane *lane, unsigned int *repeat)
{
    unsigned int step = lane->job ? lane_step(lane) : 0;

    return step ? step_behaviour(lane->job->unit, lane->job->part, step - 1, repeat) : NULL;
}

/* One that had ended before its process died, or could not end, conformed perhaps, but not without harm. */
static void record_end(const struct lane *lane, const char *outcome, const char *detail)
{
    unsigned int repeat, place;
    const struct behaviour *behaviour = running_behaviour(lane, &repeat);
    char repeat_text[16], milliseconds[24];
    struct working_lines lines;

    if (!behaviour || working_lines_load(run->working, &lines) != LINES_READ)
        return;
    place = working_place(behaviour->id);
    snprintf(repeat_text, sizeof(repeat_text), "%u", repeat);
    snprintf(milliseconds, sizeof(milliseconds), "%llu", lane->age);
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

/* Under load Wine sometimes refuses a process that it makes a moment later. */
static const char *start_again(const char *trouble)
{
    if (++starts_failed >= STARTS_MAX)
        return trouble;
    WaitForSingleObject(GetCurrentProcess(), RETRY_MILLISECONDS);
    return NULL;
}

static int is_interruption(unsigned long exit_code)
{
    return exit_code == (unsigned long)STATUS_CONTROL_C_EXIT ||
           exit_code == (unsigned long)DBG_TERMINATE_PROCESS;
}

/* In the midst of a step that is not run again alone already. */
static int is_unsuspected(const struct lane *lane)
{
    unsigned int step = lane_step(lane);

    return step && lane->moment == moment_running(step - 1) && step > lane->job->suspect;
}

const char lanes_death[] = "a test process has vanished: go on with --resume --platform-died";
const char lanes_hang[] = "a test process hangs: go on with --resume --platform-died";

/* A child that dies before its first step is tried again; a platform on which that goes on is trouble. */
static const char *look_after(struct lane *lane)
{
    unsigned long exit_code = 0;
    enum lane_event event = lane_look(lane, &exit_code);
    char detail[64];

    if (event == LANE_RUNS)
        return NULL;
    if (event == LANE_DIED && exit_code == EXIT_RECORD_REFUSED)
        return "cannot be written: make room and go on with --resume";
    if (event == LANE_DIED && is_interruption(exit_code))
        return "interrupted: go on with --resume";
    if (run->setup.options->deaths_end && event == LANE_HANGS && is_unsuspected(lane))
        return lanes_hang;
    if (run->setup.options->deaths_end && event == LANE_DIED && exit_code != EXIT_CRASH_RECORDED &&
        is_unsuspected(lane))
        return lanes_death;
    snprintf(detail, sizeof(detail), "exit code 0x%lx", exit_code);
    if (event == LANE_DIED && exit_code != EXIT_CRASH_RECORDED)
        record_end(lane, "crash", detail);
    else if (event == LANE_HANGS)
        record_end(lane, "hang", "ended by the watchdog");
    if (event != LANE_DONE && !lane_step(lane)) {
        lane_close(lane);
        return start_again(
            "the test processes die before they begin: the platform may be shutting down, run again");
    }
    starts_failed = 0;
    lane_close(lane);
    return NULL;
}

/* A suspect of the platform's death is alone with it the second time. */
static struct job *next_job(int slow)
{
    int suspects = jobs_have_suspects(run->jobs, run->job_count);

    if (suspects && is_busy(NULL))
        return NULL;
    for (struct job *job = run->jobs; job < run->jobs + run->job_count; job++)
        if (job->slow == slow && job->next < job->steps && !is_busy(job) &&
            (!suspects || job->next < job->suspect))
            return job;
    return NULL;
}

/* Behaviours mostly wait for one another, so that two lanes keep a processor busy. Under Wine they all ask
 * one wineserver, which is one thread. */
static unsigned int ordinary_lanes(void)
{
    SYSTEM_INFO system;

    GetSystemInfo(&system);
    return min(2 * system.dwNumberOfProcessors, ORDINARY_LANES_MOST);
}

static const char *serve_lane(struct lane *lane, int slow)
{
    struct job *job = lane->job ? NULL : next_job(slow);
    const char *trouble = NULL;

    if (job && !lane_start(lane, job, &run->setup))
        trouble = start_again("no process can be started: free some memory and run again");
    if (!trouble && lane->job)
        trouble = look_after(lane);
    if (!trouble && recorder_has_failed())
        trouble = "cannot be written: make room and go on with --resume";
    return trouble;
}

static unsigned int steps_done(void)
{
    unsigned int done = 0;

    for (unsigned int i = 0; i < run->job_count; i++)
        done += run->jobs[i].next;
    for (unsigned int i = 0; i < LANES; i++)
        if (lanes[i].job && lane_step(&lanes[i]) > lanes[i].job->next)
            done += lane_step(&lanes[i]) - 1 - lanes[i].job->next;
    return done < run->steps ? done : run->steps;
}

static void show_progress(void)
{
    static unsigned int shown = ~0u;
    unsigned int done = steps_done(), repeat;
    const struct behaviour *running = NULL;

    if (!run->setup.options->progress || done == shown)
        return;
    shown = done;
    for (unsigned int i = 0; i < LANES && !running; i++)
        running = running_behaviour(&lanes[i], &repeat);
    if (run->setup.options->progress == PROGRESS_COUNTED)
        printf("\r%u of %u %-50.50s", done, run->steps, running ? running->id : "");
    else
        printf("progress\t%u\t%u\t%s\n", done, run->steps, running ? running->id : "-");
    fflush(stdout);
}

/* Waits until a child ends or it is time to look again. */
static void wait_for_news(void)
{
    HANDLE processes[LANES];
    DWORD count = 0;

    for (unsigned int i = 0; i < LANES; i++)
        if (lanes[i].job)
            processes[count++] = lanes[i].process;
    if (count)
        WaitForMultipleObjects(count, processes, FALSE, LOOK_MILLISECONDS);
}

static int is_work_left(void)
{
    for (unsigned int i = 0; i < run->job_count; i++)
        if (run->jobs[i].next < run->jobs[i].steps)
            return 1;
    return is_busy(NULL);
}

/* Also where the platform took no child into the job object: before Windows 8 a process has at most one. */
static void end_children(void)
{
    HANDLE processes[LANES];
    DWORD count = 0;

    for (unsigned int i = 0; i < LANES; i++)
        if (lanes[i].job && TerminateProcess(lanes[i].process, 4))
            processes[count++] = lanes[i].process;
    if (count) /* they have the working file open, and somebody may go on with it at once */
        WaitForMultipleObjects(count, processes, TRUE, END_MILLISECONDS);
}

const char *lanes_run(const struct lanes *what)
{
    unsigned int ordinary = ordinary_lanes(), used = ordinary + SLOW_LANES;
    const char *trouble = NULL;

    run = what;
    while (!trouble && is_work_left()) {
        for (unsigned int i = 0; i < used && !trouble; i++)
            trouble =
                *run->interrupted ? "interrupted: go on with --resume" : serve_lane(&lanes[i], i >= ordinary);
        show_progress();
        wait_for_news();
    }
    if (trouble)
        end_children();
    return trouble;
}
