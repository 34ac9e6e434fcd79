#include "report_known.h"
#include "known_lists.h"

#include <string.h>

/* A platform's name, not terminated: a part of an argument. */
struct platform {
    const char *name;
    size_t length;
};

static const char *split_argument(const char *argument, struct platform *platform)
{
    size_t length = strcspn(argument, "=/");
    if (argument[length] == '=') {
        *platform = (struct platform){argument, length};
        return argument + length + 1;
    }
    const char *slash = strrchr(argument, '/');
    const char *name = slash ? slash + 1 : argument;
    length = strlen(name);
    if (length > 4 && strcmp(name + length - 4, ".tsv") == 0)
        length -= 4;
    *platform = (struct platform){name, length};
    return argument;
}

static bool takes_off(const char **text, size_t *length, const char *word)
{
    const size_t size = strlen(word);
    if (*length < size || memcmp(*text, word, size) != 0)
        return false;
    *text += size;
    *length -= size;
    return true;
}

/* How narrowly PLATFORM names RUN; REPORT_KNOWN_NONE where it does not. */
static enum report_known_rank rank_of(const struct run_file *run, const struct platform *platform)
{
    const char *rest = platform->name;
    size_t length = platform->length;
    if (!takes_off(&rest, &length, run_file_head(run, "platform")))
        return REPORT_KNOWN_NONE;
    if (length == 0)
        return REPORT_KNOWN_PLATFORM;
    if (!takes_off(&rest, &length, "-"))
        return REPORT_KNOWN_NONE;
    if (run_file_has_option(run, "--schedules") && takes_off(&rest, &length, "schedules") && length == 0)
        return REPORT_KNOWN_SCHEDULES;
    return takes_off(&rest, &length, run_file_head(run, "architecture")) && length == 0
               ? REPORT_KNOWN_ARCHITECTURE
               : REPORT_KNOWN_NONE;
}

static bool one_platform(const struct report_run *runs, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (strcmp(run_file_head(runs[i].file, "platform"), run_file_head(runs[0].file, "platform")) != 0)
            return false;
    }
    return true;
}

struct known_file *report_known_load(const char *argument, bool alone, struct report_run *runs, size_t count,
                                     struct trouble *trouble)
{
    struct platform platform;
    const char *path = split_argument(argument, &platform);
    bool any = path == argument && alone && one_platform(runs, count);
    struct known_file *known = known_file_load(path, trouble);
    size_t given = 0;
    for (size_t i = 0; known && i < count; i++) {
        const enum report_known_rank rank = any ? REPORT_KNOWN_PLATFORM : rank_of(runs[i].file, &platform);
        given += rank != REPORT_KNOWN_NONE;
        if (rank == REPORT_KNOWN_NONE || rank < runs[i].known_rank)
            continue;
        runs[i].known = known;
        runs[i].known_rank = rank;
    }
    if (known && given == 0) {
        trouble_set(trouble,
                    "%s: no run is of platform `%.*s`; say whose differences these are: --known PLATFORM=%s",
                    path, (int)platform.length, platform.name, path);
        known_file_free(known);
        known = NULL;
    }
    return known;
}

bool report_known_load_directory(const char *directory, struct report_run *runs, size_t count,
                                 struct trouble *trouble)
{
    for (size_t i = 0; i < count; i++) {
        struct report_run *run = &runs[i];
        if (run->own_known || !known_lists_has(directory, run->file))
            continue;
        run->own_known = known_lists_load(directory, run->file, trouble);
        if (!run->own_known)
            return false;
        if (run->known_rank > REPORT_KNOWN_DIRECTORY)
            continue;
        run->known = run->own_known;
        run->known_rank = REPORT_KNOWN_DIRECTORY;
    }
    return true;
}
