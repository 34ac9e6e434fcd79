/* Splitting a line into fields: escapes, numbers, and what people get to see. */
#include "results/fields.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char *split(const char *line, char *copy, struct fields *fields)
{
    strcpy(copy, line);
    return fields_split(copy, strlen(copy), fields);
}

static void test_fields(void **state)
{
    (void)state;
    char copy[100];
    struct fields fields;
    assert_null(split("one\t-\t\xc3\xa9t\xc3\xa9", copy, &fields));
    assert_int_equal(fields.count, 3);
    assert_true(field_is(&fields.field[0], "one"));
    assert_true(field_is(&fields.field[1], "-"));
    assert_int_equal(fields.field[2].length, 5);
    assert_false(field_is(&fields.field[0], "on"));
}

static void test_escapes(void **state)
{
    (void)state;
    static const char *const good[] = {"\\t",   "\\n",   "\\r",   "\\\\",  "\\x00",
                                       "\\x1f", "\\x7f", "\\x7c", "\\xff", "a\\\\b"};
    static const char *const bad[] = {"\\",    "\\a",   "\\x",   "\\x1",  "\\x1G",
                                      "\\x1F", "\\x41", "\\x0a", "\\x09", "\\x5c"};
    char copy[100];
    struct fields fields;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_null(split(good[i], copy, &fields));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_non_null(split(bad[i], copy, &fields));
}

static void test_numbers(void **state)
{
    (void)state;
    static const char *const bad[] = {"-1",  "+1", "01", "1x", "4294967296", "99999999999999999999",
                                      "0x1", " 1", "-"};
    unsigned number = 7;
    assert_true(field_number(&(struct field){"0", 1}, &number));
    assert_int_equal(number, 0);
    assert_true(field_number(&(struct field){"4294967295", 10}, &number));
    assert_true(number == UINT32_MAX);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(field_number(&(struct field){(char *)bad[i], strlen(bad[i])}, &number));
}

static void test_for_people(void **state)
{
    (void)state;
    char text[] = "\\\\\\\\.\\\\pipe\\t\\\\t";
    struct field field = {text, strlen(text)};
    field_for_people(&field);
    assert_string_equal(text, "\\\\.\\pipe\\t\\t");
    assert_int_equal(field.length, strlen(text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_for_people),
    };
    return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
