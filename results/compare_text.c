#include "compare_view.h"
#include "wording.h"

#include <string.h>

static void write_head(FILE *out, const struct compare_view *view)
{
    const struct difference_list *list = view->list;
    for (int i = 0; i < 2 && list->run[i]; i++) {
        fprintf(out, "%s: ", list->run[1] ? (i ? "B" : "A") : "run");
        wording_run(out, list->run[i]);
        fputc('\n', out);
    }
    for (size_t i = 0; i < view->warning_count; i++)
        fprintf(out, "warning: %s\n", view->warnings[i]);
    if (!list->run[1])
        wording_against_allowed(out, list->run[0]);
}

static void write_values(FILE *out, const char *name, const struct run_behaviour *behaviour,
                         const struct difference_side *side)
{
    for (size_t i = 0; i < side->value_count; i++) {
        const struct observed_value *value = &side->values[i];
        fprintf(out, "      %-10s%s", i ? "" : name, wording_value(behaviour, value->seen));
        if (value->repeats && (side->varies || value->repeats < side->repeats))
            wording_repeats(out, ", ", value->repeats, side->repeats);
        if (value->detail)
            fprintf(out, ": %s", value->detail);
        fputc('\n', out);
    }
}

static void write_difference(FILE *out, const struct difference_list *list,
                             const struct difference *difference)
{
    fprintf(out, "  %s  %s (%s:%u)\n", difference->fingerprint, difference->label,
            difference->behaviour->file, difference->line);
    for (int i = 0; i < 2 && list->run[i]; i++)
        write_values(out, list->run[1] ? (i ? "B" : "A") : "seen", difference->behaviour,
                     &difference->side[i]);
    fprintf(out, "      %-10s%s, %s\n", "allowed",
            wording_allowed(difference->behaviour, difference->allowed),
            wording_expected(difference->provenance));
    for (int i = 0; i < 2; i++) {
        const char *where = list->run[1] ? (i ? "inside B" : "inside A") : "inside this run";
        if (difference->side[i].varies)
            fprintf(out, "      %-10s%s\n", "varies", where);
    }
    if (difference->all_allowed)
        fprintf(out, "      %-10severy value of both runs is allowed\n", "note");
}

static void write_behaviour(FILE *out, const struct run_behaviour *behaviour)
{
    fprintf(out, "\n%s: %s\n", behaviour->id, behaviour->summary);
    if (behaviour->source)
        fprintf(out, "  source: %s\n", behaviour->source);
}

static void write_only(FILE *out, const struct difference_list *list)
{
    for (int i = 0; i < 2; i++) {
        if (!list->only_count[i])
            continue;
        fprintf(out, "\nOnly %s ran these, so they are not compared:\n", i ? "B" : "A");
        for (size_t j = 0; j < list->only_count[i]; j++)
            fprintf(out, "  %s\n", list->only[i][j]->id);
    }
}

static void write_summary(FILE *out, const struct difference_list *list)
{
    fputc('\n', out);
    for (int i = 0; i < 2 && list->run[i]; i++) {
        if (!list->varying[i])
            continue;
        wording_count(out, list->varying[i], "label");
        fprintf(out, " saw more than one value inside %s.\n", list->run[1] ? (i ? "B" : "A") : "this run");
    }
    wording_count(out, list->count, "difference");
    fprintf(out, " in %zu of ", list->behaviours_differing);
    wording_count(out, list->behaviours_compared, "behaviour");
    fputs(" compared.\n", out);
}

void compare_write_text(FILE *out, const struct compare_view *view)
{
    const struct difference_list *list = view->list;
    const struct run_behaviour *behaviour = NULL;
    write_head(out, view);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].behaviour != behaviour)
            write_behaviour(out, behaviour = list->items[i].behaviour);
        write_difference(out, list, &list->items[i]);
    }
    write_only(out, list);
    write_summary(out, list);
}
