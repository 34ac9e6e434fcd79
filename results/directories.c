#include "directories.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

bool path_join(char path[PATH_MAX], const char *directory, const char *name, struct trouble *trouble)
{
    const size_t length = strlen(directory);
    if (length + 1 + strlen(name) >= PATH_MAX)
        return trouble_set(trouble, "the path %.80s.../%.80s is too long", directory, name);
    memmove(path, directory, length);
    path[length] = '/';
    strcpy(path + length + 1, name);
    return true;
}

bool make_directories(const char *path, struct trouble *trouble)
{
    char part[PATH_MAX];
    if (snprintf(part, sizeof part, "%s", path) >= PATH_MAX)
        return trouble_set(trouble, "the path %.80s... is too long", path);
    for (char *at = part + 1;; at++) {
        const char end = *at;
        if (end != '/' && end)
            continue;
        *at = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST)
            return trouble_set(trouble, "cannot make the directory %s: %s", part, strerror(errno));
        *at = end;
        if (!end)
            return true;
    }
}
