#include "wine_runner/root.h"

#include <dirent.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#define OURS "/.twinpipe"

static const char *const system_directories[] = {"bin",   "sbin",   "lib", "lib32",
                                                 "lib64", "libx32", "usr", "etc"};

/* Below those, and this machine's all the same. */
static const char *const shared_directories[] = {"/usr/local", "/usr/src"};

static bool is_system_directory(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof system_directories / sizeof *system_directories; i++)
        if (strlen(system_directories[i]) == length && strncmp(system_directories[i], name, length) == 0)
            return true;
    return false;
}

static bool has(const char *root, const char *name)
{
    char path[PATH_MAX + 64];
    struct stat status;
    return snprintf(path, sizeof path, "%s/%s", root, name) < (int)sizeof path && lstat(path, &status) == 0;
}

bool root_is_one(const char *path)
{
    struct stat here, there;
    return has(path, "usr") && has(path, "etc/os-release") && stat(path, &there) == 0 &&
           stat("/", &here) == 0 && (here.st_ino != there.st_ino || here.st_dev != there.st_dev);
}

static bool has_entries(const char *root, const char *name)
{
    char path[PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/%s", root, name);
    DIR *directory = opendir(path);
    const struct dirent *entry;
    bool is_found = false;
    while (directory && !is_found && (entry = readdir(directory)))
        is_found = entry->d_name[0] != '.';
    if (directory)
        closedir(directory);
    return is_found;
}

static void add_mount(const char *kind, const char *from, const char *to, struct words *words)
{
    words_add(words, kind);
    words_add(words, from);
    words_add(words, to);
}

/* The directory NAME of FROM appears under the same name; a symbolic link as one. */
static void add_entry(const char *kind, const char *from, const char *name, struct words *words)
{
    char source[PATH_MAX + 64], seen[NAME_MAX + 2], target[PATH_MAX];
    struct stat status;
    snprintf(source, sizeof source, "%s/%s", from, name);
    snprintf(seen, sizeof seen, "/%s", name);
    if (lstat(source, &status) != 0)
        return;
    const ssize_t length = S_ISLNK(status.st_mode) ? readlink(source, target, sizeof target - 1) : -1;
    if (length > 0) {
        target[length] = '\0';
        add_mount("--symlink", target, seen, words);
    } else if (S_ISDIR(status.st_mode)) {
        add_mount(kind, source, seen, words);
    }
}

static void add_machine(bool has_opt, struct words *words)
{
    DIR *directory = opendir("/");
    const struct dirent *entry;
    while (directory && (entry = readdir(directory))) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, "proc") == 0 ||
            is_system_directory(name, strlen(name)) || (has_opt && strcmp(name, "opt") == 0))
            continue;
        add_entry("--dev-bind", "", name, words);
    }
    if (directory)
        closedir(directory);
}

/* The root cannot be written, so a mount point must be there already. */
static bool is_shared(const char *root, const char *directory)
{
    const bool is_local = strcmp(directory, "/usr/local") == 0;
    return has(root, directory + 1) && access(directory, F_OK) == 0 &&
           !(is_local && has(root, "usr/local/lib/wine"));
}

static void add_shared(const char *root, struct words *words)
{
    for (size_t i = 0; i < sizeof shared_directories / sizeof *shared_directories; i++)
        if (is_shared(root, shared_directories[i]))
            add_mount("--dev-bind", shared_directories[i], shared_directories[i], words);
    if (has(root, "etc/passwd"))
        add_mount("--ro-bind", "/etc/passwd", "/etc/passwd", words);
}

static bool is_linker(const struct dl_phdr_info *object)
{
    return object->dlpi_addr == getauxval(AT_BASE);
}

static int add_library(struct dl_phdr_info *object, size_t size, void *data)
{
    char seen[PATH_MAX + 64];
    (void)size;
    const char *name = strrchr(object->dlpi_name, '/');
    if (name) {
        snprintf(seen, sizeof seen, OURS "%s", name);
        add_mount("--ro-bind", object->dlpi_name, seen, data);
    }
    return 0;
}

static int add_linker(struct dl_phdr_info *object, size_t size, void *data)
{
    (void)size;
    const char *name = strrchr(object->dlpi_name, '/');
    if (!name || !is_linker(object))
        return 0;
    words_format(data, OURS "%s", name);
    words_add(data, "--library-path");
    words_add(data, OURS);
    return 1;
}

void root_add_mounts(const char *root, const char *self, struct words *words)
{
    const bool has_opt = has_entries(root, "opt");
    add_machine(has_opt, words);
    for (size_t i = 0; i < sizeof system_directories / sizeof *system_directories; i++)
        add_entry("--ro-bind", root, system_directories[i], words);
    if (has_opt)
        add_entry("--ro-bind", root, "opt", words);
    add_shared(root, words);
    dl_iterate_phdr(add_library, words);
    if (self)
        add_mount("--ro-bind", self, OURS "/twinpipe", words);
    words_add(words, "--proc");
    words_add(words, "/proc");
}

void root_add_self(struct words *words)
{
    dl_iterate_phdr(add_linker, words);
    words_add(words, OURS "/twinpipe");
}

bool root_shows(const char *root, const char *path, struct trouble *trouble)
{
    const bool is_here = !root || !root[0];
    const bool is_hidden_opt = !is_here && strncmp(path, "/opt/", 5) == 0 && has_entries(root, "opt");
    if (is_here || (!is_hidden_opt && !is_system_directory(path + 1, strcspn(path + 1, "/"))))
        return true;
    for (size_t i = 0; i < sizeof shared_directories / sizeof *shared_directories; i++) {
        const size_t length = strlen(shared_directories[i]);
        if (strncmp(path, shared_directories[i], length) == 0 && path[length] == '/' &&
            is_shared(root, shared_directories[i]))
            return true;
    }
    return trouble_set(trouble,
                       "a Wine in %s sees other system directories than this machine's; move %s out "
                       "of them",
                       root, path);
}
