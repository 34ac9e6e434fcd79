#include "results/bug/tries.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* At the end of a line: a label may have the word, too. */
static bool read_seen(const char *line, uint64_t *value)
{
    static const char word[] = ", seen 0x";
    const char *place = NULL;
    for (const char *at = line; (at = strstr(at, word)); at += sizeof word - 1)
        place = at + sizeof word - 1;
    if (!place)
        return false;
    char *end;
    *value = strtoull(place, &end, 16);
    return end > place && !*end;
}

static void add_other(struct tries *tries, uint64_t value)
{
    int i = 0;
    while (i < tries->other_count && tries->others[i].value != value)
        i++;
    if (i == TRIES_MOST) {
        tries->unseen++;
        return;
    }
    tries->others[i].value = value;
    tries->others[i].runs++;
    if (i == tries->other_count)
        tries->other_count++;
}

struct tries tries_count(char *log, uint64_t seen)
{
    struct tries tries = {0};
    uint64_t value = 0;
    bool has_value = false;
    for (char *line; (line = strsep(&log, "\n"));) {
        line[strcspn(line, "\r")] = '\0';
        if (read_seen(line, &value))
            has_value = true;
        if (strncmp(line, "exit ", 5) != 0)
            continue;
        tries.runs++;
        if (!strcmp(line, "exit 0"))
            tries.conforms++;
        else if (strcmp(line, "exit 1") != 0 || !has_value)
            tries.unseen++;
        else if (value == seen)
            tries.shown++;
        else
            add_other(&tries, value);
        has_value = false;
    }
    return tries;
}

static void write_part(FILE *out, const char **comma, const char *what, int runs, int all)
{
    if (!runs)
        return;
    fprintf(out, "%s%s in %d of %d runs", *comma, what, runs, all);
    *comma = ", ";
}

void tries_write(FILE *out, const struct tries *tries, bool misses)
{
    const char *comma = "";
    if (!misses)
        write_part(out, &comma, "differs", tries->shown, tries->runs);
    for (int i = 0; i < tries->other_count; i++) {
        char what[64];
        snprintf(what, sizeof what, "differs in another way, 0x%" PRIx64 ",", tries->others[i].value);
        write_part(out, &comma, what, tries->others[i].runs, tries->runs);
    }
    write_part(out, &comma, tries->is_race ? "does not show it" : "conforms", tries->conforms, tries->runs);
    write_part(out, &comma, "could not be looked at", tries->unseen, tries->runs);
}
