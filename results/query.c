#include "query.h"
#include "command.h"
#include "printout.h"
#include "query_answer.h"
#include "query_examples.h"
#include "query_index.h"
#include "query_tables.h"
#include "run_paths.h"

#include <getopt.h>
#include <string.h>
#include <sys/stat.h>

static const char name[] = "query";

/* Where the runs are kept in the sources. */
static const char committed_runs[] = "results/runs";

static const char help[] =
    "Usage: twinpipe query QUESTION [RUN...] [--runs DIR]... [--format text|json]\n"
    "       twinpipe query --examples | --tables\n"
    "\n"
    "Answers a question about run files: a SELECT statement of SQL, or the name of a ready one. The files\n"
    "are those given, those below a directory, or by default those below results/runs. They are indexed by\n"
    "SQLite in $XDG_CACHE_HOME/twinpipe/query, and again when one of them changes.\n"
    "\n"
    "  --runs DIR     all files *.run below DIR; may be given several times\n"
    "  --format WORD  text (the default: a header line, then a line a row, fields separated by tabs, - for\n"
    "                 NULL) or json\n"
    "  --examples     print the ready questions\n"
    "  --tables       print the tables and what their columns mean\n"
    "  --help         this text\n"
    "\n"
    "Exit code: 0, or 2 for trouble.\n"
    "\n"
    "Example: twinpipe query \"SELECT id, seen FROM differences WHERE label = 'CancelIoEx'\" "
    "build/out/*.run\n";

struct options {
    const char *question;
    const struct query_example *ready; /* which one it is; NULL: the user's own */
    enum query_format format;
    struct run_paths paths;
    char **runs;
};

static int print_examples(void)
{
    struct printout printout;
    struct trouble reason;
    printout_begin(&printout);
    for (size_t i = 0; i < query_example_count; i++)
        fprintf(printout.out, "%s%s: %s\n%s;\n", i ? "\n" : "", query_examples[i].name,
                query_examples[i].meaning, query_examples[i].sql);
    return printout_end(&printout, &reason) ? 0 : command_trouble(name, "%s", reason.text);
}

static int find_runs(struct options *options, const char *directory)
{
    struct trouble reason;
    return run_paths_find(&options->paths, directory, &reason) ? -1
                                                               : command_trouble(name, "%s", reason.text);
}

static int take(struct options *options, int option, char **argv)
{
    enum { RUNS = COMMAND_LONG, FORMAT, EXAMPLES, TABLES };
    switch (option) {
    case 'h':
        return command_help(name, help);
    case RUNS:
        return find_runs(options, optarg);
    case EXAMPLES:
        return print_examples();
    case TABLES:
        return command_help(name, query_tables);
    case FORMAT:
        options->format = strcmp(optarg, "json") == 0 ? QUERY_JSON : QUERY_TEXT;
        if (options->format == QUERY_JSON || strcmp(optarg, "text") == 0)
            return -1;
        return command_trouble(name, "unknown format `%s`: give text or json", optarg);
    default:
        return command_bad_option(name, argv, ":h", option);
    }
}

/* Returns the exit code if there is nothing more to do, else -1. */
static int parse(int argc, char **argv, struct options *options)
{
    static const struct option known[] = {{"runs", required_argument, NULL, COMMAND_LONG},
                                          {"format", required_argument, NULL, COMMAND_LONG + 1},
                                          {"examples", no_argument, NULL, COMMAND_LONG + 2},
                                          {"tables", no_argument, NULL, COMMAND_LONG + 3},
                                          {"help", no_argument, NULL, 'h'},
                                          {0}};
    int option, code = -1;
    optind = 0;
    opterr = 0;
    while (code < 0 && (option = getopt_long(argc, argv, ":h", known, NULL)) != -1)
        code = take(options, option, argv);
    if (code < 0 && optind == argc)
        code = command_trouble(name, "give a question; see twinpipe query --help");
    if (code < 0) {
        options->question = argv[optind];
        options->runs = argv + optind + 1;
    }
    return code;
}

/* Those given, or the committed ones. */
static int choose_runs(struct options *options)
{
    struct trouble reason;
    struct stat status;
    for (char **run = options->runs; *run; run++)
        if (!run_paths_add(&options->paths, *run, &reason))
            return command_trouble(name, "%s", reason.text);
    if (options->paths.count)
        return -1;
    if (stat(committed_runs, &status) != 0)
        return command_trouble(name, "there is no %s here: give run files after the question, or --runs DIR",
                               committed_runs);
    return find_runs(options, committed_runs);
}

static bool is_word(const char *text)
{
    return text[strspn(text, "abcdefghijklmnopqrstuvwxyz-")] == '\0';
}

static int choose_question(struct options *options)
{
    options->ready = query_example_find(options->question);
    if (options->ready)
        options->question = options->ready->sql;
    else if (is_word(options->question))
        return command_trouble(name, "no ready question is called `%s`; see twinpipe query --examples",
                               options->question);
    return -1;
}

static int answer(const struct options *options)
{
    struct trouble reason = {0};
    struct printout printout;
    sqlite3 *index = query_index_open(&options->paths, &reason);
    if (!index)
        return command_trouble(name, "%s", reason.text);
    printout_begin(&printout);
    size_t rows = 0;
    bool answered = query_answer(index, options->question, options->format, printout.out, &rows, &reason);
    if (answered)
        answered = printout_end(&printout, &reason);
    else
        printout_drop(&printout);
    sqlite3_close(index);
    if (answered && !rows && options->ready)
        command_trouble(name, "nothing was found: `%s` wants %s", options->ready->name,
                        options->ready->wants);
    return answered ? 0 : command_trouble(name, "%s", reason.text);
}

int query_command(int argc, char **argv)
{
    struct options options = {0};
    int code = parse(argc, argv, &options);
    if (code < 0)
        code = choose_question(&options);
    if (code < 0)
        code = choose_runs(&options);
    if (code < 0)
        code = answer(&options);
    run_paths_free(&options.paths);
    return code;
}
