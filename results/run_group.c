#include "run_loader.h"

#include <stdlib.h>

/* A repeat's place in the finished order, and where it stands in the file. */
struct place {
    size_t behaviour;
    size_t index;
    unsigned number;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->behaviour != y->behaviour)
        return x->behaviour < y->behaviour ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static struct place *sorted_places(const struct run_loader *loader)
{
    struct place *places = memory_new(loader->repeat_count, sizeof *places);
    for (size_t i = 0; i < loader->repeat_count; i++) {
        const struct loaded_repeat *repeat = &loader->repeats[i];
        places[i] = (struct place){repeat->behaviour, i, repeat->repeat.number};
    }
    qsort(places, loader->repeat_count, sizeof *places, compare_places);
    return places;
}

static void place_repeats(struct run_loader *loader, const struct place *places)
{
    struct run_store *store = loader->store;
    size_t first = 0;
    store->repeats = memory_new(loader->repeat_count, sizeof *store->repeats);
    store->observations = memory_new(loader->run->observation_count, sizeof *store->observations);
    for (size_t i = 0; i < loader->repeat_count; i++) {
        struct loaded_repeat *repeat = &loader->repeats[places[i].index];
        struct run_behaviour *behaviour = &store->behaviours[repeat->behaviour];
        store->repeats[i] = repeat->repeat;
        store->repeats[i].observations = store->observations + first;
        store->repeats[i].observation_count = repeat->observations;
        if (behaviour->repeat_count++ == 0)
            behaviour->repeats = &store->repeats[i];
        repeat->first = first;
        first += repeat->observations;
        repeat->observations = 0;
    }
}

static void place_observations(struct run_loader *loader)
{
    for (size_t i = 0; i < loader->run->observation_count; i++) {
        struct loaded_repeat *repeat = &loader->repeats[loader->observations[i].repeat];
        loader->store->observations[repeat->first + repeat->observations++] =
            loader->observations[i].observation;
    }
}

/* The line of the file where REPEAT has LABEL for the second time. */
static size_t second_line(const struct run_loader *loader, size_t repeat, const char *label)
{
    size_t line = 0, times = 0;
    for (size_t i = 0; i < loader->run->observation_count && times < 2; i++) {
        const struct loaded_observation *seen = &loader->observations[i];
        if (seen->repeat == repeat && seen->observation.label == label) {
            line = seen->line;
            times++;
        }
    }
    return line;
}

/* Marks every label with the repeat that had it last. */
static bool labels_unique(const struct run_loader *loader, const struct place *places)
{
    for (size_t i = 0; i < loader->repeat_count; i++) {
        const struct run_repeat *repeat = &loader->store->repeats[i];
        for (size_t j = 0; j < repeat->observation_count; j++) {
            const char *label = repeat->observations[j].label;
            if (*intern_mark(label) == i + 1)
                return line_reader_trouble(
                    loader->reader, second_line(loader, places[i].index, label), loader->trouble,
                    "repeat %u of `%.200s` has the label `%.200s` twice; give each observation "
                    "a label of its own",
                    repeat->number, loader->store->behaviours[places[i].behaviour].id, label);
            *intern_mark(label) = i + 1;
        }
    }
    return true;
}

bool run_group(struct run_loader *loader)
{
    struct place *places = sorted_places(loader);
    place_repeats(loader, places);
    place_observations(loader);
    bool unique = labels_unique(loader, places);
    free(places);
    return unique;
}
