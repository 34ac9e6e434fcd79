#include "results/bug/handwritten.h"
#include "results/observed.h"
#include "results/wording.h"
#include "wine_runner/bug_making.h"
#include "wine_runner/bug_try.h"
#include "wine_runner/files.h"
#include "wine_runner/interrupt.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
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
    const struct handwritten *handwritten = handwritten_find(difference->behaviour->id, difference->label);
    const char *missing = missing_function(difference);
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

static void note(struct making *making, const struct wine *wine, const struct bug_try *result)
{
    size_t length = strlen(making->tries);
    if (result->others == result->runs)
        snprintf(making->tries + length, sizeof making->tries - length,
                 "- %s: could not be looked at: all %d runs ended before, or saw another value\n",
                 wine->build, result->runs);
    else
        snprintf(making->tries + length, sizeof making->tries - length,
                 "- %s: the difference in %d of %d runs\n", wine->build, result->shown, result->runs);
}

/* The same program under every other Wine of this machine. */
static void try_others(struct making *making, uint64_t seen)
{
    struct execution *execution = &making->execution;
    const struct wine *tried = execution->wine;
    for (size_t i = 0; i < execution->wines.count && !interrupt_signal(); i++) {
        struct bug_try result;
        struct trouble why = {0};
        if (&execution->wines.list[i] == tried ||
            !(execution->wines.list[i].architectures & wine_architecture_of(making->architecture)))
            continue;
        if (execution_take(execution, &execution->wines.list[i], &why) &&
            bug_try(execution, making->directory, making->options.form, seen, &result, &why))
            note(making, execution->wine, &result);
    }
}

static void explain(struct making *making, const struct bug_try *result)
{
    snprintf(making->why, sizeof making->why,
             "the one that was made shows the difference in %d of %d runs, and %d of %d are needed%s",
             result->shown, result->runs, BUG_TRIES_NEEDED, BUG_TRIES,
             making->trace && strstr(making->trace, "> CreateProcessW(")
                 ? "; the behaviour has a second process, and it has none"
                 : "");
}

bool bug_make_reproducer(struct making *making, struct program *program)
{
    uint64_t seen = 0;
    for (int attempt = 0; attempt < ATTEMPTS && !interrupt_signal(); attempt++) {
        struct execution *execution = &making->execution;
        struct trouble trouble = {0};
        struct bug_try result = {0};
        const bool is_written = write_attempt(making, program, attempt, &seen, &trouble);
        const bool is_run =
            is_written &&
            bug_build(execution, making->directory, making->architecture, making->options.form, &trouble) &&
            bug_try(execution, making->directory, making->options.form, seen, &result, &trouble);
        if (is_run && result.shown >= BUG_TRIES_NEEDED) {
            note(making, execution->wine, &result);
            try_others(making, seen);
            return true;
        }
        if (!attempt && is_run)
            explain(making, &result);
        else if (!attempt)
            snprintf(making->why, sizeof making->why, "%s", trouble.text);
        if (!is_written)
            return false;
    }
    return false;
}
