#include "results/bug/handwritten.h"
#include "results/bug/title.h"
#include "results/memory.h"
#include "results/wording.h"
#include "wine_runner/bug_making.h"
#include "wine_runner/bug_try.h"
#include "wine_runner/files.h"
#include "wine_runner/interrupt.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ATTEMPTS = 5 };

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
        .build = making->build,
        .form = making->options.form,
    };
}

static bool write_known(FILE *out, const struct making *making, struct reproducer_about *what, uint64_t *seen)
{
    const struct difference *difference = making->bug.difference;
    const struct handwritten *handwritten = handwritten_find(difference->behaviour->id, difference->label);
    const char *missing = bug_missing_function(difference);
    if (handwritten) {
        *seen = handwritten_write(out, what, handwritten);
    } else if (missing) {
        what->label = missing;
        what->allowed = "exported";
        what->seen = "not exported";
        reproducer_write_export(out, what, missing);
        *seen = 0;
    }
    return handwritten || missing;
}

/* What is written by hand, and a function that is not there, has one reproducer, whatever the trace says. */
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
    const bool is_bad = ferror(out);
    if (fclose(out) || is_bad)
        return trouble_set(trouble, "%s: %s", path, strerror(errno));
    return is_written;
}

static void write_tries(FILE *out, const struct making *making, const struct tries *tries, bool misses)
{
    const struct bug *bug = &making->bug;
    struct tries told = *tries;
    told.is_race = bug_is_of_schedules(bug->difference) || (bug->known && bug->known->sometimes);
    tries_write(out, &told, misses);
}

/* What came of the tries under a Wine, or WHY there were none. */
static void note(struct making *making, const struct wine *wine, const struct tries *tries, const char *why)
{
    const size_t length = strlen(making->tries);
    FILE *out = fmemopen(making->tries + length, sizeof making->tries - length, "w");
    if (!out)
        return;
    fprintf(out, "- %s, build %s: ", wine->name, wine->build);
    if (tries->runs)
        write_tries(out, making, tries, false);
    else
        fprintf(out, "could not be looked at: %s", why);
    fputc('\n', out);
    fclose(out);
}

/* One build may be here twice, on this machine and in a root: it would show the same. */
static bool is_other(const struct making *making, const struct wine *tried, size_t index)
{
    const struct wine *list = making->execution.wines.list, *wine = &list[index];
    const unsigned wanted = wine_architecture_of(making->architecture);
    if (strcmp(wine->build, tried->build) == 0 || !(wine->architectures & wanted))
        return false;
    for (size_t i = 0; i < index; i++)
        if ((list[i].architectures & wanted) && strcmp(list[i].build, wine->build) == 0)
            return false;
    return true;
}

unsigned bug_count_others(const struct making *making, const struct wine *tried)
{
    unsigned count = 0;
    for (size_t i = 0; i < making->execution.wines.count; i++)
        count += is_other(making, tried, i);
    return count;
}

/* The same program under every other Wine of this machine. */
static void try_others(struct making *making, uint64_t seen)
{
    struct execution *execution = &making->execution;
    const struct wine *tried = execution->wine;
    for (size_t i = 0; i < execution->wines.count && !interrupt_signal(); i++) {
        struct tries tries = {0};
        struct trouble why = {0};
        if (!is_other(making, tried, i))
            continue;
        making->progress.done++;
        bug_show_progress(making, &execution->wines.list[i], "the reproducer");
        const bool is_tried = execution_take(execution, &execution->wines.list[i], &why) &&
                              bug_try(execution, making->directory, making->options.form, seen, &tries, &why);
        if (is_tried || !interrupt_signal())
            note(making, execution->wine, &tries, why.text);
    }
}

static void explain(struct making *making, const struct tries *tries)
{
    char *misses = NULL;
    size_t size;
    FILE *out = memory_present(open_memstream(&misses, &size));
    write_tries(out, making, tries, true);
    fclose(out);
    misses = memory_present(misses);
    snprintf(making->why, sizeof making->why,
             "the one that was made shows the difference in %d of %d runs, and %d of %d are needed%s%s%s",
             tries->shown, tries->runs, BUG_TRIES_NEEDED, BUG_TRIES, size ? "; it " : "", misses,
             making->trace && strstr(making->trace, "> CreateProcessW(")
                 ? "; the behaviour has a second process, and it has none"
                 : "");
    free(misses);
}

static bool is_from_trace(const struct making *making)
{
    const struct difference *difference = making->bug.difference;
    return !handwritten_find(difference->behaviour->id, difference->label) &&
           !bug_missing_function(difference);
}

static void say_attempt(struct making *making, int attempt)
{
    char text[64];
    snprintf(text, sizeof text, "reproducer %d of at most %d", attempt + 1,
             is_from_trace(making) ? ATTEMPTS : 1);
    making->progress.done = 1;
    bug_show_progress(making, making->execution.wine, text);
}

/* Its calls are others than those of the trace. */
static void take_by_hand(struct making *making)
{
    const struct difference *difference = making->bug.difference;
    const struct handwritten *program = handwritten_find(difference->behaviour->id, difference->label);
    making->bug.trace = NULL;
    making->bug.shows = program ? handwritten_shows(program) : NULL;
}

bool bug_make_reproducer(struct making *making, struct program *program)
{
    uint64_t seen = 0;
    for (int attempt = 0; attempt < ATTEMPTS && !interrupt_signal(); attempt++) {
        struct execution *execution = &making->execution;
        struct trouble trouble = {0};
        struct tries tries = {0};
        say_attempt(making, attempt);
        const bool is_written = write_attempt(making, program, attempt, &seen, &trouble);
        const bool is_run =
            is_written &&
            bug_build(execution, making->directory, making->architecture, making->options.form, &trouble) &&
            bug_try(execution, making->directory, making->options.form, seen, &tries, &trouble);
        if (is_run && tries.shown >= BUG_TRIES_NEEDED) {
            note(making, execution->wine, &tries, "");
            try_others(making, seen);
            if (!is_from_trace(making))
                take_by_hand(making);
            return true;
        }
        if (!attempt && is_run)
            explain(making, &tries);
        else if (!attempt)
            snprintf(making->why, sizeof making->why, "%s", trouble.text);
        if (!is_written)
            return false;
    }
    return false;
}
