#include "wine_runner/wine.h"

#include "wine_runner/capture.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VERSION_SECONDS = 10 };

static const char distribution_loader[] = "/usr/lib/wine/wine64";

bool wine_parse_version(const char *text, struct wine *wine)
{
    const size_t line = strcspn(text, "\r\n");
    const size_t name = strcspn(text, " \t\r\n");
    if (strncmp(text, "wine-", 5) != 0 || !isdigit((unsigned char)text[5]) || name >= sizeof wine->name ||
        line >= sizeof wine->build)
        return false;
    for (size_t i = 0; i < name; i++) {
        const unsigned char c = (unsigned char)text[i];
        wine->name[i] = isalnum(c) || strchr(".-_", c) ? (char)c : '_';
    }
    wine->name[name] = '\0';
    memcpy(wine->build, text, line);
    wine->build[line] = '\0';
    return true;
}

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

/* Puts the path of the first of NAMES that lies beside LOADER into FOUND; empties it if there is none. */
static bool find_beside(const char *loader, const char *const names[], char found[PATH_MAX])
{
    const char *slash = strrchr(loader, '/');
    for (; *names; names++) {
        int length = snprintf(found, PATH_MAX, "%.*s/%s", (int)(slash - loader), loader, *names);
        if (length < PATH_MAX && is_program(found))
            return true;
    }
    found[0] = '\0';
    return false;
}

bool wine_locate(const char *path, struct wine *wine)
{
    static const char *const loaders[] = {"wine64", NULL};
    static const char *const servers[] = {"wineserver64", "wineserver", NULL};
    char real[PATH_MAX], beside[PATH_MAX];
    if (!realpath(path, real) || !is_program(real))
        return false;
    const char *loader = real;
    if (strncmp(real, "/usr/bin/", 9) == 0 && names_distribution_loader(real))
        loader = distribution_loader;
    else if (find_beside(real, loaders, beside))
        loader = beside;
    strcpy(wine->loader, loader);
    find_beside(wine->loader, servers, wine->server);
    return true;
}

bool wine_describe(uv_loop_t *loop, const char *path, struct wine *wine, struct trouble *trouble)
{
    char text[1024];
    if (!wine_locate(path, wine))
        return trouble_set(trouble, "%s is no executable file; give --wine the path of a wine command", path);
    struct words words = {0};
    words_add(&words, wine->loader);
    words_add(&words, "--version");
    const int status = capture(loop, &words, VERSION_SECONDS, text, sizeof text);
    words_free(&words);
    if (status == -ETIMEDOUT)
        return trouble_set(trouble, "%s does not start: no answer to --version in %d s", wine->loader,
                           VERSION_SECONDS);
    if (status < 0)
        return trouble_set(trouble, "%s does not start: %s", wine->loader, strerror(-status));
    const char *last = strstr(text, "wine-");
    if (status == 0 && last && wine_parse_version(last, wine))
        return true;
    text[strcspn(text, "\r\n")] = '\0';
    return trouble_set(trouble, "%s does not start: --version ended with code %d and said `%.80s`",
                       wine->loader, status, text);
}

void wine_add_program(const struct wine *wine, const char *program, struct words *words)
{
    words_add(words, wine->loader);
    words_add(words, program);
}
