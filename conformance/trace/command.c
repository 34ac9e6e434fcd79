/* `twinpipe_test.exe trace`: one behaviour in this process, its events and observations as text. */
#include <stdio.h>
#include "../platform.h"
#include "../driver.h"
#include "../head.h"
#include "../model/model.h"
#include "../registry.h"
#include "../run_options.h"
#include "../utf8.h"
#include "program.h"
#include "trace.h"
#include "wrong_answer.h"

#define DEADLINES 3 /* a trace takes longer, and nobody waits for the others */

int winetest_main(int argc, char **argv);

static unsigned int deadline;

struct trace_options {
    const char *behaviour, *output, *perturbation, *platform;
    int program;
};

static int refuse(const char *what, const char *argument)
{
    fprintf(stderr, "twinpipe_test: %s '%s': see twinpipe_test.exe --help\n", what, argument);
    return 0;
}

static const char **option_target(const char *name, struct trace_options *options)
{
    if (!strcmp(name, "-o") || !strcmp(name, "--output"))
        return &options->output;
    if (!strcmp(name, "--perturb"))
        return &options->perturbation;
    return strcmp(name, "--platform") ? NULL : &options->platform;
}

static int read_trace_options(int count, char **arguments, struct trace_options *options)
{
    for (int i = 0; i < count; i++) {
        const char **target = option_target(arguments[i], options);

        if (!strcmp(arguments[i], "--program")) {
            options->program = 1;
            continue;
        }
        if (!target && *arguments[i] == '-')
            return refuse("unknown option", arguments[i]);
        if (target && ++i == count)
            return refuse("no value for", arguments[i - 1]);
        if (!target && options->behaviour)
            return refuse("trace takes one behaviour, not also", arguments[i]);
        *(target ? target : &options->behaviour) = arguments[i];
    }
    if (strcmp(options->platform, "real") && strcmp(options->platform, "model"))
        return refuse("--platform takes real or model, not", options->platform);
    if (options->program && options->perturbation)
        return refuse("--program tells what the platform does, without --perturb", options->perturbation);
    return options->behaviour ? 1 : refuse("no behaviour given to", "trace");
}

/* What winetest prints about failures is in the trace, and would be in between. */
static HANDLE take_standard_output(void)
{
    HANDLE output = NULL;

    fflush(stdout);
    if (!DuplicateHandle(GetCurrentProcess(), GetStdHandle(STD_OUTPUT_HANDLE), GetCurrentProcess(), &output,
                         0, FALSE, DUPLICATE_SAME_ACCESS)) {
        fprintf(stderr, "twinpipe_test: there is no standard output: give -o FILE\n");
        return NULL;
    }
    return output;
}

static HANDLE open_output(const char *name)
{
    wchar_t *path = name ? wide_from_utf8(name) : NULL;
    HANDLE file;

    if (!path)
        return take_standard_output();
    file =
        CreateFileW(path, GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    free(path);
    if (file == INVALID_HANDLE_VALUE) {
        fprintf(stderr, "twinpipe_test: cannot write '%s': error %lu\n", name, GetLastError());
        return NULL;
    }
    return file;
}

int trace_begin_silent(void)
{
    HANDLE nowhere = open_output("NUL");

    if (nowhere)
        trace_begin(nowhere);
    return nowhere != NULL;
}

static LONG CALLBACK end_of_a_crash(EXCEPTION_POINTERS *exception)
{
    trace_remark("! crash: exception %08lx", exception->ExceptionRecord->ExceptionCode);
    trace_end();
    TerminateProcess(GetCurrentProcess(), EXIT_DIFFERS);
    return EXCEPTION_CONTINUE_SEARCH;
}

static DWORD WINAPI end_of_a_hang(void *unused)
{
    (void)unused;
    SleepEx(deadline, FALSE);
    trace_remark("! hang: not over after %u ms", deadline);
    trace_end();
    TerminateProcess(GetCurrentProcess(), EXIT_DIFFERS);
    return 0;
}

static int run_traced(const struct behaviour *behaviour)
{
    char unit[64], *arguments[] = {"twinpipe_test", unit, NULL};
    HANDLE watchdog;
    int failures;

    unit_name(behaviour, unit, sizeof(unit));
    run_options.only = behaviour->id;
    deadline = DEADLINES * (behaviour->deadline ? behaviour->deadline : BEHAVIOUR_DEADLINE);
    SetUnhandledExceptionFilter(end_of_a_crash);
    watchdog = CreateThread(NULL, 0, end_of_a_hang, NULL, 0, NULL);
    if (watchdog)
        CloseHandle(watchdog);
    if (program_is_open())
        trace_remark("twinpipe-program\t1");
    trace_remark("trace 1 of %s on %s", behaviour->id, on_model() ? "model" : platform_name());
    failures = winetest_main(2, arguments);
    if (!trace_end()) {
        fprintf(stderr, "twinpipe_test: the trace could not be written whole\n");
        return EXIT_TROUBLE;
    }
    return failures ? EXIT_DIFFERS : EXIT_CONFORMS;
}

int trace_command(int count, char **arguments)
{
    struct trace_options options = {.platform = "real"};
    const struct behaviour *behaviour;
    HANDLE output;

    if (!read_trace_options(count, arguments, &options))
        return EXIT_TROUBLE;
    behaviour = registry_find(options.behaviour);
    if (!behaviour) {
        fprintf(stderr, "twinpipe_test: no behaviour '%s': see --list\n", options.behaviour);
        return EXIT_TROUBLE;
    }
    run_options.platform = options.platform;
    if (on_model())
        model_install();
    if (options.perturbation && !wrong_answer_install(options.perturbation))
        return EXIT_TROUBLE;
    output = open_output(options.output);
    if (!output || !freopen("NUL", "w", stdout))
        return EXIT_TROUBLE;
    if (options.program)
        program_open();
    trace_begin(output);
    return run_traced(behaviour);
}
