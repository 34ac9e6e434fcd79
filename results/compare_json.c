#include "compare_view.h"
#include "memory.h"
#include "wording.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static json_t *made(json_t *json)
{
    return memory_present(json);
}

/* A file name need not be UTF-8, which JSON must be: what it cannot hold becomes a question mark. */
static json_t *any_string(const char *text)
{
    json_t *string = json_string(text);
    if (string)
        return string;
    char *plain = memory_present(strdup(text));
    for (char *at = plain; *at; at++)
        *at = (unsigned char)*at < 0x80 ? *at : '?';
    string = made(json_string(plain));
    free(plain);
    return string;
}

static json_t *optional_string(const char *text)
{
    return text ? any_string(text) : made(json_null());
}

static json_t *runs_json(const struct difference_list *list)
{
    json_t *runs = made(json_array());
    for (int i = 0; i < 2 && list->run[i]; i++) {
        const struct run_file *run = list->run[i];
        json_t *head = made(json_object());
        for (size_t j = 0; j < run->head_count; j++)
            json_object_set_new(head, run->head[j].key, optional_string(run->head[j].value));
        json_array_append_new(runs, made(json_pack("{s:o, s:b, s:b, s:o}", "file", any_string(run->path),
                                                   "complete", !run->incomplete, "measured_on_windows",
                                                   run_file_is_windows(run), "head", head)));
    }
    return runs;
}

static json_t *side_json(const struct difference_side *side)
{
    json_t *values = made(json_array());
    for (size_t i = 0; i < side->value_count; i++) {
        const struct observed_value *value = &side->values[i];
        json_array_append_new(
            values, made(json_pack("{s:s, s:I, s:b, s:o}", "seen", value->seen, "repeats",
                                   (json_int_t)value->repeats, "allowed", value->repeats && !value->differs,
                                   "detail", optional_string(value->detail))));
    }
    return made(json_pack("{s:o, s:I, s:b}", "values", values, "of_repeats", (json_int_t)side->repeats,
                          "varies", side->varies));
}

static json_t *difference_json(const struct difference_list *list, const struct difference *difference)
{
    const struct run_behaviour *behaviour = difference->behaviour;
    json_t *sides = made(json_array());
    for (int i = 0; i < 2 && list->run[i]; i++)
        json_array_append_new(sides, side_json(&difference->side[i]));
    return made(json_pack(
        "{s:s, s:s, s:s, s:s, s:o, s:o, s:s, s:I, s:s, s:s, s:s, s:s, s:s, s:b, s:o}", "fingerprint",
        difference->fingerprint, "behaviour", behaviour->id, "unit", behaviour->unit, "summary",
        behaviour->summary, "source", optional_string(behaviour->source), "facts",
        optional_string(behaviour->facts), "file", behaviour->file, "line", (json_int_t)difference->line,
        "label", difference->label, "kind", difference->kind, "allowed", difference->allowed, "provenance",
        run_provenance_word(difference->provenance), "expected", wording_expected(difference->provenance),
        "all_allowed", difference->all_allowed, "runs", sides));
}

static json_t *only_json(const struct difference_list *list, int side)
{
    json_t *ids = made(json_array());
    for (size_t i = 0; i < list->only_count[side]; i++)
        json_array_append_new(ids, optional_string(list->only[side][i]->id));
    return ids;
}

void compare_write_json(FILE *out, const struct compare_view *view)
{
    const struct difference_list *list = view->list;
    json_t *warnings = made(json_array());
    json_t *differences = made(json_array());
    for (size_t i = 0; i < view->warning_count; i++)
        json_array_append_new(warnings, optional_string(view->warnings[i]));
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(differences, difference_json(list, &list->items[i]));
    json_t *document =
        made(json_pack("{s:s, s:i, s:s, s:o, s:o, s:I, s:I, s:o, s:o, s:o}", "format", "twinpipe-compare",
                       "version", 1, "against", list->run[1] ? "runs" : "allowed", "runs", runs_json(list),
                       "warnings", warnings, "behaviours_compared", (json_int_t)list->behaviours_compared,
                       "behaviours_differing", (json_int_t)list->behaviours_differing, "only_in_first",
                       only_json(list, 0), "only_in_second", only_json(list, 1), "differences", differences));
    /* Plain ASCII, so that nothing on the way to the reader has a reason to change it. */
    json_dumpf(document, out, JSON_INDENT(2) | JSON_ENSURE_ASCII);
    fputc('\n', out);
    json_decref(document);
}
