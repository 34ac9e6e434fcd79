#include "wine_runner/test_binary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef TWINPIPE_LIBDIR
#define TWINPIPE_LIBDIR "/usr/local/lib/twinpipe"
#endif

bool test_binary_is_ours(const void *bytes, unsigned long size)
{
    return size > 2 && memcmp(bytes, "MZ", 2) == 0 &&
           memmem(bytes, size, TEST_BINARY_MARKER, strlen(TEST_BINARY_MARKER));
}

/* Microsoft's "PE Format": the offset of the signature is at 0x3c, the machine behind its four bytes. */
const char *test_binary_architecture(const void *bytes, unsigned long size)
{
    const unsigned char *byte = bytes;
    if (size < 0x40)
        return "?";
    unsigned long at = byte[0x3c] | byte[0x3d] << 8 | byte[0x3e] << 16 | (unsigned long)byte[0x3f] << 24;
    if (at > size - 6 || memcmp(byte + at, "PE\0", 4) != 0)
        return "?";
    unsigned int machine = byte[at + 4] | (unsigned int)byte[at + 5] << 8;
    return machine == 0x8664 ? "x86_64" : machine == 0x014c ? "i686" : "?";
}

static bool is_not_ours(const char *path, struct trouble *trouble)
{
    return trouble_set(trouble, "%s is no test binary of this twinpipe; give --binary a twinpipe_test.exe",
                       path);
}

static bool check_bytes(const char *path, const void *bytes, unsigned long size, const char *architecture,
                        struct trouble *trouble)
{
    const char *found = test_binary_architecture(bytes, size);
    if (!test_binary_is_ours(bytes, size))
        return is_not_ours(path, trouble);
    return strcmp(found, architecture) == 0 ||
           trouble_set(trouble,
                       "%s is of architecture %s, not %s; give --arch what it is of, or another binary", path,
                       found, architecture);
}

static bool check_file(const char *path, const char *architecture, struct trouble *trouble)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) {
        trouble_set(trouble, "cannot read %s: %s", path, strerror(errno));
        if (file >= 0)
            close(file);
        return false;
    }
    void *bytes = MAP_FAILED;
    if (S_ISREG(status.st_mode) && status.st_size > 0)
        bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (bytes == MAP_FAILED)
        return is_not_ours(path, trouble);
    bool is_right = check_bytes(path, bytes, (unsigned long)status.st_size, architecture, trouble);
    munmap(bytes, (size_t)status.st_size);
    return is_right;
}

bool test_binary_find(const char *asked, const char *architecture, const char *self, char found[PATH_MAX],
                      struct trouble *trouble)
{
    if (asked) {
        if (!realpath(asked, found))
            return trouble_set(trouble, "cannot read %s: %s", asked, strerror(errno));
        return check_file(found, architecture, trouble);
    }
    char beside[PATH_MAX + 64], installed[PATH_MAX];
    snprintf(beside, sizeof beside, "%.*s/%s/twinpipe_test.exe", (int)(strrchr(self, '/') - self), self,
             architecture);
    snprintf(installed, sizeof installed, TWINPIPE_LIBDIR "/%s/twinpipe_test.exe", architecture);
    if (realpath(beside, found) || realpath(installed, found))
        return check_file(found, architecture, trouble);
    return trouble_set(trouble, "no twinpipe_test.exe at %s or %s; build it, or give --binary", beside,
                       installed);
}
