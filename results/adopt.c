#include "adopt.h"
#include "adopt_sources.h"
#include "adoption.h"
#include "command.h"
#include "printout.h"

#include <getopt.h>
#include <string.h>

enum { ALL_CONFIRMED, SOMETHING_REFUTED, TROUBLE = COMMAND_TROUBLE };

static const char name[] = "adopt";

struct options {
    const char *run;
    const char *top; /* NULL: nothing is written */
};

static const char help[] =
    "usage: twinpipe adopt RUN [--write DIR]\n"
    "\n"
    "Holds a run that was made on Windows against what Windows was expected to do, and lists every\n"
    "expectation that it confirms, refutes or does not tell.\n"
    "\n"
    "  --write DIR    also change the checkout of the project in DIR: the run is copied to\n"
    "                 results/runs/windows, and each behaviour that is confirmed whole, with all that\n"
    "                 show its facts, gets the provenance `windows`, and its facts that of a measurement;\n"
    "                 what is refuted is left to a person\n"
    "  -h, --help     this text\n"
    "\n"
    "Observations of the writer's own promises are no expectations of Windows and are left out. A run that\n"
    "is incomplete, or was made on anything but Windows, or with wrong answers on purpose, is trouble.\n"
    "\n"
    "Exit code: 0 nothing is refuted, 1 something is, 2 trouble.\n"
    "\n"
    "Example: twinpipe adopt twinpipe-windows-10.0.22631.4460-x86_64-25c22a2601bd.run --write .\n";

/* Returns the exit code if there is nothing more to do, else -1. */
static int parse(int argc, char **argv, struct options *options)
{
    static const char letters[] = ":h";
    static const struct option longs[] = {
        {"write", required_argument, NULL, COMMAND_LONG}, {"help", no_argument, NULL, 'h'}, {0}};
    int option;
    *options = (struct options){0};
    optind = 0;
    opterr = 0;
    while ((option = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        if (option == 'h')
            return command_help(name, help);
        if (option != COMMAND_LONG)
            return command_bad_option(name, argv, letters, option);
        options->top = optarg;
    }
    if (argc - optind != 1)
        return command_trouble(name, "give one run file; see twinpipe adopt --help");
    options->run = argv[optind];
    return -1;
}

static struct run_file *load_run(const char *path)
{
    struct trouble reason = {0};
    struct run_file *run = run_file_load(path, &reason);
    if (run && !run_file_is_windows(run))
        trouble_set(&reason, "%s was made on %s; only a run on Windows tells what Windows does", path,
                    run_file_head(run, "platform"));
    else if (run && run->incomplete)
        trouble_set(&reason, "%s: the run is incomplete, it has no end line; start the binary there again",
                    path);
    else if (run && strstr(run_file_head(run, "options"), "--perturb"))
        trouble_set(&reason, "%s was made with wrong answers on purpose (%s); run without", path,
                    run_file_head(run, "options"));
    else if (run)
        return run;
    command_trouble(name, "%s", reason.text);
    run_file_free(run);
    return NULL;
}

int adopt_command(int argc, char **argv)
{
    struct options options;
    struct printout printout;
    struct trouble reason = {0};
    int code = parse(argc, argv, &options);
    if (code >= 0)
        return code;
    struct run_file *run = load_run(options.run);
    if (!run)
        return TROUBLE;
    struct adoption *adoption = adoption_new(run);
    printout_begin(&printout);
    adoption_write_text(printout.out, adoption);
    code = adoption->refuted ? SOMETHING_REFUTED : ALL_CONFIRMED;
    if (options.top && !adopt_sources(printout.out, adoption, options.top, &reason))
        code = command_trouble(name, "%s", reason.text);
    if (!printout_end(&printout, &reason))
        code = command_trouble(name, "%s", reason.text);
    adoption_free(adoption);
    run_file_free(run);
    return code;
}
