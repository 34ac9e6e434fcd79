/* Progress: what the test binary says, read while it grows, and shown in one line. */
#include "wine_runner/progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static void test_lines(void **state)
{
    (void)state;
    struct progress progress = {0};
    assert_true(progress_parse("progress\t3\t260\tcancel/other-thread", &progress));
    assert_int_equal(progress.done, 3);
    assert_int_equal(progress.total, 260);
    assert_string_equal(progress.current, "cancel/other-thread");
    assert_true(progress_parse("progress\t4\t260\t-", &progress));
    assert_string_equal(progress.current, "cancel/other-thread");
    assert_false(progress_parse("progress\t4\t260\t", &progress));
    assert_false(progress_parse("progress", &progress));
    assert_false(progress_parse("something else", &progress));
    assert_int_equal(progress.done, 4);
}

static void put(int file, const char *text)
{
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
}

static void test_growing_file(void **state)
{
    (void)state;
    char path[] = "/tmp/progress-test-XXXXXX";
    struct progress progress = {0};
    struct progress_source source = {0};
    int file = mkstemp(path);
    assert_true(file >= 0);
    put(file, "noise\nprogress\t1\t9\ta/b\r\nprogress\t2\t9");
    assert_true(progress_read(&source, path, &progress));
    assert_int_equal(progress.done, 1);
    assert_string_equal(progress.current, "a/b");
    assert_false(progress_read(&source, path, &progress));
    put(file, "\ta/c\n");
    assert_true(progress_read(&source, path, &progress));
    assert_int_equal(progress.done, 2);
    for (int i = 0; i < 3000; i++)
        put(file, "a long line without an end ");
    put(file, "\nprogress\t3\t9\ta/d\n");
    assert_true(progress_read(&source, path, &progress));
    assert_int_equal(progress.done, 3);
    close(file);
    unlink(path);
}

static void test_one_line(void **state)
{
    (void)state;
    char text[128];
    struct progress progress = {.done = 40, .total = 120, .current = "write/quota"};
    progress_format(text, sizeof text, 200, "wine-8.0", &progress, 2);
    assert_string_equal(text, "wine-8.0  40/120  20/s  4 s left  write/quota");
    progress_format(text, sizeof text, 10, "wine-8.0", &progress, 2);
    assert_string_equal(text, "wine-8.0  ");
    progress.done = 0;
    progress_format(text, sizeof text, 200, "wine-8.0", &progress, 0);
    assert_string_equal(text, "wine-8.0  0/120  write/quota");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_growing_file),
        cmocka_unit_test(test_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
