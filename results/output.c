#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *what_to_do(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT:
        return "free some space or give another directory";
    case EROFS:
    case EACCES:
    case EPERM:
        return "give a directory that can be written to";
    case ENOENT:
    case ENOTDIR:
        return "make the directory first";
    default:
        return "give another file name";
    }
}

static bool failed(const char *path, int error, struct trouble *trouble)
{
    return trouble_set(trouble, "%s: cannot be written: %s; %s", path, strerror(error), what_to_do(error));
}

/* Returns 0 or the error. */
static int write_all(int fd, const char *data, size_t size)
{
    while (size) {
        ssize_t count = write(fd, data, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno;
        data += count;
        size -= (size_t)count;
    }
    return 0;
}

static mode_t new_file_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static int write_temporary(int fd, mode_t mode, const void *data, size_t size)
{
    int error = write_all(fd, data, size);
    if (!error && fchmod(fd, mode))
        error = errno;
    if (!error && fsync(fd))
        error = errno;
    if (close(fd) && !error)
        error = errno;
    return error;
}

/* A rename is only certain to survive a power cut once its directory is on the disk too; file systems that
 * cannot do that are left alone. */
static void flush_directory_of(const char *path)
{
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", path);
    int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

static int replace(const char *path, mode_t mode, const void *data, size_t size)
{
    char temporary[PATH_MAX];
    int length = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    if (length >= (int)sizeof temporary)
        return ENAMETOOLONG;
    int fd = mkostemp(temporary, O_CLOEXEC);
    if (fd < 0)
        return errno;
    int error = write_temporary(fd, mode, data, size);
    if (!error && rename(temporary, path))
        error = errno;
    if (error)
        unlink(temporary);
    else
        flush_directory_of(path);
    return error;
}

static int write_directly(const char *path, const void *data, size_t size)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return errno;
    int error = write_all(fd, data, size);
    if (close(fd) && !error)
        error = errno;
    return error;
}

static int write_resolved(const char *path, const void *data, size_t size)
{
    char resolved[PATH_MAX];
    struct stat status;
    if (stat(path, &status))
        return errno == ENOENT ? replace(path, new_file_mode(), data, size) : errno;
    if (S_ISDIR(status.st_mode))
        return EISDIR;
    if (!S_ISREG(status.st_mode))
        return write_directly(path, data, size);
    if (!realpath(path, resolved))
        return errno;
    return replace(resolved, status.st_mode & 0777, data, size);
}

bool output_write(const char *path, const void *data, size_t size, struct trouble *trouble)
{
    sigset_t termination, before;
    sigemptyset(&termination);
    sigaddset(&termination, SIGHUP);
    sigaddset(&termination, SIGINT);
    sigaddset(&termination, SIGQUIT);
    sigaddset(&termination, SIGTERM);
    sigprocmask(SIG_BLOCK, &termination, &before);
    int error = write_resolved(path, data, size);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return error ? failed(path, error, trouble) : true;
}

bool output_spares(const char *path, const char *input, struct trouble *trouble)
{
    struct stat old, given;
    if (stat(path, &old) != 0 || stat(input, &given) != 0 || old.st_dev != given.st_dev ||
        old.st_ino != given.st_ino)
        return true;
    return trouble_set(trouble, "%s is to be read and cannot be the file to write; give another one", input);
}
