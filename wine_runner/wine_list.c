#include "wine_runner/wine_list.h"

#include "results/memory.h"
#include "wine_runner/wine_name.h"
#include "wine_runner/wine_places.h"

#include <stdlib.h>
#include <string.h>

struct search {
    uv_loop_t *loop;
    struct wine_list *list;
    wine_failed failed;
    struct trouble *trouble; /* of the first that does not start */
};

static void add(struct wine_list *list, const struct wine *wine)
{
    list->list = memory_reserve(list->list, &list->capacity, list->count + 1, sizeof *list->list);
    list->list[list->count] = *wine;
    wine_name_apart(list->list, list->count, &list->list[list->count]);
    list->count++;
}

static const struct wine *find_same(const struct wine_list *list, const struct wine *wine)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->list[i].loader, wine->loader) == 0 && strcmp(list->list[i].root, wine->root) == 0)
            return &list->list[i];
    return NULL;
}

static void try_path(const char *path, void *data)
{
    const struct search *search = data;
    struct wine wine;
    struct trouble reason;
    if (!wine_locate(path, &wine) || find_same(search->list, &wine))
        return;
    if (wine_describe(search->loop, path, &wine, &reason)) {
        add(search->list, &wine);
        return;
    }
    if (search->failed)
        search->failed(&reason);
    if (!search->trouble->text[0]) {
        *search->trouble = reason;
        search->list->first_fails = !search->list->count;
    }
}

void wine_list_find(uv_loop_t *loop, struct wine_list *list, wine_failed failed, struct trouble *trouble)
{
    struct search search = {.loop = loop, .list = list, .failed = failed, .trouble = trouble};
    trouble->text[0] = '\0';
    wine_places(try_path, &search);
}

bool wine_list_add(uv_loop_t *loop, struct wine_list *list, const char *name_or_path, struct trouble *trouble)
{
    struct wine wine;
    if (strchr(name_or_path, '/')) {
        if (!wine_describe(loop, name_or_path, &wine, trouble))
            return false;
        if (!find_same(list, &wine))
            add(list, &wine);
        return true;
    }
    struct wine_list found = {0};
    struct trouble ignored;
    wine_list_find(loop, &found, NULL, &ignored);
    bool is_found = false;
    for (size_t i = 0; i < found.count && !is_found; i++) {
        is_found = strcmp(found.list[i].name, name_or_path) == 0;
        if (is_found && !find_same(list, &found.list[i]))
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
                                "wine64, or `twinpipe wines install SUITE`), or give `run --wine PATH`");
}

void wine_list_free(struct wine_list *list)
{
    free(list->list);
    *list = (struct wine_list){0};
}
