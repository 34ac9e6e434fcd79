/* The digits of sums and bytes. */
#include "results/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* By sha256sum. */
static const struct {
    const char *text, *digits;
} sums[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
};

static void test_sums(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        char digits[SHA256_DIGITS + 1];
        sha256_write(sums[i].text, strlen(sums[i].text), digits);
        assert_string_equal(digits, sums[i].digits);
    }
}

static void test_digits(void **state)
{
    (void)state;
    static const unsigned char bytes[] = {0x00, 0x0f, 0xa0, 0xff};
    char text[10] = "---------";
    hexadecimal_write(bytes, sizeof bytes, text);
    assert_memory_equal(text, "000fa0ff\0", 10);
    hexadecimal_write(bytes, 0, text);
    assert_string_equal(text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sums), cmocka_unit_test(test_digits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
