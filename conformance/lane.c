#include <stdio.h>
#include "platform.h"
#include "lane.h"
#include "lane_state.h"
#include "utf8.h"

#define EXIT_DEADLINE 10000  /* from the last outcome to the end of the process */
#define COMMAND_SIZE 32767   /* characters; no command line of Windows is longer */
#define LOOK_MOST 500        /* looks are 50 ms apart */
#define START_DEADLINE 60000 /* a cold start on a busy machine */

/* Names hold no quotation marks and do not end in a backslash (driver.c). */
static wchar_t *child_command(const struct lane *lane, const struct lane_setup *setup)
{
    static wchar_t path[COMMAND_SIZE];
    static char command[COMMAND_SIZE];
    const struct driver_options *options = setup->options;
    DWORD length = GetModuleFileNameW(NULL, path, COMMAND_SIZE);
    char *binary = length && length < COMMAND_SIZE ? utf8_from_wide(path) : NULL;
    int size = COMMAND_SIZE;
    char shard[40] = "";

    if (run_options.shards)
        snprintf(shard, sizeof(shard), " --shard %u/%u", run_options.shard, run_options.shards);
    if (binary)
        size = snprintf(
            command, sizeof(command),
            "\"%s\" child \"%s\" --output \"%s\" --only \"%s\" --part %s --repeat %u --from %u --lane %p "
            "--lock %p --platform %s%s%s%s%s%s%s",
            binary, lane->job->unit, options->output, run_options.only, lane->job->part, run_options.repeat,
            lane->job->next, lane->mapping, setup->lock, run_options.platform, shard,
            run_options.schedules ? " --schedules" : "", run_options.without_slow ? " --without-slow" : "",
            options->traced ? " --traced" : "", options->perturbation ? " --perturb " : "",
            options->perturbation ? options->perturbation : "");
    free(binary);
    return size < COMMAND_SIZE ? wide_from_utf8(command) : NULL;
}

static HANDLE open_output(int verbose)
{
    SECURITY_ATTRIBUTES inherit = {sizeof(inherit), NULL, TRUE};

    if (verbose)
        return GetStdHandle(STD_OUTPUT_HANDLE);
    return CreateFileW(L"NUL", GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherit, OPEN_EXISTING, 0,
                       NULL);
}

/* Suspended until it is in the job object, so that nothing it starts can be outside. In a group of its own,
 * so that Ctrl-C is for the driver, who ends the rest in order. */
static HANDLE start_process(wchar_t *command, const struct lane_setup *setup)
{
    STARTUPINFOW startup = {.cb = sizeof(startup), .dwFlags = STARTF_USESTDHANDLES};
    PROCESS_INFORMATION process = {0};
    HANDLE output = open_output(setup->options->verbose);

    startup.hStdOutput = output;
    startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    if (CreateProcessW(NULL, command, NULL, NULL, TRUE, CREATE_SUSPENDED | CREATE_NEW_PROCESS_GROUP, NULL,
                       NULL, &startup, &process)) {
        if (setup->children)
            AssignProcessToJobObject(setup->children, process.hProcess);
        ResumeThread(process.hThread);
        CloseHandle(process.hThread);
    }
    if (!setup->options->verbose)
        CloseHandle(output);
    return process.hProcess;
}

int lane_start(struct lane *lane, struct job *job, const struct lane_setup *setup)
{
    SECURITY_ATTRIBUTES inherit = {sizeof(inherit), NULL, TRUE};
    wchar_t *command;

    memset(lane, 0, sizeof(*lane));
    lane->job = job;
    lane->mapping =
        CreateFileMappingW(INVALID_HANDLE_VALUE, &inherit, PAGE_READWRITE, 0, sizeof(*lane->state), NULL);
    lane->state = lane->mapping ? MapViewOfFile(lane->mapping, FILE_MAP_WRITE, 0, 0, 0) : NULL;
    command = lane->state ? child_command(lane, setup) : NULL;
    lane->process = command ? start_process(command, setup) : NULL;
    lane->looked = GetTickCount64();
    free(command);
    if (!lane->process)
        lane_close(lane);
    return lane->job != NULL;
}

unsigned int lane_step(const struct lane *lane)
{
    if (lane->moment == MOMENT_FINISHED)
        return lane->job->steps;
    return ((unsigned int)lane->moment + 1) / 2;
}

static unsigned long long deadline(const struct lane *lane)
{
    const struct behaviour *behaviour;
    unsigned int repeat;

    if (lane->moment == MOMENT_FINISHED)
        return EXIT_DEADLINE;
    if (lane->moment == MOMENT_NONE)
        return START_DEADLINE;
    behaviour = step_behaviour(lane->job->unit, lane->job->part, lane_step(lane) - 1, &repeat);
    return behaviour && behaviour->deadline ? behaviour->deadline : BEHAVIOUR_DEADLINE;
}

/* The clock also runs while the machine is suspended or this process does not get to run. */
static void grow_older(struct lane *lane)
{
    unsigned long long now = GetTickCount64(), passed = now - lane->looked;

    lane->age += passed < LOOK_MOST ? passed : LOOK_MOST;
    lane->looked = now;
}

enum lane_event lane_look(struct lane *lane, unsigned long *exit_code)
{
    int over = WaitForSingleObject(lane->process, 0) == WAIT_OBJECT_0;
    LONG moment = lane->state->moment;

    grow_older(lane);
    if (moment != lane->moment) {
        lane->moment = moment;
        lane->age = 0;
    }
    if (over) {
        GetExitCodeProcess(lane->process, exit_code);
        return moment == MOMENT_FINISHED && *exit_code < EXIT_CODES_OF_TESTS ? LANE_DONE : LANE_DIED;
    }
    if (lane->age < deadline(lane) || !lane_move(lane->state, moment, MOMENT_TAKEN))
        return LANE_RUNS;
    /* Should it not end, it can neither write an outcome nor begin anything. */
    TerminateProcess(lane->process, 4);
    WaitForSingleObject(lane->process, EXIT_DEADLINE);
    return LANE_HANGS;
}

void lane_close(struct lane *lane)
{
    if (lane->state) {
        if (lane->moment != MOMENT_NONE)
            lane->job->next = lane_step(lane);
        UnmapViewOfFile(lane->state);
    }
    if (lane->mapping)
        CloseHandle(lane->mapping);
    if (lane->process)
        CloseHandle(lane->process);
    memset(lane, 0, sizeof(*lane));
}
