#include "wine_runner/suite.h"

#include <limits.h>
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

/* As one word of the shell's. */
static void quote(const char *text, char *quoted, size_t size)
{
    size_t length = 0;
    quoted[length++] = '\'';
    for (; *text && length + sizeof "'\\''" < size; text++) {
        const char *const put = *text == '\'' ? "'\\''" : (const char[]){*text, '\0'};
        strcpy(quoted + length, put);
        length += strlen(put);
    }
    strcpy(quoted + length, "'");
}

/* It is mounted, not copied, so that nothing is lost when all is killed. It must be gone when mmdebstrap
 * cleans the root. One that sets no MMDEBSTRAP_VERBOSITY would take every package there for an essential one.
 */
static void add_packages(const char *packages, struct words *words)
{
    char quoted[4 * PATH_MAX];
    quote(packages, quoted, sizeof quoted);
    words_add(words, "--skip=essential/unlink");
    words_format(words,
                 "--setup-hook=[ -z \"${MMDEBSTRAP_VERBOSITY+set}\" ] || { mkdir -p "
                 "\"$1/var/cache/apt/archives\" && mount --bind %s \"$1/var/cache/apt/archives\"; }",
                 quoted);
    words_add(words, "--customize-hook=! mountpoint -q \"$1/var/cache/apt/archives\" || "
                     "umount \"$1/var/cache/apt/archives\"");
}

void suite_add_words(const char *suite, const struct suite_way *way, const char *keyring, const char *target,
                     const char *packages, struct words *words)
{
    words_add(words, "mmdebstrap");
    words_add(words, "--variant=apt");
    words_format(words, "--format=%s", is_directory(target) ? "directory" : "tar");
    words_add(words,
              "--skip=output/dev"); /* the devices of this machine are seen, and only root may make any */
    words_format(words, "--keyring=%s", keyring);
    words_format(words, "--architectures=%s", way->architectures);
    words_format(words, "--include=%s", way->packages);
    if (packages)
        add_packages(packages, words);
    if (way->is_bare) /* the archive is whichever mmdebstrap takes; only the updates' lines go */
        words_add(words, "--setup-hook=sed -i '/-updates /d; /-security /d' \"$1/etc/apt/sources.list\"");
    words_add(words, suite);
    words_add(words, target);
}
