#include <stdio.h>
#include <stdlib.h>
#include "../trace/trace.h"
#include "checkpoint.h"
#include "explore_options.h"
#include "steer.h"
#include "steer_explore.h"
#include "stop.h"

enum { EXIT_NONE = 0, EXIT_VIOLATION = 1, EXIT_BAD_INPUT = 2 };

static void list(void)
{
    for (unsigned int i = 0; i < scenario_count(); i++)
        printf("%s\t%s\n", scenario_at(i)->id, scenario_at(i)->summary);
}

static int refuse(const char *what, const char *scenario, const char *why)
{
    fprintf(stderr, "twinpipe_test: explore: %s %s: %s\n", what, scenario, why);
    return EXIT_BAD_INPUT;
}

/* ---- one schedule ---- */

/* As the schedule has them; 0 is who runs begin and end. */
static const char *number_of_thread(unsigned long id)
{
    static char name[16];

    snprintf(name, sizeof(name), "%lu", id / 4 - 1);
    return name;
}

/* The calls of that run; the layer stays. */
static const char *replay_traced(const struct scenario *scenario, const char *schedule,
                                 struct outcomes *outcomes)
{
    const char *problem;

    fflush(stdout);
    trace_name_threads(number_of_thread);
    trace_begin(GetStdHandle(STD_OUTPUT_HANDLE));
    trace_remark("trace 1 of %s on model", scenario->id);
    problem = search_replay(scenario, schedule, NULL, outcomes);
    trace_end();
    return problem;
}

static int replay(const struct scenario *scenario, const struct explore_options *options)
{
    struct outcomes *outcomes = outcomes_new();
    const char *problem;
    int violations;

    problem = options->traced ? replay_traced(scenario, options->replay, outcomes)
                              : search_replay(scenario, options->replay, NULL, outcomes);
    if (problem)
        refuse("the schedule is not one of", scenario->id, problem);
    else
        outcomes_print(outcomes);
    violations = outcomes_violations(outcomes) != 0;
    outcomes_free(outcomes);
    return problem ? EXIT_BAD_INPUT : violations ? EXIT_VIOLATION : EXIT_NONE;
}

/* ---- an exploration ---- */

static void search(const struct scenario *scenario, const struct explore_options *options,
                   struct outcomes *outcomes, struct search_result *result)
{
    if (options->random)
        search_randomly(scenario, &options->search, outcomes, result);
    else if (options->pct)
        search_pct(scenario, &options->search, outcomes, result);
    else
        search_exhaustively(scenario, &options->search, outcomes, result);
}

static void print_result(const struct explore_options *options, const struct search_result *result)
{
    printf("schedules\t%llu\t%s\n", result->schedules, result->complete ? "all within the bound" : "some");
    if (!options->random && !options->pct && options->search.reduce)
        printf("cut\t%llu\truns that would have been the same as another but for the order of some steps\n",
               result->cut);
    if (result->endless)
        printf("stopped\tsince a run has no end\n");
    if (result->complete || result->endless || !options->search.checkpoint)
        return;
    printf("stopped\tafter %llu schedules; the same command with --resume goes on\n", result->schedules);
}

static void print_replays(const struct scenario *scenario, const struct outcomes *outcomes)
{
    for (unsigned int i = 0; i < outcomes_count(outcomes); i++)
        if (outcomes_is_violation(outcomes, i))
            printf("replay\ttwinpipe_test.exe explore --trace --replay \"%s\" %s\n",
                   outcomes_schedule(outcomes, i), scenario->id);
}

/* Of the first violation; one that has no end is too long to be read. */
static void print_trace(const struct scenario *scenario, const struct outcomes *outcomes)
{
    struct outcomes *again = outcomes_new();

    if (outcomes_violations(outcomes) &&
        strncmp(outcomes_text(outcomes, 0), MODEL_STEPS_END, strlen(MODEL_STEPS_END)))
        replay_traced(scenario, outcomes_schedule(outcomes, 0), again);
    outcomes_free(again);
}

static int explore_from(const struct scenario *scenario, const struct explore_options *options)
{
    struct outcomes *outcomes = outcomes_new();
    struct search_result result = {0};
    int violations;

    search(scenario, options, outcomes, &result);
    if (result.problem && !result.schedules) {
        outcomes_free(outcomes);
        return refuse("the checkpoint cannot be used for", scenario->id, result.problem);
    }
    for (unsigned int i = 0; i < outcomes_count(outcomes); i++)
        if (outcomes_is_violation(outcomes, i))
            minimise(scenario, &options->search, outcomes, i, !options->random && !options->pct);
    outcomes_print(outcomes);
    print_replays(scenario, outcomes);
    print_result(options, &result);
    print_trace(scenario, outcomes);
    if (result.complete && options->search.checkpoint)
        checkpoint_remove(options->search.checkpoint);
    violations = outcomes_violations(outcomes) != 0;
    outcomes_free(outcomes);
    if (result.problem)
        return refuse("no checkpoint is left of", scenario->id, result.problem);
    return violations ? EXIT_VIOLATION : EXIT_NONE;
}

static int explore(const struct scenario *scenario, struct explore_options *options)
{
    const char *file = options->search.checkpoint, *problem;
    struct checkpoint checkpoint = {0};
    int code;

    if (file && !options->resume && checkpoint_exists(file))
        return refuse("there is a checkpoint already in", file, "give --resume, or another name");
    if (options->resume) {
        if ((problem = checkpoint_read(file, scenario, &options->search, &checkpoint)))
            return refuse("the checkpoint cannot be used for", scenario->id, problem);
        options->search.resume = &checkpoint;
    }
    code = explore_from(scenario, options);
    free(checkpoint.path);
    free(checkpoint.text);
    return code;
}

static int steer(const struct scenario *scenario, const struct explore_options *options)
{
    steer_install();
    steer_use(STEER_MODEL);
    return scenario ? steer_explore(scenario, options) : steer_explore_all(options);
}

int explore_command(int count, char **arguments)
{
    struct explore_options options = {
        .search =
            {.reduce = 1, .preemptions = 2, .runs = 10000, .seed = 1, .steps = 20000, .stop = stop_is_wanted},
        .repeats = 1};
    const struct scenario *scenario = NULL;
    const char *problem;

    if (count == 1 && !strcmp(arguments[0], "--help"))
        return fputs(explore_usage, stdout), EXIT_NONE;
    if (!explore_options_read(count, arguments, &options))
        return EXIT_BAD_INPUT;
    if (options.list)
        return list(), EXIT_NONE;
    if (!options.all && !(scenario = scenario_find(options.scenario)))
        return explore_wrong("no scenario", options.scenario), EXIT_BAD_INPUT;
    if (options.replay && (problem = schedule_problem(options.replay)))
        return explore_wrong(problem, options.replay), EXIT_BAD_INPUT;
    model_steps_set(options.search.steps);
    stop_watch(options.seconds);
    if (options.steered && scenario && scenario->model_only)
        return refuse("no platform can be steered through", scenario->id, scenario->model_only);
    if (options.steered)
        return steer(scenario, &options);
    model_install();
    if (options.all)
        return explore_all(&options.search, options.times, options.sets);
    return options.replay ? replay(scenario, &options) : explore(scenario, &options);
}
