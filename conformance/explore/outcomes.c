/* The set of outcomes of an exploration: each with how often it came, and the first schedule that gave it. */
#include <stdio.h>
#include <stdlib.h>
#include "explore.h"

#define OUTCOMES_MOST 512

struct outcome {
    char text[2 * OUTCOME_SIZE];
    int violation;
    unsigned long long count;
    char *schedule;
};

struct outcomes {
    struct outcome *outcomes;
    unsigned int count, last;
    unsigned long long dropped;
};

struct outcomes *outcomes_new(void)
{
    struct outcomes *outcomes = calloc(1, sizeof(*outcomes));

    if (outcomes && (outcomes->outcomes = calloc(OUTCOMES_MOST, sizeof(*outcomes->outcomes))))
        return outcomes;
    abort();
}

void outcomes_free(struct outcomes *outcomes)
{
    for (unsigned int i = 0; i < outcomes->count; i++)
        free(outcomes->outcomes[i].schedule);
    free(outcomes->outcomes);
    free(outcomes);
}

static struct outcome *find(struct outcomes *outcomes, const char *text)
{
    if (outcomes->last < outcomes->count && !strcmp(outcomes->outcomes[outcomes->last].text, text))
        return &outcomes->outcomes[outcomes->last];
    for (unsigned int i = 0; i < outcomes->count; i++)
        if (!strcmp(outcomes->outcomes[i].text, text)) {
            outcomes->last = i;
            return &outcomes->outcomes[i];
        }
    return NULL;
}

static struct outcome *add(struct outcomes *outcomes, const char *text, int violation)
{
    struct outcome *outcome = find(outcomes, text);

    if (outcome)
        return outcome;
    if (outcomes->count == OUTCOMES_MOST) {
        outcomes->dropped++;
        return NULL;
    }
    outcome = &outcomes->outcomes[outcomes->count++];
    snprintf(outcome->text, sizeof(outcome->text), "%s", text);
    outcome->violation = violation;
    return outcome;
}

void outcomes_add(struct outcomes *outcomes, const struct scenario_end *end, const struct schedule *schedule)
{
    struct outcome *outcome =
        add(outcomes, *end->violation ? end->violation : end->outcome, *end->violation != 0);

    if (!outcome)
        return;
    if (!outcome->count++)
        outcome->schedule = strdup(schedule_text(schedule));
}

void outcomes_put(struct outcomes *outcomes, const char *text, int violation, unsigned long long times,
                  const char *schedule)
{
    struct outcome *outcome = add(outcomes, text, violation);

    if (!outcome)
        return;
    if (!outcome->schedule)
        outcome->schedule = strdup(schedule);
    outcome->count += times;
}

int outcomes_is_violation(const struct outcomes *outcomes, unsigned int index)
{
    return outcomes->outcomes[index].violation;
}

unsigned long long outcomes_times(const struct outcomes *outcomes, unsigned int index)
{
    return outcomes->outcomes[index].count;
}

const char *outcomes_schedule(const struct outcomes *outcomes, unsigned int index)
{
    return outcomes->outcomes[index].schedule;
}

void outcomes_set_schedule(struct outcomes *outcomes, unsigned int index, const char *schedule)
{
    char *copy = strdup(schedule);

    free(outcomes->outcomes[index].schedule);
    outcomes->outcomes[index].schedule = copy;
}

static int compare(const void *a, const void *b)
{
    const struct outcome *first = a, *second = b;

    return first->violation != second->violation ? second->violation - first->violation
                                                 : strcmp(first->text, second->text);
}

void outcomes_sort(struct outcomes *outcomes)
{
    qsort(outcomes->outcomes, outcomes->count, sizeof(*outcomes->outcomes), compare);
    outcomes->last = 0;
}

void outcomes_print(const struct outcomes *outcomes)
{
    qsort(outcomes->outcomes, outcomes->count, sizeof(*outcomes->outcomes), compare);
    for (unsigned int i = 0; i < outcomes->count; i++)
        printf("%s\t%llu\t%s\t%s\n", outcomes->outcomes[i].violation ? "violation" : "outcome",
               outcomes->outcomes[i].count, outcomes->outcomes[i].text, outcomes->outcomes[i].schedule);
    if (outcomes->dropped)
        printf("note\t%llu schedules had outcomes beyond the first %d\n", outcomes->dropped, OUTCOMES_MOST);
}

unsigned int outcomes_violations(const struct outcomes *outcomes)
{
    unsigned int count = 0;

    for (unsigned int i = 0; i < outcomes->count; i++)
        count += (unsigned int)outcomes->outcomes[i].violation;
    return count;
}

unsigned int outcomes_count(const struct outcomes *outcomes)
{
    return outcomes->count;
}

const char *outcomes_text(const struct outcomes *outcomes, unsigned int index)
{
    return index < outcomes->count ? outcomes->outcomes[index].text : NULL;
}

int outcomes_have(const struct outcomes *outcomes, const char *text)
{
    for (unsigned int i = 0; i < outcomes->count; i++)
        if (!strcmp(outcomes->outcomes[i].text, text))
            return 1;
    return 0;
}
