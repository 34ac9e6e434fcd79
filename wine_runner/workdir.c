#include "wine_runner/workdir.h"

#include "wine_runner/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "twinpipe-run-"

static const char *temporary_root(void)
{
    const char *asked = getenv("TMPDIR");
    return asked && asked[0] == '/' ? asked : "/tmp";
}

static void server_base(char *path, size_t size)
{
    snprintf(path, size, "/tmp/.wine-%u", (unsigned)getuid());
}

static int lock_directory(const char *path)
{
    int lock = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat status;
    if (lock < 0)
        return -1;
    if (flock(lock, LOCK_EX | LOCK_NB) == 0 && fstat(lock, &status) == 0 && status.st_uid == geteuid() &&
        status.st_nlink > 0)
        return lock;
    close(lock);
    return -1;
}

static bool set_path(struct workdir *workdir, const char *root, const char *name, struct trouble *trouble)
{
    bool is_set = path_join(workdir->path, root, name, trouble) &&
                  path_join(workdir->prefix, workdir->path, "prefix", trouble) &&
                  path_join(workdir->log, workdir->path, "log", trouble);
    if (!is_set)
        workdir->path[0] = '\0';
    return is_set;
}

/* A directory that nobody has locked is that of a runner which was killed. */
static void sweep(const char *root)
{
    DIR *directory = opendir(root);
    const struct dirent *entry;
    struct trouble ignored;
    while (directory && (entry = readdir(directory))) {
        struct workdir stale = {.had_server_base = true};
        if (strncmp(entry->d_name, NAME, strlen(NAME)) != 0 ||
            !set_path(&stale, root, entry->d_name, &ignored))
            continue;
        stale.lock = lock_directory(stale.path);
        if (stale.lock >= 0)
            workdir_remove(&stale);
    }
    if (directory)
        closedir(directory);
}

static bool make_locked(struct workdir *workdir, const char *root, struct trouble *trouble)
{
    char path[PATH_MAX];
    do { /* again if another runner took it for a stale one before it was locked */
        if (!path_join(path, root, NAME "XXXXXX", trouble))
            return false;
        if (!mkdtemp(path))
            return trouble_set(trouble,
                               "cannot make a directory in %s: %s; set TMPDIR to one that can be written",
                               root, strerror(errno));
        workdir->lock = lock_directory(path);
    } while (workdir->lock < 0);
    return set_path(workdir, root, strrchr(path, '/') + 1, trouble);
}

static bool make_inside(const struct workdir *workdir, const char *name, struct trouble *trouble)
{
    char path[PATH_MAX];
    return path_join(path, workdir->path, name, trouble) && make_directories(path, trouble);
}

bool workdir_make(struct workdir *workdir, struct trouble *trouble)
{
    const char *root = temporary_root();
    char base[64];
    sweep(root);
    server_base(base, sizeof base);
    workdir->had_server_base = access(base, F_OK) == 0;
    return make_locked(workdir, root, trouble) && make_inside(workdir, "home", trouble);
}

/* Debian's Wine since 10.0 has it in a directory of a random name, which the prefix knows. */
static void forget_named_server(const char *prefix)
{
    char path[PATH_MAX], name[64] = "", directory[128];
    struct trouble ignored;
    if (!path_join(path, prefix, "wineserver", &ignored))
        return;
    FILE *file = fopen(path, "re");
    const char *line = file ? fgets(name, sizeof name, file) : NULL;
    if (file)
        fclose(file);
    if (!line || strncmp(name, "wine-", 5) != 0 || strchr(name, '/'))
        return;
    snprintf(directory, sizeof directory, "/tmp/%s", name);
    remove_tree(directory);
    snprintf(directory, sizeof directory, "/run/user/%u/%s", (unsigned)getuid(), name);
    remove_tree(directory);
    remove(path);
}

void workdir_forget_server(const struct workdir *workdir, const char *prefix)
{
    char base[64], directory[128];
    struct stat status;
    if (stat(prefix, &status) != 0)
        return;
    server_base(base, sizeof base);
    snprintf(directory, sizeof directory, "%s/server-%llx-%llx", base, (unsigned long long)status.st_dev,
             (unsigned long long)status.st_ino);
    remove_tree(directory);
    if (!workdir->had_server_base)
        rmdir(base);
    forget_named_server(prefix);
}

void workdir_remove(struct workdir *workdir)
{
    if (!workdir->path[0])
        return;
    workdir_forget_server(workdir, workdir->prefix);
    remove_tree(workdir->path);
    close(workdir->lock);
    workdir->path[0] = '\0';
}
