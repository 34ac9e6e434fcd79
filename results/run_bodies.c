#include "run_loader.h"

/* Finds the behaviour that field 1 names and the number in field 2. */
static bool take_key(struct run_loader *loader, size_t *behaviour, unsigned *number)
{
    const struct field *id = &loader->fields.field[1];
    if (!run_take_number(loader, 2, "REPEAT", 1, number))
        return false;
    const char *known = intern_find(&loader->store->ids, id->text, id->length);
    if (!known)
        return loader_trouble(loader, "`%.200s` has no `behaviour` line; the file is damaged", id->text);
    *behaviour = *intern_mark(known) - 1;
    return true;
}

bool run_take_begin(struct run_loader *loader)
{
    struct loaded_repeat repeat = {.repeat.outcome = RUN_UNFINISHED};
    if (!take_key(loader, &repeat.behaviour, &repeat.repeat.number))
        return false;
    size_t *known = pair_map_at(&loader->repeats_by_key, repeat.behaviour + 1, repeat.repeat.number);
    if (*known != PAIR_MAP_NONE)
        return loader_trouble(loader, "`%.200s` begins repeat %u twice; the file is damaged",
                              loader->fields.field[1].text, repeat.repeat.number);
    loader->repeats = memory_reserve(loader->repeats, &loader->repeat_capacity, loader->repeat_count + 1,
                                     sizeof *loader->repeats);
    loader->current = loader->repeat_count;
    loader->repeats[loader->repeat_count++] = repeat;
    *known = loader->repeat_count;
    return true;
}

/* The repeat that the current line belongs to, NULL on trouble. */
static struct loaded_repeat *take_repeat(struct run_loader *loader)
{
    size_t behaviour;
    unsigned number;
    if (!take_key(loader, &behaviour, &number))
        return NULL;
    struct loaded_repeat *current = loader->repeat_count ? &loader->repeats[loader->current] : NULL;
    if (current && current->behaviour == behaviour && current->repeat.number == number)
        return current;
    size_t found = *pair_map_at(&loader->repeats_by_key, behaviour + 1, number);
    if (found == PAIR_MAP_NONE) {
        loader_trouble(loader, "repeat %u of `%.200s` has no `begin` before this line; the file is damaged",
                       number, loader->fields.field[1].text);
        return NULL;
    }
    loader->current = found - 1;
    return &loader->repeats[found - 1];
}

static struct loaded_repeat *take_open_repeat(struct run_loader *loader)
{
    struct loaded_repeat *repeat = take_repeat(loader);
    if (!repeat || repeat->repeat.outcome == RUN_UNFINISHED)
        return repeat;
    loader_trouble(loader, "repeat %u of `%.200s` already has its outcome; the file is damaged",
                   repeat->repeat.number, loader->fields.field[1].text);
    return NULL;
}

bool run_take_seen(struct run_loader *loader)
{
    const struct fields *fields = &loader->fields;
    struct run_observation seen = {.differs = field_is(&fields->field[7], "differs")};
    struct loaded_repeat *repeat = take_open_repeat(loader);
    if (!repeat || !run_take_number(loader, 9, "LINE", 0, &seen.line))
        return false;
    if (fields->field[3].text[0] == '(')
        return loader_trouble(loader,
                              "the label `%.40s` begins with a parenthesis, which is reserved; rename it",
                              fields->field[3].text);
    int kind = run_kind_from(fields->field[4].text);
    int provenance = run_provenance_from(fields->field[8].text);
    if (kind < 0)
        return run_bad_word(loader, 4, "kind");
    if (!seen.differs && !field_is(&fields->field[7], "ok"))
        return run_bad_word(loader, 7, "verdict");
    if (provenance < 0)
        return run_bad_word(loader, 8, "provenance");
    seen.kind = (enum run_kind)kind;
    seen.provenance = (enum run_provenance)provenance;
    seen.label = run_keep(loader, 3);
    seen.allowed = run_keep(loader, 5);
    seen.seen = run_keep(loader, 6);
    repeat->observations++;
    size_t count = loader->run->observation_count++;
    loader->observations = memory_reserve(loader->observations, &loader->observation_capacity, count + 1,
                                          sizeof *loader->observations);
    loader->observations[count] =
        (struct loaded_observation){seen, loader->current, line_reader_number(loader->reader)};
    return true;
}

static void append_remark(struct run_loader *loader, size_t index, const struct run_remark **first,
                          struct run_remark **last)
{
    struct run_remark *remark = arena_alloc(&loader->store->strings.arena, sizeof *remark);
    *remark = (struct run_remark){NULL, run_keep_for_people(loader, index)};
    if (*last)
        (*last)->next = remark;
    else
        *first = remark;
    *last = remark;
}

bool run_take_note(struct run_loader *loader)
{
    struct loaded_repeat *repeat = take_repeat(loader);
    if (repeat)
        append_remark(loader, 3, &repeat->repeat.notes, &repeat->last_note);
    return repeat != NULL;
}

bool run_take_late(struct run_loader *loader)
{
    struct loaded_repeat *repeat = take_repeat(loader);
    if (!repeat)
        return false;
    if (run_late_from(loader->fields.field[3].text) < 0)
        return run_bad_word(loader, 3, "late arrival");
    append_remark(loader, 3, &repeat->repeat.late, &repeat->last_late);
    return true;
}

bool run_take_outcome(struct run_loader *loader)
{
    unsigned milliseconds;
    struct loaded_repeat *repeat = take_open_repeat(loader);
    if (!repeat || !run_take_number(loader, 4, "MILLISECONDS", 0, &milliseconds))
        return false;
    int outcome = run_outcome_from(loader->fields.field[3].text);
    if (outcome < 0)
        return run_bad_word(loader, 3, "outcome");
    repeat->repeat.outcome = (enum run_outcome)outcome;
    repeat->repeat.milliseconds = milliseconds;
    repeat->repeat.detail = run_keep_optional(loader, 5);
    loader->run->outcome_count++;
    return true;
}
