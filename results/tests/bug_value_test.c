/* What is allowed, from the text of a run file. */
#include "results/bug/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const struct {
    const char *kind, *text;
    size_t count;
    uint64_t low, high; /* of the last one */
} good[] = {
    {"result", "TRUE", 1, 0, 0},
    {"boolean", "TRUE", 1, 1, 1},
    {"boolean", "FALSE", 1, 0, 0},
    {"event", "not signaled", 1, 0, 0},
    {"handle", "a handle", 1, 2, 2},
    {"result", "FALSE, ERROR_NOT_FOUND (1168)", 1, 1168, 1168},
    {"result", "FALSE, error 192", 1, 192, 192},
    {"result", "FALSE, last error untouched", 1, 0xdeadbeef, 0xdeadbeef},
    {"result", "FALSE, last error 0", 1, 0xfffffffe, 0xfffffffe},
    {"error", "ERROR_SUCCESS (0)", 1, 0, 0},
    {"status", "STATUS_PENDING (0x00000103)", 1, 0x103, 0x103},
    {"status", "status 0xdeadbabe | STATUS_CANCELLED (0xc0000120)", 2, 0xc0000120, 0xc0000120},
    {"wait", "WAIT_OBJECT_0 + 1 (1)", 1, 1, 1},
    {"wait", "WAIT_FAILED", 1, 0xffffffff, 0xffffffff},
    {"number", "010", 1, 10, 10}, /* not octal */
    {"number", "50..3000", 1, 50, 3000},
    {"number", "18446744073709551615", 1, UINT64_MAX, UINT64_MAX},
    {"number", "0 | 150", 2, 150, 150},
    {"flags", "0xabcd", 1, 0xabcd, 0xabcd},
};

static const struct {
    const char *kind, *text;
} bad[] = {
    {"text", "12"},
    {"number", ""},
    {"number", "(absent)"},
    {"number", "12 | "},
    {"number", "12 or more"},
    {"number", "12x"},
    {"number", "-1"},
    {"number", "7..5"},
    {"number", "5.."},
    {"number", "..5"},
    {"number", "5..6..7"},
    {"error", "ERROR_X (5"},
    {"error", "ERROR_X ()"},
    {"error", "ERROR_X (5) and more"},
    {"handle", "TRUE"},
    {"error", "A (1)..B (2)"},
    {"number", "18446744073709551616"},
    {"flags", "0x"},
    {"flags", "0xg"},
};

static void test_good(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct values values;
        struct trouble trouble = {""};
        if (!values_parse(good[i].kind, good[i].text, &values, &trouble))
            fail_msg("%s: %s", good[i].text, trouble.text);
        assert_int_equal(values.count, good[i].count);
        assert_int_equal(values.list[values.count - 1].low, good[i].low);
        assert_int_equal(values.list[values.count - 1].high, good[i].high);
    }
}

static void test_bad(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct values values;
        struct trouble trouble = {""};
        if (values_parse(bad[i].kind, bad[i].text, &values, &trouble))
            fail_msg("`%s` was taken for a value", bad[i].text);
        assert_non_null(strstr(trouble.text, "what is allowed is no number: "));
    }
}

static void test_hold(void **state)
{
    (void)state;
    struct values values;
    struct trouble trouble;
    assert_true(values_parse("number", "3 | 50..60", &values, &trouble));
    assert_true(values_hold(&values, 3));
    assert_true(values_hold(&values, 50));
    assert_true(values_hold(&values, 60));
    assert_false(values_hold(&values, 4));
    assert_false(values_hold(&values, 49));
    assert_false(values_hold(&values, 61));
}

static void test_limit(void **state)
{
    (void)state;
    char text[1024] = "0";
    struct values values;
    struct trouble trouble = {""};
    for (int i = 1; i < VALUES_MOST; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), " | %d", i);
    assert_true(values_parse("number", text, &values, &trouble));
    assert_true(values_hold(&values, VALUES_MOST - 1));
    strcat(text, " | 99");
    assert_false(values_parse("number", text, &values, &trouble));
    assert_string_equal(trouble.text, "more than 64 values are allowed, the most that are read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_good), cmocka_unit_test(test_bad),
                                       cmocka_unit_test(test_hold), cmocka_unit_test(test_limit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
