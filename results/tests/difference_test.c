/* Differences and their fingerprints, against allowed values and between two runs. */
#include "results/difference.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define X SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x")
#define BEGIN(repeat) "begin\ta/x\t" repeat "\n"
#define SEEN(repeat, label, seen, verdict) SAMPLE_SEEN("a/x", repeat, label, "A | C", seen, verdict)
#define OUTCOME(repeat, outcome) "outcome\ta/x\t" repeat "\t" outcome "\t5\t-\n"

/* One comparison with what it stands on. TEXT[1] may be NULL: against allowed values. */
struct compared {
    struct run_file *run[2];
    struct difference_list *list;
};

static struct compared compare(const char *first, const char *second)
{
    struct compared compared = {{NULL, NULL}, NULL};
    struct trouble trouble = {""};
    compared.run[0] = run_file_load(sample_run(first), &trouble);
    compared.run[1] = second ? run_file_load(sample_run(second), &trouble) : NULL;
    assert_string_equal(trouble.text, "");
    compared.list =
        second ? difference_runs(compared.run[0], compared.run[1]) : difference_allowed(compared.run[0]);
    return compared;
}

static void release(struct compared *compared)
{
    difference_list_free(compared->list);
    run_file_free(compared->run[0]);
    run_file_free(compared->run[1]);
}

/* The expected digits of the fingerprints were computed with printf and sha256sum. */
static void test_allowed(void **state)
{
    (void)state;
    struct compared compared = compare(
        X BEGIN("1") SEEN("1", "l", "B", "differs") SEEN("1", "m", "A", "ok") OUTCOME("1", "differs"), NULL);
    assert_int_equal(compared.list->count, 1);
    const struct difference *difference = &compared.list->items[0];
    assert_string_equal(difference->fingerprint, "649d488832c4");
    assert_string_equal(difference->label, "l");
    assert_string_equal(difference->allowed, "A | C");
    assert_int_equal(difference->side[0].value_count, 1);
    assert_string_equal(difference->side[0].values->seen, "B");
    assert_false(difference->side[0].varies);
    release(&compared);
}

static void test_runs(void **state)
{
    (void)state;
    struct compared compared =
        compare(X BEGIN("1") SEEN("1", "l", "B", "differs") OUTCOME("1", "differs") BEGIN("2")
                    SEEN("2", "l", "A", "ok") OUTCOME("2", "conforms"),
                X BEGIN("1") SEEN("1", "l", "A", "ok") SEEN("1", "m", "A", "ok") OUTCOME("1", "conforms"));
    assert_int_equal(compared.list->count, 2);
    assert_int_equal(compared.list->behaviours_differing, 1);
    const struct difference *varying = &compared.list->items[0], *absent = &compared.list->items[1];
    assert_string_equal(varying->fingerprint, "b9b6b83d1d95");
    assert_true(varying->side[0].varies);
    assert_false(varying->side[1].varies);
    assert_int_equal(varying->side[0].values[1].repeats, 1);
    assert_int_equal(varying->side[0].repeats, 2);
    assert_false(varying->all_allowed);
    assert_string_equal(absent->fingerprint, "38757967751d");
    assert_string_equal(absent->side[0].values->seen, "(absent)");
    release(&compared);
}

/* Neither the order of bodies and labels, nor line numbers, durations or repeats matter. */
static void test_stable(void **state)
{
    (void)state;
    static const char twice[] = X BEGIN("2") SEEN("2", "m", "A", "ok") SEEN("2", "l", "B", "differs")
        OUTCOME("2", "differs") BEGIN("1") "note\ta/x\t1\thello\n"
                                           "seen\ta/x\t1\tl\terror\tA | C\tB\tdiffers\twinetest\t77\n" SEEN(
                                               "1", "m", "A", "ok") "outcome\ta/x\t1\tdiffers\t9999\tslow\n";
    static const char once[] =
        X BEGIN("1") SEEN("1", "l", "B", "differs") SEEN("1", "m", "A", "ok") OUTCOME("1", "differs");
    struct compared a = compare(twice, NULL), b = compare(once, NULL), both = compare(once, twice);
    assert_int_equal(a.list->count, 1);
    assert_string_equal(a.list->items[0].fingerprint, b.list->items[0].fingerprint);
    assert_int_equal(both.list->count, 0);
    release(&a);
    release(&b);
    release(&both);
}

static void test_all_allowed(void **state)
{
    (void)state;
    struct compared compared = compare(X BEGIN("1") SEEN("1", "l", "A", "ok") OUTCOME("1", "conforms"),
                                       X BEGIN("1") SEEN("1", "l", "C", "ok") OUTCOME("1", "conforms"));
    assert_int_equal(compared.list->count, 1);
    assert_true(compared.list->items[0].all_allowed);
    release(&compared);
}

/* What a hang kept from being seen is not listed value by value. */
static void test_outcome(void **state)
{
    (void)state;
    static const char ended[] = X BEGIN("1") SEEN("1", "l", "A", "ok") OUTCOME("1", "conforms");
    static const char hung[] = X BEGIN("1") OUTCOME("1", "hang");
    static const char differs[] = X BEGIN("1") SEEN("1", "l", "A", "ok") OUTCOME("1", "differs");
    struct compared runs = compare(ended, hung), allowed = compare(hung, NULL), same = compare(hung, hung);
    assert_int_equal(runs.list->count, 1);
    assert_string_equal(runs.list->items[0].label, "(outcome)");
    assert_string_equal(runs.list->items[0].side[0].values->seen, "ended");
    assert_int_equal(allowed.list->count, 1);
    assert_string_equal(allowed.list->items[0].side[0].values->seen, "hang");
    assert_int_equal(same.list->count, 0);
    release(&runs);
    release(&allowed);
    release(&same);
    /* An outcome `differs` that no observation explains must not get lost. */
    struct compared unexplained = compare(differs, NULL);
    assert_int_equal(unexplained.list->count, 1);
    assert_string_equal(unexplained.list->items[0].label, "(outcome)");
    release(&unexplained);
}

static void test_late(void **state)
{
    (void)state;
    static const char late[] = X BEGIN("1") OUTCOME("1", "conforms") "late\ta/x\t1\tcallback\n"
                                                                     "late\ta/x\t1\tcallback\n";
    static const char none[] = X BEGIN("1") OUTCOME("1", "conforms");
    struct compared allowed = compare(late, NULL), runs = compare(none, late);
    assert_int_equal(allowed.list->count, 1);
    assert_string_equal(allowed.list->items[0].label, "(late)");
    assert_int_equal(allowed.list->items[0].side[0].values->repeats, 1);
    assert_int_equal(runs.list->count, 1);
    release(&allowed);
    release(&runs);
}

/* The same value can be allowed on one path and not on another: once outside is enough. */
static void test_once_outside(void **state)
{
    (void)state;
    struct compared compared = compare(X BEGIN("1") SEEN("1", "l", "A", "ok") OUTCOME("1", "conforms")
                                           BEGIN("2") SEEN("2", "l", "A", "differs") OUTCOME("2", "differs"),
                                       NULL);
    assert_int_equal(compared.list->count, 1);
    assert_int_equal(compared.list->items[0].side[0].values->repeats, 2);
    release(&compared);
}

static void test_only_one_ran(void **state)
{
    (void)state;
    static const char both[] =
        X SAMPLE_BEHAVIOUR("a/y") BEGIN("1") OUTCOME("1", "conforms") "begin\ta/y\t1\n"
                                                                      "outcome\ta/y\t1\thang\t0\t-\n";
    static const char one[] = X SAMPLE_BEHAVIOUR("a/y") BEGIN("1") OUTCOME("1", "conforms");
    struct compared compared = compare(one, both);
    assert_int_equal(compared.list->count, 0);
    assert_int_equal(compared.list->behaviours_compared, 1);
    assert_int_equal(compared.list->only_count[0], 0);
    assert_int_equal(compared.list->only_count[1], 1);
    assert_string_equal(compared.list->only[1][0]->id, "a/y");
    release(&compared);
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
        cmocka_unit_test(test_allowed),      cmocka_unit_test(test_runs),
        cmocka_unit_test(test_stable),       cmocka_unit_test(test_all_allowed),
        cmocka_unit_test(test_outcome),      cmocka_unit_test(test_late),
        cmocka_unit_test(test_once_outside), cmocka_unit_test(test_only_one_ran),
    };
    return cmocka_run_group_tests_name("difference", tests, NULL, remove_samples);
}
