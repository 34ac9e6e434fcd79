#include "adoption.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* Whether FACTS, ids joined by commas, hold one. */
static bool names(const char *facts, const char *fact, size_t length)
{
    for (const char *at = facts; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
        if (strcspn(at, ",") == length && memcmp(at, fact, length) == 0)
            return true;
    return false;
}

bool adoption_measures(const struct adoption *adoption, const char *fact, size_t length)
{
    bool is_shown = false;
    for (size_t i = 0; i < adoption->run->behaviour_count; i++) {
        if (!names(adoption->run->behaviours[i].facts, fact, length))
            continue;
        if (!adoption->behaviours[i].is_confirmed)
            return false;
        is_shown = true;
    }
    return is_shown;
}

static bool all_facts_measured(const struct adoption *adoption, const char *facts)
{
    for (const char *at = facts; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
        if (!adoption_measures(adoption, at, strcspn(at, ",")))
            return false;
    return facts != NULL;
}

static bool is_confirmed(const struct run_behaviour *behaviour)
{
    bool has_seen = false;
    for (size_t i = 0; i < behaviour->repeat_count; i++) {
        const struct run_repeat *repeat = &behaviour->repeats[i];
        if (repeat->outcome != RUN_CONFORMS || repeat->late)
            return false;
        has_seen |= repeat->observation_count != 0;
    }
    return has_seen;
}

static bool is_refuted(const struct observed_label *label)
{
    for (size_t i = 0; i < label->value_count; i++)
        if (label->values[i].differs)
            return true;
    return false;
}

static bool is_observation(const struct observed_label *label)
{
    return label->label[0] != '(';
}

static void count(struct adoption *adoption, size_t index)
{
    const struct observed_behaviour *seen = &adoption->observed->behaviours[index];
    size_t told = 0;
    for (size_t i = 0; i < seen->label_count; i++) {
        if (!is_observation(&seen->labels[i]))
            continue;
        told++;
        if (adoption->behaviours[index].is_promise)
            adoption->promises++;
        else
            *(is_refuted(&seen->labels[i]) ? &adoption->refuted : &adoption->confirmed) += 1;
    }
    adoption->not_told += !told && !adoption->behaviours[index].is_promise;
}

struct adoption *adoption_new(const struct run_file *run)
{
    struct adoption *adoption = memory_new(1, sizeof *adoption);
    adoption->run = run;
    adoption->observed = observed_new(run);
    adoption->behaviours = memory_new(run->behaviour_count + 1, sizeof *adoption->behaviours);
    for (size_t i = 0; i < run->behaviour_count; i++) {
        const struct run_behaviour *behaviour = &run->behaviours[i];
        adoption->behaviours[i].is_promise =
            behaviour->source && strncmp(behaviour->source, "contract:", strlen("contract:")) == 0;
        adoption->behaviours[i].is_confirmed = is_confirmed(behaviour);
        count(adoption, i);
    }
    for (size_t i = 0; i < run->behaviour_count; i++) {
        struct adoption_behaviour *own = &adoption->behaviours[i];
        own->is_adopted =
            own->is_confirmed && !own->is_promise && all_facts_measured(adoption, run->behaviours[i].facts);
        adoption->adopted += own->is_adopted;
    }
    return adoption;
}

void adoption_free(struct adoption *adoption)
{
    if (!adoption)
        return;
    observed_free(adoption->observed);
    free(adoption->behaviours);
    free(adoption);
}
