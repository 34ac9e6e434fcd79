#include "wine_runner/bisect_evidence.h"

#include "results/difference.h"
#include "results/memory.h"
#include "results/run_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void evidence_add(struct evidence *evidence, const char *fingerprint, const char *label, const char *seen,
                  const char *allowed, unsigned repeats)
{
    evidence->list =
        memory_reserve(evidence->list, &evidence->capacity, evidence->count + 1, sizeof *evidence->list);
    struct sighting *sighting = &evidence->list[evidence->count++];
    *sighting = (struct sighting){.label = memory_present(strdup(label)),
                                  .seen = memory_present(strdup(seen)),
                                  .allowed = memory_present(strdup(allowed)),
                                  .repeats = repeats};
    snprintf(sighting->fingerprint, sizeof sighting->fingerprint, "%s", fingerprint);
}

static void add_differences(struct evidence *evidence, const struct run_file *run, const char *id)
{
    struct difference_list *list = difference_allowed(run);
    for (size_t i = 0; i < list->count; i++) {
        const struct difference *difference = &list->items[i];
        const struct observed_value *value = difference->side[0].values;
        if (strcmp(difference->behaviour->id, id) == 0)
            evidence_add(evidence, difference->fingerprint, difference->label, value->seen,
                         difference->allowed, (unsigned)value->repeats);
    }
    difference_list_free(list);
}

static bool is_known_in(const struct run_behaviour *behaviour)
{
    for (size_t i = 0; behaviour && i < behaviour->repeat_count; i++)
        if (behaviour->repeats[i].outcome != RUN_BROKEN_SETUP)
            return true;
    return false;
}

bool evidence_read(struct evidence *evidence, const char *path, const char *id, struct trouble *trouble)
{
    struct run_file *run = run_file_load(path, trouble);
    if (!run)
        return false;
    const struct run_behaviour *behaviour = run_file_find(run, id);
    const bool is_judged = is_known_in(behaviour);
    evidence_free(evidence);
    if (is_judged) {
        evidence->repeats = (unsigned)behaviour->repeat_count;
        add_differences(evidence, run, id);
    } else {
        trouble_set(trouble, "nothing is known of %s: %s", id,
                    behaviour && behaviour->repeat_count ? "its fixture could not be made"
                                                         : "it was not run");
    }
    run_file_free(run);
    return is_judged;
}

const struct sighting *evidence_find(const struct evidence *evidence, const char *fingerprint)
{
    for (size_t i = 0; i < evidence->count; i++)
        if (strcmp(evidence->list[i].fingerprint, fingerprint) == 0)
            return &evidence->list[i];
    return NULL;
}

void evidence_free(struct evidence *evidence)
{
    for (size_t i = 0; i < evidence->count; i++) {
        free(evidence->list[i].label);
        free(evidence->list[i].seen);
        free(evidence->list[i].allowed);
    }
    free(evidence->list);
    *evidence = (struct evidence){0};
}
