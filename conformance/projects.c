#include <stdio.h>
#include "platform.h"
#include "projects.h"

static const struct {
    const char *project, *fact;
} rows[] = {
#define RELIES_ON(project_, fact_, source_) {#project_, fact_},
#include "relied.h"
#undef RELIES_ON
};

static int shows(const struct behaviour *behaviour, const char *fact)
{
    for (unsigned int i = 0; i < ARRAY_SIZE(behaviour->facts) && behaviour->facts[i]; i++)
        if (!strcmp(behaviour->facts[i], fact))
            return 1;
    return 0;
}

void join_projects(char *text, size_t size, const struct behaviour *behaviour)
{
    const char *last = "";
    size_t used = 0;

    text[0] = 0;
    for (unsigned int i = 0; i < ARRAY_SIZE(rows) && used < size; i++) {
        if (!strcmp(last, rows[i].project) || !shows(behaviour, rows[i].fact))
            continue;
        used += (size_t)snprintf(text + used, size - used, "%s%s", used ? "," : "", rows[i].project);
        last = rows[i].project;
    }
}
