#include "results/bug/report.h"

#include "results/bug/title.h"
#include "results/markdown.h"
#include "results/memory.h"
#include "results/wording.h"

#include <stdlib.h>
#include <string.h>

static const char *seen_first(const struct difference *difference)
{
    return difference->side[0].values[0].seen;
}

const struct difference *bug_find(const struct run_file *const *runs, size_t count, const char *fingerprint,
                                  struct difference_list **list, struct trouble *trouble)
{
    size_t length = strlen(fingerprint), found = 0;
    const struct difference *first = NULL;
    for (size_t i = 0; i < count && !first; i++) {
        *list = difference_allowed(runs[i]);
        for (size_t j = 0; j < (*list)->count; j++)
            if (length && !strncmp((*list)->items[j].fingerprint, fingerprint, length) && !found++)
                first = &(*list)->items[j];
        if (!first)
            difference_list_free(*list), *list = NULL;
    }
    if (found == 1)
        return first;
    if (!found)
        trouble_set(trouble, "no difference `%s` in %s%s; see `twinpipe compare`", fingerprint, runs[0]->path,
                    count > 1 ? " and the others" : "");
    else
        trouble_set(trouble, "%zu differences begin with `%s`; give more digits", found, fingerprint);
    difference_list_free(*list);
    *list = NULL;
    return NULL;
}

/* What a repeat has seen at the label of the difference, or else how it ended. Schedules that have come to
 * their end have seen nothing of an outcome that they do not name. */
static const char *seen_in(const struct run_repeat *repeat, const struct difference *difference)
{
    for (size_t i = 0; i < repeat->observation_count; i++)
        if (!strcmp(repeat->observations[i].label, difference->label))
            return repeat->observations[i].seen;
    if (bug_is_of_schedules(difference) && run_repeat_ended(repeat))
        return "not seen";
    return run_outcome_word(repeat->outcome);
}

/* Each value once, in the order in which the repeats saw them. */
static void write_seen(FILE *out, const struct run_behaviour *behaviour, const struct difference *difference)
{
    for (size_t i = 0; i < behaviour->repeat_count; i++) {
        const char *seen = seen_in(&behaviour->repeats[i], difference);
        size_t times = 0, earlier = 0;
        for (size_t j = 0; j < behaviour->repeat_count; j++)
            if (!strcmp(seen_in(&behaviour->repeats[j], difference), seen)) {
                times++;
                earlier += j < i;
            }
        if (earlier)
            continue;
        fputs(i ? ", " : "", out);
        markdown_text(out, seen);
        if (behaviour->repeat_count > 1)
            fprintf(out, " in %zu of %zu repeats", times, behaviour->repeat_count);
    }
}

static void write_run(FILE *out, const struct bug *bug, const struct run_file *run)
{
    static const char *const columns[] = {"platform", "build", "architecture"};
    const struct run_behaviour *behaviour = run_file_find(run, bug->difference->behaviour->id);
    if (!behaviour)
        return;
    fputs("| ", out);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        markdown_text(out, run_file_head(run, columns[i]));
        fputs(" | ", out);
    }
    if (behaviour->repeat_count)
        write_seen(out, behaviour, bug->difference);
    else
        fputs("not run", out);
    fputs(" |\n", out);
}

/* Somebody has looked at it on Windows, or its documentation says so. */
static bool is_verified(const struct difference *difference)
{
    return difference->provenance != RUN_REPORTED && difference->provenance != RUN_INFERRED;
}

static void write_expected(FILE *out, const struct bug *bug)
{
    const struct difference *difference = bug->difference;
    fputs("\n## Expected\n\n", out);
    markdown_code(out, difference->label);
    fputs(": ", out);
    markdown_text(out, bug_is_of_schedules(difference) ? "must not happen" : difference->allowed);
    fprintf(out, ", %s.%s\n\nSource: ", wording_expected(difference->provenance),
            is_verified(difference) ? "" : " Try it on Windows before filing it.");
    markdown_text(out, difference->behaviour->source ? difference->behaviour->source : "none");
    if (bug->known && bug_is_of_schedules(difference)) {
        fputs("\n\nFact: ", out);
        markdown_code(out, bug->known->fact);
    }
}

static void write_what_is_seen(FILE *out, const struct bug *bug)
{
    fputs("\n\n## Seen\n\n| platform | build | architecture | seen |\n|---|---|---|---|\n", out);
    for (size_t i = 0; i < bug->run_count; i++)
        write_run(out, bug, bug->runs[i]);
    if (bug->known && bug->known->sometimes)
        fprintf(out, "\nIt comes now and then: in %.2g %% of %u tries.\n", 100 * bug->known->rate,
                bug->known->tries);
    if (bug->build)
        fprintf(out, "\nThe reproducer:\n\n%s", bug->tries_text);
}

static void write_unit_steps(FILE *out)
{
    fputs(
        "\n`-I.` finds the directory `wine` beside it, which has copies of Wine's `wine/test.h` and of what "
        "that "
        "includes. Without them `-idirafter TREE/include` does in its place, where TREE is the top of a Wine "
        "source tree. Or in such a tree: copied to dlls/kernel32/tests and added to SOURCES in the "
        "`Makefile.in` there, it is a unit of kernel32_test.exe, which runs it when it is given the name "
        "`repro`.\n",
        out);
}

static void write_whole(FILE *out, const char *id)
{
    if (!run_id_is_of_schedules(id))
        fprintf(out, "\nThe whole behaviour, with the test binary:\n\n    wine twinpipe_test.exe trace %s\n",
                id);
    else
        fprintf(out,
                "\nAll schedules of the scenario, with the test binary, on its model of Windows and on this "
                "platform; the second command names what differs:\n\n"
                "    wine twinpipe_test.exe run --schedules --only %s --verbose -o schedules.run\n"
                "    twinpipe compare schedules.run\n",
                id);
}

static void write_steps(FILE *out, const struct bug *bug)
{
    fputs("\n## Steps\n\n", out);
    if (bug->build)
        fprintf(out,
                "`repro.c`, attached, is built with the command in its first line:\n\n    %s\n"
                "    wine repro.exe; echo $?\n\n"
                "It exits with 0 if it sees what is expected, 1 if it does not, and 2 if it cannot look. On "
                "Windows `repro.exe` is expected to exit with 0.\n",
                bug->build);
    else
        fprintf(out, "There is no reproducer beside this report: %s.\n", bug->why_none);
    if (bug->build && bug->shows)
        fprintf(out, "\nIt shows the cause of the difference: %s.\n", bug->shows);
    if (bug->build && bug->is_unit)
        write_unit_steps(out);
    write_whole(out, bug->difference->behaviour->id);
}

/* What schedules call allowed and seen says nothing to whoever does not know them. */
static void write_violation(FILE *out, const struct difference *difference)
{
    fputs(is_verified(difference) ? "This must not happen, and it does: "
                                  : "This should not happen, as is inferred and not verified, and it does: ",
          out);
    markdown_text(out, difference->label);
    fputs(". The scenario that shows it: ", out);
    markdown_text(out, difference->behaviour->summary);
    fputs(". Its threads take their steps in one order after the other; on the model of Windows it comes out "
          "of "
          "none of them, here of some",
          out);
}

static void write_summary(FILE *out, const struct bug *bug)
{
    const struct difference *difference = bug->difference;
    if (bug_is_of_schedules(difference)) {
        write_violation(out, difference);
    } else {
        fputs(is_verified(difference)                  ? "Windows: "
              : difference->provenance == RUN_REPORTED ? "Windows, as reported and not verified: "
                                                       : "Windows, as inferred and not verified: ",
              out);
        markdown_text(out, difference->behaviour->summary);
        fputs(". Here ", out);
        markdown_code(out, difference->label);
        fputs(" is ", out);
        markdown_text(out, seen_first(difference));
        fputs(" instead of ", out);
        markdown_text(out, difference->allowed);
    }
    if (bug->known) {
        fputs(": ", out);
        markdown_text(out, bug->known->reason);
    }
    fputs(".\n", out);
}

static void write_versions(FILE *out, const struct bug *bug)
{
    fputs("\n## Versions\n\n", out);
    for (size_t i = 0; i < bug->run_count; i++) {
        const struct run_file *run = bug->runs[i];
        if (!run_file_find(run, bug->difference->behaviour->id))
            continue;
        fputs("- ", out);
        markdown_text(out, run_file_head(run, "build"));
        fprintf(out, ", %s, kernel ", run_file_head(run, "architecture"));
        markdown_text(out, run_file_head(run, "kernel"));
        fprintf(out, ", %s, test binary SHA-256 `%s`\n", run_file_head(run, "date"),
                run_file_head(run, "binary-sha256"));
    }
}

void bug_report_write(FILE *out, const struct bug *bug)
{
    const struct difference *difference = bug->difference;
    char *title = bug_title(bug);
    fputs("# ", out);
    markdown_text(out, title);
    free(title);
    fputs("\n\n", out);
    write_summary(out, bug);
    write_expected(out, bug);
    write_what_is_seen(out, bug);
    write_steps(out, bug);
    write_versions(out, bug);
    fprintf(out, "\nBehaviour `%s`, fingerprint `%s`.\n", difference->behaviour->id, difference->fingerprint);
    if (bug->build && !bug->trace)
        fputs(
            "\n## Trace\n\nNone: the reproducer was not made from one, it makes other calls than the test.\n",
            out);
    if (bug->trace)
        fprintf(out,
                "\n## Trace\n\nOf %s, x86_64. Every call up to the difference: `>` before it, `<` after "
                "it.\n\n```\n%s```\n",
                bug->tried_under, bug->trace);
}
