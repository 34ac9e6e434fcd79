#include "report_known.h"

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

static bool is_of(const struct report_run *run, const struct platform *platform)
{
    const char *name = run_file_head(run->file, "platform");
    return strlen(name) == platform->length && memcmp(name, platform->name, platform->length) == 0;
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
        if (any || is_of(&runs[i], &platform)) {
            runs[i].known = known;
            given++;
        }
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
