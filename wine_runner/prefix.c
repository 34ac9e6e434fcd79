#include "wine_runner/prefix.h"

#include "results/sha256.h"
#include "wine_runner/cache.h"
#include "wine_runner/files.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/outcome.h"
#include "wine_runner/prefix_stamp.h"
#include "wine_runner/root.h"
#include "wine_runner/supervise.h"
#include "wine_runner/workdir.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIMIT_SECONDS = 300 };

void prefix_name(const struct wine *wine, long long installed, char name[PREFIX_NAME_SIZE])
{
    char text[3 * PATH_MAX + 512], digits[SHA256_DIGITS + 1];
    int length = snprintf(text, sizeof text, "twinpipe-prefix 3\n%s\n%s\n%s\n%s\n%u\n%lld\n", wine->build,
                          wine->root, wine->loader, wine->server, wine->architectures, installed);
    sha256_write(text, (size_t)length, digits);
    snprintf(name, PREFIX_NAME_SIZE, "%.*s", PREFIX_NAME_SIZE - 1, digits);
}

static int limit_seconds(void)
{
    const char *asked = getenv("TWINPIPE_PREFIX_SECONDS");
    int seconds = asked ? atoi(asked) : 0;
    return seconds > 0 ? seconds : LIMIT_SECONDS;
}

static int run_wineboot(uv_loop_t *loop, struct sandbox_command *command, const struct wine *wine,
                        const struct workdir *workdir, const char *path, struct trouble *trouble)
{
    struct sandbox sandbox = {0};
    command->server = wine->server[0] ? wine->server : NULL;
    command->root = wine->root;
    command->save = true;
    command->directory = workdir->path;
    command->output_path = workdir->log;
    wine_add_program(wine, "wineboot", &command->program);
    words_add(&command->program, "--init");
    workdir_environment(workdir, wine, path, &command->environment);
    int code = sandbox_run(loop, &sandbox, command, limit_seconds(), trouble);
    words_free(&command->program);
    words_free(&command->environment);
    return code;
}

static bool explain(const struct wine *wine, int code, const char *path, struct trouble *trouble)
{
    if (interrupt_signal())
        return trouble_set(trouble, "interrupted while the prefix was made");
    if (code == SUPERVISE_STOPPED)
        return trouble_set(trouble, "%s%s hangs: no prefix after %d s (TWINPIPE_PREFIX_SECONDS)", wine->root,
                           wine->loader, limit_seconds());
    if (code == SUPERVISE_NO_SERVER)
        return trouble_set(trouble, "%s%s does not start: its wineserver %s fails", wine->root, wine->loader,
                           wine->server);
    if (outcome_directory_is_full(path))
        return trouble_set(
            trouble, "no space left in %s: a prefix takes about 700 MB; set XDG_CACHE_HOME to another place",
            path);
    return trouble_set(trouble, "%s%s does not start: it made no prefix (wineboot ended with code %d)",
                       wine->root, wine->loader, code);
}

/* While it lasts, and on a terminal only: what is refused gets one line. */
static void announce(const struct wine *wine, bool is_done)
{
    const bool on_terminal = isatty(STDERR_FILENO);
    if (on_terminal && !is_done)
        fprintf(stderr, "making a prefix for %s, once", wine->name);
    else if (on_terminal)
        fputs("\r\033[K", stderr);
}

static bool fill_prefix(uv_loop_t *loop, struct sandbox_command *command, const struct wine *wine,
                        const struct workdir *workdir, const char *path, struct trouble *trouble)
{
    announce(wine, false);
    const int code = run_wineboot(loop, command, wine, workdir, path, trouble);
    announce(wine, true);
    workdir_forget_server(workdir, path);
    if (code == 0 && !prefix_stamp(path, trouble))
        return false;
    return (code == 0 && prefix_is_whole(path)) || explain(wine, code, path, trouble);
}

static bool make_prefix(uv_loop_t *loop, struct sandbox_command *command, const struct wine *wine,
                        const char *path, struct trouble *trouble)
{
    struct workdir workdir = {0};
    char unfinished[PATH_MAX + 8], spoiled[PATH_MAX + 8];
    snprintf(unfinished, sizeof unfinished, "%s.new", path);
    remove_tree(unfinished);
    bool is_made = workdir_make(&workdir, trouble) && make_directories(unfinished, trouble) &&
                   fill_prefix(loop, command, wine, &workdir, unfinished, trouble);
    if (is_made) { /* an earlier one is there if a program has changed it */
        snprintf(spoiled, sizeof spoiled, "%s.old", path);
        remove_tree(spoiled);
        if ((rename(path, spoiled) != 0 && errno != ENOENT) || rename(unfinished, path) != 0)
            is_made = trouble_set(trouble, "cannot make %s: %s", path, strerror(errno));
        remove_tree(spoiled);
    }
    if (is_made)
        fprintf(stderr, "twinpipe: made a prefix for %s in %s\n", wine->name, path);
    else
        remove_tree(unfinished);
    workdir_remove(&workdir);
    return is_made;
}

/* When the wineserver was installed. */
static long long installed_at(const struct wine *wine)
{
    char path[2 * PATH_MAX];
    struct stat status;
    snprintf(path, sizeof path, "%s%s", wine->root, wine->server);
    return stat(path, &status) == 0 ? (long long)status.st_mtime : 0;
}

bool prefix_ready(uv_loop_t *loop, const char *self, enum isolation isolation, const struct wine *wine,
                  char path[PATH_MAX], struct trouble *trouble)
{
    char root[PATH_MAX], name[PREFIX_NAME_SIZE];
    prefix_name(wine, installed_at(wine), name);
    if (wine->root[0] && isolation != ISOLATION_PID_NAMESPACE)
        return trouble_set(trouble,
                           "%s can only be run in a PID namespace (package bubblewrap), and there is "
                           "none; see TWINPIPE_ISOLATION in the manual",
                           wine->root);
    if (!cache_directory("prefixes", root, trouble) || !path_join(path, root, name, trouble) ||
        !root_shows(wine->root, path, trouble))
        return false;
    int lock = cache_lock(loop, path, 2 * limit_seconds(), trouble);
    if (lock < 0)
        return false;
    struct sandbox_command command = {.self = self, .isolation = isolation};
    bool is_ready = prefix_is_whole(path) || make_prefix(loop, &command, wine, path, trouble);
    close(lock);
    return is_ready;
}
