#include <stdio.h>
#include "names.h"
#include "paths.h"
#include "readable.h"

#define PATHS_MOST 1024
#define PATH_MOST 300
#define ENDS_MOST 4

static struct path {
    WCHAR path[PATH_MOST];
    int is_pipe;
    char text[24];
    struct {
        const char *end;
        unsigned int count;
    } ends[ENDS_MOST];
} paths[PATHS_MOST];
static unsigned int path_count;

/* What comes after "\pipe\", in whatever way the computer is written; the path itself of other names. */
static const WCHAR *after_pipe(const WCHAR *path)
{
    for (const WCHAR *at = path; *at; at++)
        if ((at[0] == '\\' || at[0] == '/') && !_wcsnicmp(at + 1, L"pipe", 4) &&
            (at[5] == '\\' || at[5] == '/') && at[6])
            return at + 6;
    return path;
}

static void copy_readable(WCHAR *copy, const WCHAR *path)
{
    unsigned int i = 0;

    for (; i + 1 < PATH_MOST && is_readable(path + i, sizeof(*path)) && path[i]; i++)
        copy[i] = path[i];
    copy[i] = 0;
}

static struct path *find(const WCHAR *given)
{
    WCHAR copy[PATH_MOST];
    const WCHAR *path;
    struct path *found;

    copy_readable(copy, given);
    path = after_pipe(copy);
    for (unsigned int i = 0; i < path_count; i++)
        if (!_wcsicmp(paths[i].path, path) && paths[i].is_pipe == (path != copy))
            return &paths[i];
    if (path_count == PATHS_MOST)
        return &paths[PATHS_MOST - 1];
    found = &paths[path_count++];
    wcscpy(found->path, path);
    found->is_pipe = path != copy;
    snprintf(found->text, sizeof(found->text), "%s%u", found->is_pipe ? "pipe" : "name",
             name_number(found->is_pipe ? "pipe" : "name"));
    return found;
}

const char *name_of_path(const WCHAR *path)
{
    return find(path)->text;
}

void path_end_text(const WCHAR *given, const char *end, char *text, size_t size)
{
    struct path *path = find(given);
    unsigned int count = 0;

    if (!path->is_pipe) {
        snprintf(text, size, "file%u", name_number("file"));
        return;
    }
    for (unsigned int i = 0; i < ENDS_MOST && !count; i++) {
        if (!path->ends[i].end)
            path->ends[i].end = end;
        if (!strcmp(path->ends[i].end, end))
            count = ++path->ends[i].count;
    }
    if (count > 1)
        snprintf(text, size, "%s.%s%u", path->text, end, count);
    else
        snprintf(text, size, "%s.%s", path->text, end);
}
