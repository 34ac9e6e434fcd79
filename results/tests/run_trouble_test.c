/* Malformed run files: each gets one line that names file and line number, and none is read in part. */
#include "results/run_file.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define HEAD_OVER SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x")
#define BEGUN HEAD_OVER "begin\ta/x\t1\n"
#define DONE BEGUN "outcome\ta/x\t1\tconforms\t0\t-\n"
#define KEYS_2_TO_9                                                                                          \
    "head\tarchitecture\tx86_64\nhead\tplatform\twine-8\nhead\tbuild\tw\nhead\tkernel\tL\nhead\tcpus\t2\n"   \
    "head\tisolation\tnone\nhead\toptions\t-\nhead\tdate\t2026-11-21\n"

/* A head whose key stands in line LINE and has that value. */
#define HEAD_1 "twinpipe-run\t1\nhead\tbinary-sha256\t" ZEROS_64 "\n"
#define ZEROS_64 "0000000000000000000000000000000000000000000000000000000000000000"
#define HEAD_LINE(key, value) HEAD_1 "head\t" key "\t" value "\n"

/* SEALED texts get their right end line; the others stand as they are. */
static const struct malformed {
    const char *name;
    const char *text;
    bool sealed;
    unsigned line;
    const char *says;
} table[] = {
    {"empty", "", false, 1, "no run file"},
    {"not a run file", "hello\n", false, 1, "no run file"},
    {"executable", "MZ\x90\n", false, 1, "UTF-8"},
    {"newer version", "twinpipe-run\t3\nwhatever\n", false, 1, "newer"},
    {"version no number", "twinpipe-run\tone\n", false, 1, "not a number"},
    {"version 0", "twinpipe-run\t0\n", false, 1, "not a number"},
    {"CRLF", "twinpipe-run\t1\r\n", false, 1, "carriage return"},
    {"missing key", "twinpipe-run\t1\nhead\tarchitecture\tx86_64\n" SAMPLE_BEHAVIOUR("a/x"), true, 3,
     "binary-sha256"},
    {"missing last key, cut", "twinpipe-run\t1\nhead\tarchitecture\tx86_64\n", false, 2, "binary-sha256"},
    {"bad SHA-256", "twinpipe-run\t1\nhead\tbinary-sha256\tABC\n" KEYS_2_TO_9, true, 2, "64"},
    {"architecture arm", HEAD_LINE("architecture", "arm"), false, 3, "architecture is `"},
    {"architecture x86_64 ", HEAD_LINE("architecture", "x86_64 "), false, 3, "architecture is `"},
    {"architecture X86_64", HEAD_LINE("architecture", "X86_64"), false, 3, "architecture is `"},
    {"architecture -", HEAD_LINE("architecture", "-"), false, 3, "architecture is `"},
    {"platform w", HEAD_LINE("platform", "w"), false, 3, "platform is `"},
    {"platform wine-", HEAD_LINE("platform", "wine-"), false, 3, "platform is `"},
    {"platform wine-x", HEAD_LINE("platform", "wine-x"), false, 3, "platform is `"},
    {"platform wine-8.0/../x", HEAD_LINE("platform", "wine-8.0/../x"), false, 3, "platform is `"},
    {"platform wine-8 0", HEAD_LINE("platform", "wine-8 0"), false, 3, "platform is `"},
    {"platform windows-10.0.22631", HEAD_LINE("platform", "windows-10.0.22631"), false, 3, "platform is `"},
    {"platform windows-10.0.22631.4460.1", HEAD_LINE("platform", "windows-10.0.22631.4460.1"), false, 3,
     "platform is `"},
    {"platform windows-10..22631.4460", HEAD_LINE("platform", "windows-10..22631.4460"), false, 3,
     "platform is `"},
    {"platform windows-10.0.22631.x", HEAD_LINE("platform", "windows-10.0.22631.x"), false, 3,
     "platform is `"},
    {"platform windows-", HEAD_LINE("platform", "windows-"), false, 3, "platform is `"},
    {"platform linux", HEAD_LINE("platform", "linux"), false, 3, "platform is `"},
    {"platform -", HEAD_LINE("platform", "-"), false, 3, "platform is `"},
    {"cpus 0", HEAD_LINE("cpus", "0"), false, 3, "cpus is `"},
    {"cpus -1", HEAD_LINE("cpus", "-1"), false, 3, "cpus is `"},
    {"cpus 02", HEAD_LINE("cpus", "02"), false, 3, "cpus is `"},
    {"cpus two", HEAD_LINE("cpus", "two"), false, 3, "cpus is `"},
    {"cpus 4294967296", HEAD_LINE("cpus", "4294967296"), false, 3, "cpus is `"},
    {"cpus -", HEAD_LINE("cpus", "-"), false, 3, "cpus is `"},
    {"isolation container", HEAD_LINE("isolation", "container"), false, 3, "isolation is `"},
    {"isolation -", HEAD_LINE("isolation", "-"), false, 3, "isolation is `"},
    {"isolation None", HEAD_LINE("isolation", "None"), false, 3, "isolation is `"},
    {"date 21.11.2026", HEAD_LINE("date", "21.11.2026"), false, 3, "date is `"},
    {"date 2026-13-01", HEAD_LINE("date", "2026-13-01"), false, 3, "date is `"},
    {"date 2026-00-01", HEAD_LINE("date", "2026-00-01"), false, 3, "date is `"},
    {"date 2026-11-00", HEAD_LINE("date", "2026-11-00"), false, 3, "date is `"},
    {"date 2026-11-32", HEAD_LINE("date", "2026-11-32"), false, 3, "date is `"},
    {"date 2026-11-2x", HEAD_LINE("date", "2026-11-2x"), false, 3, "date is `"},
    {"date 2026-11-210", HEAD_LINE("date", "2026-11-210"), false, 3, "date is `"},
    {"date -", HEAD_LINE("date", "-"), false, 3, "date is `"},
    {"repeated key", SAMPLE_HEAD "head\tdate\t2026-11-22\n", true, 11, "twice"},
    {"late head", HEAD_OVER "head\tmore\tx\n", true, 12, "after the head"},
    {"two files in one", DONE "end\t1\t0\t00000000\n" DONE, false, 14, "checksum"},
    {"unknown record", HEAD_OVER "saw\ta/x\n", true, 12, "no record"},
    {"too few fields", HEAD_OVER "begin\ta/x\n", true, 12, "fields"},
    {"too many fields", HEAD_OVER "begin\ta/x\t1\t2\n", true, 12, "fields"},
    {"very many fields", HEAD_OVER "begin\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\n", true, 12, "16"},
    {"empty field", HEAD_OVER "begin\t\t1\n", true, 12, "empty"},
    {"empty last field", HEAD_OVER "begin\ta/x\t\n", true, 12, "empty"},
    {"empty line", HEAD_OVER "\n", true, 12, "empty"},
    {"control character", HEAD_OVER "begin\ta/x\x01\t1\n", true, 12, "control"},
    {"unknown escape", BEGUN "note\ta/x\t1\t\\q\n", true, 13, "escape"},
    {"escape cut", BEGUN "note\ta/x\t1\t\\\n", true, 13, "escape"},
    {"escape in capitals", BEGUN "note\ta/x\t1\t\\x1B\n", true, 13, "escape"},
    {"escape of a letter", BEGUN "note\ta/x\t1\t\\x41\n", true, 13, "escape"},
    {"invalid UTF-8", BEGUN "note\ta/x\t1\t\xff\n", true, 13, "UTF-8"},
    {"overlong UTF-8", BEGUN "note\ta/x\t1\t\xc0\xaf\n", true, 13, "UTF-8"},
    {"UTF-8 surrogate", BEGUN "note\ta/x\t1\t\xed\xa0\x80\n", true, 13, "UTF-8"},
    {"declared twice", HEAD_OVER SAMPLE_BEHAVIOUR("a/x"), true, 12, "twice"},
    {"late behaviour", BEGUN SAMPLE_BEHAVIOUR("a/y"), true, 13, "after the first"},
    {"bad provenance", SAMPLE_HEAD "behaviour\ta/x\tu\tguessed\t-\t-\tu.c\t1\ts\n", true, 11, "provenance"},
    {"relied twice", HEAD_OVER "relied\ta/x\tq\nrelied\ta/x\tq\n", true, 13, "second"},
    {"relied late", BEGUN "relied\ta/x\tq\n", true, 13, "after the first"},
    {"relied undeclared", HEAD_OVER "relied\ta/y\tlibuv\n", true, 12, "not declared"},
    {"undeclared", HEAD_OVER "begin\ta/y\t1\n", true, 12, "no `behaviour`"},
    {"repeat 0", HEAD_OVER "begin\ta/x\t0\n", true, 12, "REPEAT"},
    {"repeat 01", HEAD_OVER "begin\ta/x\t01\n", true, 12, "REPEAT"},
    {"repeat too large", HEAD_OVER "begin\ta/x\t4294967296\n", true, 12, "REPEAT"},
    {"begun twice", BEGUN "begin\ta/x\t1\n", true, 13, "twice"},
    {"seen before begin", HEAD_OVER SAMPLE_SEEN("a/x", "1", "l", "V", "V", "ok"), true, 12, "no `begin`"},
    {"seen of another repeat", BEGUN SAMPLE_SEEN("a/x", "2", "l", "V", "V", "ok"), true, 13, "no `begin`"},
    {"seen after outcome", DONE SAMPLE_SEEN("a/x", "1", "l", "V", "V", "ok"), true, 14, "outcome"},
    {"note before begin", HEAD_OVER "note\ta/x\t1\tn\n", true, 12, "no `begin`"},
    {"late before begin", HEAD_OVER "late\ta/x\t1\tcallback\n", true, 12, "no `begin`"},
    {"bad late", BEGUN "late\ta/x\t1\ttrain\n", true, 13, "late"},
    {"bad verdict", BEGUN SAMPLE_SEEN("a/x", "1", "l", "V", "V", "fine"), true, 13, "verdict"},
    {"bad kind", BEGUN "seen\ta/x\t1\tl\tmood\tV\tV\tok\twinetest\t9\n", true, 13, "kind"},
    {"bad own provenance", BEGUN "seen\ta/x\t1\tl\terror\tV\tV\tok\tguess\t9\n", true, 13, "provenance"},
    {"reserved label", BEGUN SAMPLE_SEEN("a/x", "1", "(outcome)", "V", "V", "ok"), true, 13, "reserved"},
    {"label twice",
     BEGUN SAMPLE_SEEN("a/x", "1", "l", "V", "V", "ok") SAMPLE_SEEN("a/x", "1", "m", "V", "V", "ok")
         SAMPLE_SEEN("a/x", "1", "l", "V", "V", "ok") "outcome\ta/x\t1\tconforms\t0\t-\n",
     true, 15, "twice"},
    {"outcome twice", DONE "outcome\ta/x\t1\tconforms\t0\t-\n", true, 14, "already"},
    {"bad outcome", BEGUN "outcome\ta/x\t1\tunfinished\t0\t-\n", true, 13, "outcome"},
    {"bad duration", BEGUN "outcome\ta/x\t1\tconforms\t-1\t-\n", true, 13, "MILLISECONDS"},
    {"no outcome", BEGUN, true, 13, "repeat 1 of `a/x` has no outcome"},
    {"one of two without an outcome", DONE "begin\ta/x\t2\n", true, 15, "repeat 2 of `a/x`"},
    {"wrong count", DONE "end\t2\t0\t00000000\n", false, 14, "counts"},
    {"wrong checksum", DONE "end\t1\t0\t00000000\n", false, 14, "checksum"},
};

static void expect_trouble(const char *path, const char *name, unsigned line, const char *says)
{
    char place[160];
    struct trouble trouble = {""};
    struct run_file *run = run_file_load(path, &trouble);
    snprintf(place, sizeof place, "%s:%u: ", path, line);
    if (run || strncmp(trouble.text, place, strlen(place)) || !strstr(trouble.text, says) ||
        strchr(trouble.text, '\n'))
        fail_msg("%s: expected line %u and \"%s\", got \"%s\"", name, line, says, trouble.text);
}

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const struct malformed *malformed = &table[i];
        const char *path = malformed->sealed ? sample_run(malformed->text)
                                             : sample_file(malformed->text, strlen(malformed->text));
        expect_trouble(path, malformed->name, malformed->line, malformed->says);
    }
}

static void test_head_values(void **state)
{
    (void)state;
    static const char *const lines[] = {"architecture\ti686",
                                        "architecture\taarch64",
                                        "platform\twine-10.0-rc2",
                                        "platform\tmodel",
                                        "platform\twindows-6.1.7601.0",
                                        "cpus\t4294967295",
                                        "isolation\tsubreaper",
                                        "isolation\tpid-namespace",
                                        "date\t1601-01-31",
                                        "date\t9999-12-01",
                                        "hostname\t-"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[256];
        struct trouble trouble = {""};
        snprintf(text, sizeof text, HEAD_1 "head\t%s\n", lines[i]);
        /* That line is right, so what is missed is the rest of the head. */
        assert_null(run_file_load(sample_file(text, strlen(text)), &trouble));
        if (!strstr(trouble.text, "the head has no `"))
            fail_msg("%s: %s", lines[i], trouble.text);
    }
}

static void test_nul(void **state)
{
    (void)state;
    static const char text[] = HEAD_OVER "note\ta/\0x\t1\tn\n";
    expect_trouble(sample_file(text, sizeof text - 1), "NUL", 12, "NUL");
}

static void test_text_after_end(void **state)
{
    (void)state;
    char *sealed = sample_sealed(DONE, strlen(DONE));
    size_t size = strlen(sealed);
    strcpy(sealed + size, "#\n");
    expect_trouble(sample_file(sealed, size + 2), "line after end", 15, "after the end line");
    expect_trouble(sample_file(sealed, size + 1), "byte after end", 15, "after the end line");
    free(sealed);
}

static void with_note_of(size_t length, void (*use)(const char *text))
{
    static const char before[] = BEGUN "note\ta/x\t1\t", after[] = "\noutcome\ta/x\t1\tconforms\t0\t-\n";
    char *text = malloc(sizeof before + length + sizeof after);
    assert_non_null(text);
    strcpy(text, before);
    memset(text + sizeof before - 1, 'x', length);
    strcpy(text + sizeof before - 1 + length, after);
    use(text);
    free(text);
}

static void refuse_long(const char *text)
{
    expect_trouble(sample_run(text), "long line", 13, "65536");
}

static void accept_longest(const char *text)
{
    struct trouble trouble = {""};
    struct run_file *run = run_file_load(sample_run(text), &trouble);
    assert_string_equal(trouble.text, "");
    run_file_free(run);
}

static void test_long_line(void **state)
{
    (void)state;
    const size_t rest = strlen("note\ta/x\t1\t");
    with_note_of(65536 - rest, accept_longest);
    with_note_of(65536 - rest + 1, refuse_long);
    with_note_of(10 * 1024 * 1024, refuse_long);
}

static void test_no_file(void **state)
{
    (void)state;
    struct trouble trouble = {""};
    assert_null(run_file_load("/nonexistent/x.run", &trouble));
    assert_non_null(strstr(trouble.text, "/nonexistent/x.run: cannot be opened"));
    assert_null(run_file_load("/", &trouble));
    assert_non_null(strstr(trouble.text, "/: cannot be read"));
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
        cmocka_unit_test(test_table),     cmocka_unit_test(test_head_values),
        cmocka_unit_test(test_nul),       cmocka_unit_test(test_text_after_end),
        cmocka_unit_test(test_long_line), cmocka_unit_test(test_no_file),
    };
    return cmocka_run_group_tests_name("run_trouble", tests, NULL, remove_samples);
}
