#include "wine_runner/self.h"

#include "wine_runner/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

static const char *name_given = "";

void self_remember(const char *name)
{
    name_given = name;
}

static bool search(char path[PATH_MAX])
{
    const char *at = getenv("PATH");
    char candidate[PATH_MAX];
    for (size_t length; at && *at; at += length + (at[length] == ':')) {
        length = strcspn(at, ":");
        if (snprintf(candidate, sizeof candidate, "%.*s/%s", (int)length, at, name_given) < PATH_MAX &&
            access(candidate, X_OK) == 0)
            return realpath(candidate, path);
    }
    return false;
}

bool self_path(char path[PATH_MAX], struct trouble *trouble)
{
    size_t size = PATH_MAX;
    if (uv_exepath(path, &size) == 0)
        return true;
    if (strchr(name_given, '/') ? realpath(name_given, path) != NULL : search(path))
        return true;
    return trouble_set(trouble, "cannot tell where this program is; start it by its path");
}
