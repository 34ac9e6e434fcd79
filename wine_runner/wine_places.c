#include "wine_runner/wine_places.h"

#include "wine_runner/cache.h"
#include "wine_runner/suite.h"

#include <glob.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* `~` is the home directory. Proton is where Steam keeps its games, or its compatibility tools; the last ones
 * are directories that people build Wine in. */
static const char *const patterns[] = {
    "/opt/wine-*/bin/wine",
    "/opt/wine-*/bin/wine64",
    "/usr/lib/wine/wine64",
    "/usr/lib/wine/wine",
    "/usr/lib/x86_64-linux-gnu/wine/wine",
    "~/.steam/steam/steamapps/common/Proton*",
    "~/.steam/root/compatibilitytools.d/*",
    "~/.local/share/Steam/steamapps/common/Proton*",
    "~/.local/share/Steam/compatibilitytools.d/*",
    "/usr/share/steam/compatibilitytools.d/*",
    "/usr/local/share/steam/compatibilitytools.d/*",
    "~/wine*",
    "~/wine*/build*",
    "~/{src,git,build}/wine*",
    "~/{src,git,build}/wine*/build*",
};

/* One's own of 64 bits alone installs no `wine` up to version 8; where both are, `wine` stands for both. */
static void visit_command(const char *directory, int length, void (*visit)(const char *path, void *data),
                          void *data)
{
    static const char *const names[] = {"wine", "wine64"};
    bool is_there = false;
    for (size_t i = 0; i < sizeof names / sizeof *names && !is_there; i++) {
        char path[PATH_MAX];
        is_there = snprintf(path, sizeof path, "%.*s/%s", length, directory, names[i]) < PATH_MAX &&
                   access(path, F_OK) == 0;
        if (is_there)
            visit(path, data);
    }
}

static void visit_search_path(void (*visit)(const char *path, void *data), void *data)
{
    const char *at = getenv("PATH");
    while (at && *at) {
        const size_t length = strcspn(at, ":");
        if (at[0] == '/' && length < PATH_MAX)
            visit_command(at, (int)length, visit, data);
        at += length + (at[length] == ':');
    }
}

static void visit_pattern(const char *pattern, void (*visit)(const char *path, void *data), void *data)
{
    glob_t found;
    if (glob(pattern, GLOB_BRACE | GLOB_TILDE_CHECK, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc; i++)
            visit(found.gl_pathv[i], data);
    globfree(&found);
}

/* Of two of one version the first has the version alone for its name: a release, and not what sid has of it
 * today. */
static void visit_roots(void (*visit)(const char *path, void *data), void *data)
{
    char roots[PATH_MAX], path[PATH_MAX + NAME_MAX];
    struct trouble ignored;
    if (!cache_path("roots", roots, &ignored))
        return;
    for (size_t i = 0; suite_names[i]; i++) {
        snprintf(path, sizeof path, "%s/%s", roots, suite_names[i]);
        if (access(path, F_OK) == 0)
            visit(path, data);
    }
}

void wine_places(void (*visit)(const char *path, void *data), void *data)
{
    visit_search_path(visit, data);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        visit_pattern(patterns[i], visit, data);
    visit_roots(visit, data);
}
