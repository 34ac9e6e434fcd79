/* The builds of Wine that a bisection searches, oldest first. */
#ifndef WINE_RUNNER_BISECT_BUILDS_H
#define WINE_RUNNER_BISECT_BUILDS_H

#include "results/trouble.h"
#include "wine_runner/wine_list.h"
#include "wine_runner/words.h"

#include <stdbool.h>
#include <uv.h>

/* Zero-initialise it. A build is started only when it is measured: of many, few are. */
struct builds {
    struct words names;      /* as given, a name or a path; of those found, the name */
    struct wine_list *wines; /* parallel to names: empty, or one Wine once it is known */
};

/* Adds those of a file: one a line, a name or a path as `run --wine` takes it; empty lines and lines that
 * begin with # are left out. False with TROUBLE filled. */
bool builds_read(struct builds *builds, const char *path, struct trouble *trouble);

/* Ends the list: if it is empty, all Wines of this machine are taken, by version. Refuses a path that is not
 * there, a name that is none, and fewer than two builds. False with TROUBLE filled. */
bool builds_complete(struct builds *builds, uv_loop_t *loop, struct trouble *trouble);

/* The Wine of build INDEX, asked for its version when it is wanted first. NULL with TROUBLE filled if it does
 * not start. */
const struct wine *builds_wine(struct builds *builds, uv_loop_t *loop, size_t index, struct trouble *trouble);

/* Orders names of Wines as their versions: wine-9.0, wine-10.0-rc2, wine-10.0. */
int builds_compare_versions(const char *first, const char *second);

void builds_free(struct builds *builds);

#endif
