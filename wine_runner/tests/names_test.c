/* Paths for Windows programs, Wine's versions, names of prefixes, the marker of the test binary. */
#include "wine_runner/dos_path.h"
#include "wine_runner/prefix.h"
#include "wine_runner/test_binary.h"
#include "wine_runner/wine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void test_dos_path(void **state)
{
    (void)state;
    char dos[32];
    assert_true(dos_path("/a b/\xc3\xa4.run", dos, sizeof dos));
    assert_string_equal(dos, "Z:\\a b\\\xc3\xa4.run");
    assert_true(dos_path("/123456789/123456789/12345678", dos, sizeof dos));
    assert_false(dos_path("/123456789/123456789/1234567890", dos, sizeof dos));
}

static void test_unsayable_paths(void **state)
{
    (void)state;
    static const char *const paths[] = {"relative", "/a\\b",  "/a:b",  "/what?", "/a*", "/a|b",
                                        "/<a>",     "/\"a\"", "/a\nb", "/a./b",  "/a ", "/a."};
    char dos[32];
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_false(dos_path(paths[i], dos, sizeof dos));
}

static void test_versions(void **state)
{
    (void)state;
    struct wine wine;
    assert_true(wine_parse_version("wine-8.0 (Debian 8.0~repack-4)\n", &wine));
    assert_string_equal(wine.name, "wine-8.0");
    assert_string_equal(wine.build, "wine-8.0 (Debian 8.0~repack-4)");
    assert_true(wine_parse_version("wine-9.0-rc1\r\nmore\n", &wine));
    assert_string_equal(wine.build, "wine-9.0-rc1");
    assert_true(wine_parse_version("wine-10.0/../x", &wine));
    assert_string_equal(wine.name, "wine-10.0_.._x");
}

static void test_no_versions(void **state)
{
    (void)state;
    struct wine wine;
    char long_line[1024] = "wine-8.0 ";
    memset(long_line + 9, 'x', sizeof long_line - 10);
    long_line[sizeof long_line - 1] = '\0';
    assert_false(wine_parse_version("", &wine));
    assert_false(wine_parse_version("GNU bash, version 5.2", &wine));
    assert_false(wine_parse_version("wine-", &wine));
    assert_false(wine_parse_version(long_line, &wine));
}

static void test_prefix_names(void **state)
{
    (void)state;
    struct wine wine = {.name = "wine-8.0", .build = "wine-8.0 (a)", .loader = "/a", .server = "/b"};
    char name[PREFIX_NAME_SIZE], other[PREFIX_NAME_SIZE];
    prefix_name(&wine, 1, name);
    assert_int_equal(strspn(name, "0123456789abcdef"), PREFIX_NAME_SIZE - 1);
    prefix_name(&wine, 1, other);
    assert_string_equal(name, other);
    prefix_name(&wine, 2, other);
    assert_string_not_equal(name, other);
    strcpy(wine.build, "wine-8.0 (b)");
    prefix_name(&wine, 1, other);
    assert_string_not_equal(name, other);
}

static void test_marker(void **state)
{
    (void)state;
    static const char ours[] = "MZ\0\0" TEST_BINARY_MARKER "\0", elf[] = "\177ELF" TEST_BINARY_MARKER;
    assert_true(test_binary_is_ours(ours, sizeof ours));
    assert_false(test_binary_is_ours(ours, sizeof ours - 4));
    assert_false(test_binary_is_ours(elf, sizeof elf));
    assert_false(test_binary_is_ours("M", 1));
}

static void test_architecture(void **state)
{
    (void)state;
    unsigned char program[0x80] = "MZ";
    program[0x3c] = 0x40;
    memcpy(program + 0x40, "PE\0\0\x64\x86", 6);
    assert_string_equal(test_binary_architecture(program, sizeof program), "x86_64");
    memcpy(program + 0x44, "\x4c\x01", 2);
    assert_string_equal(test_binary_architecture(program, sizeof program), "i686");
    assert_string_equal(test_binary_architecture(program, 0x45), "?");
    memset(program + 0x3c, 0xff, 4);
    assert_string_equal(test_binary_architecture(program, sizeof program), "?");
    assert_string_equal(test_binary_architecture(program, 0x20), "?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_architecture),    cmocka_unit_test(test_dos_path),
        cmocka_unit_test(test_unsayable_paths), cmocka_unit_test(test_versions),
        cmocka_unit_test(test_no_versions),     cmocka_unit_test(test_prefix_names),
        cmocka_unit_test(test_marker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
