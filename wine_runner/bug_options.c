#include "wine_runner/bug_options.h"

#include <getopt.h>
#include <string.h>

enum { LONG_ONLY = 256, FORM = LONG_ONLY, KNOWN, BINARY };

static const char letters[] = ":o:h";

static const struct option known_options[] = {
    {"output", required_argument, NULL, 'o'},  {"form", required_argument, NULL, FORM},
    {"known", required_argument, NULL, KNOWN}, {"binary", required_argument, NULL, BINARY},
    {"help", no_argument, NULL, 'h'},          {NULL, 0, NULL, 0},
};

static bool take_form(struct bug_options *options, struct trouble *trouble)
{
    if (!strcmp(optarg, "winetest"))
        options->form = REPRODUCER_WINETEST;
    else if (strcmp(optarg, "plain"))
        return trouble_set(trouble, "--form knows plain and winetest, not `%s`", optarg);
    return true;
}

static bool take(struct bug_options *options, int letter, char **argv, struct trouble *trouble)
{
    switch (letter) {
    case 'o':
        options->output = optarg;
        return optarg[0] || trouble_set(trouble, "--output wants a directory");
    case FORM:
        return take_form(options, trouble);
    case KNOWN:
        options->known = optarg;
        return true;
    case BINARY:
        options->binary = optarg;
        return true;
    case 'h':
        options->help = true;
        return true;
    case ':':
        return trouble_set(trouble, "%s wants a value; see `twinpipe bug --help`", argv[optind - 1]);
    default:
        if (optopt && optopt < LONG_ONLY && !strchr(letters, optopt))
            return trouble_set(trouble, "unknown option -%c; see `twinpipe bug --help`", optopt);
        return trouble_set(trouble, "unknown option %s; see `twinpipe bug --help`", argv[optind - 1]);
    }
}

static bool is_fingerprint(const char *text)
{
    size_t length = strlen(text);
    return length && length < FINGERPRINT_SIZE && strspn(text, "0123456789abcdef") == length;
}

bool bug_options_parse(int argc, char **argv, struct bug_options *options, struct trouble *trouble)
{
    int letter;
    optind = 0;
    while ((letter = getopt_long(argc, argv, letters, known_options, NULL)) != -1)
        if (!take(options, letter, argv, trouble))
            return false;
    if (options->help)
        return true;
    if (argc - optind < 2)
        return trouble_set(trouble, "wants a fingerprint and a run file; see `twinpipe bug --help`");
    if (argc - optind - 1 > BUG_RUNS_MOST)
        return trouble_set(trouble, "at most %d run files", BUG_RUNS_MOST);
    options->fingerprint = argv[optind++];
    if (!is_fingerprint(options->fingerprint))
        return trouble_set(trouble,
                           "`%s` is no fingerprint: up to 12 of 0-9a-f, as `twinpipe compare` prints",
                           options->fingerprint);
    while (optind < argc)
        options->runs[options->run_count++] = argv[optind++];
    return true;
}
