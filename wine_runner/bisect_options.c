#include "wine_runner/bisect_options.h"

#include "results/fingerprint.h"
#include "results/run_file.h"
#include "wine_runner/bisect_search.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

/* Options without a letter have values that are none. */
enum {
    LONG_ONLY = 256,
    WINE = LONG_ONLY,
    BUILDS,
    FINGERPRINT,
    KNOWN,
    ARCHITECTURE,
    BINARY,
    REPEAT,
    CONFIDENCE
};

static const char letters[] = ":o:h";

static const struct option known[] = {
    {"wine", required_argument, NULL, WINE},
    {"builds", required_argument, NULL, BUILDS},
    {"fingerprint", required_argument, NULL, FINGERPRINT},
    {"known", required_argument, NULL, KNOWN},
    {"arch", required_argument, NULL, ARCHITECTURE},
    {"binary", required_argument, NULL, BINARY},
    {"repeat", required_argument, NULL, REPEAT},
    {"confidence", required_argument, NULL, CONFIDENCE},
    {"output", required_argument, NULL, 'o'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

bool bisect_is_of_schedules(const char *behaviour)
{
    return run_id_is_of_schedules(behaviour);
}

static bool take_repeat(const char *value, struct bisect_options *options, struct trouble *trouble)
{
    char *end;
    const unsigned long repeats = strtoul(value, &end, 10);
    options->repeats = (unsigned)repeats;
    return (value[0] >= '0' && value[0] <= '9' && !*end && repeats >= 1 && repeats <= BISECT_REPEATS_MOST) ||
           trouble_set(trouble, "--repeat wants a number from 1 to %d, not `%s`", BISECT_REPEATS_MOST, value);
}

static bool take_confidence(const char *value, struct bisect_options *options, struct trouble *trouble)
{
    char *end;
    options->confidence = strtod(value, &end);
    return (value[0] >= '0' && value[0] <= '9' && !*end && options->confidence >= 0.5 &&
            options->confidence <= 0.999999) ||
           trouble_set(trouble, "--confidence wants a number from 0.5 to 0.999999, not `%s`", value);
}

static bool take(struct bisect_options *options, int letter, const char *value, struct trouble *trouble)
{
    switch (letter) {
    case WINE:
        words_add(&options->wines, value);
        return true;
    case BUILDS:
        options->builds = value;
        return true;
    case FINGERPRINT:
        options->fingerprint = value;
        return (value[0] && strlen(value) < FINGERPRINT_SIZE &&
                value[strspn(value, "0123456789abcdef")] == '\0') ||
               trouble_set(trouble,
                           "--fingerprint wants the %d hexadecimal digits that `twinpipe compare` shows, or "
                           "the first of them, not `%s`",
                           FINGERPRINT_SIZE - 1, value);
    case KNOWN:
        options->known = value;
        return true;
    case ARCHITECTURE:
        options->architecture = value;
        return strcmp(value, "x86_64") == 0 || strcmp(value, "i686") == 0 ||
               trouble_set(trouble, "--arch knows x86_64 and i686, not `%s`", value);
    case BINARY:
        options->binary = value;
        return true;
    case REPEAT:
        return take_repeat(value, options, trouble);
    case CONFIDENCE:
        return take_confidence(value, options, trouble);
    case 'o':
        options->output = value;
        return value[0] || trouble_set(trouble, "--output wants a directory");
    default:
        options->help = true;
        return true;
    }
}

/* As options.c has it: optopt is a letter, or the value of a long option that was given a value in vain. */
static bool unknown_option(char **argv, struct trouble *trouble)
{
    if (optopt && optopt < LONG_ONLY && !strchr(letters, optopt))
        return trouble_set(trouble, "unknown option -%c; see `twinpipe bisect --help`", optopt);
    return trouble_set(trouble, "unknown option %s; see `twinpipe bisect --help`", argv[optind - 1]);
}

static bool take_behaviour(int argc, char **argv, struct bisect_options *options, struct trouble *trouble)
{
    if (optind == argc)
        return trouble_set(trouble, "give the id of a behaviour; see `twinpipe bisect --help`");
    options->behaviour = argv[optind];
    if (optind + 1 < argc)
        return trouble_set(trouble,
                           "one behaviour at a time, not also %s; builds are given with --wine or --builds",
                           argv[optind + 1]);
    if (!strchr(options->behaviour, '/') || strpbrk(options->behaviour, "*? "))
        return trouble_set(trouble, "`%s` is no id of a behaviour, as cancel/nothing-pending is one",
                           options->behaviour);
    return (!options->builds || !options->wines.count) ||
           trouble_set(trouble, "give the builds with --wine or with --builds, not both");
}

bool bisect_options_parse(int argc, char **argv, struct bisect_options *options, struct trouble *trouble)
{
    *options =
        (struct bisect_options){.architecture = "x86_64", .output = "twinpipe-bisect", .confidence = 0.99};
    int letter;
    optind = 0;
    opterr = 0;
    while ((letter = getopt_long(argc, argv, letters, known, NULL)) != -1) {
        if (letter == ':')
            return trouble_set(trouble, "%s wants a value; see `twinpipe bisect --help`", argv[optind - 1]);
        if (letter == '?')
            return unknown_option(argv, trouble);
        if (!take(options, letter, optarg, trouble))
            return false;
    }
    return options->help || take_behaviour(argc, argv, options, trouble);
}
