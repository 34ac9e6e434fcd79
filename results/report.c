#include "report.h"
#include "command.h"
#include "known_lists.h"
#include "memory.h"
#include "output.h"
#include "report_data.h"
#include "report_known.h"
#include "report_page.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DONE = 0, TROUBLE = COMMAND_TROUBLE };

static const char name[] = "report";

static const char help[] =
    "usage: twinpipe report RUN... -o FILE.html [--known DIR|[PLATFORM=]FILE]...\n"
    "\n"
    "Writes one self-contained HTML file: behaviours x runs, every difference from what is\n"
    "expected of Windows with its reason, what changed from one run of the same kind to the next\n"
    "in the order given, Wines by their versions, and a page behind each cell. Any browser opens it.\n"
    "\n"
    "  -o, --output FILE          the file to write; an old one is replaced when the new one is complete\n"
    "      --known DIR|[PLATFORM=]FILE\n"
    "                             the known differences, with their reasons. DIR, results/known, has\n"
    "                             lists from which each run gets its own: PLATFORM.tsv and\n"
    "                             PLATFORM-ARCH.tsv, of schedules PLATFORM-schedules.tsv and\n"
    "                             PLATFORM-schedules-ARCH.tsv; one DIR. FILE is the list of one platform;\n"
    "                             without PLATFORM= the file's name says it (wine-8.0.tsv), or there is\n"
    "                             only one.\n"
    "                             PLATFORM-schedules, of runs of schedules, goes before\n"
    "                             PLATFORM-ARCHITECTURE (wine-8.0-i686), and that before PLATFORM\n"
    "  -h, --help                 this text\n"
    "\n"
    "A run that is cut short is shown, and said to be incomplete. Exit code 0, or 2 for trouble.\n"
    "\n"
    "Example:\n"
    "  twinpipe report build/out/*.run --known results/known -o report.html\n";

struct options {
    const char *output;
    const char **known;
    size_t known_count;
    char **runs;
    size_t run_count;
};

/* Returns false when the command is over: *CODE says how. */
static bool parse(int argc, char **argv, struct options *options, int *code)
{
    static const char letters[] = ":o:h";
    static const struct option longs[] = {{"output", required_argument, NULL, 'o'},
                                          {"known", required_argument, NULL, COMMAND_LONG},
                                          {"help", no_argument, NULL, 'h'},
                                          {NULL, 0, NULL, 0}};
    opterr = 0;
    optind = 0;
    *code = DONE;
    for (int option; (option = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
        if (option == 'h')
            return *code = command_help(name, help), false;
        else if (option == 'o')
            options->output = optarg;
        else if (option == COMMAND_LONG)
            options->known[options->known_count++] = optarg;
        else
            *code = command_bad_option(name, argv, letters, option);
        if (*code != DONE)
            return false;
    }
    options->runs = argv + optind;
    options->run_count = (size_t)(argc - optind);
    if (options->run_count == 0)
        *code = command_trouble(name, "give one run file or more; see twinpipe report --help");
    else if (!options->output)
        *code = command_trouble(name, "give the file to write, -o FILE.html; see twinpipe report --help");
    return *code == DONE;
}

static const char *platform_of(const struct report_run *run)
{
    return run_file_head(run->file, "platform");
}

static bool is_of_wine(const struct report_run *run)
{
    return strncmp(platform_of(run), "wine-", 5) == 0;
}

static bool load_known(struct report_run *runs, struct known_file **known, const struct options *options,
                       struct trouble *trouble)
{
    const bool alone = options->known_count == 1;
    const char *directory = NULL;
    for (size_t i = 0; i < options->known_count; i++) {
        if (known_lists_is_directory(options->known[i])) {
            if (directory)
                return trouble_set(trouble, "--known: two directories, %s and %s; give one, and single lists",
                                   directory, options->known[i]);
            directory = options->known[i];
            if (!report_known_load_directory(options->known[i], runs, options->run_count, trouble))
                return false;
            continue;
        }
        known[i] = report_known_load(options->known[i], alone, runs, options->run_count, trouble);
        if (!known[i] || !known_file_spared(known[i], options->output, trouble))
            return false;
    }
    for (size_t i = 0; i < options->run_count; i++) {
        if (!known_file_spared(runs[i].own_known, options->output, trouble))
            return false;
    }
    return true;
}

static bool are_of_one_kind(const struct report_run *one, const struct report_run *other)
{
    return is_of_wine(one) && is_of_wine(other) &&
           strcmp(run_file_head(one->file, "architecture"), run_file_head(other->file, "architecture")) ==
               0 &&
           run_file_has_option(one->file, "--schedules") == run_file_has_option(other->file, "--schedules");
}

/* Those of one kind by the versions of their Wines, in the places that were given to that kind: what changed
 * is told from each to the next. */
static void sort_by_version(struct report_run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct report_run moved = runs[i];
        size_t place = i;
        for (size_t j = i; j-- > 0;) {
            if (!are_of_one_kind(&runs[j], &moved))
                continue;
            if (strverscmp(platform_of(&runs[j]), platform_of(&moved)) <= 0)
                break;
            runs[place] = runs[j];
            place = j;
        }
        runs[place] = moved;
    }
}

static bool load(struct report_run *runs, struct known_file **known, const struct options *options,
                 struct trouble *trouble)
{
    for (size_t i = 0; i < options->run_count; i++) {
        if (!output_spares(options->output, options->runs[i], trouble))
            return false;
        struct run_file *file = run_file_load(options->runs[i], trouble);
        if (!file)
            return false;
        runs[i].file = file;
    }
    sort_by_version(runs, options->run_count);
    if (!load_known(runs, known, options, trouble))
        return false;
    for (size_t i = 0; i < options->run_count; i++)
        runs[i].judgement = judgement_new(runs[i].file, runs[i].known);
    return true;
}

static bool write_report(const struct report_run *runs, size_t count, const char *path,
                         struct trouble *trouble)
{
    char *page = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&page, &size);
    json_t *data = report_data(runs, count);
    if (memory && data)
        report_page_write(memory, data);
    bool complete = memory && fclose(memory) == 0 && data;
    json_decref(data);
    bool written = complete ? output_write(path, page, size, trouble)
                            : trouble_set(trouble, "out of memory; give fewer runs");
    free(page);
    return written;
}

static bool has_directory(const struct options *options)
{
    for (size_t i = 0; i < options->known_count; i++) {
        if (known_lists_is_directory(options->known[i]))
            return true;
    }
    return false;
}

/* Of Windows nothing is known to differ, so that it has no list. */
static void tell(const struct report_run *runs, const struct options *options)
{
    const bool wants_lists = has_directory(options);
    for (size_t i = 0; i < options->run_count; i++) {
        const struct run_file *file = runs[i].file;
        if (wants_lists && !runs[i].known && !run_file_is_windows(file))
            command_trouble(name, "%s: nothing is known of %s%s, there is no such list; the report says so",
                            file->path, run_file_has_option(file, "--schedules") ? "the schedules of " : "",
                            run_file_head(file, "platform"));
        if (file->incomplete)
            command_trouble(name, "%s is incomplete: it has no end line; the report says so", file->path);
    }
}

static int report(const struct options *options)
{
    struct trouble problem;
    struct report_run *runs = memory_new(options->run_count, sizeof *runs);
    struct known_file **known = memory_new(options->known_count, sizeof(*known));
    bool written = load(runs, known, options, &problem) &&
                   write_report(runs, options->run_count, options->output, &problem);
    if (written)
        tell(runs, options);
    else
        command_trouble(name, "%s", problem.text);
    for (size_t i = 0; i < options->run_count; i++) {
        judgement_free(runs[i].judgement);
        known_file_free(runs[i].own_known);
        run_file_free(runs[i].file);
    }
    for (size_t i = 0; i < options->known_count; i++)
        known_file_free(known[i]);
    free(known);
    free(runs);
    return written ? DONE : TROUBLE;
}

int report_command(int argc, char **argv)
{
    int code;
    struct options options = {.known = memory_new((size_t)argc, sizeof(*options.known))};
    if (parse(argc, argv, &options, &code))
        code = report(&options);
    free(options.known);
    return code;
}
