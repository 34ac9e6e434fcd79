#include "wine_runner/workdir.h"

#include <string.h>
#include <unistd.h>

/* What a user may set on purpose to change a run. */
static bool is_passed_on(const char *variable)
{
    static const char *const kept[] = {"WINETEST_", "TWINPIPE_", "LD_LIBRARY_PATH="};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (strncmp(variable, kept[i], strlen(kept[i])) == 0)
            return true;
    return false;
}

void workdir_environment(const struct workdir *workdir, const struct wine *wine, const char *prefix,
                         struct words *environment)
{
    words_add(environment, "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    words_add(environment, "LANG=C.UTF-8");
    words_format(environment, "HOME=%s/home", workdir->path);
    words_format(environment, "TMPDIR=%s/tmp", workdir->path);
    words_format(environment, "WINEPREFIX=%s", prefix);
    words_format(environment, "WINELOADER=%s", wine->loader);
    if (wine->server[0])
        words_format(environment, "WINESERVER=%s", wine->server);
    words_add(environment, "WINEARCH=win64");
    words_add(environment, "WINEDEBUG=-all");
    /* No question whether to download Mono or Gecko, and no entries in the user's menus. */
    words_add(environment, "WINEDLLOVERRIDES=mscoree,mshtml=;winemenubuilder.exe=d");
    for (char **variable = environ; *variable; variable++)
        if (is_passed_on(*variable))
            words_add(environment, *variable);
}
