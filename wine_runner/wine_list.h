/* Which Wines this machine has. */
#ifndef WINE_RUNNER_WINE_LIST_H
#define WINE_RUNNER_WINE_LIST_H

#include "results/trouble.h"
#include "wine_runner/wine.h"

#include <stdbool.h>
#include <stddef.h>

struct wine_list {
    struct wine *list;
    size_t count;
    size_t capacity;
    bool first_fails; /* a Wine found before all of these does not start */
};

/* Adds every Wine found on PATH, in /opt/wine-* and in /usr/lib/wine, each loader once, those on PATH first.
 * The first one that is there and does not start is described in TROUBLE; the text stays empty otherwise. */
void wine_list_find(uv_loop_t *loop, struct wine_list *list, struct trouble *trouble);

/* Adds the Wine that the user asked for: a path if NAME_OR_PATH has a slash, else the first found of
 * that name. False with TROUBLE filled. */
bool wine_list_add(uv_loop_t *loop, struct wine_list *list, const char *name_or_path,
                   struct trouble *trouble);

/* Says that there is none, and what to do. Returns false. */
bool wine_list_none(struct trouble *trouble);

void wine_list_free(struct wine_list *list);

#endif
