/* Which Wines this machine has. */
#ifndef WINE_RUNNER_WINE_LIST_H
#define WINE_RUNNER_WINE_LIST_H

#include "results/trouble.h"
#include "wine_runner/wine.h"

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise it. No two of its Wines have one name. */
struct wine_list {
    struct wine *list;
    size_t count;
    size_t capacity;
    bool first_fails; /* a Wine found before all of these does not start */
};

/* Called for each Wine that is there and does not start. */
typedef void (*wine_failed)(const struct trouble *trouble);

/* Adds every Wine of this machine, each loader once: those on PATH first, then where distributions, Steam and
 * people put them (wine_places.h), then the root file systems of `wines install`. The first one that does not
 * start is described in TROUBLE; the text stays empty otherwise. FAILED may be NULL. */
void wine_list_find(uv_loop_t *loop, struct wine_list *list, wine_failed failed, struct trouble *trouble);

/* Adds the Wine that the user asked for, once: a path if NAME_OR_PATH has a slash, else that one of those
 * which wine_list_find finds that has the name. False with TROUBLE filled. */
bool wine_list_add(uv_loop_t *loop, struct wine_list *list, const char *name_or_path,
                   struct trouble *trouble);

/* Says that there is none, and what to do. Returns false. */
bool wine_list_none(struct trouble *trouble);

void wine_list_free(struct wine_list *list);

#endif
