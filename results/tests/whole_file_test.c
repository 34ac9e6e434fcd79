/* Files read whole: what is in them, and what is refused. */
#include "results/tests/sample.h"
#include "results/whole_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void test_whole(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 65536, 65537, 300000};
    struct trouble why;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *bytes = malloc(sizes[i] + 1);
        size_t size = 99;
        assert_non_null(bytes);
        memset(bytes, 'x', sizes[i]);
        if (sizes[i])
            bytes[sizes[i] - 1] = 'y';
        char *text = whole_file_text(sample_file(bytes, sizes[i]), &size, &why);
        assert_non_null(text);
        assert_int_equal(size, sizes[i]);
        assert_memory_equal(text, bytes, sizes[i]);
        assert_int_equal(text[size], '\0');
        free(text);
        free(bytes);
    }
}

static void test_zero_byte(void **state)
{
    (void)state;
    struct trouble why = {""};
    size_t size;
    const char *path = sample_file("ab\0c", 4);
    assert_null(whole_file_text(path, &size, &why));
    assert_string_equal(why.text, "it has a zero byte at 2, and is no text");
    char *bytes = whole_file_bytes(path, 4, &size, &why);
    assert_non_null(bytes);
    assert_int_equal(size, 4);
    assert_memory_equal(bytes, "ab\0c\0", 5);
    free(bytes);
    assert_null(whole_file_text(sample_file("a\0", 2), &size, &why));
}

static void test_limit(void **state)
{
    (void)state;
    struct trouble why = {""};
    size_t size;
    char *bytes = whole_file_bytes(sample_file("abc", 3), 3, &size, &why);
    assert_non_null(bytes);
    free(bytes);
    assert_null(whole_file_bytes(sample_file("abc", 3), 2, &size, &why));
    assert_string_equal(why.text, "it holds more than 2 bytes");
    assert_null(whole_file_bytes("/dev/zero", 100000, &size, &why)); /* which has no end */
}

static void test_unreadable(void **state)
{
    (void)state;
    struct trouble why = {""};
    size_t size;
    assert_null(whole_file_text("/nowhere/at/all", &size, &why));
    assert_string_equal(why.text, "No such file or directory");
    assert_null(whole_file_text("/tmp", &size, &why));
    assert_string_equal(why.text, "Is a directory");
}

/* Its size is not known before. */
static void test_proc(void **state)
{
    (void)state;
    struct trouble why;
    size_t size;
    char *text = whole_file_text("/proc/self/status", &size, &why);
    assert_non_null(text);
    assert_int_equal(strncmp(text, "Name:", 5), 0);
    free(text);
}

static int remove_files(void **state)
{
    (void)state;
    sample_remove();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_whole), cmocka_unit_test(test_zero_byte),
                                       cmocka_unit_test(test_limit), cmocka_unit_test(test_unreadable),
                                       cmocka_unit_test(test_proc)};
    return cmocka_run_group_tests(tests, NULL, remove_files);
}
