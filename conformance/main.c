/* twinpipe_test.exe: a winetest program, and the native driver. */
#include <stdio.h>
#include "platform.h"
#include "arguments.h"
#include "batch.h"
#include "catalogue.h"
#include "explore/explore.h"
#include "head.h"
#include "model/model.h"
#include "recorder.h"
#include "registry.h"
#include "run_options.h"
#include "seam/perturb.h"
#include "trace/trace.h"
#include "trace/wrong_answer.h"
#include "user_run.h"
#include "utf8.h"
#include "working_file.h"

int winetest_main(int argc, char **argv);

/* By this the native command knows its own binary. */
__attribute__((used)) static const char marker[] = "twinpipe-test-binary 1";

static const char usage[] =
    "twinpipe_test.exe: how this machine's Win32 treats an asynchronous pipe writer\n"
    "\n"
    "  twinpipe_test.exe                     runs everything and leaves one file beside itself\n"
    "  twinpipe_test.exe UNIT                runs one unit as any winetest does\n"
    "  twinpipe_test.exe AREA/BEHAVIOUR      runs one behaviour that way\n"
    "  twinpipe_test.exe --list              every behaviour, or those that --only, --without-slow,\n"
    "                                        --schedules and --shard choose\n"
    "  twinpipe_test.exe --catalogue         every behaviour with provenance and allowed values, TSV\n"
    "  twinpipe_test.exe --perturbations     the wrong answers that can be injected, TSV\n"
    "  twinpipe_test.exe batch FILE          a run for each line of FILE, which holds its options\n"
    "  twinpipe_test.exe run [OPTION]...     runs everything, leaves a run file\n"
    "      -o FILE           the run file (default twinpipe-PLATFORM-ARCHITECTURE.run)\n"
    "      --only GLOB       behaviours whose id matches, e.g. 'cancel/*'; several globs are separated by\n"
    "                        spaces\n"
    "      --repeat N        each behaviour N times\n"
    "      --shard K/N       the K-th of N equal shares of that, for N machines (twinpipe merge)\n"
    "      --without-slow    leaves out the behaviours that take seconds by nature\n"
    "      --platform NAME   real (the default), or model: the reference in user mode\n"
    "      --schedules       instead: the schedules of every scenario on the model, and steered on this\n"
    "                        platform; the sets of outcomes (explore --list)\n"
    "      --perturb NAME    with one call answering wrongly, to see that it is noticed: a NAME of\n"
    "                        --perturbations, or N:KIND, the N-th call that the trace of a behaviour\n"
    "                        shows (result, error, stored, count, status, data, event, skipped)\n"
    "                        or FUNCTION:missing, of those that a platform may lack\n"
    "      --traced          with the layer of `trace`, its text thrown away, to see that it changes "
    "nothing\n"
    "      --resume          goes on with FILE.part, which an earlier run left; without this\n"
    "                        option it is kept under another name\n"
    "      --platform-died   with --resume: what ran when the platform died is run again alone\n"
    "      --died-alone      with that: what ran alone then has taken it down again\n"
    "      --deaths-end      a test process that vanishes ends the run with exit code 43, one that hangs\n"
    "                        with 44, to be gone on with by --resume --platform-died; of what runs alone\n"
    "                        then it is the outcome\n"
    "      --progress        a line a behaviour on standard output\n"
    "      --verbose         what failed, as winetest prints it\n"
    "      --isolation TEXT  goes into the head of the run file\n"
    "  twinpipe_test.exe explore SCENARIO    the schedules of a scenario on the model (explore --help)\n"
    "  twinpipe_test.exe trace BEHAVIOUR     every Win32 call of one behaviour and what it was told\n"
    "      -o FILE           into a file (default standard output)\n"
    "      --program         in the form that `twinpipe bug` reads\n"
    "      --perturb NAME    with one call answering wrongly\n"
    "      --platform NAME   real (the default) or model\n"
    "\n"
    "Exit codes of run and trace: 0 all conform, 1 some differ, 2 trouble; 43 and 44 see --deaths-end.\n"
    "Example: twinpipe_test.exe run -o mine.run --only 'quota/*' --repeat 20\n";

static char **utf8_arguments(int argc, wchar_t **wide)
{
    char **arguments = calloc((size_t)argc + 1, sizeof(*arguments));

    for (int i = 0; arguments && i < argc; i++)
        arguments[i] = utf8_from_wide(wide[i]);
    return arguments;
}

static void join_arguments(char *text, size_t size, int count, char **arguments)
{
    size_t used = 0;

    text[0] = 0;
    for (int i = 0; i < count && used < size; i++) {
        int skipped = !strcmp(arguments[i], "-o") || !strcmp(arguments[i], "--output") ||
                      !strcmp(arguments[i], "--isolation");

        if (skipped)
            i++;
        else if (strcmp(arguments[i], "--progress") && strcmp(arguments[i], "--resume") &&
                 strcmp(arguments[i], "--platform-died") && strcmp(arguments[i], "--died-alone") &&
                 strcmp(arguments[i], "--deaths-end"))
            used += (size_t)snprintf(text + used, size - used, "%s%s", used ? " " : "", arguments[i]);
    }
}

static int list_command(int count, char **arguments)
{
    if (!read_selection(count, arguments))
        return EXIT_TROUBLE;
    list_behaviours();
    return EXIT_CONFORMS;
}

static void default_output(char *output, size_t size)
{
    char shard[40] = "";

    if (run_options.shards)
        snprintf(shard, sizeof(shard), "-shard-%u-of-%u", run_options.shard, run_options.shards);
    snprintf(output, size, "twinpipe-%s-%s%s.run", on_model() ? "model" : platform_name(), ARCHITECTURE,
             shard);
}

static int run_command(int count, char **arguments)
{
    static char output[160], text[1024];
    struct driver_options options = {.isolation = "none"};

    if (!read_arguments(count, arguments, &options, NULL))
        return EXIT_TROUBLE;
    if (options.perturbation && !wrong_answer_install(options.perturbation))
        return EXIT_TROUBLE;
    join_arguments(text, sizeof(text), count, arguments);
    options.text = text;
    default_output(output, sizeof(output));
    if (!options.output)
        options.output = output;
    return driver_run(&options);
}

static void install_platform(void)
{
    if (on_model())
        model_install();
}

static int child_command(int count, char **arguments)
{
    struct driver_options options = {0};
    struct child_options child = {.unit = arguments[0]};
    char first[64], *winetest_arguments[] = {"twinpipe_test", arguments[0], NULL};
    struct working_file file;

    if (!read_arguments(count - 1, arguments + 1, &options, &child) || !options.output)
        return EXIT_TROUBLE;
    run_options.lane = MapViewOfFile(child.lane, FILE_MAP_WRITE, 0, 0, 0);
    if (!working_file_name(&file, options.output) || !run_options.lane ||
        !recorder_open(file.working, child.lock, RECORDER_JOINS))
        return EXIT_TROUBLE;
    install_platform();
    if ((run_options.every_unit = !strcmp(child.unit, EVERY_UNIT))) {
        unit_name(registry_at(0), first, sizeof(first));
        winetest_arguments[1] = first;
    }
    if (options.perturbation && !wrong_answer_install(options.perturbation))
        return EXIT_TROUBLE;
    if ((options.traced || wrong_answer_needs_trace()) && !trace_begin_silent())
        return EXIT_TROUBLE;
    return winetest_main(2, winetest_arguments);
}

static int one_behaviour(char **argv)
{
    char unit[64], *winetest_arguments[] = {argv[0], unit, NULL};
    const struct behaviour *behaviour = registry_find(argv[1]);

    if (!behaviour) {
        fprintf(stderr, "twinpipe_test: no behaviour '%s': see --list\n", argv[1]);
        return EXIT_TROUBLE;
    }
    unit_name(behaviour, unit, sizeof(unit));
    run_options.only = argv[1];
    return winetest_main(2, winetest_arguments);
}

static int is_unit(const char *name)
{
    for (unsigned int i = 0; i < registry_count(); i++)
        if (in_unit(registry_at(i), name))
            return 1;
    return 0;
}

static int unknown(const char *command)
{
    fprintf(stderr, "twinpipe_test: unknown command or unit '%s': see --help\n", command);
    return EXIT_TROUBLE;
}

int wmain(int argc, wchar_t **wide)
{
    char **argv = utf8_arguments(argc, wide);
    const char *command = argv && argc > 1 ? argv[1] : "";

    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
    if (!*command)
        return user_run();
    if (!strcmp(command, "run"))
        return run_command(argc - 2, argv + 2);
    if (!strcmp(command, "batch") && argc == 3)
        return batch_run(argv[2]);
    if (!strcmp(command, "child") && argc > 2)
        return child_command(argc - 2, argv + 2);
    if (!strcmp(command, "explore"))
        return explore_command(argc - 2, argv + 2);
    if (!strcmp(command, "trace"))
        return trace_command(argc - 2, argv + 2);
    if (!strcmp(command, "--list"))
        return list_command(argc - 2, argv + 2);
    if (!strcmp(command, "--catalogue"))
        return print_catalogue(), 0;
    if (!strcmp(command, "--perturbations"))
        return perturb_list(), 0;
    if (!strcmp(command, "--help"))
        return fputs(usage, stdout), 0;
    if (strchr(command, '/'))
        return one_behaviour(argv);
    return !*command || is_unit(command) ? winetest_main(argc, argv) : unknown(command);
}
