/* Merging shards: what one machine would have left, and what is refused. */
#include "results/shards.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define HEAD(options, cpus, date)                                                                            \
    "twinpipe-run\t2\n"                                                                                      \
    "head\tbinary-sha256\t00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"                \
    "head\tarchitecture\tx86_64\nhead\tplatform\twine-8.0\nhead\tbuild\twine-8.0 (Debian)\n"                 \
    "head\tkernel\tLinux " cpus "\nhead\tcpus\t" cpus "\nhead\tisolation\tnone\n"                            \
    "head\toptions\t" options "\nhead\tdate\t" date "\n"
#define DECLARED(id, line)                                                                                   \
    "behaviour\t" id "\tunit\twinetest\tC:\\\\x\t-\tunit.c\t" line "\tWindows does it\n"
#define BODY(id, repeat)                                                                                     \
    "begin\t" id "\t" repeat                                                                                 \
    "\n" SAMPLE_SEEN(id, repeat, "l", "A \\x7c B", "A", "differs") "outcome\t" id "\t" repeat                \
                                                                   "\tdiffers\t7\ta \\\\ b\n"

static const char first[] = HEAD("--only * --shard 1/2 --repeat 2", "4", "2026-11-22") DECLARED("a/a", "10")
    DECLARED("a/c", "30") BODY("a/c", "1") BODY("a/a", "2") BODY("a/a", "1") "late\ta/a\t2\tcallback\n";
static const char second[] = HEAD("--only * --shard 2/2 --repeat 2", "16", "2026-11-21")
    DECLARED("a/b", "9") "relied\ta/b\tqt6\n" BODY("a/b", "1");
static const char merged[] =
    "twinpipe-run\t2\n"
    "head\tbinary-sha256\t00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"
    "head\tarchitecture\tx86_64\nhead\tplatform\twine-8.0\nhead\tbuild\twine-8.0 (Debian)\n"
    "head\tkernel\tLinux 4, Linux 16\nhead\tcpus\t4\nhead\tisolation\tnone\n"
    "head\toptions\t--only * --repeat 2\nhead\tdate\t2026-11-21\nhead\tshards\t2\n" DECLARED(
        "a/b", "9") "relied\ta/b\tqt6\n" DECLARED("a/a", "10") DECLARED("a/c", "30") BODY("a/b", "1")
        BODY("a/a", "1") BODY("a/a", "2") "late\ta/a\t2\tcallback\n" BODY("a/c", "1");

static char paths[3][128];

/* TEXT with OLD, if that is not NULL, replaced by NEW, as the file INDEX. */
static char *file(size_t index, const char *text, const char *old, const char *replacement)
{
    const char *at = old ? strstr(text, old) : text;
    char changed[8192];
    assert_non_null(at);
    snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - text), text, old ? replacement : "",
             at + (old ? strlen(old) : 0));
    strcpy(paths[index], sample_run(changed));
    return paths[index];
}

static void test_merged(void **state)
{
    (void)state;
    struct trouble trouble = {""};
    char *given[] = {file(0, second, NULL, NULL), file(1, first, NULL, NULL)}, *text = NULL;
    size_t size = 0;
    struct shard *shards = shards_load(given, 2, &trouble);
    assert_string_equal(trouble.text, "");
    assert_non_null(shards);
    FILE *out = open_memstream(&text, &size);
    shards_write_head(shards, 2, out);
    assert_true(shards_write_records(shards, 2, out, &trouble));
    fclose(out);
    assert_string_equal(text, merged);
    free(text);
    shards_free(shards, 2);
}

static void test_options(void **state)
{
    (void)state;
    static const char *const words[][2] = {{"--shard 1/1", "-"},
                                           {"--shard 1/1 --repeat 2", "--repeat 2"},
                                           {"--repeat 2 --shard 1/1", "--repeat 2"},
                                           {"--only a--shard --shard 1/1", "--only a--shard"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct trouble trouble = {""};
        char *path = file(0, first, "--only * --shard 1/2 --repeat 2", words[i][0]);
        struct shard *shards = shards_load(&path, 1, &trouble);
        assert_string_equal(trouble.text, "");
        assert_string_equal(shards->options, words[i][1]);
        shards_free(shards, 1);
    }
}

static void refuse(size_t count, const char *message)
{
    struct trouble trouble = {""};
    char *given[] = {paths[0], paths[1], paths[2]}, *text = NULL;
    size_t size = 0;
    struct shard *shards = shards_load(given, count, &trouble);
    if (shards) { /* what is found last */
        FILE *out = open_memstream(&text, &size);
        assert_false(shards_write_records(shards, count, out, &trouble));
        fclose(out);
        free(text);
    }
    shards_free(shards, count);
    if (!strstr(trouble.text, message) || !strstr(trouble.text, paths[0]) ||
        (count > 1 && !strstr(trouble.text, paths[1])))
        fail_msg("`%s` is not said, or of other files: `%s`", message, trouble.text);
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const wrong[][3] = {
        {"SHA", "ddeeff\n", "ddee00\n"},
        {"same binary", "twinpipe-run\t2", "twinpipe-run\t1"},
        {"architecture", "x86_64", "i686"},
        {"platform", "\twine-8.0\n", "\twine-8.1\n"},
        {"build", "(Debian)", "(Ubuntu)"},
        {"isolation", "\tnone\n", "\tsubreaper\n"},
        {"different options", "--repeat 2", "--repeat 3"},
        {"of 2 shards", "2/2", "2/3"},
        {"both the shard 1/2", "2/2", "1/2"},
        {"missing beside", "", ""},
    };
    file(0, first, NULL, NULL);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong - 1; i++) {
        const bool is_old = strcmp(wrong[i][1], "twinpipe-run\t2") == 0;
        file(1, is_old ? first : second, wrong[i][1], wrong[i][2]);
        refuse(2, wrong[i][0]);
    }
    refuse(1, "the shard 2/2 is missing");
    file(0, first, "--shard 1/2 ", "");
    refuse(1, "is no shard");
    file(0, first, "1/2", "1/3");
    file(1, second, "2/2", "3/3");
    refuse(2, "the shard 2/3 is missing");
}

static void test_both(void **state)
{
    (void)state;
    file(0, first, NULL, NULL);
    static const char twice[] =
        HEAD("--only * --shard 2/2 --repeat 2", "16", "2026-11-21") DECLARED("a/a", "10") BODY("a/a", "1");
    strcpy(paths[1], sample_run(twice));
    refuse(2, "both hold `a/a`");
    strcpy(paths[0], sample_file(second, strlen(second)));
    refuse(1, "incomplete");
}

static int remove_samples(void **state)
{
    (void)state;
    sample_remove();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merged),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_both),
    };
    return cmocka_run_group_tests_name("shards", tests, NULL, remove_samples);
}
