#include "wine_runner/bug_headers.h"

#include "wine_runner/files.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef TWINPIPE_DATADIR
#define TWINPIPE_DATADIR "/usr/local/share/twinpipe"
#endif

#define COPY_NAME "wine"

static bool is_there(const char *directory)
{
    char path[PATH_MAX];
    struct trouble ignored;
    return path_join(path, directory, "test.h", &ignored) && access(path, R_OK) == 0;
}

static bool find(const char *self, char found[PATH_MAX], struct trouble *trouble)
{
    static const char *const places[] = {"wine/used/include/wine", "../share/twinpipe/include/wine"};
    char base[PATH_MAX];
    snprintf(base, sizeof base, "%.*s", (int)(strrchr(self, '/') - self), self);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (!path_join(found, base, places[i], trouble))
            return false;
        else if (is_there(found))
            return true;
    snprintf(found, PATH_MAX, "%s", TWINPIPE_DATADIR "/include/wine");
    return is_there(found) ||
           trouble_set(
               trouble,
               "--form winetest wants Wine's wine/test.h, and there is none in %s/wine/used/include or "
               "%s/include; build all with `make`, or install twinpipe",
               base, TWINPIPE_DATADIR);
}

/* For whoever the directory is handed to. */
static bool copy_one(const char *from, const char *to, const char *name, struct trouble *trouble)
{
    char source[PATH_MAX], copy[PATH_MAX];
    if (!path_join(source, from, name, trouble) || !path_join(copy, to, name, trouble) ||
        !copy_file(source, copy, trouble))
        return false;
    return chmod(copy, 0644) == 0 || trouble_set(trouble, "%s: %s", copy, strerror(errno));
}

bool bug_headers_copy(const char *self, const char *directory, struct trouble *trouble)
{
    char from[PATH_MAX], to[PATH_MAX];
    if (!find(self, from, trouble) || !path_join(to, directory, COPY_NAME, trouble))
        return false;
    if (mkdir(to, 0755) != 0)
        return trouble_set(trouble, "%s: %s", to, strerror(errno));
    return copy_one(from, to, "test.h", trouble) && copy_one(from, to, "debug.h", trouble);
}

void bug_headers_remove(const char *directory)
{
    char path[PATH_MAX];
    struct trouble ignored;
    if (path_join(path, directory, COPY_NAME, &ignored))
        remove_tree(path);
}
