#include <stdio.h>
#include <stdlib.h>
#include "explore_options.h"

const char explore_usage[] =
    "twinpipe_test.exe explore [OPTION]... SCENARIO, or --all, or --list\n"
    "      --preemptions N    every schedule with at most N (default 2)\n"
    "      --no-reduction     also those that differ only in the order of steps that touch nothing in "
    "common\n"
    "      --pct DEPTH        random priorities for bugs of that depth\n"
    "      --random           random walks\n"
    "      --runs N           of the random ones (default 10000)\n"
    "      --seed N           of the random ones (default 1)\n"
    "      --most N           stops after so many schedules\n"
    "      --most-seconds N   stops after so many seconds, as Ctrl-C does at once\n"
    "      --checkpoint FILE  leaves there, now and then and when it is stopped, what it has seen and where "
    "it was\n"
    "      --resume           goes on from the file of --checkpoint\n"
    "      --steps N          a run of more is ended, and reported (default 20000)\n"
    "      --all              every scenario, a line each: id, schedules, outcomes, violations\n"
    "      --times            with --all: and seconds\n"
    "      --outcomes         with --all: and each outcome\n"
    "      --steered          each schedule also on this platform, its outcome beside the model's; with\n"
    "                     --all a line each: id, runs, not followed, own way, ahead, differing, and of "
    "these\n"
    "                     where the platform had no choice; goes with --pct and --random, and of one\n"
    "                     scenario with --replay, too\n"
    "      --repeat N         of the steered runs of a schedule (default 1)\n"
    "      --replay SCHEDULE  one schedule, as an exploration prints it\n"
    "      --trace            with --replay: and every call, as `trace` shows it; with --steered: a line for "
    "each\n"
    "                         run that has not followed or ended otherwise\n"
    "A violation is shown with the fewest preemptions and switches, and how to replay it.\n"
    "Exit codes: 0 no violation, 1 some, 2 bad input.\n";

int explore_wrong(const char *what, const char *argument)
{
    fprintf(stderr, "twinpipe_test: explore: %s '%s': see twinpipe_test.exe explore --help\n", what,
            argument);
    return 0;
}

static int read_number(const char *option, const char *text, unsigned long long least,
                       unsigned long long most, unsigned long long *number)
{
    char *end;

    *number = text ? strtoull(text, &end, 10) : 0;
    if (text && *text >= '0' && *text <= '9' && !*end && *number <= most && *number >= least)
        return 1;
    fprintf(stderr, "twinpipe_test: explore: %s takes a number from %llu to %llu, not '%s'\n", option, least,
            most, text ? text : "");
    return 0;
}

struct number_option {
    const char *name;
    unsigned long long least, most;
    unsigned int *small;
    unsigned long long *large;
};

static int read_number_option(struct explore_options *options, const char *name, const char *value)
{
    struct search_options *search = &options->search;
    const struct number_option numbers[] = {
        {"--preemptions", 0, 100, &search->preemptions, NULL},
        {"--pct", 0, 16, &search->depth, NULL},
        {"--runs", 0, 4000000000u, &search->runs, NULL},
        {"--seed", 0, ~0ull >> 1, NULL, &search->seed},
        {"--repeat", 0, 100000, &options->repeats, NULL},
        {"--most", 0, ~0ull >> 1, NULL, &search->most},
        {"--most-seconds", 0, 1000000, &options->seconds, NULL},
        {"--steps", 1, MODEL_STEPS_MOST, NULL, &search->steps},
    };
    unsigned long long number;

    for (unsigned int i = 0; i < ARRAY_SIZE(numbers); i++) {
        if (strcmp(numbers[i].name, name))
            continue;
        if (!read_number(name, value, numbers[i].least, numbers[i].most, &number))
            return 0;
        if (numbers[i].small)
            *numbers[i].small = (unsigned int)number;
        else
            *numbers[i].large = number;
        options->pct |= !strcmp(name, "--pct");
        return 1;
    }
    return explore_wrong("unknown option", name);
}

static int read_option(struct explore_options *options, const char *name, const char *value)
{
    const char **text = !strcmp(name, "--replay")       ? &options->replay
                        : !strcmp(name, "--checkpoint") ? &options->search.checkpoint
                                                        : NULL;

    if (!text)
        return read_number_option(options, name, value);
    return value ? (*text = value, 1) : explore_wrong("no value for", name);
}

static int *flag_of(struct explore_options *options, const char *name)
{
    const struct {
        const char *name;
        int *flag;
    } flags[] = {{"--list", &options->list},     {"--all", &options->all},
                 {"--random", &options->random}, {"--steered", &options->steered},
                 {"--times", &options->times},   {"--outcomes", &options->sets},
                 {"--resume", &options->resume}, {"--trace", &options->traced}};

    for (unsigned int i = 0; i < ARRAY_SIZE(flags); i++)
        if (!strcmp(flags[i].name, name))
            return flags[i].flag;
    return NULL;
}

static int fit_together(const struct explore_options *options)
{
    if (options->resume && !options->search.checkpoint)
        return explore_wrong("--resume needs", "--checkpoint FILE");
    if (options->search.checkpoint &&
        (options->all || options->random || options->pct || options->steered || options->replay))
        return explore_wrong("only the exploration of one scenario on the model goes with", "--checkpoint");
    if (options->traced && !options->replay && !options->steered)
        return explore_wrong("--trace needs", "--replay SCHEDULE");
    if (options->all && options->replay)
        return explore_wrong("a schedule is of one scenario, so --all does not go with", "--replay");
    if (options->all && options->scenario)
        return explore_wrong("one scenario too many with --all:", options->scenario);
    return options->list || options->all || options->scenario ? 1 : explore_wrong("no scenario", "");
}

int explore_options_read(int count, char **arguments, struct explore_options *options)
{
    for (int i = 0; i < count; i++) {
        int *flag = flag_of(options, arguments[i]);

        if (flag) {
            *flag = 1;
        } else if (!strcmp(arguments[i], "--no-reduction")) {
            options->search.reduce = 0;
        } else if (!strncmp(arguments[i], "--", 2)) {
            if (!read_option(options, arguments[i], i + 1 < count ? arguments[i + 1] : NULL))
                return 0;
            i++;
        } else if (options->scenario) {
            return explore_wrong("one scenario too many:", arguments[i]);
        } else {
            options->scenario = arguments[i];
        }
    }
    return fit_together(options);
}
