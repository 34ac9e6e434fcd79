#include "wine_runner/wine_name.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { PLACE_SIZE = 48 };

static bool is_general(const char *word, size_t length)
{
    static const char *const words[] = {"bin",  "lib",    "lib64", "wine", "files",
                                        "dist", "loader", "usr",   "build"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && strncmp(words[i], word, length) == 0)
            return true;
    return length == 0;
}

/* The word before END in PATH, and where it ends. */
static const char *word_before(const char *path, const char *end, size_t *length)
{
    const char *start = end;
    while (start > path && start[-1] != '/')
        start--;
    *length = (size_t)(end - start);
    return start;
}

void wine_name_place(const struct wine *wine, char *word, size_t size)
{
    const char *path = wine->root[0] ? wine->root : wine->loader;
    const char *end = wine->root[0] ? path + strlen(path) : strrchr(path, '/');
    size_t length = 0, count = 0;
    const char *start = word_before(path, end, &length);
    while (start > path && is_general(start, length))
        start = word_before(path, start - 1, &length);
    for (; count < length && count < size - 1; count++)
        word[count] =
            (char)(isalnum((unsigned char)start[count]) || strchr(".-_", start[count]) ? start[count] : '_');
    word[count] = '\0';
}

static bool is_taken(const struct wine *before, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(before[i].name, name) == 0)
            return true;
    return false;
}

void wine_name_apart(const struct wine *before, size_t count, struct wine *wine)
{
    char place[PLACE_SIZE], name[sizeof wine->name];
    if (!is_taken(before, count, wine->name))
        return;
    wine_name_place(wine, place, sizeof place);
    snprintf(name, sizeof name, "%.64s%s%s", wine->name, place[0] ? "-" : "", place);
    for (unsigned number = 2; is_taken(before, count, name); number++)
        snprintf(name, sizeof name, "%.64s%s%s-%u", wine->name, place[0] ? "-" : "", place, number);
    strcpy(wine->name, name);
}
