#include "wine_runner/bug.h"

#include "results/bug/title.h"
#include "wine_runner/bug_headers.h"
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
    if (!making->bug.build) {
        bug_headers_remove(making->directory);
        if (path_join(path, making->directory, "repro.c", trouble))
            remove(path);
    }
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

/* Of those that run what the reproducer is made of, a trace in 64 bits and a program of the run's
 * architecture, the Wine that the run is of; the first one if this machine does not have it. NULL if there is
 * none: then `why` says so. */
static const struct wine *choose_wine(struct making *making)
{
    const struct wine_list *wines = &making->execution.wines;
    const unsigned wanted = WINE_X86_64 | wine_architecture_of(making->architecture);
    const struct wine *chosen = NULL;
    for (size_t i = 0; i < wines->count; i++) {
        const struct wine *wine = &wines->list[i];
        if ((wine->architectures & wanted) != wanted)
            continue;
        if (strcmp(wine->build, run_file_head(making->run, "build")) == 0)
            return wine;
        if (!chosen)
            chosen = wine;
    }
    if (!chosen)
        snprintf(making->why, sizeof making->why,
                 "%s is of %s, and no Wine here runs such programs beside those of 64 bits, which its trace "
                 "is made with; `twinpipe wines install SUITE` may bring one",
                 making->run->path, making->architecture);
    return chosen;
}

/* The run's own word. False, and `why` says so, for one that there is no Wine and no compiler for. */
static bool choose_architecture(struct making *making)
{
    making->architecture = run_file_head(making->run, "architecture");
    if (!wine_architecture_of(making->architecture)) {
        snprintf(making->why, sizeof making->why, "reproducers are made for x86_64 and i686, and %s is of %s",
                 making->run->path, making->architecture);
        return false;
    }
    snprintf(making->build, sizeof making->build, "%s%s", making->architecture,
             making->bug.is_unit ? REPRODUCER_BUILD_WINETEST : REPRODUCER_BUILD);
    return true;
}

/* A trace, and a program made of it. That there can be none is no trouble, `why` says why. */
static bool make_program(struct making *making, struct trouble *trouble)
{
    const struct wine *wine = choose_architecture(making) ? choose_wine(making) : NULL;
    struct program *program = NULL;
    if (!wine)
        return true;
    making->progress.total = 2 + bug_count_others(making, wine);
    bug_show_progress(making, wine, "trace");
    if (!execution_take(&making->execution, wine, trouble))
        return false;
    making->bug.tried_under = wine->build;
    if (!bug_read_traces(making, &program, trouble))
        return false;
    if (bug_make_reproducer(making, program))
        making->bug.build = making->build;
    program_free(program);
    return !interrupt_signal() || trouble_set(trouble, "interrupted; nothing is written");
}

static bool make(struct making *making, struct trouble *trouble)
{
    struct bug *bug = &making->bug;
    char *title = bug_title(bug);
    snprintf(making->title, sizeof making->title, "%s", title);
    free(title);
    bug->is_unit = making->options.form == REPRODUCER_WINETEST;
    if (!test_binary_find(making->options.binary, "x86_64", making->execution.self, making->binary,
                          trouble) ||
        !make_directory(making, trouble) ||
        (bug->is_unit && !bug_headers_copy(making->execution.self, making->directory, trouble)) ||
        !make_program(making, trouble))
        return false;
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
    const bool is_parsed = bug_options_parse(argc, argv, &making->options, &trouble);
    const bool is_made = is_parsed && !making->options.help && bug_load(making, &trouble) &&
                         is_free(making->options.output, &trouble) && make(making, &trouble);
    progress_clear(&making->display);
    if (is_made) {
        say(making);
        code = help_printed(making->bug.build ? 0 : 1);
    } else if (is_parsed && making->options.help) {
        code = help_print("bug");
    } else {
        fprintf(stderr, "twinpipe bug: %s\n", trouble.text);
    }
    release(making);
    interrupt_obey();
    return code;
}
