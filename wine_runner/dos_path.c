#include "wine_runner/dos_path.h"

#include <stdio.h>
#include <string.h>

static bool is_sayable(const char *path)
{
    for (const char *at = path; *at; at++) {
        if ((unsigned char)*at < 0x20 || *at == 0x7f || strchr("\\:*?\"<>|", *at))
            return false;
        if ((*at == '.' || *at == ' ') && (at[1] == '/' || !at[1]))
            return false;
    }
    return true;
}

bool dos_path(const char *path, char *dos_path, size_t size)
{
    if (path[0] != '/' || !is_sayable(path))
        return false;
    int length = snprintf(dos_path, size, "Z:%s", path);
    if (length < 0 || (size_t)length >= size)
        return false;
    for (char *at = dos_path; *at; at++)
        if (*at == '/')
            *at = '\\';
    return true;
}
