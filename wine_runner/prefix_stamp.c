#include "wine_runner/prefix_stamp.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_MOST = 16 };

static const char stamp_name[] = ".twinpipe-made";

static struct timespec made;

static int is_changed(const char *path, const struct stat *status, int kind, struct FTW *position)
{
    (void)path;
    (void)position;
    return kind == FTW_F &&
           (status->st_mtim.tv_sec > made.tv_sec ||
            (status->st_mtim.tv_sec == made.tv_sec && status->st_mtim.tv_nsec > made.tv_nsec));
}

/* A run shares the files of drive_c/windows with the prefix; one that has written into them has spoiled it.
 */
static bool is_as_made(const char *path)
{
    char part[PATH_MAX + 64];
    struct stat status;
    snprintf(part, sizeof part, "%s/%s", path, stamp_name);
    if (stat(part, &status) != 0)
        return false;
    made = status.st_mtim;
    snprintf(part, sizeof part, "%s/drive_c", path);
    return nftw(part, is_changed, OPEN_MOST, FTW_PHYS) == 0;
}

bool prefix_stamp(const char *path, struct trouble *trouble)
{
    char stamp[PATH_MAX + 64];
    snprintf(stamp, sizeof stamp, "%s/%s", path, stamp_name);
    int file = open(stamp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return trouble_set(trouble, "cannot write %s: %s", stamp, strerror(errno));
    close(file);
    return true;
}

bool prefix_is_whole(const char *path)
{
    static const char *const needed[] = {"system.reg", "user.reg", "userdef.reg", ".update-timestamp",
                                         "drive_c/windows/system32/ntdll.dll"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        char file[PATH_MAX + 64];
        snprintf(file, sizeof file, "%s/%s", path, needed[i]);
        if (access(file, R_OK) != 0)
            return false;
    }
    return is_as_made(path);
}
