#include "difference.h"
#include "label_match.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

static const struct observed_value absent = {.seen = DIFFERENCE_ABSENT, .allowed = DIFFERENCE_ABSENT};
static const struct observed_label absent_label = {.values = &absent, .value_count = 1};

/* What one comparison works with. */
struct comparison {
    struct difference_list *list;
    struct fingerprint *fingerprint;
};

static struct difference_side side_of(const struct observed_behaviour *behaviour,
                                      const struct observed_label *label)
{
    return (struct difference_side){label->values, label->value_count, behaviour->behaviour->repeat_count,
                                    label->value_count > 1};
}

static struct difference *append(struct difference_list *list, const struct difference *difference)
{
    list->items = memory_reserve(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count] = *difference;
    return &list->items[list->count++];
}

static struct comparison begin(const struct run_file *first, const struct run_file *second)
{
    struct comparison comparison = {memory_new(1, sizeof(struct difference_list)), fingerprint_new()};
    struct difference_list *list = comparison.list;
    list->run[0] = first;
    list->run[1] = second;
    for (int i = 0; i < 2 && list->run[i]; i++) {
        list->observed[i] = observed_new(list->run[i]);
        list->only[i] = memory_new(list->run[i]->behaviour_count, sizeof *list->only[i]);
        for (size_t j = 0; j < list->observed[i]->label_count; j++)
            list->varying[i] += list->observed[i]->labels[j].value_count > 1;
    }
    return comparison;
}

static struct difference_list *finish(struct comparison *comparison)
{
    struct difference_list *list = comparison->list;
    for (size_t i = 0; i < list->count; i++)
        list->behaviours_differing += i == 0 || list->items[i].behaviour != list->items[i - 1].behaviour;
    fingerprint_free(comparison->fingerprint);
    return list;
}

static void append_allowed(struct comparison *comparison, const struct observed_behaviour *behaviour,
                           const struct observed_label *label, const struct observed_value *value)
{
    struct difference difference = {.behaviour = behaviour->behaviour,
                                    .label = label->label,
                                    .kind = label->kind,
                                    .allowed = value->allowed,
                                    .provenance = value->provenance,
                                    .line = value->line,
                                    .side[0] = side_of(behaviour, label)};
    difference.side[0].values = value;
    difference.side[0].value_count = 1;
    fingerprint_add(comparison->fingerprint, behaviour->behaviour->id);
    fingerprint_add(comparison->fingerprint, label->label);
    fingerprint_add(comparison->fingerprint, "allowed");
    fingerprint_add(comparison->fingerprint, value->seen);
    fingerprint_finish(comparison->fingerprint, difference.fingerprint);
    append(comparison->list, &difference);
}

struct difference_list *difference_allowed(const struct run_file *run)
{
    struct comparison comparison = begin(run, NULL);
    for (size_t i = 0; i < run->behaviour_count; i++) {
        const struct observed_behaviour *behaviour = &comparison.list->observed[0]->behaviours[i];
        comparison.list->behaviours_compared += behaviour->behaviour->repeat_count > 0;
        for (size_t j = 0; j < behaviour->label_count; j++) {
            const struct observed_label *label = &behaviour->labels[j];
            for (size_t k = 0; k < label->value_count; k++) {
                if (label->values[k].differs)
                    append_allowed(&comparison, behaviour, label, &label->values[k]);
            }
        }
    }
    return finish(&comparison);
}

static bool same_values(const struct observed_label *first, const struct observed_label *second)
{
    if (first->value_count != second->value_count)
        return false;
    for (size_t i = 0; i < first->value_count; i++) {
        if (strcmp(first->values[i].seen, second->values[i].seen))
            return false;
    }
    return true;
}

static bool all_allowed(const struct observed_label *label)
{
    for (size_t i = 0; i < label->value_count; i++) {
        if (label->values[i].differs || label->values == &absent)
            return false;
    }
    return true;
}

static void add_values(struct fingerprint *fingerprint, const struct observed_label *label)
{
    for (size_t i = 0; i < label->value_count; i++)
        fingerprint_add(fingerprint, label->values[i].seen);
}

static void append_runs(struct comparison *comparison, const struct observed_behaviour *behaviour[2],
                        const struct observed_label *label[2])
{
    const struct observed_label *known = label[0] == &absent_label ? label[1] : label[0];
    struct difference difference = {
        .behaviour = behaviour[0]->behaviour,
        .label = known->label,
        .kind = known->kind,
        .allowed = known->values->allowed,
        .provenance = known->values->provenance,
        .line = known->values->line,
        .all_allowed = all_allowed(label[0]) && all_allowed(label[1]),
        .side = {side_of(behaviour[0], label[0]), side_of(behaviour[1], label[1])}};
    fingerprint_add(comparison->fingerprint, behaviour[0]->behaviour->id);
    fingerprint_add(comparison->fingerprint, known->label);
    fingerprint_add(comparison->fingerprint, "runs");
    add_values(comparison->fingerprint, label[0]);
    fingerprint_add(comparison->fingerprint, "");
    add_values(comparison->fingerprint, label[1]);
    fingerprint_finish(comparison->fingerprint, difference.fingerprint);
    append(comparison->list, &difference);
}

/* A label that a run lacks says something only if a repeat of that run came to its end. */
static void compare_labels(struct comparison *comparison, const struct observed_behaviour *behaviour[2])
{
    size_t *match = label_match(behaviour[0], behaviour[1]);
    bool *matched = memory_new(behaviour[1]->label_count, sizeof *matched);
    for (size_t i = 0; i < behaviour[0]->label_count; i++) {
        const struct observed_label *label[2] = {&behaviour[0]->labels[i], &absent_label};
        if (match[i] != LABEL_MATCH_NONE) {
            label[1] = &behaviour[1]->labels[match[i]];
            matched[match[i]] = true;
        }
        if ((label[1] != &absent_label || behaviour[1]->ended) && !same_values(label[0], label[1]))
            append_runs(comparison, behaviour, label);
    }
    for (size_t i = 0; i < behaviour[1]->label_count; i++) {
        const struct observed_label *label[2] = {&absent_label, &behaviour[1]->labels[i]};
        if (!matched[i] && behaviour[0]->ended)
            append_runs(comparison, behaviour, label);
    }
    free(matched);
    free(match);
}

static void add_only(struct difference_list *list, int side, const struct run_behaviour *behaviour)
{
    list->only[side][list->only_count[side]++] = behaviour;
}

static bool ran(const struct run_behaviour *behaviour)
{
    return behaviour && behaviour->repeat_count > 0;
}

static void compare_behaviours(struct comparison *comparison)
{
    struct difference_list *list = comparison->list;
    const struct run_file *first = list->run[0], *second = list->run[1];
    for (size_t i = 0; i < first->behaviour_count; i++) {
        const struct run_behaviour *other = run_file_find(second, first->behaviours[i].id);
        if (!ran(&first->behaviours[i]))
            continue;
        if (!ran(other)) {
            add_only(list, 0, &first->behaviours[i]);
            continue;
        }
        const struct observed_behaviour *behaviour[2] = {
            &list->observed[0]->behaviours[i], &list->observed[1]->behaviours[other - second->behaviours]};
        list->behaviours_compared++;
        compare_labels(comparison, behaviour);
    }
}

struct difference_list *difference_runs(const struct run_file *first, const struct run_file *second)
{
    struct comparison comparison = begin(first, second);
    compare_behaviours(&comparison);
    for (size_t i = 0; i < second->behaviour_count; i++) {
        if (ran(&second->behaviours[i]) && !ran(run_file_find(first, second->behaviours[i].id)))
            add_only(comparison.list, 1, &second->behaviours[i]);
    }
    return finish(&comparison);
}

void difference_list_free(struct difference_list *list)
{
    if (!list)
        return;
    for (int i = 0; i < 2; i++) {
        observed_free(list->observed[i]);
        free(list->only[i]);
    }
    free(list->items);
    free(list);
}
