#include <stdio.h>
#include "platform.h"
#include "explore/schedule_behaviours.h"
#include "registry.h"
#include "run_options.h"

/* The linker sorts the parts of a section by what follows the dollar sign; it may pad between them with
 * zeroes. */
#define BOUND(name_, section_, type_)                                                                        \
    static const struct type_ *const name_ __attribute__((section(section_), used)) = NULL
BOUND(behaviours_begin, ".tpbeh$a", behaviour);
BOUND(behaviours_end, ".tpbeh$z", behaviour);
BOUND(sites_begin, ".tpobs$a", observation_site);
BOUND(sites_end, ".tpobs$z", observation_site);

static const struct behaviour **behaviours;
static unsigned int behaviour_count;

const char *file_name(const char *path)
{
    for (const char *at = path; *at; at++)
        if (*at == '/' || *at == '\\')
            path = at + 1;
    return path;
}

int in_unit(const struct behaviour *behaviour, const char *unit)
{
    char name[64];

    if (!strcmp(unit, EVERY_UNIT))
        return 1;
    unit_name(behaviour, name, sizeof(name));
    return !strcmp(name, unit);
}

void unit_name(const struct behaviour *behaviour, char *name, size_t size)
{
    const char *file = file_name(behaviour->file);

    snprintf(name, size, "%.*s", (int)strcspn(file, "."), file);
}

int glob_matches(const char *pattern, const char *text)
{
    for (; *pattern; pattern++, text++) {
        if (*pattern == '*') {
            do
                if (glob_matches(pattern + 1, text))
                    return 1;
            while (*text++);
            return 0;
        }
        if (!*text || (*pattern != '?' && *pattern != *text))
            return 0;
    }
    return !*text;
}

static int compare_places(const void *a, const void *b)
{
    const struct behaviour *first = *(const struct behaviour *const *)a;
    const struct behaviour *second = *(const struct behaviour *const *)b;
    int order = strcmp(file_name(first->file), file_name(second->file));

    return order ? order : first->line - second->line;
}

/* In the place of the ordinary ones. */
static void collect_schedules(void)
{
    const struct behaviour *schedules = schedule_behaviours(&behaviour_count);

    behaviours = calloc(behaviour_count + 1, sizeof(*behaviours));
    for (unsigned int i = 0; behaviours && schedules && i < behaviour_count; i++)
        behaviours[i] = &schedules[i];
    if (behaviours)
        qsort(behaviours, behaviour_count, sizeof(*behaviours), compare_places);
}

static void collect(void)
{
    size_t slots = (size_t)(&behaviours_end - &behaviours_begin);

    behaviours = calloc(slots, sizeof(*behaviours));
    for (const struct behaviour *const *at = &behaviours_begin; behaviours && at < &behaviours_end; at++)
        if (*at)
            behaviours[behaviour_count++] = *at;
    if (behaviours)
        qsort(behaviours, behaviour_count, sizeof(*behaviours), compare_places);
}

unsigned int registry_count(void)
{
    if (!behaviours && run_options.schedules)
        collect_schedules();
    else if (!behaviours)
        collect();
    return behaviour_count;
}

const struct behaviour *registry_at(unsigned int index)
{
    return index < registry_count() ? behaviours[index] : NULL;
}

const struct behaviour *registry_find(const char *id)
{
    for (unsigned int i = 0; i < registry_count(); i++)
        if (!strcmp(behaviours[i]->id, id))
            return behaviours[i];
    return NULL;
}

static int compare_lines(const void *a, const void *b)
{
    const struct observation_site *first = *(const struct observation_site *const *)a;
    const struct observation_site *second = *(const struct observation_site *const *)b;

    return first->line != second->line ? first->line - second->line
                                       : strcmp(first->expectations->label, second->expectations->label);
}

/* On one line if a macro makes the behaviour. */
static int stands_in(const struct observation_site *site, const struct behaviour *behaviour, int end)
{
    return !strcmp(site->file, behaviour->file) && site->line >= behaviour->line && site->line < end;
}

/* A behaviour's function reaches to the next declaration of its file; a check in a helper between two
 * behaviours counts to the one above. */
unsigned int registry_sites(const struct behaviour *behaviour, const struct observation_site **sites,
                            unsigned int size)
{
    unsigned int count = 0;
    int end = 0x7fffffff;

    for (unsigned int i = 0; i < registry_count(); i++)
        if (!strcmp(behaviours[i]->file, behaviour->file) && behaviours[i]->line > behaviour->line &&
            behaviours[i]->line < end)
            end = behaviours[i]->line;
    for (const struct observation_site *const *at = &sites_begin; at < &sites_end && count < size; at++)
        if (*at && stands_in(*at, behaviour, end))
            sites[count++] = *at;
    qsort(sites, count, sizeof(*sites), compare_lines);
    return count;
}
