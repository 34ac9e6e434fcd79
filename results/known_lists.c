#include "known_lists.h"
#include "directories.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Those that a run may have, whether they are there or not; the first has to be. */
struct lists {
    char paths[KNOWN_LISTS_MOST][PATH_MAX];
};

static bool name_lists(struct lists *lists, const char *directory, const struct run_file *run,
                       struct trouble *trouble)
{
    char file[NAME_MAX + 1];
    const char *of = run_file_has_option(run, "--schedules") ? "-schedules" : "";
    const char *platform = run_file_head(run, "platform");
    const char *architecture = run_file_head(run, "architecture");
    snprintf(file, sizeof file, "%s%s.tsv", platform, of);
    if (!path_join(lists->paths[0], directory, file, trouble))
        return false;
    snprintf(file, sizeof file, "%s%s-%s.tsv", platform, of, architecture);
    return path_join(lists->paths[1], directory, file, trouble);
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

bool known_lists_is_directory(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool known_lists_has(const char *directory, const struct run_file *run)
{
    struct lists lists = {0};
    struct trouble trouble;
    return name_lists(&lists, directory, run, &trouble) && is_there(lists.paths[0]);
}

struct known_file *known_lists_load(const char *path, const struct run_file *run, struct trouble *trouble)
{
    struct lists lists = {0};
    if (!known_lists_is_directory(path))
        return known_file_load(path, trouble);
    if (!name_lists(&lists, path, run, trouble))
        return NULL;
    if (!is_there(lists.paths[0])) {
        trouble_set(
            trouble, "%s: %s is missing: nothing is known of %s%s; leave --known out, or write this list",
            run->path, lists.paths[0], run_file_has_option(run, "--schedules") ? "the schedules of " : "",
            run_file_head(run, "platform"));
        return NULL;
    }
    const char *const paths[] = {lists.paths[0], lists.paths[1]};
    return known_files_load(paths, is_there(paths[1]) ? 2 : 1, trouble);
}

static bool visit_one(const char *path, void (*visit)(const struct known_file *, void *), void *data,
                      struct trouble *trouble)
{
    struct known_file *known = known_file_load(path, trouble);
    if (known)
        visit(known, data);
    known_file_free(known);
    return known;
}

static bool is_list(const char *name)
{
    const char *suffix = strrchr(name, '.');
    return suffix && suffix != name && strcmp(suffix, ".tsv") == 0;
}

bool known_lists_each(const char *path, void (*visit)(const struct known_file *, void *), void *data,
                      struct trouble *trouble)
{
    if (!known_lists_is_directory(path))
        return visit_one(path, visit, data, trouble);
    DIR *directory = opendir(path);
    if (!directory)
        return trouble_set(trouble, "%s cannot be read: %s", path, strerror(errno));
    bool is_well = true;
    size_t count = 0;
    char list[PATH_MAX];
    for (const struct dirent *entry; is_well && (entry = readdir(directory));)
        if (is_list(entry->d_name) && ++count)
            is_well = path_join(list, path, entry->d_name, trouble) && visit_one(list, visit, data, trouble);
    closedir(directory);
    return is_well && (count || trouble_set(trouble, "%s has no list of known differences, *.tsv", path));
}

static bool is_one_of(const struct known_file *known, const char *path)
{
    struct stat wanted, held;
    if (stat(path, &wanted) != 0)
        return false;
    for (size_t i = 0; i < known->path_count; i++)
        if (stat(known->paths[i], &held) == 0 && held.st_dev == wanted.st_dev && held.st_ino == wanted.st_ino)
            return true;
    return false;
}

bool known_lists_misses(const struct known_file *known, const struct run_file *run, char path[PATH_MAX])
{
    struct lists lists = {0};
    struct trouble trouble;
    char directory[PATH_MAX] = ".";
    const char *slash = strrchr(known->paths[0], '/');
    if (slash && slash - known->paths[0] < PATH_MAX)
        snprintf(directory, sizeof directory, "%.*s",
                 (int)(slash - known->paths[0] + !(slash - known->paths[0])), known->paths[0]);
    if (!name_lists(&lists, directory, run, &trouble))
        return false;
    for (size_t i = 0; i < KNOWN_LISTS_MOST; i++) {
        if (!is_there(lists.paths[i]) || is_one_of(known, lists.paths[i]))
            continue;
        strcpy(path, lists.paths[i]);
        return true;
    }
    return false;
}
