#include "wine_runner/workdir.h"

#include <string.h>
#include <unistd.h>

static bool begins(const char *variable, const char *with)
{
    return strncmp(variable, with, strlen(with)) == 0;
}

/* What a user may set on purpose to change a run. Another root has libraries of its own. */
static bool is_passed_on(const char *variable, const struct wine *wine)
{
    return begins(variable, "WINETEST_") || begins(variable, "TWINPIPE_") ||
           (begins(variable, "LD_LIBRARY_PATH=") && !wine->root[0]);
}

void workdir_environment(const struct workdir *workdir, const struct wine *wine, const char *prefix,
                         struct words *environment)
{
    words_add(environment, "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    words_add(environment, "LANG=C.UTF-8");
    words_format(environment, "HOME=%s/home", workdir->path);
    /* No TMPDIR: with it the wineserver of Debian's Wine 10.0 dies where there is no /run/user. */
    words_format(environment, "WINEPREFIX=%s", prefix);
    words_format(environment, "WINELOADER=%s", wine->loader);
    if (wine->server[0])
        words_format(environment, "WINESERVER=%s", wine->server);
    words_add(environment, wine->architectures & WINE_X86_64 ? "WINEARCH=win64" : "WINEARCH=win32");
    words_add(environment, "WINEDEBUG=-all");
    /* No question whether to download Mono or Gecko, and no entries in the user's menus. */
    words_add(environment, "WINEDLLOVERRIDES=mscoree,mshtml=;winemenubuilder.exe=d");
    for (char **variable = environ; *variable; variable++)
        if (is_passed_on(*variable, wine))
            words_add(environment, *variable);
}
