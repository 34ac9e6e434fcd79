#include <stdio.h>
#include "platform.h"
#include "arguments.h"
#include "run_options.h"
#include "shard.h"

#define REPEATS_MOST 1000000

enum option_type { OPTION_TEXT, OPTION_COUNT, OPTION_HANDLE, OPTION_FLAG, OPTION_SHARD };

struct option {
    const char *name, *short_name;
    enum option_type type;
    void *target;
};

/* What chooses behaviours, to run or to list them. */
static const struct option selection[] = {
    {"--only", NULL, OPTION_TEXT, &run_options.only},
    {"--without-slow", NULL, OPTION_FLAG, &run_options.without_slow},
    {"--schedules", NULL, OPTION_FLAG, &run_options.schedules},
    {"--shard", NULL, OPTION_SHARD, NULL},
};

static int wrong(const char *what, const char *argument)
{
    fprintf(stderr, "twinpipe_test: %s '%s': see twinpipe_test.exe --help\n", what, argument);
    return 0;
}

static int set_value(const struct option *option, char *value)
{
    char *end = value;

    if (option->type == OPTION_TEXT) {
        *(const char **)option->target = value;
        return *value ? 1 : wrong("empty value for", option->name);
    }
    if (option->type == OPTION_SHARD)
        return shard_read(value) || wrong("--shard takes K/N, as 1/3, 2/3 and 3/3, not", value);
    if (option->type == OPTION_HANDLE)
        *(void **)option->target = (void *)(ULONG_PTR)strtoull(value, &end, 16);
    else
        *(unsigned int *)option->target = strtoul(value, &end, 10);
    if (*end || end == value)
        return wrong("not a number:", value);
    return 1;
}

static const struct option *find_option(const struct option *options, unsigned int count, const char *name)
{
    for (unsigned int i = 0; i < count; i++)
        if (!strcmp(options[i].name, name) || (options[i].short_name && !strcmp(options[i].short_name, name)))
            return &options[i];
    return NULL;
}

static int read_options(int count, char **arguments, const struct option *options, unsigned int option_count)
{
    for (int i = 0; i < count; i++) {
        const struct option *option = find_option(options, option_count, arguments[i]);

        if (!option)
            option = find_option(selection, ARRAY_SIZE(selection), arguments[i]);
        if (!option)
            return wrong("unknown option", arguments[i]);
        if (option->type == OPTION_FLAG)
            *(int *)option->target = 1;
        else if (i + 1 == count)
            return wrong("no value for", arguments[i]);
        else if (!set_value(option, arguments[++i]))
            return 0;
    }
    return 1;
}

int read_selection(int count, char **arguments)
{
    return read_options(count, arguments, selection, ARRAY_SIZE(selection)) && shards_are_filled();
}

int read_arguments(int count, char **arguments, struct driver_options *driver, struct child_options *child)
{
    struct child_options unused;
    char repeat[16];
    const struct option options[] = {
        {"--output", "-o", OPTION_TEXT, &driver->output},
        {"--repeat", NULL, OPTION_COUNT, &run_options.repeat},
        {"--isolation", NULL, OPTION_TEXT, &driver->isolation},
        {"--perturb", NULL, OPTION_TEXT, &driver->perturbation},
        {"--platform", NULL, OPTION_TEXT, &run_options.platform},
        {"--traced", NULL, OPTION_FLAG, &driver->traced},
        {"--resume", NULL, OPTION_FLAG, &driver->resume},
        {"--platform-died", NULL, OPTION_FLAG, &driver->platform_died},
        {"--died-alone", NULL, OPTION_FLAG, &driver->died_alone},
        {"--deaths-end", NULL, OPTION_FLAG, &driver->deaths_end},
        {"--progress", NULL, OPTION_FLAG, &driver->progress},
        {"--verbose", NULL, OPTION_FLAG, &driver->verbose},
        {"--part", NULL, OPTION_TEXT, &run_options.part},
        {"--from", NULL, OPTION_COUNT, &run_options.from},
        {"--lane", NULL, OPTION_HANDLE, child ? &child->lane : &unused.lane},
        {"--lock", NULL, OPTION_HANDLE, child ? &child->lock : &unused.lock},
    };

    if (!read_options(count, arguments, options, child ? ARRAY_SIZE(options) : ARRAY_SIZE(options) - 4))
        return 0;
    if (!run_options.repeat || run_options.repeat > REPEATS_MOST) {
        snprintf(repeat, sizeof(repeat), "%u", run_options.repeat);
        return wrong("--repeat takes a number from 1 to 1000000, not", repeat);
    }
    if (strcmp(run_options.platform, "real") && strcmp(run_options.platform, "model"))
        return wrong("--platform takes real or model, not", run_options.platform);
    return 1;
}
