#include "wine_runner/wine_list.h"

#include "results/memory.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add(struct wine_list *list, const struct wine *wine)
{
    list->list = memory_reserve(list->list, &list->capacity, list->count + 1, sizeof *list->list);
    list->list[list->count++] = *wine;
}

static bool has_loader(const struct wine_list *list, const char *loader)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->list[i].loader, loader) == 0)
            return true;
    return false;
}

static void try_path(uv_loop_t *loop, struct wine_list *list, const char *path, struct trouble *trouble)
{
    struct wine wine;
    struct trouble reason;
    if (!wine_locate(path, &wine) || has_loader(list, wine.loader))
        return;
    if (wine_describe(loop, path, &wine, &reason)) {
        add(list, &wine);
    } else if (!trouble->text[0]) {
        *trouble = reason;
        list->first_fails = !list->count;
    }
}

static void try_search_path(uv_loop_t *loop, struct wine_list *list, struct trouble *trouble)
{
    const char *at = getenv("PATH");
    while (at && *at) {
        const size_t length = strcspn(at, ":");
        char path[PATH_MAX];
        if (at[0] == '/' && snprintf(path, sizeof path, "%.*s/wine", (int)length, at) < PATH_MAX)
            try_path(loop, list, path, trouble);
        at += length + (at[length] == ':');
    }
}

void wine_list_find(uv_loop_t *loop, struct wine_list *list, struct trouble *trouble)
{
    static const char *const patterns[] = {"/opt/wine-*/bin/wine", "/opt/wine-*/bin/wine64",
                                           "/usr/lib/wine/wine64"};
    trouble->text[0] = '\0';
    try_search_path(loop, list, trouble);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        glob_t found;
        if (glob(patterns[i], 0, NULL, &found) == 0)
            for (size_t k = 0; k < found.gl_pathc; k++)
                try_path(loop, list, found.gl_pathv[k], trouble);
        globfree(&found);
    }
}

bool wine_list_add(uv_loop_t *loop, struct wine_list *list, const char *name_or_path, struct trouble *trouble)
{
    struct wine wine;
    if (strchr(name_or_path, '/')) {
        if (!wine_describe(loop, name_or_path, &wine, trouble))
            return false;
        add(list, &wine);
        return true;
    }
    struct wine_list found = {0};
    struct trouble ignored;
    wine_list_find(loop, &found, &ignored);
    bool is_found = false;
    for (size_t i = 0; i < found.count && !is_found; i++) {
        is_found = strcmp(found.list[i].name, name_or_path) == 0;
        if (is_found)
            add(list, &found.list[i]);
    }
    wine_list_free(&found);
    return is_found ||
           trouble_set(trouble, "no Wine is called `%s`; `twinpipe wines list` shows what is here",
                       name_or_path);
}

bool wine_list_none(struct trouble *trouble)
{
    return trouble_set(trouble, "no Wine on PATH, in /opt/wine-* or in /usr/lib/wine; install one (package "
                                "wine64), or give `run --wine PATH`");
}

void wine_list_free(struct wine_list *list)
{
    free(list->list);
    *list = (struct wine_list){0};
}
