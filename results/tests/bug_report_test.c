/* What report.md says of runs with repeats, and of what a reader is to do. */
#include "results/bug/report.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define REPEAT(id, repeat, seen, verdict, outcome)                                                           \
    "begin\t" id "\t" repeat                                                                                 \
    "\n" SAMPLE_SEEN(id, repeat, "l", "A", seen, verdict) "outcome\t" id "\t" repeat "\t" outcome "\t5\t-\n"

static struct run_file *run_of(const char *text)
{
    struct trouble trouble = {""};
    struct run_file *run = run_file_load(sample_run(text), &trouble);
    assert_string_equal(trouble.text, "");
    return run;
}

/* Of the first difference that is in TEXT, beside a run of OTHER if there is one; free it. */
static char *report_beside(const char *text, const char *other, const struct bug *with)
{
    struct run_file *run = run_of(text), *second = other ? run_of(other) : NULL;
    struct difference_list *list = difference_allowed(run);
    assert_true(list->count);
    struct bug bug = *with;
    bug.difference = &list->items[0];
    if (second)
        bug.runs[bug.run_count++] = second;
    bug.runs[bug.run_count++] = run;
    char *report = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&report, &size);
    bug_report_write(out, &bug);
    fclose(out);
    difference_list_free(list);
    run_file_free(run);
    run_file_free(second);
    return report;
}

static char *report_of(const char *text, bool is_unit, const char *build)
{
    const struct bug bug = {
        .is_unit = is_unit, .build = build, .why_none = "none", .tries_text = "- what was tried\n"};
    return report_beside(text, NULL, &bug);
}

static void assert_says(const char *report, const char *text)
{
    if (!strstr(report, text))
        fail_msg("%s: not in %s", text, report);
}

static void test_each_value_with_its_count(void **state)
{
    (void)state;
    char *report = report_of(SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x") REPEAT("a/x", "1", "A", "ok", "conforms")
                                 REPEAT("a/x", "2", "B", "differs", "differs")
                                     REPEAT("a/x", "3", "C", "differs", "differs")
                                         REPEAT("a/x", "4", "B", "differs", "differs"),
                             false, NULL);
    assert_says(report, "| x86_64 | A in 1 of 4 repeats, B in 2 of 4 repeats, C in 1 of 4 repeats |\n");
    free(report);
}

static void test_one_repeat_has_no_count(void **state)
{
    (void)state;
    char *report = report_of(
        SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x") REPEAT("a/x", "1", "B", "differs", "differs"), false, NULL);
    assert_says(report, "| x86_64 | B |\n");
    assert_says(report, "\n    wine twinpipe_test.exe trace a/x\n");
    assert_null(strstr(report, "schedules"));
    free(report);
}

/* `trace` refuses those. */
static void test_schedules_are_run(void **state)
{
    (void)state;
    char *report = report_of(SAMPLE_HEAD SAMPLE_BEHAVIOUR("schedules/x")
                                 REPEAT("schedules/x", "1", "B", "differs", "differs"),
                             false, NULL);
    assert_says(report, "\n    wine twinpipe_test.exe run --schedules --only schedules/x --verbose -o ");
    assert_null(strstr(report, "trace schedules"));
    free(report);
}

#define VIOLATION                                                                                            \
    SAMPLE_HEAD SAMPLE_BEHAVIOUR("schedules/x") "begin\tschedules/x\t1\n" SAMPLE_SEEN(                       \
        "schedules/x", "1", "the signal was lost", "not seen", "seen",                                       \
        "differs") "outcome\tschedules/x\t1\tdiffers\t5\t-\n"

static void test_violation_is_worded(void **state)
{
    const struct known_line known = {.reason = "a wait takes it", .fact = "area/the-fact"};
    const struct bug bug = {.known = &known, .why_none = "none", .tries_text = ""};
    (void)state;
    char *report =
        report_beside(VIOLATION,
                      SAMPLE_HEAD SAMPLE_BEHAVIOUR(
                          "schedules/x") "begin\tschedules/x\t1\noutcome\tschedules/x\t1\tconforms\t5\t-\n",
                      &bug);
    assert_says(report, "This must not happen, and it does: the signal was lost. The scenario that shows it: "
                        "Windows does it. ");
    assert_says(report, "`the signal was lost`: must not happen, expected");
    assert_says(report, "\nFact: `area/the-fact`\n");
    assert_says(report, "| x86_64 | not seen |\n");
    assert_says(report, "| x86_64 | seen |\n");
    assert_null(strstr(report, "instead of"));
    assert_null(strstr(report, "conforms"));
    free(report);
}

/* Neither in the table nor among the versions. */
static void test_run_that_does_not_declare_it(void **state)
{
    const struct bug bug = {.why_none = "none", .tries_text = ""};
    (void)state;
    char *report =
        report_beside(SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x") REPEAT("a/x", "1", "B", "differs", "differs"),
                      SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/y") REPEAT("a/y", "1", "A", "ok", "conforms"), &bug);
    assert_null(strstr(report, "not run"));
    const char *version = strstr(report, "test binary SHA-256");
    assert_non_null(version);
    assert_null(strstr(version + 1, "test binary SHA-256"));
    free(report);
}

static void test_tries_stand_with_what_is_seen(void **state)
{
    static const char text[] =
        SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x") REPEAT("a/x", "1", "B", "differs", "differs");
    (void)state;
    char *report = report_of(text, false, "gcc repro.c");
    assert_says(report, "| B |\n\nThe reproducer:\n\n- what was tried\n\n## Steps\n");
    free(report);
    report = report_of(text, false, NULL);
    assert_null(strstr(report, "what was tried"));
    free(report);
}

#define SEEN_BY(provenance)                                                                                  \
    SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x") "begin\ta/x\t1\nseen\ta/x\t1\tl\terror\tA\tB\tdiffers\t" provenance  \
                                        "\t9\noutcome\ta/x\t1\tdiffers\t5\t-\n"

/* What nobody has looked at on Windows is not said as if somebody had. */
static void test_what_is_not_verified(void **state)
{
    static const struct {
        const char *text, *begins;
        bool is_verified;
    } cases[] = {
        {SEEN_BY("winetest"), "\n\nWindows: Windows does it. Here", true},
        {SEEN_BY("documented"), "\n\nWindows: Windows does it. Here", true},
        {SEEN_BY("reported"), "\n\nWindows, as reported and not verified: Windows does it. Here", false},
        {SEEN_BY("inferred"), "\n\nWindows, as inferred and not verified: Windows does it. Here", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *report = report_of(cases[i].text, false, NULL);
        assert_says(report, cases[i].begins);
        assert_int_equal(!strstr(report, "Try it on Windows before filing it."), cases[i].is_verified);
        free(report);
    }
}

static void test_rate_and_absent_trace(void **state)
{
    const struct known_line known = {
        .sometimes = true, .tries = 1000, .rate = 0.028, .reason = "now and then", .fact = "area/the-fact"};
    struct bug bug = {.known = &known, .build = "gcc repro.c", .tries_text = "- tried\n"};
    (void)state;
    char *report = report_beside(SEEN_BY("winetest"), NULL, &bug);
    assert_says(report, "\nIt comes now and then: in 2.8 % of 1000 tries.\n");
    assert_says(report, "\n## Trace\n\nNone: the reproducer was not made from one");
    assert_null(strstr(report, "It shows the cause"));
    free(report);
    bug.shows = "a wait is lost";
    report = report_beside(SEEN_BY("winetest"), NULL, &bug);
    assert_says(report, "\nIt shows the cause of the difference: a wait is lost.\n");
    free(report);
    bug.trace = "> WriteFile()\n";
    bug.tried_under = "wine-8.0";
    report = report_beside(SEEN_BY("winetest"), NULL, &bug);
    assert_null(strstr(report, "not made from one"));
    free(report);
}

static void test_unit_is_built_elsewhere(void **state)
{
    static const char text[] =
        SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x") REPEAT("a/x", "1", "B", "differs", "differs");
    (void)state;
    char *report = report_of(text, true, "gcc repro.c -I.");
    assert_says(report, "    gcc repro.c -I.\n");
    assert_says(report, "-idirafter TREE/include");
    free(report);
    report = report_of(text, false, "gcc repro.c");
    assert_null(strstr(report, "TREE"));
    free(report);
    report = report_of(text, true, NULL);
    assert_null(strstr(report, "TREE"));
    free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_value_with_its_count),
        cmocka_unit_test(test_one_repeat_has_no_count),
        cmocka_unit_test(test_schedules_are_run),
        cmocka_unit_test(test_violation_is_worded),
        cmocka_unit_test(test_run_that_does_not_declare_it),
        cmocka_unit_test(test_tries_stand_with_what_is_seen),
        cmocka_unit_test(test_what_is_not_verified),
        cmocka_unit_test(test_rate_and_absent_trace),
        cmocka_unit_test(test_unit_is_built_elsewhere),
    };
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    sample_remove();
    return failures;
}
