#include "wine_runner/wine_build.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of a paragraph so far. */
struct paragraph {
    bool is_package;
    bool is_installed;
    char version[128];
};

static void take_line(const char *line, const char *package, struct paragraph *paragraph)
{
    if (strncmp(line, "Package: ", 9) == 0)
        paragraph->is_package = strcmp(line + 9, package) == 0;
    else if (strncmp(line, "Status: ", 8) == 0)
        paragraph->is_installed = strcmp(strrchr(line, ' '), " installed") == 0;
    else if (strncmp(line, "Version: ", 9) == 0)
        snprintf(paragraph->version, sizeof paragraph->version, "%s", line + 9);
}

bool wine_build_package(const char *status, const char *package, char *version, size_t size)
{
    struct paragraph paragraph = {0};
    char *line = NULL;
    size_t room = 0;
    bool is_found = false;
    FILE *file = fopen(status, "re");
    while (file && !is_found && getline(&line, &room, file) > 0) {
        line[strcspn(line, "\n")] = '\0';
        take_line(line, package, &paragraph);
        if (!line[0])
            paragraph = (struct paragraph){0};
        is_found = paragraph.is_package && paragraph.is_installed && paragraph.version[0];
    }
    if (is_found)
        snprintf(version, size, "%s", paragraph.version);
    free(line);
    if (file)
        fclose(file);
    return is_found;
}

/* WineHQ's packages are called after the directory below /opt that they are in; Debian's has the loader. */
static bool find_package(const char *root, const char *loader, char *text, size_t size)
{
    char status[PATH_MAX + 64], package[128], version[128];
    snprintf(status, sizeof status, "%s/var/lib/dpkg/status", root);
    if (strncmp(loader, "/opt/wine-", 10) == 0)
        snprintf(package, sizeof package, "%.*s", (int)strcspn(loader + 5, "/"), loader + 5);
    else if (strncmp(loader, "/usr/lib/wine/", 14) == 0)
        snprintf(package, sizeof package, "%.100s", strrchr(loader, '/') + 1);
    else
        return false;
    if (!wine_build_package(status, package, version, sizeof version))
        return false;
    snprintf(text, size, "%s %s", package, version);
    return true;
}

/* Proton has a file with a time and a name, `1690000000 proton-8.0-3c`, two directories above the loader's.
 */
static bool find_proton(const char *root, const char *loader, char *text, size_t size)
{
    char path[2 * PATH_MAX], line[128];
    snprintf(path, sizeof path, "%s%.*s/../../version", root, (int)(strrchr(loader, '/') - loader), loader);
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    const bool is_read = fgets(line, sizeof line, file);
    fclose(file);
    if (!is_read)
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    const char *name = strchr(line, ' ');
    if (!name || !name[1] || strchr(name + 1, ' '))
        return false;
    snprintf(text, size, "%s", name + 1);
    return true;
}

void wine_build_complete(const char *root, const char *loader, char *build, size_t size)
{
    char text[256];
    const size_t length = strlen(build);
    if (!strchr(build, '(') &&
        (find_package(root, loader, text, sizeof text) || find_proton(root, loader, text, sizeof text)))
        snprintf(build + length, size - length, " (%s)", text);
}
