/* What the runs of a reproducer count for. */
#include "results/bug/tries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define VALUE(value) "the label, seen 0x1: expected A, seen 0x" value "\r\n"

static void assert_told(const char *log, bool misses, const char *expected)
{
    char *copy = strdup(log), *text = NULL;
    size_t size = 0;
    struct tries tries = tries_count(copy, 0x3e5);
    FILE *out = open_memstream(&text, &size);
    tries_write(out, &tries, misses);
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
    free(copy);
}

static void test_the_same_value(void **state)
{
    (void)state;
    assert_told(VALUE("3e5") "exit 1\r\n" VALUE("3e5") "exit 1\r\n", false, "differs in 2 of 2 runs");
}

static void test_another_value_is_told(void **state)
{
    (void)state;
    assert_told(VALUE("103") "exit 1\r\n" VALUE("103") "exit 1\r\n", false,
                "differs in another way, 0x103, in 2 of 2 runs");
    assert_told(
        VALUE("103") "exit 1\r\n" VALUE("3e5") "exit 1\r\n" VALUE("0") "exit 1\r\n", false,
        "differs in 1 of 3 runs, differs in another way, 0x103, in 1 of 3 runs, differs in another way, 0x0, "
        "in 1 of 3 runs");
}

static void test_an_allowed_value_conforms(void **state)
{
    (void)state;
    assert_told(VALUE("490") "exit 0\r\nexit 0\r\n", false, "conforms in 2 of 2 runs");
}

static void test_a_race_that_is_not_seen(void **state)
{
    (void)state;
    char log[] = VALUE("0") "exit 0\n", text[64] = "";
    struct tries tries = tries_count(log, 1);
    tries.is_race = true;
    FILE *out = fmemopen(text, sizeof text, "w");
    tries_write(out, &tries, false);
    fclose(out);
    assert_string_equal(text, "does not show it in 1 of 1 runs");
}

/* A value of one run is none of the next, and without one nothing was looked at. */
static void test_without_a_value_nothing_is_seen(void **state)
{
    (void)state;
    assert_told("CreateNamedPipeW failed: error 5\r\nexit 2\r\nexit 1\r\n", false,
                "could not be looked at in 2 of 2 runs");
    assert_told(VALUE("3e5") "exit 1\r\nexit 1\r\n", false,
                "differs in 1 of 2 runs, could not be looked at in 1 of 2 runs");
    assert_told(VALUE("3e5") "exit 5\r\n" VALUE("3e5 and more") "exit 1\r\n", false,
                "could not be looked at in 2 of 2 runs");
    assert_told(VALUE("3e5"), false, "");
}

static void test_misses_alone(void **state)
{
    (void)state;
    assert_told(VALUE("3e5") "exit 1\n" VALUE("0") "exit 0\n", true, "conforms in 1 of 2 runs");
    assert_told(VALUE("3e5") "exit 1\n", true, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_value),
        cmocka_unit_test(test_another_value_is_told),
        cmocka_unit_test(test_an_allowed_value_conforms),
        cmocka_unit_test(test_a_race_that_is_not_seen),
        cmocka_unit_test(test_without_a_value_nothing_is_seen),
        cmocka_unit_test(test_misses_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
