#include "compare_view.h"
#include "markdown.h"
#include "wording.h"

static const char *name_of(const struct difference_list *list, int side)
{
    if (!list->run[1])
        return "seen";
    return side ? "B" : "A";
}

static void write_runs(FILE *out, const struct difference_list *list)
{
    fputs("| | file | platform | build | architecture | date |\n|---|---|---|---|---|---|\n", out);
    for (int i = 0; i < 2 && list->run[i]; i++) {
        const struct run_file *run = list->run[i];
        fprintf(out, "| %s | ", list->run[1] ? name_of(list, i) : "run");
        markdown_code(out, run->path);
        fputs(run->incomplete ? " (incomplete) | " : " | ", out);
        markdown_text(out, run_file_head(run, "platform"));
        fputs(run_file_is_windows(run) ? ", measured on Windows | " : " | ", out);
        markdown_text(out, run_file_head(run, "build"));
        fputs(" | ", out);
        markdown_text(out, run_file_head(run, "architecture"));
        fputs(" | ", out);
        markdown_text(out, run_file_head(run, "date"));
        fputs(" |\n", out);
    }
}

static void write_head(FILE *out, const struct compare_view *view)
{
    const struct difference_list *list = view->list;
    fputs("# ", out);
    wording_count(out, list->count, "difference");
    fprintf(out, " in %zu of ", list->behaviours_differing);
    wording_count(out, list->behaviours_compared, "behaviour");
    fputs("\n\n", out);
    write_runs(out, list);
    if (!list->run[1]) {
        fputc('\n', out);
        wording_against_allowed(out, list->run[0]);
    }
    for (size_t i = 0; i < view->warning_count; i++) {
        fputs("\n**Warning:** ", out);
        markdown_text(out, view->warnings[i]);
        fputc('\n', out);
    }
}

static void write_behaviour(FILE *out, const struct difference_list *list,
                            const struct run_behaviour *behaviour)
{
    fputs("\n## ", out);
    markdown_code(out, behaviour->id);
    fputs("\n\n", out);
    markdown_text(out, behaviour->summary);
    if (behaviour->source) {
        fputs("\n\nSource: ", out);
        markdown_text(out, behaviour->source);
    }
    fprintf(out, "\n\n| fingerprint | observation | %s | ", name_of(list, 0));
    fputs(list->run[1] ? "B | allowed |\n|---|---|---|---|---|\n" : "allowed |\n|---|---|---|---|\n", out);
}

/* What stands in the file is code, a sentence is not. */
static void write_words(FILE *out, const char *words, const char *raw)
{
    if (words == raw)
        markdown_code(out, raw);
    else
        markdown_text(out, words);
}

static void write_side(FILE *out, const struct run_behaviour *behaviour, const struct difference_side *side)
{
    fputs(" | ", out);
    for (size_t i = 0; i < side->value_count; i++) {
        const struct observed_value *value = &side->values[i];
        fputs(i ? "<br>" : "", out);
        write_words(out, wording_value(behaviour, value->seen), value->seen);
        if (value->repeats && (side->varies || value->repeats < side->repeats))
            wording_repeats(out, " ", value->repeats, side->repeats);
        if (value->detail) {
            fputs(": ", out);
            markdown_text(out, value->detail);
        }
    }
    if (side->varies)
        fputs("<br>*varies inside this run*", out);
}

static void write_difference(FILE *out, const struct difference_list *list,
                             const struct difference *difference)
{
    fprintf(out, "| `%s` | ", difference->fingerprint);
    markdown_code(out, difference->label);
    fputc(' ', out);
    markdown_text(out, difference->behaviour->file);
    fprintf(out, ":%u", difference->line);
    for (int i = 0; i < 2 && list->run[i]; i++)
        write_side(out, difference->behaviour, &difference->side[i]);
    fputs(" | ", out);
    write_words(out, wording_allowed(difference->behaviour, difference->allowed), difference->allowed);
    fprintf(out, ", %s%s |\n", wording_expected(difference->provenance),
            difference->all_allowed ? "; every value of both runs is allowed" : "");
}

static void write_only(FILE *out, const struct difference_list *list)
{
    for (int i = 0; i < 2; i++) {
        if (!list->only_count[i])
            continue;
        fprintf(out, "\n## Only %s ran these, so they are not compared\n\n", name_of(list, i));
        for (size_t j = 0; j < list->only_count[i]; j++) {
            fputs("- ", out);
            markdown_code(out, list->only[i][j]->id);
            fputc('\n', out);
        }
    }
}

void compare_write_markdown(FILE *out, const struct compare_view *view)
{
    const struct difference_list *list = view->list;
    const struct run_behaviour *behaviour = NULL;
    write_head(out, view);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].behaviour != behaviour)
            write_behaviour(out, list, behaviour = list->items[i].behaviour);
        write_difference(out, list, &list->items[i]);
    }
    write_only(out, list);
}
