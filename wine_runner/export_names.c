#include "wine_runner/export_names.h"

#include "wine_runner/source_tree.h"

#include <stdio.h>
#include <string.h>

/* The first directory that a name begins with counts. */
static const struct {
    const char *directory, *prefix;
} prefixes[] = {
    {"tests/", ""},
    {"conformance/in_tree/", "conformance_"},
    {"conformance/fixture/", "fixture_"},
    {"conformance/seam/", "seam_"},
    {"conformance/model/", "model_"},
    {"conformance/explore/", "explore_"},
    {"conformance/trace/", "trace_"},
    {"conformance/", "conformance_"},
    {"writer/", "pipe_writer_"},
};

static bool begins_with(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text), size = strlen(end);
    return length >= size && strcmp(text + length - size, end) == 0;
}

bool export_is_unit(const char *name)
{
    return begins_with(name, "tests/") && ends_with(name, ".c");
}

void export_flat(const char *name, char flat[NAME_MAX + 1])
{
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (!begins_with(name, prefixes[i].directory))
            continue;
        const char *rest = name + strlen(prefixes[i].directory);
        const char *prefix = begins_with(rest, "pipe_writer") ? "" : prefixes[i].prefix;
        snprintf(flat, NAME_MAX + 1, "%s%s", prefix, rest);
        return;
    }
    snprintf(flat, NAME_MAX + 1, "%s", name);
}

bool export_include(const char *line, char included[PATH_MAX])
{
    static const char beginning[] = "#include \"";
    if (!begins_with(line, beginning))
        return false;
    const char *text = line + strlen(beginning);
    snprintf(included, PATH_MAX, "%.*s", (int)strcspn(text, "\"\n"), text);
    return true;
}

/* "a/b/../c.h" is "a/c.h". */
static void without_steps_up(char *name)
{
    char *up;
    while ((up = strstr(name, "/../"))) {
        char *begin = up;
        while (begin > name && begin[-1] != '/')
            begin--;
        memmove(begin, up + 4, strlen(up + 4) + 1);
    }
}

/* What a Wine tree has of its own takes the place of what it is named after. */
static void put_own(const char *root, char name[PATH_MAX])
{
    static const char directory[] = "conformance/";
    char own[PATH_MAX];
    if (!begins_with(name, directory) ||
        snprintf(own, sizeof own, "conformance/in_tree/%s", name + strlen(directory)) >= PATH_MAX)
        return;
    if (source_tree_has(root, own))
        strcpy(name, own);
}

bool export_included(const char *root, const char *from, const char *text, char found[PATH_MAX])
{
    const int directory = (int)(strrchr(from, '/') - from);
    if (snprintf(found, PATH_MAX, "%.*s/%s", directory, from, text) >= PATH_MAX)
        return false;
    without_steps_up(found);
    if (!source_tree_has(root, found) && snprintf(found, PATH_MAX, "%s", text) >= PATH_MAX)
        return false;
    if (!source_tree_has(root, found))
        return false;
    put_own(root, found);
    return true;
}
