/* Atomic writing: the old file or the new one, and nothing left behind. */
#include "results/output.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <signal.h>
#include <unistd.h>
#include <cmocka.h>

static char directory[] = "/tmp/twinpipe-output-XXXXXX";

static const char *in_directory(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

static void expect_content(const char *path, const char *expected)
{
    char content[64] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    content[fread(content, 1, sizeof content - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(content, expected);
}

static size_t files_in_directory(void)
{
    size_t count = 0;
    DIR *listing = opendir(directory);
    assert_non_null(listing);
    for (const struct dirent *entry = readdir(listing); entry; entry = readdir(listing))
        count += entry->d_name[0] != '.';
    closedir(listing);
    return count;
}

static void test_new_and_replaced(void **state)
{
    (void)state;
    struct trouble trouble = {""};
    struct stat status;
    const char *path = in_directory("file");
    assert_true(output_write(path, "one", 3, &trouble));
    expect_content(path, "one");
    assert_int_equal(chmod(path, 0640), 0);
    assert_true(output_write(path, "two!", 4, &trouble));
    expect_content(path, "two!");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(files_in_directory(), 1);
    unlink(path);
}

static void test_symbolic_link(void **state)
{
    (void)state;
    struct trouble trouble = {""};
    struct stat status;
    const char *path = in_directory("link");
    assert_int_equal(symlink("target", path), 0);
    assert_true(output_write(in_directory("target"), "one", 3, &trouble));
    assert_true(output_write(in_directory("link"), "two", 3, &trouble));
    assert_int_equal(lstat(in_directory("link"), &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    expect_content(in_directory("target"), "two");
    unlink(in_directory("link"));
    unlink(in_directory("target"));
}

/* Nodes of the test's own, never those of /dev: whoever breaks this code must not lose them. */
static void test_fifo(void **state)
{
    (void)state;
    struct trouble trouble = {""};
    struct stat status;
    char content[8] = "";
    const char *path = in_directory("fifo");
    assert_int_equal(mkfifo(path, 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_true(output_write(path, "one", 3, &trouble));
    assert_int_equal(read(reader, content, sizeof content), 3);
    assert_string_equal(content, "one");
    close(reader);
    assert_int_equal(stat(path, &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    unlink(path);
}

static void test_full_device(void **state)
{
    (void)state;
    struct trouble trouble = {""};
    const char *path = in_directory("full");
    int made = mknod(path, S_IFCHR | 0600, makedev(1, 7));
    int device = made ? -1 : open(path, O_WRONLY);
    if (device < 0) { /* needs root, and a file system that is not mounted with nodev */
        print_message("no device node can be used in the temporary directory: not tried\n");
        unlink(path);
        return;
    }
    close(device);
    bool written = output_write(path, "x", 1, &trouble);
    unlink(path);
    assert_false(written);
    assert_non_null(strstr(trouble.text, "No space left on device; free some space"));
}

static void test_refused(void **state)
{
    (void)state;
    struct trouble trouble = {""};
    assert_false(output_write("/nonexistent/file", "x", 1, &trouble));
    assert_string_equal(
        trouble.text,
        "/nonexistent/file: cannot be written: No such file or directory; make the directory first");
    assert_false(output_write(directory, "x", 1, &trouble));
    assert_non_null(strstr(trouble.text, "Is a directory"));
}

/* A limit on the file size stands in for a full disk: both fail in the middle of the content. */
static void test_old_content_survives(void **state)
{
    (void)state;
    static const char large[8192];
    struct trouble trouble = {""};
    struct rlimit before;
    const char *path = in_directory("file");
    assert_true(output_write(path, "old", 3, &trouble));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = {4096, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool written = output_write(path, large, sizeof large, &trouble);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_false(written);
    assert_non_null(strstr(trouble.text, "cannot be written"));
    expect_content(path, "old");
    assert_int_equal(files_in_directory(), 1);
    unlink(path);
}

static int make_directory(void **state)
{
    (void)state;
    return mkdtemp(directory) ? 0 : -1;
}

static int remove_directory(void **state)
{
    (void)state;
    return rmdir(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_and_replaced),
        cmocka_unit_test(test_symbolic_link),
        cmocka_unit_test(test_fifo),
        cmocka_unit_test(test_full_device),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_old_content_survives),
    };
    return cmocka_run_group_tests_name("output", tests, make_directory, remove_directory);
}
