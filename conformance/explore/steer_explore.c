/* Schedules on the model and steered, outcomes beside each other. */
#include <stdio.h>
#include <stdlib.h>
#include "steer.h"
#include "steer_explore.h"

enum { EXIT_SAME = 0, EXIT_DIFFERENT = 1, EXIT_WRONG = 2 };

struct comparison {
    struct outcomes *model, *steered, *followed;
    struct script script;
    const struct scenario *scenario;
    int every; /* difference is shown */
    unsigned int repeats, runs, others, otherwise, ahead, own_way, late, lost, overdue;
    char example[3 * OUTCOME_SIZE];
    struct search_result result;
    ULONGLONG milliseconds; /* steering alone: neither the model nor what is printed */
};

static struct comparison *comparing;

static const char *text_of(const struct scenario_end *end)
{
    return *end->violation ? end->violation : end->outcome;
}

static void note_difference(const struct steer_report *report, const char *model,
                            const struct schedule *schedule)
{
    const char *what = *report->difference ? report->difference : report->own_way;

    if ((*report->difference || !comparing->script.open) && !*comparing->example)
        snprintf(comparing->example, sizeof(comparing->example), "%s%s%s here, %s on the model", what,
                 *what ? "; " : "", text_of(&report->end), model);
    if (comparing->every)
        printf("difference\t%s\t%s\t%s\t%s\n", text_of(&report->end), model, what, schedule_text(schedule));
}

static void compare(const struct scenario_end *model, const struct schedule *schedule)
{
    struct steer_report report;
    ULONGLONG started;
    BOOL other;

    steer_use(STEER_REAL);
    for (unsigned int i = 0; i < comparing->repeats && !steer_is_stuck(); i++) {
        started = GetTickCount64();
        steer_run(comparing->scenario, &comparing->script, &report);
        comparing->milliseconds += GetTickCount64() - started;
        comparing->runs++;
        outcomes_add(comparing->steered, &report.end, schedule);
        if (steer_has_followed(&report))
            outcomes_add(comparing->followed, &report.end, schedule);
        other = strcmp(text_of(model), text_of(&report.end)) != 0;
        comparing->ahead += (unsigned int)report.ahead;
        comparing->own_way += *report.own_way != 0;
        comparing->late += report.late;
        comparing->overdue += (unsigned int)report.overdue;
        comparing->lost += *report.difference != 0;
        comparing->others += (unsigned int)other;
        comparing->otherwise += other && !comparing->script.open;
        if (other || *report.difference)
            note_difference(&report, text_of(model), schedule);
    }
    steer_use(STEER_MODEL);
}

/* In the place of scenario_run(): the same on the model, then here. */
static void run_both(const struct scenario *scenario, struct scheduler *scheduler, struct scenario_end *end,
                     const struct schedule *schedule)
{
    script_record(scenario, scheduler, end, &comparing->script);
    compare(end, schedule);
}

/* What the model does not come to in any of these schedules; how many. */
static unsigned int print_beyond(const struct comparison *comparison, const char *before)
{
    unsigned int count = 0;

    for (unsigned int i = 0; i < outcomes_count(comparison->steered); i++)
        if (!outcomes_have(comparison->model, outcomes_text(comparison->steered, i))) {
            printf("beyond\t%s%s%s\n", before, *before ? "\t" : "", outcomes_text(comparison->steered, i));
            count++;
        }
    return count;
}

static BOOL search(const struct explore_options *options, const struct scenario *scenario,
                   struct comparison *comparison)
{
    struct search_options both = options->search;
    const char *problem = NULL;

    *comparison = (struct comparison){.model = outcomes_new(),
                                      .steered = outcomes_new(),
                                      .followed = outcomes_new(),
                                      .scenario = scenario,
                                      .repeats = options->repeats,
                                      .every = options->traced};
    comparing = comparison;
    both.run = run_both;
    both.stop = steer_stop(options->search.stop);
    both.reduce = 0; /* what the model takes for the same may differ there */
    if (options->replay && !(problem = search_replay(scenario, options->replay, NULL, comparison->model)))
        search_replay(scenario, options->replay, run_both, comparison->model);
    else if (options->replay)
        fprintf(stderr, "twinpipe_test: explore: the schedule is not one of %s: %s\n", scenario->id, problem);
    else if (options->random)
        search_randomly(scenario, &both, comparison->model, &comparison->result);
    else if (options->pct)
        search_pct(scenario, &both, comparison->model, &comparison->result);
    else
        search_exhaustively(scenario, &both, comparison->model, &comparison->result);
    return !problem;
}

static int drop(struct comparison *comparison, unsigned int beyond)
{
    free(comparison->script.items);
    outcomes_free(comparison->model);
    outcomes_free(comparison->steered);
    outcomes_free(comparison->followed);
    return beyond || comparison->lost || comparison->otherwise ? EXIT_DIFFERENT : EXIT_SAME;
}

static void print_counts(const struct comparison *comparison)
{
    printf("steered\t%u runs: %u not followed, %u that the platform took its own way, %u with a step of its "
           "own ahead of its time, %u late callbacks\n",
           comparison->runs, comparison->lost, comparison->own_way, comparison->ahead, comparison->late);
    printf("differ\t%u runs from the model in the same schedule, %u of them where the platform had no step "
           "of its own to take\n",
           comparison->others, comparison->otherwise);
    if (*comparison->example)
        printf("first\t%s\n", comparison->example);
    printf("time\t%llu ms\n", comparison->milliseconds);
}

int steer_explore(const struct scenario *scenario, const struct explore_options *options)
{
    struct comparison comparison;
    unsigned int beyond = 0;

    if (!search(options, scenario, &comparison))
        return drop(&comparison, 0), EXIT_WRONG;
    printf("model:\n");
    outcomes_print(comparison.model);
    printf("steered:\n");
    outcomes_print(comparison.steered);
    beyond = print_beyond(&comparison, "");
    if (!options->replay)
        printf("schedules\t%llu\t%s\n", comparison.result.schedules,
               comparison.result.complete ? "all within the bound" : "some");
    print_counts(&comparison);
    return drop(&comparison, beyond);
}

static void print_followed(const struct comparison *comparison)
{
    outcomes_sort(comparison->followed);
    for (unsigned int i = 0; i < outcomes_count(comparison->followed); i++)
        printf("outcome\t%s\t%s\n", comparison->scenario->id, outcomes_text(comparison->followed, i));
}

static void print_row(const struct comparison *comparison, BOOL times)
{
    printf("%s\t%u\t%u\t%u\t%u\t%u\t%u", comparison->scenario->id, comparison->runs, comparison->lost,
           comparison->own_way, comparison->ahead, comparison->others, comparison->otherwise);
    if (times)
        printf("\t%.0f/s",
               comparison->milliseconds ? comparison->runs * 1000.0 / (double)comparison->milliseconds : 0);
    printf("\n");
    if (*comparison->example)
        printf("first\t%s\t%s\n", comparison->scenario->id, comparison->example);
}

int steer_explore_all(const struct explore_options *options)
{
    struct comparison comparison;
    unsigned int steered = 0, elsewhere = 0, i;
    int code = EXIT_SAME;

    for (i = 0; i < scenario_count() && !steer_is_stuck() && !options->search.stop(); i++) {
        const struct scenario *scenario = scenario_at(i);
        unsigned int beyond;

        if (scenario->model_only) {
            elsewhere++;
            continue;
        }
        search(options, scenario, &comparison);
        print_row(&comparison, options->times);
        if (options->sets)
            print_followed(&comparison);
        beyond = print_beyond(&comparison, scenario->id);
        fflush(stdout);
        steered++;
        code = drop(&comparison, beyond) ? EXIT_DIFFERENT : code;
    }
    printf("scenarios\t%u of %u steered, %u for the model alone\n", steered, scenario_count(), elsewhere);
    if (steer_is_stuck())
        printf("stopped\tsince a run of %s has no end\n", scenario_at(i - 1)->id);
    return code;
}
