#include "report_cell.h"
#include "intern.h"
#include "memory.h"
#include "report_texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The observations of one behaviour, each once. The same label with other allowed values, which is what
 * another binary may say, is another observation. */
struct observation {
    const struct observed_label *label;
    const struct observed_value *value;
};

struct observation_list {
    struct observation *items;
    size_t count;
    size_t capacity;
    struct intern keys; /* what tells them apart, marked with the index + 1 */
};

static bool is_special(const struct observed_label *label)
{
    return strcmp(label->label, OBSERVED_OUTCOME) == 0 || strcmp(label->label, OBSERVED_LATE) == 0;
}

static size_t observation_index(struct observation_list *list, const struct observed_label *label,
                                const struct observed_value *value)
{
    char *key = NULL;
    /* A field holds no raw tab. */
    int length = asprintf(&key, "%s\t%s\t%d", label->label, value->allowed, (int)value->provenance);
    size_t *place =
        intern_mark(intern_add(&list->keys, memory_present(length < 0 ? NULL : key), (size_t)length));
    free(key);
    if (*place == 0) {
        list->items = memory_reserve(list->items, &list->capacity, list->count + 1, sizeof *list->items);
        list->items[list->count] = (struct observation){.label = label, .value = value};
        *place = ++list->count;
    }
    return *place - 1;
}

/* [[observation, value, times, allowed], ...] */
static json_t *cell_seen(const struct observed_behaviour *observed, struct observation_list *observations)
{
    json_t *seen = json_array();
    for (size_t l = 0; l < observed->label_count; l++) {
        const struct observed_label *label = &observed->labels[l];
        for (size_t v = 0; v < label->value_count && !is_special(label); v++) {
            const struct observed_value *value = &label->values[v];
            json_int_t index = (json_int_t)observation_index(observations, label, value);
            json_array_append_new(seen, json_pack("[I, s, I, b]", index, value->seen,
                                                  (json_int_t)value->repeats, !value->differs));
        }
    }
    return seen;
}

/* [[outcome, how many repeats], ...], the worst first. */
static json_t *outcome_counts(const struct run_behaviour *behaviour)
{
    json_int_t counts[RUN_NOT_RUN + 1] = {0};
    for (size_t r = 0; r < behaviour->repeat_count; r++)
        counts[behaviour->repeats[r].outcome]++;
    json_t *list = json_array();
    for (int outcome = RUN_NOT_RUN; outcome >= RUN_CONFORMS; outcome--) {
        if (counts[outcome] > 0)
            json_array_append_new(list, json_pack("[s, I]", run_outcome_word(outcome), counts[outcome]));
    }
    return list;
}

static json_int_t longest(const struct run_behaviour *behaviour)
{
    unsigned long most = 0;
    for (size_t r = 0; r < behaviour->repeat_count; r++) {
        if (behaviour->repeats[r].milliseconds > most)
            most = behaviour->repeats[r].milliseconds;
    }
    return (json_int_t)most;
}

static json_t *cell_json(const struct observed_behaviour *observed, struct observation_list *observations)
{
    const struct run_behaviour *behaviour = observed->behaviour;
    struct report_texts notes, late, details;
    report_texts_begin(&notes);
    report_texts_begin(&late);
    report_texts_begin(&details);
    for (size_t r = 0; r < behaviour->repeat_count; r++) {
        report_texts_add_remarks(&notes, behaviour->repeats[r].notes);
        report_texts_add_remarks(&late, behaviour->repeats[r].late);
        if (behaviour->repeats[r].detail)
            report_texts_add(&details, behaviour->repeats[r].detail);
    }
    return json_pack("{s:s, s:o, s:I, s:I, s:o, s:o, s:o, s:o}", "outcome",
                     run_outcome_word(run_behaviour_outcome(behaviour)), "outcomes",
                     outcome_counts(behaviour), "repeats", (json_int_t)behaviour->repeat_count,
                     "milliseconds", longest(behaviour), "seen", cell_seen(observed, observations), "notes",
                     report_texts_end(&notes), "late", report_texts_end(&late), "details",
                     report_texts_end(&details));
}

static json_t *observation_json(const struct observation *observation)
{
    const struct observed_value *value = observation->value;
    return json_pack("{s:s, s:s, s:s, s:s, s:I}", "label", observation->label->label, "kind",
                     observation->label->kind, "allowed", value->allowed, "provenance",
                     run_provenance_word(value->provenance), "line", (json_int_t)value->line);
}

void report_cells_add(json_t *behaviour, const struct observed_behaviour *const *observed, size_t run_count)
{
    struct observation_list observations = {0};
    json_t *cells = json_array();
    for (size_t run = 0; run < run_count; run++)
        json_array_append_new(cells, observed[run] ? cell_json(observed[run], &observations) : json_null());
    json_t *list = json_array();
    for (size_t i = 0; i < observations.count; i++)
        json_array_append_new(list, observation_json(&observations.items[i]));
    json_object_set_new(behaviour, "observations", list);
    json_object_set_new(behaviour, "cells", cells);
    free(observations.items);
    intern_free(&observations.keys);
}
