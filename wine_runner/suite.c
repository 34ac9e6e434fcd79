#include "wine_runner/suite.h"

#include <string.h>
#include <sys/stat.h>

const struct suite_way suite_ways[] = {
    {"amd64,i386", "wine64,wine32:i386", false, "with wine32"},
    {"amd64,i386", "wine64,wine32:i386", true, "with wine32, and without the suite's updates"},
    {"amd64", "wine64", false, "without wine32"},
};
const size_t suite_way_count = sizeof suite_ways / sizeof *suite_ways;

const char *const suite_names[] = {"bullseye", "bookworm", "trixie", "sid", NULL};

bool suite_is_known(const char *suite)
{
    for (size_t i = 0; suite_names[i]; i++)
        if (strcmp(suite_names[i], suite) == 0)
            return true;
    return false;
}

bool suite_has_way(const char *suite, const struct suite_way *way)
{
    return !way->is_bare || strcmp(suite, "sid") != 0;
}

static bool is_directory(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

void suite_add_words(const char *suite, const struct suite_way *way, const char *keyring, const char *target,
                     struct words *words)
{
    words_add(words, "mmdebstrap");
    words_add(words, "--variant=apt");
    words_format(words, "--format=%s", is_directory(target) ? "directory" : "tar");
    words_add(words,
              "--skip=output/dev"); /* the devices of this machine are seen, and only root may make any */
    words_format(words, "--keyring=%s", keyring);
    words_format(words, "--architectures=%s", way->architectures);
    words_format(words, "--include=%s", way->packages);
    if (way->is_bare) /* the archive is whichever mmdebstrap takes; only the updates' lines go */
        words_add(words, "--setup-hook=sed -i '/-updates /d; /-security /d' \"$1/etc/apt/sources.list\"");
    words_add(words, suite);
    words_add(words, target);
}
