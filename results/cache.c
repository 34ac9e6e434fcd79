#include "cache.h"

#include "directories.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *home_directory(void)
{
    const char *home = getenv("HOME");
    const struct passwd *user = home && home[0] == '/' ? NULL : getpwuid(getuid());
    return user ? user->pw_dir : home;
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
    struct trouble why = {0};
    return cache_path(name, path, trouble) &&
           (make_directories(path, &why) ||
            trouble_set(trouble, "%.900s; set XDG_CACHE_HOME to a directory", why.text));
}
