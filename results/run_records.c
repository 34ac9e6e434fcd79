#include "run_loader.h"

#include <stdio.h>
#include <string.h>

/* The text of field INDEX of the current line, as long as the run file lives. */
const char *run_keep(struct run_loader *loader, size_t index)
{
    const struct field *field = &loader->fields.field[index];
    return intern_add(&loader->store->strings, field->text, field->length);
}

const char *run_keep_for_people(struct run_loader *loader, size_t index)
{
    struct field *field = &loader->fields.field[index];
    field_for_people(field);
    return intern_add(&loader->store->strings, field->text, field->length);
}

const char *run_keep_optional(struct run_loader *loader, size_t index)
{
    return field_is(&loader->fields.field[index], "-") ? NULL : run_keep_for_people(loader, index);
}

bool run_take_number(struct run_loader *loader, size_t index, const char *name, unsigned least,
                     unsigned *number)
{
    const struct field *field = &loader->fields.field[index];
    if (field_number(field, number) && *number >= least)
        return true;
    return loader_trouble(loader, "%s is `%.40s`, not a number from %u on; the file is damaged", name,
                          field->text, least);
}

bool run_bad_word(struct run_loader *loader, size_t index, const char *name)
{
    return loader_trouble(loader, "`%.40s` is no %s of format version %d; the file is damaged",
                          loader->fields.field[index].text, name, RUN_FILE_VERSION);
}

static const char *keep_id(struct run_loader *loader)
{
    const struct field *id = &loader->fields.field[1];
    return intern_add(&loader->store->ids, id->text, id->length);
}

static bool take_behaviour(struct run_loader *loader)
{
    struct run_file *run = loader->run;
    if (loader->repeat_count)
        return loader_trouble(loader, "a `behaviour` line after the first `begin`; the file is damaged");
    struct run_behaviour behaviour = {.id = keep_id(loader), .unit = run_keep(loader, 2)};
    int provenance = run_provenance_from(loader->fields.field[3].text);
    if (provenance < 0)
        return run_bad_word(loader, 3, "provenance");
    behaviour.provenance = (enum run_provenance)provenance;
    behaviour.source = run_keep_optional(loader, 4);
    behaviour.facts = field_is(&loader->fields.field[5], "-") ? NULL : run_keep(loader, 5);
    behaviour.file = run_keep(loader, 6);
    if (!run_take_number(loader, 7, "LINE", 0, &behaviour.line))
        return false;
    behaviour.summary = run_keep_for_people(loader, 8);
    if (*intern_mark(behaviour.id))
        return loader_trouble(loader, "`%.200s` is declared twice; the file is damaged", behaviour.id);
    loader->store->behaviours = memory_reserve(loader->store->behaviours, &loader->behaviour_capacity,
                                               run->behaviour_count + 1, sizeof behaviour);
    run->behaviours = loader->store->behaviours;
    loader->store->behaviours[run->behaviour_count++] = behaviour;
    *intern_mark(behaviour.id) = run->behaviour_count;
    return true;
}

static bool take_relied(struct run_loader *loader)
{
    size_t place = *intern_mark(keep_id(loader));
    if (!place)
        return loader_trouble(loader,
                              "a `relied` line of a behaviour that is not declared; the file is damaged");
    if (loader->repeat_count || loader->store->behaviours[place - 1].relied)
        return loader_trouble(loader,
                              "a second `relied` line, or one after the first `begin`; the file is damaged");
    loader->store->behaviours[place - 1].relied = run_keep(loader, 2);
    return true;
}

/* A driver writes the end line when everything has its outcome. */
static bool refuse_open_repeat(struct run_loader *loader)
{
    const struct loaded_repeat *open = loader->repeats;
    while (open->repeat.outcome != RUN_UNFINISHED)
        open++;
    return loader_trouble(loader, "the file ends, but repeat %u of `%.200s` has no outcome; run again",
                          open->repeat.number, loader->run->behaviours[open->behaviour].id);
}

static bool take_end(struct run_loader *loader)
{
    const struct run_file *run = loader->run;
    const struct field *crc = &loader->fields.field[3];
    unsigned outcomes, observations;
    if (!run_take_number(loader, 1, "OUTCOMES", 0, &outcomes) ||
        !run_take_number(loader, 2, "OBSERVATIONS", 0, &observations))
        return false;
    if (outcomes != run->outcome_count || observations != run->observation_count)
        return loader_trouble(
            loader,
            "the end line counts %u outcomes and %u observations, the file has %zu and %zu: "
            "lines were lost or added; get a fresh copy",
            outcomes, observations, run->outcome_count, run->observation_count);
    char expected[16];
    snprintf(expected, sizeof expected, "%08lx", line_reader_crc(loader->reader));
    if (!field_is(crc, expected))
        return loader_trouble(loader,
                              "the checksum is %s and the end line says %.40s: the file was changed; get a "
                              "fresh copy",
                              expected, crc->text);
    loader->ended = run->outcome_count == loader->repeat_count || refuse_open_repeat(loader);
    return loader->ended;
}

static const struct record {
    const char *name;
    size_t fields; /* with the name */
    bool in_head;
    bool (*take)(struct run_loader *loader);
} records[] = {
    {"seen", 10, false, run_take_seen},      {"begin", 3, false, run_take_begin},
    {"outcome", 6, false, run_take_outcome}, {"behaviour", 9, false, take_behaviour},
    {"note", 4, false, run_take_note},       {"late", 4, false, run_take_late},
    {"head", 3, true, run_take_head},        {"end", 4, false, take_end},
    {"relied", 3, false, take_relied},
};

/* The first line tells what the file is, so its defects have texts of their own. */
bool run_version_take(struct run_loader *loader)
{
    const struct fields *fields = &loader->fields;
    unsigned version = 0;
    if (fields->count != 2 || !field_is(&fields->field[0], "twinpipe-run"))
        return loader_trouble(
            loader, "this is no run file: its first line is not `twinpipe-run`, a tab and the version");
    if (!run_take_number(loader, 1, "the format version", 1, &version))
        return false;
    if (version > RUN_FILE_VERSION)
        return loader_trouble(loader,
                              "format version %u is newer than this twinpipe reads (%d); update twinpipe",
                              version, RUN_FILE_VERSION);
    return true;
}

static bool take_record(struct run_loader *loader, const struct record *record)
{
    if (loader->fields.count != record->fields)
        return loader_trouble(loader, "a `%s` line has %zu fields, this one has %zu; the file is damaged",
                              record->name, record->fields, loader->fields.count);
    if (!record->in_head && !loader->head_over && !run_head_complete(loader))
        return false;
    return record->take(loader);
}

bool run_record_take(struct run_loader *loader)
{
    const struct field *name = &loader->fields.field[0];
    if (loader->ended)
        return loader_trouble(loader,
                              "there is text after the end line; the file was changed, get a fresh copy");
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        if (field_is(name, records[i].name))
            return take_record(loader, &records[i]);
    }
    return loader_trouble(loader, "`%.40s` is no record of format version %d; the file is damaged",
                          name->text, RUN_FILE_VERSION);
}
