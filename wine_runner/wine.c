#include "wine_runner/wine.h"

#include "wine_runner/capture.h"
#include "wine_runner/isolation.h"
#include "wine_runner/wine_build.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { VERSION_SECONDS = 10, VERSION_WORD_SIZE = 64 };

bool wine_parse_version(const char *text, struct wine *wine)
{
    const size_t line = strcspn(text, "\r\n");
    const size_t name = strcspn(text, " \t\r\n");
    if (strncmp(text, "wine-", 5) != 0 || !isdigit((unsigned char)text[5]) || name >= VERSION_WORD_SIZE ||
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

static bool parse_answer(const char *text, struct wine *wine)
{
    const char *version = strstr(text, "wine-");
    if (!version || !wine_parse_version(version, wine))
        return false;
    wine_build_complete(wine->root, wine->loader, wine->build, sizeof wine->build);
    return true;
}

static bool explain(const struct wine *wine, int status, const char *text, struct trouble *trouble)
{
    if (status == -ETIMEDOUT)
        return trouble_set(trouble, "%s%s does not start: no answer to --version in %d s", wine->root,
                           wine->loader, VERSION_SECONDS);
    if (status == -ENOENT && wine->root[0])
        return trouble_set(trouble, "%s is run by bwrap, which is not installed (package bubblewrap)",
                           wine->root);
    if (status < 0)
        return trouble_set(trouble, "%s%s does not start: %s", wine->root, wine->loader, strerror(-status));
    return trouble_set(trouble, "%s%s does not start: --version ended with code %d and said `%.*s`",
                       wine->root, wine->loader, status, (int)strcspn(text, "\r\n"), text);
}

bool wine_describe(uv_loop_t *loop, const char *path, struct wine *wine, struct trouble *trouble)
{
    char text[1024];
    if (!wine_locate(path, wine))
        return trouble_set(trouble,
                           "%s is no executable file and no directory with a Wine; give --wine the "
                           "path of a wine command, or of such a directory",
                           path);
    struct words words = {0};
    if (wine->root[0])
        isolation_add_root(wine->root, &words);
    words_add(&words, wine->loader);
    words_add(&words, "--version");
    const int status = capture(loop, &words, VERSION_SECONDS, text, sizeof text);
    words_free(&words);
    return (status == 0 && parse_answer(text, wine)) || explain(wine, status, text, trouble);
}

void wine_add_program(const struct wine *wine, const char *program, struct words *words)
{
    words_add(words, wine->loader);
    words_add(words, program);
}
