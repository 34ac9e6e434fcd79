#include "wine_runner/bug.h"

#include "results/bug/program.h"
#include "results/bug/race.h"
#include "results/known.h"
#include "results/memory.h"
#include "results/observed.h"
#include "results/wording.h"
#include "wine_runner/bug_options.h"
#include "wine_runner/bug_try.h"
#include "wine_runner/dos_path.h"
#include "wine_runner/files.h"
#include "wine_runner/help.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/test_binary.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TRACE_SECONDS = 120, ATTEMPTS = 5 };

struct making {
    struct bug_options options;
    struct run_file *runs[BUG_RUNS_MOST];
    struct difference_list *list;
    struct known_file *known;
    struct bug bug;
    struct execution execution;
    char binary[PATH_MAX], directory[PATH_MAX]; /* a temporary one, until all is written; empty */
    char tries[4096], why[1024], title[512];
    char *trace;
};

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

/* Both traces of the behaviour, one after the other: that for people, and that for programs. */
static char *trace(struct making *making, struct trouble *trouble)
{
    char dos[PATH_MAX], lines[2 * PATH_MAX + 1024];
    const char *id = making->bug.difference->behaviour->id;
    if (!dos_path(making->binary, dos, sizeof dos))
        return trouble_set(trouble, "a Windows program cannot name %s; move it elsewhere", making->binary),
               NULL;
    snprintf(lines, sizeof lines, "\"%s\" trace %.400s\r\n\"%s\" trace %.400s --program\r\n", dos, id, dos,
             id);
    return bug_run_batch(&making->execution, making->directory, lines, TRACE_SECONDS, trouble);
}

/* Cut after the line of the observation, and where it becomes long. */
static void cut_trace(char *text, const char *label)
{
    char line[512];
    snprintf(line, sizeof line, "= %s: ", label);
    char *place = strstr(text, line), *end = place ? strchr(place, '\n') : NULL;
    if (end)
        end[1] = '\0';
}

static const char *build_command(const struct making *making)
{
    return making->options.form == REPRODUCER_WINETEST ? REPRODUCER_BUILD_WINETEST : REPRODUCER_BUILD;
}

static struct reproducer_about about(const struct making *making)
{
    const struct difference *difference = making->bug.difference;
    return (struct reproducer_about){
        .title = making->title,
        .summary = difference->behaviour->summary,
        .source = difference->behaviour->source,
        .expected = wording_expected(difference->provenance),
        .label = difference->label,
        .kind = difference->kind,
        .allowed = difference->allowed,
        .seen = difference->side[0].values[0].seen,
        .build = build_command(making),
        .form = making->options.form,
    };
}

/* The function that the platform lacks, if that is the difference: such a behaviour notes its name. */
static const char *missing_function(const struct difference *difference)
{
    const struct run_repeat *repeat = difference->behaviour->repeats;
    if (strcmp(difference->label, OBSERVED_OUTCOME) || !difference->behaviour->repeat_count ||
        repeat->outcome != RUN_NOT_SUPPORTED)
        return NULL;
    for (const struct run_remark *note = repeat->notes; note; note = note->next)
        if (isupper((unsigned char)note->text[0]) && !strpbrk(note->text, " .,:;"))
            return note->text;
    return NULL;
}

static bool write_known(FILE *out, const struct making *making, struct reproducer_about *what, uint64_t *seen)
{
    const struct difference *difference = making->bug.difference;
    const char *race = race_find(difference->behaviour->id, difference->label);
    const char *missing = missing_function(difference);
    if (race) {
        race_write(out, what, race);
        *seen = 1;
    } else if (missing) {
        what->label = missing;
        what->allowed = "exported";
        what->seen = "not exported";
        reproducer_write_export(out, what, missing);
        *seen = 0;
    }
    return race || missing;
}

/* A race, or a function that is not there, has one reproducer, whatever the trace says. */
static bool write_attempt(struct making *making, struct program *program, int attempt, uint64_t *seen,
                          struct trouble *trouble)
{
    char path[PATH_MAX];
    struct reproducer_about what = about(making);
    if (!path_join(path, making->directory, "repro.c", trouble))
        return false;
    FILE *out = fopen(path, "w");
    if (!out)
        return trouble_set(trouble, "%s: %s", path, strerror(errno));
    bool is_written = write_known(out, making, &what, seen);
    if (is_written && attempt)
        is_written = trouble_set(trouble, "there is no other one");
    else if (!is_written && program)
        is_written = reproducer_write(out, program, &what, attempt, seen, trouble);
    else if (!is_written)
        trouble_set(trouble, "%.900s", making->why);
    if (fclose(out))
        return trouble_set(trouble, "%s: %s", path, strerror(errno));
    return is_written;
}

static void note(struct making *making, const char *text, const struct bug_try *result)
{
    size_t length = strlen(making->tries);
    snprintf(making->tries + length, sizeof making->tries - length, "- %s: the difference in %d of %d runs\n",
             text, result->shown, BUG_TRIES);
}

/* The same program under every other Wine of this machine. */
static void try_others(struct making *making, uint64_t seen)
{
    struct execution *execution = &making->execution;
    for (size_t i = 1; i < execution->wines.count; i++) {
        struct bug_try result;
        struct trouble ignored = {0};
        if (execution_take(execution, &execution->wines.list[i], &ignored) &&
            bug_try(execution, making->directory, making->options.form, seen, &result, &ignored))
            note(making, execution->wine->build, &result);
    }
}

/* The attempts, the likeliest first, until one shows the difference. False: none does, and `why` says so. */
static bool make_reproducer(struct making *making, struct program *program)
{
    uint64_t seen = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        struct trouble trouble = {0};
        struct bug_try result = {0};
        if (!write_attempt(making, program, attempt, &seen, &trouble)) {
            if (!attempt)
                snprintf(making->why, sizeof making->why, "%s", trouble.text);
            return false;
        }
        bool is_run =
            bug_build(&making->execution, making->directory, making->options.form, &trouble) &&
            bug_try(&making->execution, making->directory, making->options.form, seen, &result, &trouble);
        if (is_run && result.shown >= BUG_TRIES_NEEDED) {
            note(making, making->execution.wine->build, &result);
            try_others(making, seen);
            return true;
        }
        if (attempt)
            continue;
        if (is_run)
            snprintf(making->why, sizeof making->why,
                     "the one that was made shows the difference in %d of %d runs, and %d are needed%s",
                     result.shown, BUG_TRIES, BUG_TRIES_NEEDED,
                     making->trace && strstr(making->trace, "> CreateProcessW(")
                         ? "; the behaviour has a second process, and it has none"
                         : "");
        else
            snprintf(making->why, sizeof making->why, "%s", trouble.text);
    }
    return false;
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

/* A schedule is no behaviour that could be traced: it has neither. */
static bool read_traces(struct making *making, struct program **program, struct trouble *trouble)
{
    struct trouble why = {0};
    char *text = trace(making, trouble);
    char *second = text ? strstr(text, "twinpipe-program\t") : NULL;
    if (!text)
        return false;
    if (!second) {
        free(text);
        snprintf(making->why, sizeof making->why, "%s",
                 strncmp(making->bug.difference->behaviour->id, "schedules/", 10)
                     ? "the test binary has written no program; is it older than this command?"
                     : "it is seen in schedules, of which there is no trace");
        return true;
    }
    *program = program_read(memory_present(strdup(second)), &why);
    snprintf(making->why, sizeof making->why, "%s", why.text);
    *second = '\0';
    cut_trace(text, making->bug.difference->label);
    making->bug.trace = making->trace = text;
    return true;
}

static bool make(struct making *making, struct trouble *trouble)
{
    struct bug *bug = &making->bug;
    char *title = bug_title(bug);
    snprintf(making->title, sizeof making->title, "%s", title);
    free(title);
    if (!execution_begin(&making->execution, NULL, trouble) ||
        !test_binary_find(making->options.binary, "x86_64", making->execution.self, making->binary,
                          trouble) ||
        !make_directory(making, trouble) || !execution_take(&making->execution, NULL, trouble))
        return false;
    struct program *program = NULL;
    if (!read_traces(making, &program, trouble))
        return false;
    if (make_reproducer(making, program))
        bug->build = build_command(making);
    program_free(program);
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
