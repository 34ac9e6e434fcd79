#include "wine_runner/export.h"

#include "results/command.h"
#include "results/known.h"
#include "results/output.h"
#include "wine_runner/export_files.h"
#include "wine_runner/export_names.h"
#include "wine_runner/export_texts.h"
#include "wine_runner/files.h"
#include "wine_runner/help.h"
#include "wine_runner/source_tree.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char name[] = "export-wine";

struct options {
    const char *wine, *output;
};

/* Returns the exit code if there is nothing more to do, else -1. */
static int parse(int argc, char **argv, struct options *options)
{
    static const char letters[] = ":o:h";
    static const struct option longs[] = {{"for", required_argument, NULL, COMMAND_LONG},
                                          {"output", required_argument, NULL, 'o'},
                                          {"help", no_argument, NULL, 'h'},
                                          {0}};
    int option;
    *options = (struct options){0};
    optind = 0;
    opterr = 0;
    while ((option = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        if (option == 'h')
            return help_print(name);
        if (option != 'o' && option != COMMAND_LONG)
            return command_bad_option(name, argv, letters, option);
        *(option == 'o' ? &options->output : &options->wine) = optarg;
    }
    if (optind < argc)
        return command_trouble(name, "unknown argument %s; see `twinpipe export-wine --help`", argv[optind]);
    if (!options->wine || !options->output || !options->output[0])
        return command_trouble(name, "give both --for, a Wine such as wine-8.0, and -o, a new directory");
    return -1;
}

/* What is written is put there in one step, when it is whole. */
static bool put(const char *directory, const char *file, char *text, struct trouble *trouble)
{
    char path[PATH_MAX];
    const bool is_put =
        text && path_join(path, directory, file, trouble) && output_write(path, text, strlen(text), trouble);
    free(text);
    return is_put;
}

/* A bare version is Wine's. */
static const char *beginning(const char *wine)
{
    return wine[0] >= '0' && wine[0] <= '9' ? "wine-" : "";
}

/* How much of the end of a name says that it is a list of a part of what is known of a Wine. */
static size_t part_at_end(const char *wine, size_t length)
{
    static const char *const parts[] = {"-schedules", "-x86_64", "-i686", "-aarch64"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const size_t part = strlen(parts[i]);
        if (length > part && memcmp(wine + length - part, parts[i], part) == 0)
            return part;
    }
    return 0;
}

static bool is_whole(const char *wine, struct trouble *trouble)
{
    size_t length = strlen(wine);
    for (size_t part; (part = part_at_end(wine, length));)
        length -= part;
    return !wine[length] ||
           trouble_set(trouble,
                       "%s is a list of a part of what is known of a Wine; give --for %s%.*s, which "
                       "is all of it",
                       wine, beginning(wine), (int)length, wine);
}

static bool known_path(const char *root, const char *wine, const char *end, char path[PATH_MAX],
                       struct trouble *trouble)
{
    char file[NAME_MAX + 1];
    snprintf(file, sizeof file, "results/known/%s%s%s.tsv", beginning(wine), wine, end);
    return path_join(path, root, file, trouble);
}

static struct known_file *load_known(const char *path, const char *wine, struct trouble *trouble)
{
    if (access(path, R_OK) == 0)
        return known_file_load(path, trouble);
    trouble_set(trouble,
                "nothing is known of %s: there is no %s; run the suite there and write one, or give --for "
                "another Wine",
                wine, path);
    return NULL;
}

static bool write_known(const char *root, const char *wine, const char *directory, struct trouble *trouble)
{
    char path[PATH_MAX], more_path[PATH_MAX];
    if (!is_whole(wine, trouble) || !known_path(root, wine, "", path, trouble) ||
        !known_path(root, wine, "-i686", more_path, trouble))
        return false;
    struct known_file *known = load_known(path, wine, trouble), *more = NULL;
    const bool has_more = access(more_path, F_OK) == 0;
    if (known && has_more)
        more = load_known(more_path, wine, trouble);
    const bool is_put =
        known && (more || !has_more) && put(directory, EXPORT_KNOWN, export_known(known, more), trouble);
    known_file_free(known);
    known_file_free(more);
    return is_put;
}

static bool write_all(const char *root, const char *wine, const char *directory, struct trouble *trouble)
{
    struct words files = {0};
    bool is_written = write_known(root, wine, directory, trouble) &&
                      export_files_collect(root, &files, trouble) &&
                      put(directory, "Makefile.in", export_makefile(root, &files, trouble), trouble) &&
                      put(directory, EXPORT_REDIRECT, export_redirect(root, trouble), trouble);
    for (size_t i = 0; is_written && i < files.count; i++) {
        char flat[NAME_MAX + 1];
        export_flat(files.list[i], flat);
        is_written = put(directory, flat, export_source(root, files.list[i], trouble), trouble);
    }
    words_free(&files);
    return is_written;
}

static bool write_directory(const struct options *options, struct trouble *trouble)
{
    char root[PATH_MAX], beside[PATH_MAX];
    if (!source_tree_find(root, trouble))
        return false;
    size_t length = strlen(options->output);
    while (length > 1 && options->output[length - 1] == '/')
        length--;
    if (snprintf(beside, sizeof beside, "%.*s.XXXXXX", (int)length, options->output) >= PATH_MAX)
        return trouble_set(trouble, "the path %.80s... is too long", options->output);
    if (!mkdtemp(beside))
        return trouble_set(trouble, "cannot make a directory beside %s: %s", options->output,
                           strerror(errno));
    const mode_t mask = umask(0);
    umask(mask);
    bool is_written = write_all(root, options->wine, beside, trouble) && chmod(beside, 0777 & ~mask) == 0;
    if (is_written && rename(beside, options->output) != 0)
        is_written = trouble_set(trouble, "%s is there and is not an empty directory (%s); give a new one",
                                 options->output, strerror(errno));
    if (!is_written)
        remove_tree(beside);
    return is_written;
}

int export_command(int argc, char **argv)
{
    struct options options;
    struct trouble trouble = {0};
    const int code = parse(argc, argv, &options);
    if (code >= 0)
        return code;
    return write_directory(&options, &trouble) ? 0 : command_trouble(name, "%s", trouble.text);
}
