#include "wine_runner/workdir.h"

#include "wine_runner/files.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* What is large and whose files nobody changes is shared, the rest copied. */
static bool is_shared(const char *name)
{
    return strcmp(name, "windows") == 0 || strncmp(name, "Program Files", 13) == 0;
}

static bool make_link(const char *target, const char *path, struct trouble *trouble)
{
    return symlink(target, path) == 0 ||
           trouble_set(trouble, "cannot make the link %s: %s", path, strerror(errno));
}

static bool copy_drive(const char *cached, const char *prefix, struct trouble *trouble)
{
    char source[PATH_MAX], target[PATH_MAX], from[PATH_MAX], to[PATH_MAX];
    if (!path_join(source, cached, "drive_c", trouble) || !path_join(target, prefix, "drive_c", trouble) ||
        !make_directories(target, trouble))
        return false;
    DIR *directory = opendir(source);
    if (!directory)
        return trouble_set(trouble, "cannot read %s: %s", source, strerror(errno));
    bool is_done = true;
    const struct dirent *entry;
    while (is_done && (entry = readdir(directory)))
        if (entry->d_name[0] != '.')
            is_done =
                path_join(from, source, entry->d_name, trouble) &&
                path_join(to, target, entry->d_name, trouble) &&
                (is_shared(entry->d_name) ? share_tree(from, to, trouble) : copy_tree(from, to, trouble));
    closedir(directory);
    return is_done;
}

static bool copy_registry(const char *cached, const char *prefix, struct trouble *trouble)
{
    static const char *const files[] = {"system.reg", "user.reg", "userdef.reg", ".update-timestamp"};
    char from[PATH_MAX], to[PATH_MAX];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!path_join(from, cached, files[i], trouble) || !path_join(to, prefix, files[i], trouble) ||
            !copy_file(from, to, trouble))
            return false;
    return true;
}

static bool make_drives(const char *prefix, struct trouble *trouble)
{
    char devices[PATH_MAX], drive[PATH_MAX];
    return path_join(devices, prefix, "dosdevices", trouble) && make_directories(devices, trouble) &&
           path_join(drive, devices, "c:", trouble) && make_link("../drive_c", drive, trouble) &&
           path_join(drive, devices, "z:", trouble) && make_link("/", drive, trouble);
}

bool workdir_fresh_prefix(struct workdir *workdir, const char *cached, struct trouble *trouble)
{
    workdir_forget_server(workdir, workdir->prefix);
    remove_tree(workdir->prefix);
    return make_drives(workdir->prefix, trouble) && copy_registry(cached, workdir->prefix, trouble) &&
           copy_drive(cached, workdir->prefix, trouble);
}
