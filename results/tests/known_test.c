/* The known-differences reader, and what check makes of its lines. */
#include "results/judgement.h"
#include "results/known.h"
#include "results/known_lists.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define TITLE "twinpipe-known\t1\n" KNOWN_COLUMNS "\n"
#define ALWAYS(id, label, seen) "always\t" id "\t" label "\t" seen "\tarea/fact\t-\t-\t-\tIt does.\n"
#define SOMETIMES(id, label, seen)                                                                           \
    "sometimes\t" id "\t" label "\t" seen "\tarea/fact\t300\t0.083\thttps://b/1\tIt does.\n"

static struct known_file *load(const char *text)
{
    struct trouble trouble = {""};
    struct known_file *known = known_file_load(sample_file(text, strlen(text)), &trouble);
    assert_string_equal(trouble.text, "");
    return known;
}

static void test_lines(void **state)
{
    (void)state;
    struct known_file *known = load(TITLE "# why\n" SOMETIMES("a/y", "(outcome)", "hang")
                                        ALWAYS("a/x", "l", "B") ALWAYS("a/x", "l", "C"));
    assert_int_equal(known->count, 3);
    const struct known_line *line = known_file_find(known, "a/y", "(outcome)", "hang");
    assert_ptr_equal(line, &known->lines[0]);
    assert_true(line->sometimes);
    assert_int_equal(line->tries, 300);
    assert_true(line->rate > 0.0829 && line->rate < 0.0831);
    assert_string_equal(line->bug, "https://b/1");
    assert_int_equal(line->line, 4);
    assert_null(known->lines[1].bug);
    assert_ptr_equal(known_file_find(known, "a/x", "l", "C"), &known->lines[2]);
    assert_null(known_file_find(known, "a/x", "l", "D"));
    known_file_free(known);
}

static void test_bare(void **state)
{
    (void)state;
    struct known_file *known = load("twinpipe-known\t1\n" KNOWN_COLUMNS);
    assert_int_equal(known->count, 0);
    assert_null(known_file_find(known, "a/x", "l", "C"));
    known_file_free(known);
}

/* A race that was seen every time is one all the same. */
static void test_rate_of_one(void **state)
{
    (void)state;
    struct known_file *known = load(TITLE "sometimes\ta/x\tl\tB\tf\t100\t1.000\t-\tr\n");
    assert_true(known->lines[0].rate > 0.999 && known->lines[0].rate < 1.001);
    known_file_free(known);
}

/* The lines of two lists are in one, each with its own place. */
static void test_two_files(void **state)
{
    (void)state;
    struct trouble trouble = {""};
    static const char first_text[] = TITLE ALWAYS("a/x", "l", "B");
    static const char second_text[] = TITLE "#\n" ALWAYS("a/w", "l", "B");
    char first[PATH_MAX], second[PATH_MAX];
    strcpy(first, sample_file(first_text, strlen(first_text)));
    strcpy(second, sample_file(second_text, strlen(second_text)));
    struct known_file *known = known_files_load((const char *const[]){first, second}, 2, &trouble);
    assert_string_equal(trouble.text, "");
    assert_int_equal(known->count, 2);
    assert_int_equal(known->path_count, 2);
    const struct known_line *line = known_file_find(known, "a/w", "l", "B");
    assert_string_equal(line->path, second);
    assert_int_equal(line->line, 4);
    assert_string_equal(known_file_find(known, "a/x", "l", "B")->path, first);
    known_file_free(known);
    assert_null(known_files_load((const char *const[]){first, first}, 2, &trouble));
    assert_non_null(strstr(trouble.text, "listed in line 3 already"));
}

static void put(const char *directory, const char *name, const char *text)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* The ids that are known of a run with such options, in order; "-" for a trouble. */
static void known_of(const char *directory, const char *options, char ids[64])
{
    struct trouble trouble = {""};
    char text[1024];
    const char *head = SAMPLE_HEAD, *place = strstr(head, "options\t-");
    snprintf(text, sizeof text, "%.*soptions\t%s%s" SAMPLE_BEHAVIOUR("a/x"), (int)(place - head), head,
             options, place + strlen("options\t-"));
    struct run_file *run = run_file_load(sample_run(text), &trouble);
    assert_string_equal(trouble.text, "");
    struct known_file *known = known_lists_load(directory, run, &trouble);
    strcpy(ids, known ? "" : "-");
    for (size_t i = 0; known && i < known->count; i++)
        strcat(ids, known->lines[i].id);
    assert_int_equal(!known, !known_lists_has(directory, run));
    if (known) {
        char missed[PATH_MAX];
        struct known_file *one = known_file_load(known->paths[0], &trouble);
        assert_int_equal(known_lists_misses(one, run, missed), known->path_count > 1);
        assert_false(known_lists_misses(known, run, missed));
        known_file_free(one);
    } else {
        assert_non_null(strstr(trouble.text, " is missing: nothing is known of "));
    }
    known_file_free(known);
    run_file_free(run);
}

static void count_lines(const struct known_file *known, void *count)
{
    *(size_t *)count += known->count;
}

/* One, or all of a directory, of which a defect of any is told. */
static void test_each_list(void **state)
{
    (void)state;
    char directory[] = "/tmp/known-test-XXXXXX", path[PATH_MAX], command[64];
    struct trouble trouble = {""};
    size_t count = 0;
    assert_non_null(mkdtemp(directory));
    put(directory, "README", "of no interest");
    assert_false(known_lists_each(directory, count_lines, &count, &trouble));
    assert_non_null(strstr(trouble.text, "has no list of known differences"));
    put(directory, "a.tsv", TITLE ALWAYS("a/x", "l", "C"));
    put(directory, "b.tsv", TITLE ALWAYS("a/x", "l", "C") ALWAYS("a/y", "l", "C"));
    assert_true(known_lists_each(directory, count_lines, &count, &trouble));
    assert_int_equal(count, 3);
    snprintf(path, sizeof path, "%s/a.tsv", directory);
    assert_true(known_lists_each(path, count_lines, &count, &trouble));
    assert_int_equal(count, 4);
    put(directory, "c.tsv", TITLE "never\n");
    assert_false(known_lists_each(directory, count_lines, &count, &trouble));
    assert_non_null(strstr(trouble.text, "c.tsv"));
    snprintf(command, sizeof command, "rm -r %s", directory);
    assert_int_equal(system(command), 0);
}

/* Each run has its own, by its head. */
static void test_lists_of_a_run(void **state)
{
    (void)state;
    char directory[] = "/tmp/known-test-XXXXXX", ids[64], command[64];
    assert_non_null(mkdtemp(directory));
    put(directory, "wine-8.0-x86_64.tsv", TITLE ALWAYS("a/x", "l", "C"));
    put(directory, "wine-8.0-i686.tsv", TITLE ALWAYS("a/z", "l", "B"));
    known_of(directory, "-", ids);
    assert_string_equal(ids, "-");
    put(directory, "wine-8.0.tsv", TITLE ALWAYS("a/w", "l", "B"));
    known_of(directory, "-", ids);
    assert_string_equal(ids, "a/wa/x");
    known_of(directory, "--repeat 2 --schedules", ids);
    assert_string_equal(ids, "-");
    put(directory, "wine-8.0-schedules.tsv", TITLE ALWAYS("a/y", "l", "B"));
    known_of(directory, "--repeat 2 --schedules", ids);
    assert_string_equal(ids, "a/y");
    put(directory, "wine-8.0-schedules-x86_64.tsv", TITLE ALWAYS("a/v", "l", "B"));
    known_of(directory, "--schedules", ids);
    assert_string_equal(ids, "a/ya/v");
    known_of(directory, "--schedules-not", ids);
    assert_string_equal(ids, "a/wa/x");
    snprintf(command, sizeof command, "rm -r %s", directory);
    assert_int_equal(system(command), 0);
}

static const struct malformed {
    const char *text;
    unsigned line;
    const char *says;
} table[] = {
    {"", 1, "ends before"},
    {"twinpipe-known\t1\n", 2, "ends before"},
    {"twinpipe-run\t1\n", 1, "no known-differences file"},
    {"twinpipe-known\t2\n", 1, "newer"},
    {"twinpipe-known\t1\n# columns\n", 2, "column names"},
    {"twinpipe-known\t1\n" KNOWN_COLUMNS "\tmore\n", 2, "column names"},
    {TITLE "\n", 3, "empty"},
    {TITLE "always\ta/x\n", 3, "2 fields"},
    {TITLE "always\ta/x\tl\tB\tf\t-\t-\t-\n", 3, "8 fields"},
    {TITLE "always\ta/x\tl\tB\tf\t-\t-\t-\tr\tmore\n", 3, "10 fields"},
    {TITLE "never\ta/x\tl\tB\tf\t-\t-\t-\tr\n", 3, "always"},
    {TITLE "always\ta/x\tl\tB\t-\t-\t-\t-\tr\n", 3, "field 5"},
    {TITLE "always\ta/x\tl\tB\tf\t-\t-\t-\t-\n", 3, "field 9"},
    {TITLE "always\ta/x\tl\tB\tf\t100\t0.5\t-\tr\n", 3, "always"},
    {TITLE "sometimes\ta/x\tl\tB\tf\t-\t-\t-\tr\n", 3, "tries"},
    {TITLE "sometimes\ta/x\tl\tB\tf\t99\t0.5\t-\tr\n", 3, "tries"},
    {TITLE "sometimes\ta/x\tl\tB\tf\t100\t-\t-\tr\n", 3, "rate"},
    {TITLE "sometimes\ta/x\tl\tB\tf\t100\t0.000\t-\tr\n", 3, "rate"},
    {TITLE "sometimes\ta/x\tl\tB\tf\t100\t1.1\t-\tr\n", 3, "rate"},
    {TITLE "sometimes\ta/x\tl\tB\tf\t100\t0.5e1\t-\tr\n", 3, "rate"},
    {TITLE "always\ta/x\tl\tB\tFACT\t-\t-\t-\tr\n", 3, "field 5 is still the word FACT"},
    {TITLE "always\ta/x\tl\tB\tf\t-\t-\tBUG\tr\n", 3, "field 8 is still the word BUG"},
    {TITLE "always\ta/x\tl\tB\tf\t-\t-\t-\tREASON\n", 3, "field 9 is still the word REASON"},
    {TITLE ALWAYS("a/x", "l", "B") "#\n" SOMETIMES("a/x", "l", "B"), 5, "line 3 already"},
    {TITLE "always\ta/x\tl\t\\q\tf\t-\t-\t-\tr\n", 3, "escape"},
    {TITLE "always\ta/x\tl\t\xff\tf\t-\t-\t-\tr\n", 3, "UTF-8"},
};

static void test_malformed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char place[160];
        struct trouble trouble = {""};
        const char *path = sample_file(table[i].text, strlen(table[i].text));
        struct known_file *known = known_file_load(path, &trouble);
        snprintf(place, sizeof place, "%s:%u: ", path, table[i].line);
        if (known || strncmp(trouble.text, place, strlen(place)) || !strstr(trouble.text, table[i].says))
            fail_msg("text %zu: expected line %u and \"%s\", got \"%s\"", i, table[i].line, table[i].says,
                     trouble.text);
    }
}

/* a/x differs, a/y conforms, a/z hangs, a/w was not run. */
static const char run_text[] = SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x") SAMPLE_BEHAVIOUR("a/y")
    SAMPLE_BEHAVIOUR("a/z") SAMPLE_BEHAVIOUR("a/w") "begin\ta/x\t1\n" SAMPLE_SEEN(
        "a/x", "1", "l", "A", "B",
        "differs") "outcome\ta/x\t1\tdiffers\t0\t-\n"
                   "begin\ta/y\t1\n" SAMPLE_SEEN("a/y", "1", "l", "A", "A",
                                                 "ok") "outcome\ta/y\t1\tconforms\t0\t-\n"
                                                       "begin\ta/z\t1\noutcome\ta/z\t1\thang\t0\t-\n";

/* Compares the counts of passed, failed, skipped, new, vanished, unjudged and undeclared with EXPECTED, seven
 * digits. */
static void expect_of(const char *text, const char *known_text, const char *expected)
{
    char counts[16];
    struct trouble trouble = {""};
    struct run_file *run = run_file_load(sample_run(text), &trouble);
    assert_string_equal(trouble.text, "");
    struct known_file *known = known_text ? load(known_text) : NULL;
    struct judgement *judgement = judgement_new(run, known);
    snprintf(counts, sizeof counts, "%zu%zu%zu%zu%zu%zu%zu", judgement->count[JUDGED_PASSED],
             judgement->count[JUDGED_FAILED], judgement->count[JUDGED_SKIPPED], judgement->new_count,
             judgement->vanished_count, judgement->unjudged_count, judgement->undeclared_count);
    assert_string_equal(counts, expected);
    judgement_free(judgement);
    known_file_free(known);
    run_file_free(run);
}

static void expect(const char *known_text, const char *expected)
{
    expect_of(run_text, known_text, expected);
}

/* The same run, with OPTIONS in its head. */
static void expect_with(const char *options, const char *known_text, const char *expected)
{
    static const char none[] = "options\t-";
    char text[sizeof run_text + 64];
    const char *place = strstr(run_text, none);
    snprintf(text, sizeof text, "%.*soptions\t%s%s", (int)(place - run_text), run_text, options,
             place + strlen(none));
    expect_of(text, known_text, expected);
}

static void test_judgement(void **state)
{
    (void)state;
#define BOTH TITLE ALWAYS("a/x", "l", "B") ALWAYS("a/z", "(outcome)", "hang")
    expect(NULL, "1212000");
    expect(TITLE, "1212000");
    expect(BOTH, "1030000");
    expect(TITLE ALWAYS("a/x", "l", "C") ALWAYS("a/z", "(outcome)", "crash"), "1212110");
    expect(BOTH ALWAYS("a/y", "l", "B"), "0130100");
    expect(BOTH SOMETIMES("a/y", "l", "B"), "1030000");
    expect(BOTH ALWAYS("a/y", "(outcome)", "hang"), "0130100");
    expect(BOTH ALWAYS("a/z", "l", "B") ALWAYS("a/w", "l", "B") ALWAYS("a/unheard-of", "l", "B"), "1030021");
    expect(BOTH SOMETIMES("a/unheard-of", "l", "B"), "1030001");
}

/* A run that left something out cannot say what there is. */
static void test_part_of_the_suite(void **state)
{
    (void)state;
#define STALE BOTH ALWAYS("a/unheard-of", "l", "B")
    expect_with("--repeat 3", STALE, "1030001");
    expect_with("--only a/*", STALE, "1030010");
    expect_with("--repeat 3 --without-slow", STALE, "1030010");
    expect_with("--perturb --only-this", STALE, "1030001");
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
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_bare),
        cmocka_unit_test(test_two_files),
        cmocka_unit_test(test_lists_of_a_run),
        cmocka_unit_test(test_each_list),
        cmocka_unit_test(test_rate_of_one),
        cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_judgement),
        cmocka_unit_test(test_part_of_the_suite),
    };
    return cmocka_run_group_tests_name("known", tests, NULL, remove_samples);
}
