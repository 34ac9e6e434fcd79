#include "compare.h"
#include "command.h"
#include "compare_view.h"
#include "printout.h"
#include "wording.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NO_DIFFERENCE, SOME_DIFFERENCE };

static const char name[] = "compare";

typedef void (*writer)(FILE *out, const struct compare_view *view);

struct options {
    writer write;
    const char *path[2]; /* the second is NULL against allowed values */
};

static const char help[] =
    "Usage: twinpipe compare RUN [RUN] [--format text|markdown|json]\n"
    "\n"
    "Prints the differences of two runs. With one run, prints what lies outside the values that\n"
    "Windows is expected to give, and says for each why that is believed.\n"
    "\n"
    "  --format FORMAT   text (the default), markdown or json\n"
    "  --help            this text\n"
    "\n"
    "Exit code: 0 no difference, 1 some, 2 trouble.\n"
    "\n"
    "Example: twinpipe compare wine-8.0-x86_64.run wine-10.0-x86_64.run --format markdown >changes.md\n";

static writer writer_called(const char *word)
{
    if (!strcmp(word, "text"))
        return compare_write_text;
    if (!strcmp(word, "markdown"))
        return compare_write_markdown;
    return strcmp(word, "json") ? NULL : compare_write_json;
}

/* Returns the exit code if there is nothing more to do, else -1. */
static int parse(int argc, char **argv, struct options *options)
{
    static const char letters[] = ":h";
    static const struct option known[] = {
        {"format", required_argument, NULL, COMMAND_LONG}, {"help", no_argument, NULL, 'h'}, {0}};
    int option;
    *options = (struct options){.write = compare_write_text};
    optind = 0;
    opterr = 0;
    while ((option = getopt_long(argc, argv, letters, known, NULL)) != -1) {
        if (option == 'h')
            return command_help(name, help);
        if (option != COMMAND_LONG)
            return command_bad_option(name, argv, letters, option);
        options->write = writer_called(optarg);
        if (!options->write)
            return command_trouble(name, "unknown format `%s`: give text, markdown or json", optarg);
    }
    if (argc - optind < 1 || argc - optind > 2)
        return command_trouble(name, "give one or two run files; see twinpipe compare --help");
    options->path[0] = argv[optind];
    options->path[1] = argv[optind + 1]; /* argv ends with NULL */
    return -1;
}

static void warn(struct compare_view *view, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void warn(struct compare_view *view, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&view->warnings[view->warning_count], format, arguments) >= 0)
        view->warning_count++;
    va_end(arguments);
}

static bool heads_equal(const struct difference_list *list, const char *key)
{
    return !strcmp(run_file_head(list->run[0], key), run_file_head(list->run[1], key));
}

static void collect_warnings(struct compare_view *view)
{
    const struct difference_list *list = view->list;
    for (int i = 0; i < 2 && list->run[i]; i++) {
        if (list->run[i]->incomplete)
            warn(view, "%s is incomplete: it was cut short or is still being written", list->run[i]->path);
    }
    if (!list->run[1])
        return;
    if (!heads_equal(list, "binary-sha256"))
        warn(view,
             "the runs are not of the same binary (SHA-256 %.12s and %.12s): a difference may be the test's",
             run_file_head(list->run[0], "binary-sha256"), run_file_head(list->run[1], "binary-sha256"));
    if (!heads_equal(list, "architecture"))
        warn(view, "the architectures differ: %s and %s", run_file_head(list->run[0], "architecture"),
             run_file_head(list->run[1], "architecture"));
    if (!heads_equal(list, "isolation"))
        warn(view, "the isolation differs: %s and %s; answers can differ between a sandbox and the host",
             run_file_head(list->run[0], "isolation"), run_file_head(list->run[1], "isolation"));
}

static int print(const struct options *options, struct difference_list *list)
{
    struct compare_view view = {.list = list};
    struct printout printout;
    struct trouble reason = {0};
    collect_warnings(&view);
    printout_begin(&printout);
    options->write(printout.out, &view);
    int code = list->count ? SOME_DIFFERENCE : NO_DIFFERENCE;
    if (!printout_end(&printout, &reason))
        code = command_trouble(name, "%s", reason.text);
    while (view.warning_count)
        free(view.warnings[--view.warning_count]);
    return code;
}

int compare_command(int argc, char **argv)
{
    struct options options;
    struct trouble reason = {0};
    int code = parse(argc, argv, &options);
    if (code >= 0)
        return code;
    struct run_file *first = run_file_load(options.path[0], &reason);
    if (!first)
        return command_trouble(name, "%s", reason.text);
    struct run_file *second = options.path[1] ? run_file_load(options.path[1], &reason) : NULL;
    if (options.path[1] && !second) {
        run_file_free(first);
        return command_trouble(name, "%s", reason.text);
    }
    struct difference_list *list = second ? difference_runs(first, second) : difference_allowed(first);
    code = print(&options, list);
    difference_list_free(list);
    run_file_free(first);
    run_file_free(second);
    return code;
}
