#include "wine_runner/bug.h"

#include "wine_runner/bug_making.h"
#include "wine_runner/files.h"
#include "wine_runner/help.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/test_binary.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of the runs that were given: the difference is in one of them. */
static const struct run_file *run_of(const struct making *making)
{
    const struct run_behaviour *behaviour = making->bug.difference->behaviour;
    for (size_t i = 0; i < making->bug.run_count; i++)
        for (size_t k = 0; k < making->runs[i]->behaviour_count; k++)
            if (&making->runs[i]->behaviours[k] == behaviour)
                return making->runs[i];
    return making->runs[0];
}

static bool load(struct making *making, struct trouble *trouble)
{
    struct bug *bug = &making->bug;
    for (size_t i = 0; i < making->options.run_count; i++) {
        making->runs[i] = run_file_load(making->options.runs[i], trouble);
        if (!making->runs[i])
            return false;
        bug->runs[bug->run_count++] = making->runs[i];
    }
    bug->difference =
        bug_find(bug->runs, bug->run_count, making->options.fingerprint, &making->list, trouble);
    if (!bug->difference)
        return false;
    making->run = run_of(making);
    if (making->options.known) {
        making->known = known_file_load(making->options.known, trouble);
        if (!making->known)
            return false;
        const struct known_line *line =
            known_file_find(making->known, bug->difference->behaviour->id, bug->difference->label,
                            bug->difference->side[0].values[0].seen);
        bug->reason = line ? line->reason : NULL;
    }
    return true;
}

/* An empty directory of that name may be there. */
static bool is_free(const char *path, struct trouble *trouble)
{
    DIR *directory = opendir(path);
    int entries = 0;
    if (!directory)
        return errno == ENOENT || trouble_set(trouble, "%s: %s; give -o another name", path, strerror(errno));
    while (readdir(directory))
        entries++;
    closedir(directory);
    return entries <= 2 || trouble_set(trouble, "%s is not empty; give -o another name", path);
}

static bool make_directory(struct making *making, struct trouble *trouble)
{
    char parent[PATH_MAX], name[PATH_MAX];
    if (!is_free(making->options.output, trouble))
        return false;
    snprintf(name, sizeof name, "%.4000s", making->options.output);
    while (strlen(name) > 1 && name[strlen(name) - 1] == '/')
        name[strlen(name) - 1] = '\0';
    char *slash = strrchr(name, '/');
    if (slash)
        *slash = '\0';
    if (!realpath(!slash ? "." : slash == name ? "/" : name, parent))
        return trouble_set(trouble, "%s: %s", making->options.output, strerror(errno));
    snprintf(making->directory, sizeof making->directory, "%.4000s/twinpipe-bug-XXXXXX", parent);
    if (mkdtemp(making->directory) && !chmod(making->directory, 0755))
        return true;
    making->directory[0] = '\0';
    return trouble_set(trouble, "%s: %s", parent, strerror(errno));
}

static bool write_report(struct making *making, struct trouble *trouble)
{
    char path[PATH_MAX];
    static const char *const left[] = {"repro.exe", "run.bat"};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        if (path_join(path, making->directory, left[i], trouble))
            remove(path);
    if (!making->bug.build && path_join(path, making->directory, "repro.c", trouble))
        remove(path);
    if (!path_join(path, making->directory, "report.md", trouble))
        return false;
    FILE *out = fopen(path, "w");
    if (!out)
        return trouble_set(trouble, "%s: %s", path, strerror(errno));
    bug_report_write(out, &making->bug);
    bool is_bad = ferror(out);
    if (fclose(out) || is_bad)
        return trouble_set(trouble, "%s: %s", path, strerror(errno));
    if (rename(making->directory, making->options.output))
        return trouble_set(trouble, "%s: %s", making->options.output, strerror(errno));
    making->directory[0] = '\0';
    return true;
}

/* Of those that run programs of the run's architecture the Wine that the run is of; the first one if this
 * machine does not have it. */
static const struct wine *choose_wine(const struct making *making, struct trouble *trouble)
{
    const struct wine_list *wines = &making->execution.wines;
    const struct wine *chosen = NULL;
    for (size_t i = 0; i < wines->count; i++) {
        const struct wine *wine = &wines->list[i];
        const bool is_fit = wine->architectures & wine_architecture_of(making->architecture);
        if (is_fit && strcmp(wine->build, run_file_head(making->run, "build")) == 0)
            return wine;
        if (is_fit && !chosen)
            chosen = wine;
    }
    if (!chosen)
        trouble_set(
            trouble,
            "no Wine here runs programs for %s, of which the run is; `twinpipe wines install bookworm` "
            "brings one",
            making->architecture);
    return chosen;
}

/* The run's own words; a reproducer is made for the two that there is a compiler for. */
static bool choose_architecture(struct making *making, struct trouble *trouble)
{
    making->architecture = run_file_head(making->run, "architecture");
    if (!wine_architecture_of(making->architecture))
        return trouble_set(trouble, "%s: architecture `%s` is neither x86_64 nor i686", making->run->path,
                           making->architecture);
    snprintf(making->build, sizeof making->build, "%s%s", making->architecture,
             making->options.form == REPRODUCER_WINETEST ? REPRODUCER_BUILD_WINETEST : REPRODUCER_BUILD);
    return true;
}

static bool make(struct making *making, struct trouble *trouble)
{
    struct bug *bug = &making->bug;
    const struct wine *wine;
    char *title = bug_title(bug);
    snprintf(making->title, sizeof making->title, "%s", title);
    free(title);
    if (!choose_architecture(making, trouble) || !execution_begin(&making->execution, NULL, trouble) ||
        !(wine = choose_wine(making, trouble)) ||
        !test_binary_find(making->options.binary, "x86_64", making->execution.self, making->binary,
                          trouble) ||
        !make_directory(making, trouble) || !execution_take(&making->execution, wine, trouble))
        return false;
    struct program *program = NULL;
    bug->tried_under = making->execution.wine->build;
    if (!bug_read_traces(making, &program, trouble))
        return false;
    if (bug_make_reproducer(making, program))
        bug->build = making->build;
    program_free(program);
    if (interrupt_signal())
        return trouble_set(trouble, "interrupted; nothing is written");
    bug->why_none = making->why;
    bug->tries_text = making->tries;
    return write_report(making, trouble);
}

static void say(const struct making *making)
{
    printf("%s: %s\n", making->options.output, making->title);
    if (making->bug.build)
        fputs(making->tries, stdout);
    else
        printf("- no reproducer: %s\n", making->why);
}

static void release(struct making *making)
{
    if (making->directory[0])
        remove_tree(making->directory);
    execution_end(&making->execution);
    difference_list_free(making->list);
    for (size_t i = 0; i < BUG_RUNS_MOST; i++)
        run_file_free(making->runs[i]);
    known_file_free(making->known);
    free(making->trace);
    free(making);
}

int bug_command(int argc, char **argv)
{
    struct making *making = calloc(1, sizeof *making);
    struct trouble trouble = {0};
    int code = 2;
    if (!making)
        return 2;
    if (!bug_options_parse(argc, argv, &making->options, &trouble)) {
        fprintf(stderr, "twinpipe bug: %s\n", trouble.text);
    } else if (making->options.help) {
        code = help_print("bug");
    } else if (is_free(making->options.output, &trouble) && load(making, &trouble) &&
               make(making, &trouble)) {
        say(making);
        code = help_printed(making->bug.build ? 0 : 1);
    } else {
        fprintf(stderr, "twinpipe bug: %s\n", trouble.text);
    }
    release(making);
    interrupt_obey();
    return code;
}
