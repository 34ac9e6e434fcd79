#include "wine_runner/install.h"

#include "wine_runner/cache.h"
#include "wine_runner/files.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/root.h"
#include "wine_runner/step.h"
#include "wine_runner/suite.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOCK_SECONDS = 3600 };

static const char keyring[] = "/usr/share/keyrings/debian-archive-keyring.gpg";

struct installation {
    uv_loop_t *loop;
    const char *suite;
    char *path;              /* of the root, once it is complete */
    char lock[PATH_MAX];     /* the file that is locked is this one's name with `.lock` */
    char log[PATH_MAX];      /* kept, for a person to read */
    char work[PATH_MAX];     /* all that is unfinished */
    char archive[PATH_MAX];  /* in it */
    char unpacked[PATH_MAX]; /* in it */
    char packages[PATH_MAX]; /* what apt downloads, kept for the next attempt */
    size_t kept;             /* the packages that an earlier attempt left there */
};

static bool set_paths(struct installation *installation, struct trouble *trouble)
{
    char roots[PATH_MAX], lock[64], log[64], work[64], packages[64];
    snprintf(lock, sizeof lock, ".%s", installation->suite);
    snprintf(log, sizeof log, ".%s.log", installation->suite);
    snprintf(work, sizeof work, ".%s.new", installation->suite);
    snprintf(packages, sizeof packages, ".%s.packages", installation->suite);
    return cache_directory("roots", roots, trouble) &&
           path_join(installation->path, roots, installation->suite, trouble) &&
           path_join(installation->lock, roots, lock, trouble) &&
           path_join(installation->log, roots, log, trouble) &&
           path_join(installation->work, roots, work, trouble) &&
           path_join(installation->packages, roots, packages, trouble);
}

/* The directory in it has another name each time: a mmdebstrap whose twinpipe was killed may still be at
 * work, and must not write into this one. */
static bool make_work(struct installation *installation, struct trouble *trouble)
{
    char fresh[PATH_MAX];
    remove_tree(installation->work);
    if (!make_directories(installation->work, trouble) ||
        !path_join(fresh, installation->work, "XXXXXX", trouble))
        return false;
    if (!mkdtemp(fresh) || chmod(fresh, 0755) != 0) /* apt is another user when it downloads */
        return trouble_set(trouble, "cannot make a directory in %s: %s", installation->work, strerror(errno));
    return path_join(installation->archive, fresh, "root.tar", trouble) &&
           path_join(installation->unpacked, fresh, "root", trouble) &&
           make_directories(installation->unpacked, trouble);
}

/* Only root may make the directory itself: other users' files are in it, and what others than its maker own
 * would be hard to get rid of. */
static bool is_by_archive(void)
{
    return geteuid() != 0;
}

static size_t count_packages(const char *path)
{
    static const char suffix[] = ".deb";
    const size_t suffix_length = sizeof suffix - 1;
    size_t count = 0;
    DIR *directory = opendir(path);
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        const size_t length = strlen(entry->d_name);
        count += length > suffix_length && strcmp(entry->d_name + length - suffix_length, suffix) == 0;
    }
    if (directory)
        closedir(directory);
    return count;
}

static bool prepare_packages(struct installation *installation, struct trouble *trouble)
{
    if (is_by_archive())
        return true;
    installation->kept = count_packages(installation->packages);
    if (installation->kept)
        fprintf(stderr, "twinpipe: %s: going on with %zu packages that are here already\n",
                installation->suite, installation->kept);
    if (!make_directories(installation->packages, trouble))
        return false;
    return chmod(installation->packages, 0755) == 0 || /* apt is another user when it downloads */
           trouble_set(trouble, "cannot use %s: %s", installation->packages, strerror(errno));
}

/* The last step failed for a reason that no package has to do with. */
static bool are_packages_good(const struct installation *installation)
{
    static const char *const reasons[] = {"Failed to fetch", "unmet dependencies", "Unable to locate"};
    bool are_good = interrupt_signal() || step_ran_out_of_space(installation->log);
    for (size_t i = 0; !are_good && i < sizeof reasons / sizeof *reasons; i++)
        are_good = step_said(installation->log, reasons[i]);
    return are_good;
}

static void put_packages_away(const struct installation *installation, bool is_made)
{
    const bool are_good = is_made || are_packages_good(installation);
    if (!are_good && installation->kept)
        fprintf(stderr,
                "twinpipe: %s: a package that was here may be damaged, so all were removed; try again\n",
                installation->suite);
    if (is_made || !are_good || !count_packages(installation->packages))
        remove_tree(installation->packages);
}

static bool has_tools(struct trouble *trouble)
{
    static const char *const programs[] = {"mmdebstrap", "tar", "bwrap"};
    static const char *const packages[] = {"mmdebstrap", "tar", "bubblewrap"};
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        if (!step_has_program(programs[i]))
            return trouble_set(trouble, "%s is not installed; install the package %s", programs[i],
                               packages[i]);
    if (is_by_archive() && !step_has_program("newuidmap") && !step_has_program("fakechroot"))
        return trouble_set(trouble,
                           "mmdebstrap wants to be root here; else install the package uidmap, and give "
                           "this user a range in /etc/subuid and /etc/subgid");
    return access(keyring, R_OK) == 0 ||
           trouble_set(trouble,
                       "there are no keys to check Debian's signatures with, %s; install the package "
                       "debian-archive-keyring",
                       keyring);
}

static bool explain(const struct installation *installation, const char *program, int status,
                    struct trouble *trouble)
{
    char text[512];
    step_failure(installation->log, text, sizeof text);
    if (status == -EINTR)
        return trouble_set(trouble, "interrupted; no root of %s was made", installation->suite);
    if (status < 0)
        return trouble_set(trouble, "cannot run %s: %s", program, strerror(-status));
    if (step_ran_out_of_space(installation->log))
        return trouble_set(
            trouble, "no space left: a root takes about 2 GB in %s%s; set %sXDG_CACHE_HOME to another place",
            installation->work, is_by_archive() ? ", twice that while it is made, and as much in TMPDIR" : "",
            is_by_archive() ? "TMPDIR or " : "");
    return trouble_set(trouble, "%s failed: %s (%s has all it said)", program,
                       text[0] ? text : "it did not say why", installation->log);
}

/* It ends with us, whatever becomes of us; and as root, who may do it, with all that it started and mounted.
 */
static void add_leash(struct words *words)
{
    static const char *const leash[] = {"setpriv", "--pdeathsig", "KILL",         "unshare",     "--mount",
                                        "--pid",   "--fork",      "--kill-child", "--mount-proc"};
    enum { FOR_ALL = 3 };
    const size_t count = is_by_archive() ? FOR_ALL : sizeof leash / sizeof *leash;
    for (size_t i = 0; i < count; i++)
        words_add(words, leash[i]);
}

static bool run_mmdebstrap(const struct installation *installation, const struct suite_way *way,
                           struct trouble *trouble)
{
    struct words words = {0};
    add_leash(&words);
    suite_add_words(installation->suite, way, keyring,
                    is_by_archive() ? installation->archive : installation->unpacked,
                    is_by_archive() ? NULL : installation->packages, &words);
    const int status = step_run(installation->loop, &words, installation->log, installation->suite);
    words_free(&words);
    return status == 0 || explain(installation, "mmdebstrap", status, trouble);
}

/* The failure has to do with what was asked of apt, so that to ask for less may help. */
static bool is_of_packages(const struct installation *installation)
{
    return step_said(installation->log, "apt-get") && !step_ran_out_of_space(installation->log);
}

static void say_next(const struct installation *installation, const struct suite_way *failed,
                     const struct suite_way *next)
{
    char text[512];
    step_failure(installation->log, text, sizeof text);
    fprintf(stderr, "twinpipe: %s: cannot be had %s (%s); trying it %s\n", installation->suite,
            failed->result, text, next->result);
}

static bool make_archive(struct installation *installation, struct trouble *trouble)
{
    const struct suite_way *failed = NULL;
    for (size_t i = 0; i < suite_way_count; i++) {
        if (!suite_has_way(installation->suite, &suite_ways[i]))
            continue;
        if (failed)
            say_next(installation, failed, &suite_ways[i]);
        if (!make_work(installation, trouble))
            return false;
        if (run_mmdebstrap(installation, &suite_ways[i], trouble))
            return true;
        if (interrupt_signal() || !is_of_packages(installation))
            return false;
        if (installation->kept && !are_packages_good(installation)) /* not the suite's fault */
            return false;
        failed = &suite_ways[i];
    }
    return false;
}

static bool unpack(const struct installation *installation, struct trouble *trouble)
{
    struct words words = {0};
    words_add(&words, "tar");
    words_add(&words, "--extract");
    words_add(&words, "--numeric-owner");
    words_format(&words, "--file=%s", installation->archive);
    words_format(&words, "--directory=%s", installation->unpacked);
    const int status = step_run(installation->loop, &words, installation->log, installation->suite);
    words_free(&words);
    return status == 0 || explain(installation, "tar", status, trouble);
}

/* The name is given when all is on the disk. */
static bool finish(const struct installation *installation, struct trouble *trouble)
{
    const int directory = open(installation->unpacked, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_done =
        directory >= 0 && syncfs(directory) == 0 && rename(installation->unpacked, installation->path) == 0;
    const int error = errno;
    if (directory >= 0)
        close(directory);
    return is_done || trouble_set(trouble, "cannot make %s: %s", installation->path, strerror(error));
}

static bool make_root(struct installation *installation, struct trouble *trouble)
{
    if (!has_tools(trouble) || !prepare_packages(installation, trouble))
        return false;
    bool is_made = make_archive(installation, trouble) &&
                   (!is_by_archive() || unpack(installation, trouble)) && finish(installation, trouble);
    remove_tree(installation->work);
    if (!is_by_archive())
        put_packages_away(installation, is_made);
    return is_made;
}

bool install_suite(uv_loop_t *loop, const char *suite, char path[PATH_MAX], struct trouble *trouble)
{
    struct installation installation = {.loop = loop, .suite = suite, .path = path};
    if (!set_paths(&installation, trouble))
        return false;
    const int lock = cache_lock(loop, installation.lock, LOCK_SECONDS, trouble);
    if (lock < 0)
        return false;
    const bool is_there = root_is_one(path);
    if (is_there)
        fprintf(stderr, "twinpipe: %s is here already; to make it anew, remove %s\n", suite, path);
    const bool is_ready = is_there || make_root(&installation, trouble);
    close(lock);
    return is_ready;
}
