#include "run_paths.h"
#include "memory.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_there(const struct run_paths *paths, const struct stat *status)
{
    for (size_t i = 0; i < paths->count; i++)
        if (paths->list[i].inode == status->st_ino && paths->list[i].device == status->st_dev)
            return true;
    return false;
}

bool run_paths_add(struct run_paths *paths, const char *path, struct trouble *trouble)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return trouble_set(trouble, "%s: cannot be opened: %s; check the name and the permissions", path,
                           strerror(errno));
    if (S_ISDIR(status.st_mode))
        return trouble_set(trouble, "%s is a directory; give it with --runs", path);
    if (is_there(paths, &status))
        return true;
    paths->list = memory_reserve(paths->list, &paths->capacity, paths->count + 1, sizeof *paths->list);
    paths->list[paths->count++] =
        (struct run_path){memory_present(strdup(path)), status.st_dev, status.st_ino};
    return true;
}

static bool is_run(const FTSENT *entry)
{
    static const char ending[] = ".run";
    const size_t length = sizeof ending - 1;
    return entry->fts_info == FTS_F && entry->fts_namelen > length &&
           strcmp(entry->fts_name + entry->fts_namelen - length, ending) == 0;
}

static int compare_names(const FTSENT **first, const FTSENT **second)
{
    return strcmp((*first)->fts_name, (*second)->fts_name);
}

bool run_paths_find(struct run_paths *paths, const char *directory, struct trouble *trouble)
{
    char *given = memory_present(strdup(directory));
    char *roots[] = {given, NULL};
    FTS *tree = memory_present(fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, compare_names));
    bool is_readable = true, has_run = false;
    FTSENT *entry;
    while (is_readable && (entry = fts_read(tree))) {
        if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR ||
            (entry->fts_info == FTS_NS && entry->fts_level == 0))
            is_readable =
                trouble_set(trouble, "%s: cannot be read: %s", entry->fts_path, strerror(entry->fts_errno));
        else if (is_run(entry)) {
            has_run = true;
            is_readable = run_paths_add(paths, entry->fts_path, trouble);
        }
    }
    fts_close(tree);
    free(given);
    return is_readable &&
           (has_run || trouble_set(trouble, "there is no run file, *.run, below %s", directory));
}

void run_paths_free(struct run_paths *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        free(paths->list[i].path);
    free(paths->list);
    *paths = (struct run_paths){0};
}
