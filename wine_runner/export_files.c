#include "wine_runner/export_files.h"

#include "wine_runner/export_names.h"
#include "wine_runner/source_tree.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char list_name[] = "conformance/in_tree/files";

static bool is_in(const struct words *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->list[i], word) == 0)
            return true;
    return false;
}

static void add_once(struct words *words, const char *word)
{
    if (!is_in(words, word))
        words_add(words, word);
}

/* Files that hold scenarios hold nothing that could be run by itself. */
static bool add_units(const char *root, struct words *files, struct trouble *trouble)
{
    char *makefile = source_tree_read(root, "tests/Makefile.in", trouble), *rest = makefile, *line;
    bool is_added = makefile;
    while (is_added && (line = strsep(&rest, "\n"))) {
        char name[PATH_MAX];
        if (line[0] != '\t')
            continue;
        snprintf(name, sizeof name, "tests/%.*s", (int)strcspn(line + 1, " \\"), line + 1);
        char *text = source_tree_read(root, name, trouble);
        is_added = text;
        if (text && !strstr(text, "SCENARIO("))
            add_once(files, name);
        free(text);
    }
    free(makefile);
    return is_added;
}

static bool read_patterns(const char *root, struct words *taken, struct words *left, struct trouble *trouble)
{
    char *list = source_tree_read(root, list_name, trouble), *rest = list, *line;
    bool is_read = list;
    while (is_read && (line = strsep(&rest, "\n"))) {
        if (line[0] == '!')
            words_add(left, line + 1);
        else if (line[0] && line[0] != '#')
            is_read = source_tree_match(root, line, taken, trouble);
    }
    free(list);
    return is_read;
}

static bool add_listed(const char *root, struct words *files, struct trouble *trouble)
{
    struct words taken = {0}, left = {0};
    const bool is_read = read_patterns(root, &taken, &left, trouble);
    for (size_t i = 0; is_read && i < taken.count; i++) {
        bool is_left = false;
        for (size_t k = 0; k < left.count; k++)
            is_left |= fnmatch(left.list[k], taken.list[i], FNM_PATHNAME) == 0;
        if (!is_left)
            add_once(files, taken.list[i]);
    }
    words_free(&taken);
    words_free(&left);
    return is_read;
}

/* What the list holds grows while it is read. */
static bool add_headers(const char *root, struct words *files, struct trouble *trouble)
{
    for (size_t i = 0; i < files->count; i++) {
        char *text = source_tree_read(root, files->list[i], trouble), *rest = text, *line;
        char included[PATH_MAX], found[PATH_MAX];
        if (!text)
            return false;
        while ((line = strsep(&rest, "\n")))
            if (export_include(line, included) && export_included(root, files->list[i], included, found))
                add_once(files, found);
        free(text);
    }
    return true;
}

static bool names_differ(const struct words *files, struct trouble *trouble)
{
    char first[NAME_MAX + 1], second[NAME_MAX + 1];
    for (size_t i = 0; i < files->count; i++) {
        export_flat(files->list[i], first);
        for (size_t k = 0; k < i; k++) {
            export_flat(files->list[k], second);
            if (strcmp(first, second) == 0)
                return trouble_set(trouble, "%s and %s would both be %s; rename one", files->list[k],
                                   files->list[i], first);
        }
    }
    return true;
}

bool export_files_collect(const char *root, struct words *files, struct trouble *trouble)
{
    return add_units(root, files, trouble) && add_listed(root, files, trouble) &&
           add_headers(root, files, trouble) && names_differ(files, trouble);
}
