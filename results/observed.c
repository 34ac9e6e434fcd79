#include "observed.h"
#include "memory.h"
#include "pair_map.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char label_outcome[] = OBSERVED_OUTCOME;
static const char label_late[] = OBSERVED_LATE;
static const char value_ended[] = OBSERVED_ENDED;

struct gathering {
    struct observed *observed;
    struct observed_behaviour *behaviour;
    size_t behaviour_number; /* from 1 */
    struct pair_map labels;  /* behaviour number, label -> label index + 1 */
    struct pair_map values;  /* label index + 1, value -> value index + 1 */
    size_t label_capacity;
    size_t value_capacity;
};

/* The index of LABEL of the current behaviour. Labels and values are compared as pointers, which the run file
 * allows. */
static size_t label_at(struct gathering *gathering, const char *label, const char *kind)
{
    struct observed *observed = gathering->observed;
    size_t *known = pair_map_at(&gathering->labels, gathering->behaviour_number, (uintptr_t)label);
    if (*known == PAIR_MAP_NONE) {
        observed->labels = memory_reserve(observed->labels, &gathering->label_capacity,
                                          observed->label_count + 1, sizeof *observed->labels);
        observed->labels[observed->label_count] = (struct observed_label){.label = label, .kind = kind};
        *known = ++observed->label_count;
        gathering->behaviour->label_count++;
    }
    return *known - 1;
}

static void gather(struct gathering *gathering, const char *label, const char *kind,
                   const struct observed_value *value)
{
    struct observed *observed = gathering->observed;
    size_t label_index = label_at(gathering, label, kind);
    size_t *known = pair_map_at(&gathering->values, label_index + 1, (uintptr_t)value->seen);
    if (*known == PAIR_MAP_NONE) {
        observed->values = memory_reserve(observed->values, &gathering->value_capacity,
                                          observed->value_count + 1, sizeof *observed->values);
        observed->values[observed->value_count] = *value;
        observed->values[observed->value_count].label = label_index;
        observed->labels[label_index].value_count++;
        *known = ++observed->value_count;
    }
    observed->values[*known - 1].repeats++;
    observed->values[*known - 1].differs |= value->differs;
}

/* Returns whether one of the observations differs. */
static bool gather_observations(struct gathering *gathering, const struct run_repeat *repeat)
{
    bool differs = false;
    for (size_t i = 0; i < repeat->observation_count; i++) {
        const struct run_observation *seen = &repeat->observations[i];
        struct observed_value value = {.seen = seen->seen,
                                       .allowed = seen->allowed,
                                       .provenance = seen->provenance,
                                       .line = seen->line,
                                       .differs = seen->differs};
        gather(gathering, seen->label, run_kind_word(seen->kind), &value);
        differs |= seen->differs;
    }
    return differs;
}

static void gather_outcome(struct gathering *gathering, const struct run_repeat *repeat, bool explained)
{
    const struct run_behaviour *behaviour = gathering->behaviour->behaviour;
    bool ended = repeat->outcome == RUN_CONFORMS || (repeat->outcome == RUN_DIFFERS && explained);
    struct observed_value value = {.seen = ended ? value_ended : run_outcome_word(repeat->outcome),
                                   .allowed = value_ended,
                                   .detail = repeat->detail,
                                   .provenance = behaviour->provenance,
                                   .line = behaviour->line,
                                   .differs = !ended};
    gather(gathering, label_outcome, "text", &value);
}

/* Two late arrivals of one kind count once in a repeat. */
static void gather_late(struct gathering *gathering, const struct run_repeat *repeat)
{
    const struct run_behaviour *behaviour = gathering->behaviour->behaviour;
    bool had[RUN_LATE_WORDS] = {false};
    for (const struct run_remark *late = repeat->late; late; late = late->next) {
        bool *same = &had[run_late_from(late->text)];
        if (*same)
            continue;
        *same = true;
        struct observed_value value = {.seen = late->text,
                                       .allowed = OBSERVED_NOTHING,
                                       .provenance = behaviour->provenance,
                                       .line = behaviour->line,
                                       .differs = true};
        gather(gathering, label_late, "text", &value);
    }
}

static void gather_behaviour(struct gathering *gathering)
{
    const struct run_behaviour *behaviour = gathering->behaviour->behaviour;
    bool *explained = memory_new(behaviour->repeat_count, sizeof *explained);
    for (size_t i = 0; i < behaviour->repeat_count; i++) {
        explained[i] = gather_observations(gathering, &behaviour->repeats[i]);
        gathering->behaviour->ended += run_repeat_ended(&behaviour->repeats[i]);
    }
    for (size_t i = 0; i < behaviour->repeat_count; i++) {
        gather_outcome(gathering, &behaviour->repeats[i], explained[i]);
        gather_late(gathering, &behaviour->repeats[i]);
    }
    free(explained);
}

static int compare_values(const void *a, const void *b)
{
    const struct observed_value *x = a, *y = b;
    if (x->label != y->label)
        return x->label < y->label ? -1 : 1;
    return strcmp(x->seen, y->seen);
}

/* The arrays have moved while they grew, so the pointers into them are set at the end. */
static void link_parts(struct observed *observed)
{
    const struct observed_label *label = observed->labels;
    const struct observed_value *value = observed->values;
    for (size_t i = 0; i < observed->label_count; i++) {
        observed->labels[i].values = value;
        value += observed->labels[i].value_count;
    }
    for (size_t i = 0; i < observed->run->behaviour_count; i++) {
        observed->behaviours[i].labels = label;
        label += observed->behaviours[i].label_count;
    }
}

struct observed *observed_new(const struct run_file *run)
{
    struct observed *observed = memory_new(1, sizeof *observed);
    struct gathering gathering = {.observed = observed};
    observed->run = run;
    observed->behaviours = memory_new(run->behaviour_count, sizeof *observed->behaviours);
    for (size_t i = 0; i < run->behaviour_count; i++) {
        gathering.behaviour = &observed->behaviours[i];
        gathering.behaviour->behaviour = &run->behaviours[i];
        gathering.behaviour_number = i + 1;
        gather_behaviour(&gathering);
    }
    if (observed->value_count)
        qsort(observed->values, observed->value_count, sizeof *observed->values, compare_values);
    link_parts(observed);
    pair_map_free(&gathering.labels);
    pair_map_free(&gathering.values);
    return observed;
}

void observed_free(struct observed *observed)
{
    if (!observed)
        return;
    free(observed->behaviours);
    free(observed->labels);
    free(observed->values);
    free(observed);
}
