#include <stdio.h>
#include "platform.h"
#include "registry.h"
#include "run_options.h"
#include "shard.h"

struct run_options run_options = {.only = "*", .part = "all", .repeat = 1, .platform = "real"};

int on_model(void)
{
    return !strcmp(run_options.platform, "model");
}

/* Of several globs, separated by spaces. */
static int one_matches(const char *globs, const char *id)
{
    char glob[256];

    while (*(globs += strspn(globs, " "))) {
        size_t length = strcspn(globs, " ");

        snprintf(glob, sizeof(glob), "%.*s", (int)length, globs);
        if (glob_matches(glob, id))
            return 1;
        globs += length;
    }
    return 0;
}

int is_chosen(const struct behaviour *behaviour)
{
    return one_matches(run_options.only, behaviour->id) && !(behaviour->slow && run_options.without_slow);
}

int is_wanted(const struct behaviour *behaviour)
{
    return is_chosen(behaviour) && shard_has(behaviour);
}

int is_selected(const struct behaviour *behaviour, const char *unit, const char *part)
{
    if (!in_unit(behaviour, unit) || !is_wanted(behaviour))
        return 0;
    if (!strcmp(part, "all"))
        return 1;
    return strcmp(part, "main") ? !strcmp(part, behaviour->id) : !behaviour->slow;
}

static const struct behaviour *nth_selected(const char *unit, const char *part, unsigned int n)
{
    for (unsigned int i = 0; i < registry_count(); i++)
        if (is_selected(registry_at(i), unit, part) && n-- == 0)
            return registry_at(i);
    return NULL;
}

static unsigned int selected_count(const char *unit, const char *part)
{
    unsigned int count = 0;

    for (unsigned int i = 0; i < registry_count(); i++)
        count += (unsigned int)is_selected(registry_at(i), unit, part);
    return count;
}

unsigned int step_count(const char *unit, const char *part)
{
    return selected_count(unit, part) * run_options.repeat;
}

const struct behaviour *step_behaviour(const char *unit, const char *part, unsigned int step,
                                       unsigned int *repeat)
{
    unsigned int count = selected_count(unit, part);

    if (step >= count * run_options.repeat)
        return NULL;
    *repeat = step / count + 1;
    return nth_selected(unit, part, step % count);
}
