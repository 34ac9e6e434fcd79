#include "wine_runner/root.h"
#include "wine_runner/wine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char distribution_loader[] = "/usr/lib/wine/wine64";

/* Where the loader is in a root: Debian's (the third since the end of 2025), WineHQ's, one's own. What lies
 * in /usr/bin is a script on Debian, so it comes last. */
static const char *const in_root[] = {
    "/usr/lib/wine/wine64",
    "/usr/lib/wine/wine",
    "/usr/lib/x86_64-linux-gnu/wine/wine",
    "/opt/wine-stable/bin/wine64",
    "/opt/wine-stable/bin/wine",
    "/opt/wine-devel/bin/wine64",
    "/opt/wine-devel/bin/wine",
    "/opt/wine-staging/bin/wine64",
    "/opt/wine-staging/bin/wine",
    "/usr/local/bin/wine64",
    "/usr/local/bin/wine",
    "/usr/bin/wine64",
    "/usr/bin/wine",
};

/* Where it is in a directory that was built in, installed to, or is Proton's. In the first, `wine` itself is
 * a script, or a link to one. */
static const char *const in_tree[] = {
    "loader/wine64",  "loader/wine",     "bin/wine64",    "bin/wine",       "files/bin/wine64",
    "files/bin/wine", "dist/bin/wine64", "dist/bin/wine", "usr/bin/wine64", "usr/bin/wine",
};

enum { BUILT_IN = 2 }; /* so many of those are of a build directory */

static bool is_program(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

static bool names_distribution_loader(const char *path)
{
    char text[4096];
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    return strncmp(text, "#!", 2) == 0 && strstr(text, distribution_loader) &&
           is_program(distribution_loader);
}

/* Puts the path of the first of NAMES that lies beside LOADER into FOUND; empties it if there is none. Both
 * are paths in ROOT. */
static bool find_beside(const char *root, const char *loader, const char *const names[], char found[PATH_MAX])
{
    const char *slash = strrchr(loader, '/');
    char path[2 * PATH_MAX];
    for (; *names; names++) {
        int length = snprintf(found, PATH_MAX, "%.*s/%s", (int)(slash - loader), loader, *names);
        snprintf(path, sizeof path, "%s%s", root, found);
        if (length < PATH_MAX && is_program(path))
            return true;
    }
    found[0] = '\0';
    return false;
}

/* Takes it as it is. */
static bool take(const char *root, const char *loader, struct wine *wine)
{
    static const char *const servers[] = {"wineserver64", "wineserver", "../server/wineserver", NULL};
    char path[2 * PATH_MAX], server[PATH_MAX];
    snprintf(path, sizeof path, "%s%s", root, loader);
    if (strlen(root) >= PATH_MAX || strlen(loader) >= PATH_MAX || !is_program(path))
        return false;
    find_beside(root, loader, servers, server);
    strcpy(wine->server, server);
    strcpy(wine->root, root);
    strcpy(wine->loader, loader);
    wine->architectures = wine_parts_find(path);
    return true;
}

static bool take_root(const char *root, struct wine *wine)
{
    for (size_t i = 0; i < sizeof in_root / sizeof *in_root; i++)
        if (take(root, in_root[i], wine))
            return true;
    return false;
}

/* PATH may be the loader of another root. */
static bool take_from_root(const char *path, struct wine *wine)
{
    for (size_t i = 0; i < sizeof in_root / sizeof *in_root; i++) {
        char root[PATH_MAX];
        const size_t length = strlen(path), end = strlen(in_root[i]);
        if (length <= end || length >= PATH_MAX || strcmp(path + length - end, in_root[i]) != 0)
            continue;
        memcpy(root, path, length - end);
        root[length - end] = '\0';
        if (root_is_one(root))
            return take(root, in_root[i], wine);
    }
    return false;
}

static bool take_tree(const char *directory, size_t most, struct wine *wine)
{
    char path[PATH_MAX + 64];
    for (size_t i = 0; i < most; i++) {
        snprintf(path, sizeof path, "%s/%s", directory, in_tree[i]);
        if (take("", path, wine))
            return true;
    }
    return false;
}

/* The directory of FILE is one that Wine was built in. */
static bool take_build(const char *file, struct wine *wine)
{
    char directory[PATH_MAX], server[PATH_MAX + 64], real[PATH_MAX];
    const char *slash = strrchr(file, '/');
    snprintf(directory, sizeof directory, "%.*s", slash ? (int)(slash - file) : 1, slash ? file : ".");
    if (!realpath(directory, real))
        return false;
    snprintf(server, sizeof server, "%s/server/wineserver", real);
    return is_program(server) && take_tree(real, BUILT_IN, wine);
}

static bool take_command(const char *real, struct wine *wine)
{
    static const char *const loaders[] = {"wine64", NULL};
    char beside[PATH_MAX];
    if (strncmp(real, "/usr/bin/", 9) == 0 && names_distribution_loader(real))
        return take("", distribution_loader, wine);
    return take("", find_beside("", real, loaders, beside) ? beside : real, wine);
}

bool wine_locate(const char *path, struct wine *wine)
{
    char real[PATH_MAX];
    struct stat status;
    if (!realpath(path, real) || stat(real, &status) != 0)
        return false;
    if (S_ISDIR(status.st_mode))
        return root_is_one(real) ? take_root(real, wine)
                                 : take_tree(real, sizeof in_tree / sizeof *in_tree, wine);
    return is_program(real) &&
           (take_from_root(real, wine) || take_build(path, wine) || take_command(real, wine));
}
