/* What is left of text that a terminal would act upon, or that is no UTF-8. */
#include "results/printable.h"
#include "results/trouble.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const struct sample {
    const char *text;
    const char *expected;
} samples[] = {
    {"", ""},
    {"plain \xc3\xa4 \xe2\x98\x83 \xf0\x9f\x98\x80\ta\n",
     "plain \xc3\xa4 \xe2\x98\x83 \xf0\x9f\x98\x80\ta\n"},
    {"\x01\x1b[31m\r\x7f", "??[31m??"},
    {"\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0", "???\xc2\xa0"},
    {"\xe2\x80\xa9\xe2\x80\xaa\xe2\x80\xae\xe2\x80\xaf", "\xe2\x80\xa9??\xe2\x80\xaf"},
    {"\xe2\x81\xa5\xe2\x81\xa6\xe2\x81\xa9\xe2\x81\xaa", "\xe2\x81\xa5??\xe2\x81\xaa"},
    {"\xff\x9b"
     "a\xe2\x98",
     "??a??"},
    {"\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\xf8", "??"
                                                 "???"
                                                 "????"
                                                 "?"},
    {"\xe2\xc2\x9b", "??"},
};

static void test_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        char text[64];
        strcpy(text, samples[i].text);
        text[printable_text(text, strlen(text))] = '\0';
        assert_string_equal(text, samples[i].expected);
    }
}

static void test_nul(void **state)
{
    (void)state;
    char text[] = "a\0b";
    assert_int_equal(printable_text(text, 3), 3);
    assert_memory_equal(text, "a?b", 3);
}

static void test_line(void **state)
{
    (void)state;
    char text[] = "a\tb\n";
    assert_int_equal(printable_line(text, 4), 4);
    assert_string_equal(text, "a?b?");
}

/* What is left of a character that was cut is no character. */
static void test_trouble(void **state)
{
    (void)state;
    struct trouble trouble;
    char long_text[2000];
    assert_false(trouble_set(&trouble, "%s: %s", "a\nb\x1b\xc2\x9b", "c"));
    assert_string_equal(trouble.text, "a?b??: c");
    memset(long_text, 'x', sizeof long_text);
    memcpy(long_text + sizeof trouble.text - 3, "\xe2\x98\x83", 4);
    trouble_set(&trouble, "%s", long_text);
    assert_int_equal(strlen(trouble.text), sizeof trouble.text - 1);
    assert_string_equal(trouble.text + sizeof trouble.text - 4, "x??");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_line),
        cmocka_unit_test(test_trouble),
    };
    return cmocka_run_group_tests_name("printable", tests, NULL, NULL);
}
