#include "check.h"
#include "check_view.h"
#include "command.h"
#include "known_lists.h"
#include "output.h"
#include "printout.h"

#include <getopt.h>
#include <stdlib.h>

enum { ALL_KNOWN, SOMETHING_NEW, TROUBLE = COMMAND_TROUBLE };

static const char name[] = "check";

struct options {
    const char *run;
    const char *known; /* NULL: no difference is known */
    const char *junit; /* NULL: not wanted */
};

static const char help[] =
    "Usage: twinpipe check RUN [--known DIR|FILE] [--junit FILE]\n"
    "\n"
    "The gate for continuous integration. Holds a run against the values that Windows is expected to\n"
    "give and fails on a difference that the known-differences file does not list, on one listed as\n"
    "`always` that no longer happens, and, if the run left nothing out, on a listed behaviour that\n"
    "does not exist.\n"
    "\n"
    "  --known DIR|FILE\n"
    "                 the known differences. DIR, results/known, has lists, of which those of the run are\n"
    "                 taken: PLATFORM.tsv and, if it is there, PLATFORM-ARCH.tsv, for a run of schedules\n"
    "                 PLATFORM-schedules.tsv and PLATFORM-schedules-ARCH.tsv; FILE is one list\n"
    "  --junit FILE   also write the result as JUnit XML\n"
    "  --help         this text\n"
    "\n"
    "The last line is `N passed, N failed, N skipped`; a behaviour whose differences are all known is\n"
    "skipped.\n"
    "Exit code: 0 all known, 1 something new, 2 trouble (an incomplete run is trouble).\n"
    "\n"
    "Example: twinpipe check build/out/wine-8.0-x86_64.run --known results/known --junit junit.xml\n";

/* Returns the exit code if there is nothing more to do, else -1. */
static int parse(int argc, char **argv, struct options *options)
{
    enum { KNOWN = COMMAND_LONG, JUNIT };
    static const char letters[] = ":h";
    static const struct option known[] = {{"known", required_argument, NULL, KNOWN},
                                          {"junit", required_argument, NULL, JUNIT},
                                          {"help", no_argument, NULL, 'h'},
                                          {0}};
    int option;
    *options = (struct options){0};
    optind = 0;
    opterr = 0;
    while ((option = getopt_long(argc, argv, letters, known, NULL)) != -1) {
        if (option == 'h')
            return command_help(name, help);
        const char **value = option == KNOWN ? &options->known : option == JUNIT ? &options->junit : NULL;
        if (!value)
            return command_bad_option(name, argv, letters, option);
        if (*value)
            return command_trouble(name, "--%s is given twice, `%s` and `%s`; give one",
                                   option == KNOWN ? "known" : "junit", *value, optarg);
        *value = optarg;
    }
    if (argc - optind != 1)
        return command_trouble(name, "give one run file; see twinpipe check --help");
    options->run = argv[optind];
    return -1;
}

static bool spares(const char *junit, const struct run_file *run, const struct known_file *known,
                   struct trouble *reason)
{
    return !junit || (output_spares(junit, run->path, reason) && known_file_spared(known, junit, reason));
}

static bool anything_ran(const struct run_file *run)
{
    for (size_t i = 0; i < run->behaviour_count; i++) {
        if (run->behaviours[i].repeat_count)
            return true;
    }
    return false;
}

/* A run that a gate can be built on; the others would let everything pass. */
static struct run_file *load_run(const char *path)
{
    struct trouble reason = {0};
    struct run_file *run = run_file_load(path, &reason);
    if (run && run->incomplete)
        trouble_set(&reason, "%s: the run is incomplete, it has no end line; run again", path);
    else if (run && !anything_ran(run))
        trouble_set(&reason, "%s: no behaviour was run, so there is nothing to check; run again", path);
    else if (run)
        return run;
    command_trouble(name, "%s", reason.text);
    run_file_free(run);
    return NULL;
}

static int tell(const struct options *options, const struct judgement *judgement)
{
    struct printout printout;
    struct trouble reason = {0};
    char missed[PATH_MAX];
    const bool misses = judgement->known && known_lists_misses(judgement->known, judgement->run, missed);
    printout_begin(&printout);
    check_write_text(printout.out, judgement, misses ? missed : NULL);
    if (!printout_end(&printout, &reason))
        return command_trouble(name, "%s", reason.text);
    if (options->junit) {
        size_t size;
        char *text = check_junit(judgement, &size);
        bool written = output_write(options->junit, text, size, &reason);
        free(text);
        if (!written)
            return command_trouble(name, "%s", reason.text);
    }
    return judgement->new_count || judgement->vanished_count || judgement->undeclared_count ? SOMETHING_NEW
                                                                                            : ALL_KNOWN;
}

int check_command(int argc, char **argv)
{
    struct options options;
    struct trouble reason = {0};
    int code = parse(argc, argv, &options);
    if (code >= 0)
        return code;
    struct run_file *run = load_run(options.run);
    if (!run)
        return TROUBLE;
    struct known_file *known = options.known ? known_lists_load(options.known, run, &reason) : NULL;
    if ((options.known && !known) || !spares(options.junit, run, known, &reason)) {
        code = command_trouble(name, "%s", reason.text);
    } else {
        struct judgement *judgement = judgement_new(run, known);
        code = tell(&options, judgement);
        judgement_free(judgement);
    }
    known_file_free(known);
    run_file_free(run);
    return code;
}
