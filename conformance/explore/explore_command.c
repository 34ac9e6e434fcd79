#include <stdio.h>
#include <stdlib.h>
#include "explore.h"
#include "steer.h"

enum { EXIT_NONE = 0, EXIT_VIOLATION = 1, EXIT_BAD_INPUT = 2 };

static const char usage[] =
    "twinpipe_test.exe explore [OPTION]... SCENARIO, or --list\n"
    "      --preemptions N   every schedule with at most N (default 2)\n"
    "      --pct DEPTH       random priorities for bugs of that depth\n"
    "      --random          random walks\n"
    "      --runs N          of the random ones (default 10000)\n"
    "      --seed N          of the random ones (default 1)\n"
    "      --most N          stops after so many schedules\n"
    "      --steered         each schedule also on this platform, its outcome beside the model's\n"
    "      --repeat N        of the steered runs of a schedule (default 1)\n"
    "      --replay SCHEDULE one schedule, as an exploration prints it\n"
    "Exit codes: 0 no violation, 1 some, 2 bad input.\n";

struct command {
    const char *scenario, *replay;
    int list, random, pct, steered;
    unsigned int repeats;
    struct search_options search;
};

static int wrong(const char *what, const char *argument)
{
    fprintf(stderr, "twinpipe_test: explore: %s '%s': see twinpipe_test.exe explore --help\n", what,
            argument);
    return 0;
}

static int read_number(const char *option, const char *text, unsigned long long most,
                       unsigned long long *number)
{
    char *end;

    *number = text ? strtoull(text, &end, 10) : 0;
    if (text && *text >= '0' && *text <= '9' && !*end && *number <= most)
        return 1;
    fprintf(stderr, "twinpipe_test: explore: %s takes a number from 0 to %llu, not '%s'\n", option, most,
            text ? text : "");
    return 0;
}

static int read_option(struct command *command, const char *option, const char *value)
{
    unsigned long long number = 0;
    int read = 1;

    if (!strcmp(option, "--replay"))
        return value ? (command->replay = value, 1) : wrong("no value for", option);
    if (!strcmp(option, "--preemptions"))
        read = read_number(option, value, 100, &number), command->search.preemptions = (unsigned int)number;
    else if (!strcmp(option, "--pct"))
        read = read_number(option, value, 16, &number), command->search.depth = (unsigned int)number,
        command->pct = 1;
    else if (!strcmp(option, "--runs"))
        read = read_number(option, value, 4000000000u, &number), command->search.runs = (unsigned int)number;
    else if (!strcmp(option, "--seed"))
        read = read_number(option, value, ~0ull >> 1, &command->search.seed);
    else if (!strcmp(option, "--repeat"))
        read = read_number(option, value, 100000, &number), command->repeats = (unsigned int)number;
    else if (!strcmp(option, "--most"))
        read = read_number(option, value, ~0ull >> 1, &command->search.most);
    else
        return wrong("unknown option", option);
    return read;
}

static int read_command(int count, char **arguments, struct command *command)
{
    for (int i = 0; i < count; i++) {
        if (!strcmp(arguments[i], "--list"))
            command->list = 1;
        else if (!strcmp(arguments[i], "--random"))
            command->random = 1;
        else if (!strcmp(arguments[i], "--no-reduction"))
            command->search.reduce = 0;
        else if (!strcmp(arguments[i], "--steered"))
            command->steered = 1;
        else if (!strncmp(arguments[i], "--", 2)) {
            if (!read_option(command, arguments[i], i + 1 < count ? arguments[i + 1] : NULL))
                return 0;
            i++;
        } else if (command->scenario)
            return wrong("one scenario too many:", arguments[i]);
        else
            command->scenario = arguments[i];
    }
    return command->list || command->scenario ? 1 : wrong("no scenario", "");
}

static void list(void)
{
    for (unsigned int i = 0; i < scenario_count(); i++)
        printf("%s\t%s\n", scenario_at(i)->id, scenario_at(i)->summary);
}

static int explore(const struct scenario *scenario, const struct command *command)
{
    struct outcomes *outcomes = outcomes_new();
    struct search_result result = {.schedules = 1, .complete = 0};
    const char *problem = NULL;
    unsigned int violations;

    model_install();
    if (command->replay)
        problem = search_replay(scenario, command->replay, outcomes);
    else if (command->random)
        search_randomly(scenario, &command->search, outcomes, &result);
    else if (command->pct)
        search_pct(scenario, &command->search, outcomes, &result);
    else
        search_exhaustively(scenario, &command->search, outcomes, &result);
    if (problem) {
        fprintf(stderr, "twinpipe_test: explore: the schedule is not one of %s: %s\n", scenario->id, problem);
        outcomes_free(outcomes);
        return EXIT_BAD_INPUT;
    }
    outcomes_print(outcomes);
    printf("schedules\t%llu\t%s\t%llu\n", result.schedules, result.complete ? "all within the bound" : "some",
           result.cut);
    violations = outcomes_violations(outcomes);
    outcomes_free(outcomes);
    return violations ? EXIT_VIOLATION : EXIT_NONE;
}

int explore_command(int count, char **arguments)
{
    struct command command = {.search = {.reduce = 1, .preemptions = 2, .runs = 10000, .seed = 1},
                              .repeats = 1};
    const struct scenario *scenario;
    const char *problem;

    if (count == 1 && !strcmp(arguments[0], "--help"))
        return fputs(usage, stdout), EXIT_NONE;
    if (!read_command(count, arguments, &command))
        return EXIT_BAD_INPUT;
    if (command.list)
        return list(), EXIT_NONE;
    if (!(scenario = scenario_find(command.scenario)))
        return wrong("no scenario", command.scenario), EXIT_BAD_INPUT;
    if (command.replay && (problem = schedule_problem(command.replay)))
        return wrong(problem, command.replay), EXIT_BAD_INPUT;
    if (command.steered) {
        steer_install();
        steer_use(STEER_MODEL);
        command.search.reduce = 0; /* what the model takes for the same may differ there */
        return steer_explore(scenario, &command.search, command.repeats);
    }
    return explore(scenario, &command);
}
