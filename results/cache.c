#include "cache.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *home_directory(void)
{
    const char *home = getenv("HOME");
    const struct passwd *user = home && home[0] == '/' ? NULL : getpwuid(getuid());
    return user ? user->pw_dir : home;
}

static bool make_directories(char *path, struct trouble *trouble)
{
    for (char *at = strchr(path + 1, '/');; at = strchr(at + 1, '/')) {
        if (at)
            *at = '\0';
        const bool is_there = mkdir(path, 0777) == 0 || errno == EEXIST;
        if (!is_there)
            return trouble_set(trouble, "%s: cannot be made: %s; set XDG_CACHE_HOME to a directory", path,
                               strerror(errno));
        if (!at)
            return true;
        *at = '/';
    }
}

bool cache_path(const char *name, char path[PATH_MAX], struct trouble *trouble)
{
    const char *asked = getenv("XDG_CACHE_HOME"), *home = home_directory();
    const bool is_asked = asked && asked[0] == '/';
    if (!is_asked && (!home || home[0] != '/'))
        return trouble_set(trouble, "no place for %s; set XDG_CACHE_HOME to a directory", name);
    if (snprintf(path, PATH_MAX, "%s%s/twinpipe/%s", is_asked ? asked : home, is_asked ? "" : "/.cache",
                 name) >= PATH_MAX)
        return trouble_set(trouble,
                           "the path of the cache is too long; set XDG_CACHE_HOME to another directory");
    return true;
}

bool cache_directory(const char *name, char path[PATH_MAX], struct trouble *trouble)
{
    return cache_path(name, path, trouble) && make_directories(path, trouble);
}
