#include "wine_runner/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPEAT_MOST = 1000000, JOBS_MOST = 64, SHARDS_MOST = 1000 };

/* Options without a letter have values that are none. */
enum {
    LONG_ONLY = 256,
    WINE = LONG_ONLY,
    ARCHITECTURE,
    ONLY,
    REPEAT,
    SHARD,
    JOBS,
    BINARY,
    SCHEDULES,
    RESUME
};

static const char letters[] = ":o:h";

static bool parse_number(const char *option, const char *text, unsigned most, unsigned *number,
                         struct trouble *trouble)
{
    char *end;
    errno = 0;
    unsigned long value = strtoul(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end || errno || value < 1 || value > most)
        return trouble_set(trouble, "%s wants a number from 1 to %u, not `%s`", option, most, text);
    *number = (unsigned)value;
    return true;
}

/* As the test binary takes it. */
static bool parse_shard(const char *text, struct options *options, struct trouble *trouble)
{
    unsigned shard = 0, shards = 0;
    char again[32];
    sscanf(text, "%u/%u", &shard, &shards);
    snprintf(again, sizeof again, "%u/%u", shard, shards);
    options->shard = shard;
    options->shards = shards;
    return (strcmp(again, text) == 0 && shard && shard <= shards && shards <= SHARDS_MOST) ||
           trouble_set(trouble, "--shard wants K/N, as 1/3, 2/3 and 3/3, with N up to %d, not `%s`",
                       SHARDS_MOST, text);
}

static bool add_wine(struct options *options, const char *name, struct trouble *trouble)
{
    if (strcmp(name, "all") == 0) {
        options->all_wines = true;
        return true;
    }
    if (options->wine_count == OPTIONS_WINES_MOST)
        return trouble_set(trouble, "at most %d Wines in one run", OPTIONS_WINES_MOST);
    options->wines[options->wine_count++] = name;
    return true;
}

static bool set_architecture(struct options *options, const char *word, struct trouble *trouble)
{
    options->all_architectures = strcmp(word, "all") == 0;
    options->architectures = options->all_architectures ? WINE_ALL_ARCHITECTURES : wine_architecture_of(word);
    return options->architectures ||
           trouble_set(trouble, "--arch knows x86_64, i686 and all, not `%s`", word);
}

static bool take(struct options *options, int letter, const char *value, struct trouble *trouble)
{
    switch (letter) {
    case WINE:
        return add_wine(options, value, trouble);
    case ARCHITECTURE:
        return set_architecture(options, value, trouble);
    case ONLY:
        options->only = value;
        return true;
    case REPEAT:
        return parse_number("--repeat", value, REPEAT_MOST, &options->repeat, trouble);
    case SHARD:
        return parse_shard(value, options, trouble);
    case JOBS:
        return parse_number("--jobs", value, JOBS_MOST, &options->jobs, trouble);
    case 'o':
        options->output = value;
        return value[0] || trouble_set(trouble, "--output wants a directory");
    case BINARY:
        options->binary = value;
        return true;
    case SCHEDULES:
        options->schedules = true;
        return true;
    case RESUME:
        options->resume = true;
        return true;
    default:
        options->help = true;
        return true;
    }
}

/* In a cluster of letters the word before optind is another one; what getopt_long leaves in optopt is such a
 * letter, or the value of a long option that was given a value in vain. */
static bool unknown_option(char **argv, struct trouble *trouble)
{
    if (optopt && optopt < LONG_ONLY && !strchr(letters, optopt))
        return trouble_set(trouble, "unknown option -%c; see `twinpipe run --help`", optopt);
    return trouble_set(trouble, "unknown option %s; see `twinpipe run --help`", argv[optind - 1]);
}

static const struct option known[] = {
    {"wine", required_argument, NULL, WINE},
    {"arch", required_argument, NULL, ARCHITECTURE},
    {"only", required_argument, NULL, ONLY},
    {"repeat", required_argument, NULL, REPEAT},
    {"shard", required_argument, NULL, SHARD},
    {"jobs", required_argument, NULL, JOBS},
    {"output", required_argument, NULL, 'o'},
    {"binary", required_argument, NULL, BINARY},
    {"schedules", no_argument, NULL, SCHEDULES},
    {"resume", no_argument, NULL, RESUME},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

bool options_parse(int argc, char **argv, struct options *options, struct trouble *trouble)
{
    *options =
        (struct options){.architectures = WINE_X86_64, .output = "twinpipe-out", .repeat = 1, .jobs = 1};
    int letter;
    optind = 0;
    while ((letter = getopt_long(argc, argv, letters, known, NULL)) != -1) {
        if (letter == ':')
            return trouble_set(trouble, "%s wants a value; see `twinpipe run --help`", argv[optind - 1]);
        if (letter == '?')
            return unknown_option(argv, trouble);
        if (!take(options, letter, optarg, trouble))
            return false;
    }
    if (optind < argc)
        return trouble_set(trouble, "unknown argument %s; see `twinpipe run --help`", argv[optind]);
    if (options->all_wines && options->wine_count)
        return trouble_set(trouble, "--wine all is every Wine already; leave out --wine %s",
                           options->wines[0]);
    if (options->all_architectures && options->binary)
        return trouble_set(trouble, "--binary is of one architecture; name it in place of --arch all");
    return true;
}
