#include "wine_runner/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_MOST = 16 };

static bool copy_bytes(int from, int to)
{
    char bytes[65536];
    ssize_t got;
    while ((got = read(from, bytes, sizeof bytes)) > 0)
        for (ssize_t done = 0, put; done < got; done += put)
            if ((put = write(to, bytes + done, (size_t)(got - done))) < 0)
                return false;
    return got == 0;
}

bool copy_file(const char *from, const char *to, struct trouble *trouble)
{
    int source = open(from, O_RDONLY | O_CLOEXEC);
    int target = source < 0 ? -1 : open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool is_copied = target >= 0 && copy_bytes(source, target);
    const int error = errno;
    if (target >= 0 && close(target) != 0)
        is_copied = false;
    if (source >= 0)
        close(source);
    return is_copied || trouble_set(trouble, "cannot copy %s to %s: %s", from, to, strerror(error));
}

static bool share_file(const char *from, const char *to, struct trouble *trouble)
{
    return link(from, to) == 0 ||
           (errno == EXDEV || errno == EPERM || errno == EMLINK ? symlink(from, to) == 0 : false) ||
           trouble_set(trouble, "cannot make the link %s: %s", to, strerror(errno));
}

typedef bool (*take_file)(const char *from, const char *to, struct trouble *trouble);

static bool take_tree(const char *from, const char *to, take_file take, struct trouble *trouble);

static bool take_entry(const char *from, const char *to, take_file take, struct trouble *trouble)
{
    struct stat status;
    if (lstat(from, &status) != 0)
        return trouble_set(trouble, "cannot read %s: %s", from, strerror(errno));
    if (S_ISREG(status.st_mode))
        return take(from, to, trouble);
    if (S_ISDIR(status.st_mode))
        return take_tree(from, to, take, trouble);
    return take == share_file || make_directories(to, trouble);
}

static bool take_tree(const char *from, const char *to, take_file take, struct trouble *trouble)
{
    DIR *directory = opendir(from);
    if (!directory)
        return trouble_set(trouble, "cannot read %s: %s", from, strerror(errno));
    bool is_taken = make_directories(to, trouble);
    const struct dirent *entry;
    while (is_taken && (entry = readdir(directory))) {
        char source[PATH_MAX], target[PATH_MAX];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        is_taken = path_join(source, from, entry->d_name, trouble) &&
                   path_join(target, to, entry->d_name, trouble) && take_entry(source, target, take, trouble);
    }
    closedir(directory);
    return is_taken;
}

bool copy_tree(const char *from, const char *to, struct trouble *trouble)
{
    return take_tree(from, to, copy_file, trouble);
}

bool share_tree(const char *from, const char *to, struct trouble *trouble)
{
    return take_tree(from, to, share_file, trouble);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *position)
{
    (void)status;
    (void)kind;
    (void)position;
    remove(path);
    return 0;
}

void remove_tree(const char *path)
{
    nftw(path, remove_entry, OPEN_MOST, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}
