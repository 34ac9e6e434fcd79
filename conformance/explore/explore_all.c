/* Every scenario, one after the other. */
#include <stdio.h>
#include "explore.h"

struct sum {
    unsigned long long schedules, cut;
    unsigned int outcomes, violations, scenarios, incomplete, lost;
};

/* How many of the schedules that were found do not give their outcome again. */
static unsigned int not_replayed(const struct scenario *scenario, const struct outcomes *outcomes)
{
    unsigned int lost = 0;

    for (unsigned int i = 0; i < outcomes_count(outcomes); i++) {
        struct outcomes *again = outcomes_new();
        const char *schedule = outcomes_schedule(outcomes, i);

        if (search_replay(scenario, schedule, NULL, again) ||
            !outcomes_have(again, outcomes_text(outcomes, i))) {
            printf("not replayed\t%s\t%s\t%s\n", scenario->id, outcomes_text(outcomes, i), schedule);
            lost++;
        }
        outcomes_free(again);
    }
    return lost;
}

static void print_sets(const struct scenario *scenario, const struct outcomes *outcomes)
{
    for (unsigned int i = 0; i < outcomes_count(outcomes); i++)
        printf("%s\t%s\t%s\n", outcomes_is_violation(outcomes, i) ? "violation" : "outcome", scenario->id,
               outcomes_text(outcomes, i));
}

static void explore_one(const struct scenario *scenario, const struct search_options *options, int times,
                        int sets, struct sum *sum)
{
    struct outcomes *outcomes = outcomes_new();
    ULONGLONG started = GetTickCount64();
    struct search_result result;
    unsigned int violations;

    search_exhaustively(scenario, options, outcomes, &result);
    violations = outcomes_violations(outcomes);
    outcomes_sort(outcomes);
    printf("%s\t%llu\t%u\t%u", scenario->id, result.schedules, outcomes_count(outcomes) - violations,
           violations);
    if (times)
        printf("\t%.3f", (double)(GetTickCount64() - started) / 1000);
    printf("%s\n", result.complete ? "" : "\tsome");
    if (sets)
        print_sets(scenario, outcomes);
    sum->lost += not_replayed(scenario, outcomes);
    fflush(stdout);
    sum->schedules += result.schedules;
    sum->cut += result.cut;
    sum->outcomes += outcomes_count(outcomes) - violations;
    sum->violations += violations;
    sum->incomplete += !result.complete;
    outcomes_free(outcomes);
}

int explore_all(const struct search_options *options, int times, int sets)
{
    struct sum sum = {0};

    for (; sum.scenarios < scenario_count() && !options->stop(); sum.scenarios++)
        explore_one(scenario_at(sum.scenarios), options, times, sets, &sum);
    printf("total\t%llu\t%u\t%u\n", sum.schedules, sum.outcomes, sum.violations);
    printf("scenarios\t%u of %u, %u of them to their end; %llu runs were cut\n", sum.scenarios,
           scenario_count(), sum.scenarios - sum.incomplete, sum.cut);
    return sum.violations || sum.lost;
}
