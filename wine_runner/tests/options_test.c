/* The options of `twinpipe run`. */
#include "wine_runner/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

enum { WORDS_MOST = 12 };

static bool parse(const char *line, struct options *options, struct trouble *trouble)
{
    static char words[256];
    char *argv[WORDS_MOST + 1] = {0};
    int argc = 0;
    strcpy(words, line);
    for (char *word = strtok(words, " "); word && argc < WORDS_MOST; word = strtok(NULL, " "))
        argv[argc++] = word;
    return options_parse(argc, argv, options, trouble);
}

static void test_defaults(void **state)
{
    (void)state;
    struct options options;
    struct trouble trouble;
    assert_true(parse("run", &options, &trouble));
    assert_int_equal(options.wine_count, 0);
    assert_int_equal(options.architectures, WINE_X86_64);
    assert_string_equal(options.output, "twinpipe-out");
    assert_null(options.only);
    assert_null(options.binary);
    assert_int_equal(options.repeat, 1);
    assert_int_equal(options.jobs, 1);
    assert_int_equal(options.shards, 0);
    assert_false(options.resume);
}

static void test_all(void **state)
{
    (void)state;
    struct options options;
    struct trouble trouble;
    assert_true(parse("run --wine a --wine=/b --only c/* --repeat 20 --jobs=2 -o d", &options, &trouble));
    assert_int_equal(options.wine_count, 2);
    assert_string_equal(options.wines[1], "/b");
    assert_string_equal(options.only, "c/*");
    assert_int_equal(options.repeat, 20);
    assert_int_equal(options.jobs, 2);
    assert_string_equal(options.output, "d");
    assert_true(parse("run --shard 2/3", &options, &trouble));
    assert_int_equal(options.shard, 2);
    assert_int_equal(options.shards, 3);
    assert_false(options.schedules);
    assert_true(parse("run --schedules", &options, &trouble));
    assert_true(options.schedules);
    assert_true(parse("run --binary e --resume --help", &options, &trouble));
    assert_string_equal(options.binary, "e");
    assert_true(options.resume);
    assert_true(options.help);
}

static void test_all_of_them(void **state)
{
    (void)state;
    struct options options;
    struct trouble trouble;
    assert_true(parse("run --wine all --arch all", &options, &trouble));
    assert_true(options.all_wines);
    assert_int_equal(options.wine_count, 0);
    assert_true(options.all_architectures);
    assert_int_equal(options.architectures, WINE_ALL_ARCHITECTURES);
    assert_true(parse("run --arch all --arch i686 --binary a.exe", &options, &trouble));
    assert_false(options.all_architectures);
    assert_int_equal(options.architectures, WINE_I686);
}

static void check_refused(const char *line, const char *text)
{
    struct options options;
    struct trouble trouble;
    assert_false(parse(line, &options, &trouble));
    if (!strstr(trouble.text, text))
        fail_msg("`%s` gives `%s`", line, trouble.text);
}

static void test_refused(void **state)
{
    (void)state;
    check_refused("run --nonsense", "unknown option --nonsense");
    check_refused("run -x", "unknown option -x");
    check_refused("run -xo", "unknown option -x");
    check_refused("run -xw", "unknown option -x");
    check_refused("run -wq", "unknown option -w");
    check_refused("run --help=now", "--help=now");
    check_refused("run --resume=now", "unknown option --resume=now");
    check_refused("run --wine", "--wine wants a value");
    check_refused("run somewhere", "unknown argument somewhere");
    check_refused("run --arch arm64", "not `arm64`");
    check_refused("run --arch all --binary a.exe", "of one architecture");
    check_refused("run --wine all --wine wine-8.0", "leave out --wine wine-8.0");
    check_refused("run --repeat 0", "not `0`");
    check_refused("run --repeat -1", "not `-1`");
    check_refused("run --repeat 1x", "not `1x`");
    check_refused("run --repeat 99999999999999999999", "from 1 to 1000000");
    check_refused("run --output=", "wants a directory");
    check_refused("run --jobs 65", "from 1 to 64");
    check_refused("run --shard 0/3", "not `0/3`");
    check_refused("run --shard 4/3", "not `4/3`");
    check_refused("run --shard 1/1001", "not `1/1001`");
    check_refused("run --shard 1/3x", "not `1/3x`");
    check_refused("run --shard 01/3", "not `01/3`");
    check_refused("run --shard 1", "K/N");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_all_of_them),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
