/* The search of `twinpipe bisect` over builds that are made up, some of them racy; its arithmetic, lists and
 * evidence. */
#include "results/tests/sample.h"
#include "wine_runner/bisect_builds.h"
#include "wine_runner/bisect_evidence.h"
#include "wine_runner/bisect_odds.h"
#include "wine_runner/bisect_search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { BUILDS_MOST = 40 };

#define CHANGE "00000000c4a9"
#define RACE "0000000076ce"
#define OTHER "000000000e4e"

struct made_up {
    size_t count, changed; /* the first that has the change */
    double rate;           /* of the change */
    bool vanishes;         /* the change is that it goes */
    double race;           /* the rate of another difference, which all builds have */
    size_t other;          /* from this build on there is a third one; 0: none */
    bool untestable[BUILDS_MOST];
    size_t stop_after; /* so many measurements; 0: never */
    size_t measured;
    unsigned seed;
};

static unsigned come(struct made_up *made_up, double rate, unsigned repeats)
{
    unsigned count = 0;
    for (unsigned i = 0; i < repeats; i++)
        count += rand_r(&made_up->seed) < rate * RAND_MAX;
    return count;
}

static void add(struct evidence *evidence, const char *fingerprint, unsigned repeats)
{
    if (repeats)
        evidence_add(evidence, fingerprint, "label", "seen", "allowed", repeats);
}

static enum bisect_measured measure(void *data, size_t index, unsigned repeats, struct evidence *evidence,
                                    struct trouble *trouble)
{
    struct made_up *made_up = data;
    assert_true(index < made_up->count);
    if (made_up->stop_after && made_up->measured == made_up->stop_after)
        return MEASURING_STOPPED;
    made_up->measured++;
    if (made_up->untestable[index])
        return trouble_set(trouble, "build %zu does not start", index), NOT_MEASURED;
    evidence_free(evidence);
    evidence->repeats = repeats;
    if ((index >= made_up->changed) != made_up->vanishes)
        add(evidence, CHANGE, come(made_up, made_up->rate, repeats));
    add(evidence, RACE, come(made_up, made_up->race, repeats));
    if (made_up->other && index >= made_up->other)
        add(evidence, OTHER, repeats);
    return MEASURED;
}

static enum bisect_result search(struct made_up *made_up, struct bisect *bisect, struct trouble *trouble)
{
    static struct bisect_build builds[BUILDS_MOST];
    for (size_t i = 0; i < BUILDS_MOST; i++)
        evidence_free(&builds[i].evidence);
    memset(builds, 0, sizeof builds);
    trouble->text[0] = '\0';
    *bisect = (struct bisect){.measure = measure,
                              .data = made_up,
                              .builds = builds,
                              .count = made_up->count,
                              .fingerprint = bisect->fingerprint,
                              .repeats = bisect->repeats ? bisect->repeats : BISECT_REPEATS_FIRST,
                              .fixed = bisect->fixed,
                              .asked = bisect->asked > 0 ? bisect->asked : 0.99};
    return bisect_search(bisect, trouble);
}

static size_t binary_logarithm(size_t count)
{
    size_t logarithm = 0;
    for (; (size_t)1 << logarithm < count; logarithm++)
        ;
    return logarithm;
}

static void test_everywhere(void **state)
{
    (void)state;
    struct trouble trouble;
    for (size_t count = 2; count <= BUILDS_MOST; count++)
        for (size_t changed = 1; changed < count; changed++)
            for (int vanishes = 0; vanishes < 2; vanishes++) {
                struct made_up made_up = {
                    .count = count, .changed = changed, .rate = 1, .vanishes = vanishes};
                struct bisect bisect = {0};
                assert_int_equal(search(&made_up, &bisect, &trouble), BISECT_FOUND);
                assert_int_equal(bisect.changed, changed);
                assert_int_equal(bisect.like, changed - 1);
                assert_true(made_up.measured <= 2 + binary_logarithm(count));
                assert_true(bisect.confidence > 0.99 && bisect.confidence < 1);
            }
}

static void test_alike(void **state)
{
    (void)state;
    struct trouble trouble;
    struct made_up made_up = {.count = 20, .changed = 20, .rate = 1, .race = 1};
    struct bisect bisect = {0};
    assert_int_equal(search(&made_up, &bisect, &trouble), BISECT_ALIKE);
    assert_int_equal(made_up.measured, 2);
}

/* Whatever cannot be measured, the change lies where it is said to. */
static void test_untestable(void **state)
{
    (void)state;
    struct trouble trouble;
    for (unsigned set = 0; set < 256; set++)
        for (size_t changed = 1; changed < 8; changed++) {
            struct made_up made_up = {.count = 8, .changed = changed, .rate = 1};
            struct bisect bisect = {0};
            size_t first = 8, last = 0, testable = 0;
            for (size_t i = 0; i < 8; i++) {
                made_up.untestable[i] = set >> i & 1;
                first = !made_up.untestable[i] && first == 8 ? i : first;
                last = made_up.untestable[i] ? last : i;
                testable += !made_up.untestable[i];
            }
            const enum bisect_result result = search(&made_up, &bisect, &trouble);
            if (testable < 2) {
                assert_int_equal(result, BISECT_TROUBLE);
                assert_non_null(strstr(trouble.text, "does not start"));
            } else if (first >= changed || last < changed) {
                assert_int_equal(result, BISECT_ALIKE);
            } else {
                assert_int_equal(result, BISECT_FOUND);
                assert_true(bisect.like < changed && changed <= bisect.changed);
                for (size_t i = bisect.like + 1; i < bisect.changed; i++)
                    assert_true(made_up.untestable[i]);
            }
        }
}

/* The confidence is kept: of many searches as many are right as it says, and a race of all builds harms none.
 */
static void test_races(void **state)
{
    (void)state;
    static const double rates[] = {0.03, 0.1, 0.3, 0.7};
    struct trouble trouble;
    for (size_t k = 0; k < sizeof rates / sizeof *rates; k++)
        for (int vanishes = 0; vanishes < 2; vanishes++) {
            unsigned right = 0, found = 0;
            double claimed = 0;
            for (unsigned seed = 0; seed < 300; seed++) {
                struct made_up made_up = {.count = 30,
                                          .changed = 1 + seed % 29,
                                          .rate = rates[k],
                                          .vanishes = vanishes,
                                          .race = 0.2,
                                          .seed = seed};
                struct bisect bisect = {.repeats = odds_repeats(rates[k], 0.99, BISECT_REPEATS_MOST)};
                if (search(&made_up, &bisect, &trouble) != BISECT_FOUND)
                    continue;
                found++;
                right += bisect.changed == made_up.changed;
                claimed += bisect.confidence;
            }
            assert_true(found > 290);
            assert_true(claimed / found > 0.9);
            if (right + 12 < claimed)
                fail_msg("rate %.2f: %u of %u are right, %.1f were claimed", rates[k], right, found, claimed);
        }
}

static void test_repeats(void **state)
{
    (void)state;
    struct trouble trouble;
    struct made_up made_up = {.count = 10, .changed = 4, .rate = 0.3, .seed = 4};
    struct bisect bisect = {0};
    assert_int_equal(search(&made_up, &bisect, &trouble), BISECT_FOUND);
    assert_true(bisect.repeats > BISECT_REPEATS_FIRST && bisect.repeats < 60);
    assert_true(odds_confidence(bisect.rate, bisect.repeats) >= 0.99);
    bisect = (struct bisect){.repeats = 5, .fixed = true};
    made_up.rate = 0.9;
    search(&made_up, &bisect, &trouble);
    assert_int_equal(bisect.repeats, 5);
}

static void test_fingerprint(void **state)
{
    (void)state;
    struct trouble trouble;
    struct made_up made_up = {.count = 30, .changed = 20, .rate = 1, .race = 1, .other = 7};
    struct bisect bisect = {0};
    assert_int_equal(search(&made_up, &bisect, &trouble), BISECT_FOUND);
    assert_int_equal(bisect.changed, 7);
    bisect.fingerprint = CHANGE;
    assert_int_equal(search(&made_up, &bisect, &trouble), BISECT_FOUND);
    assert_int_equal(bisect.changed, 20);
    bisect.fingerprint = RACE;
    assert_int_equal(search(&made_up, &bisect, &trouble), BISECT_ALIKE);
}

/* The first digits of one fingerprint will do, of two they will not. */
static void test_beginning_of_fingerprint(void **state)
{
    (void)state;
    struct trouble trouble;
    char digits[FINGERPRINT_SIZE] = CHANGE;
    struct made_up made_up = {.count = 30, .changed = 20, .rate = 1, .race = 1, .other = 7};
    struct bisect bisect = {.fingerprint = digits};
    digits[9] = '\0';
    assert_int_equal(search(&made_up, &bisect, &trouble), BISECT_FOUND);
    assert_int_equal(bisect.changed, 20);
    digits[8] = '\0';
    assert_int_equal(search(&made_up, &bisect, &trouble), BISECT_TROUBLE);
    assert_non_null(strstr(trouble.text, "; give more digits"));
}

static void test_stopped(void **state)
{
    (void)state;
    struct trouble trouble;
    for (size_t after = 1; after < 6; after++) {
        struct made_up made_up = {.count = 30, .changed = 20, .rate = 1, .stop_after = after};
        struct bisect bisect = {0};
        assert_int_equal(search(&made_up, &bisect, &trouble), BISECT_TROUBLE);
        assert_string_equal(trouble.text, "");
    }
}

static void test_odds(void **state)
{
    (void)state;
    assert_true(odds_rate(1, 10) == 0.1);
    assert_true(odds_rate(10, 10) == 11.0 / 12);
    assert_int_equal(odds_repeats(0.5, 0.75, 1000), 2);
    assert_int_equal(odds_repeats(0.1, 0.99, 1000), 44);
    assert_int_equal(odds_repeats(0.1, 0.99, 40), 40);
    assert_int_equal(odds_repeats(1, 0.99, 1000), 1);
    assert_true(odds_confidence(0.1, 44) > 0.99 && odds_confidence(0.1, 43) < 0.99);
    assert_true(odds_least_rate(2, 0.75) == 0.5);
}

static void test_versions(void **state)
{
    (void)state;
    static const char *const ordered[] = {"wine-5.0.3", "wine-8.0",      "wine-8.0.1",     "wine-9.0",
                                          "wine-9.22",  "wine-10.0-rc2", "wine-10.0-rc10", "wine-10.0"};
    const size_t count = sizeof ordered / sizeof *ordered;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            const int order = builds_compare_versions(ordered[i], ordered[k]);
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
}

static void test_list(void **state)
{
    (void)state;
    static const char text[] = "# oldest first\n/usr\n\n  /tmp\t\r\nwine-1.0";
    static const char missing[] = "/usr\n/no/such\n";
    struct builds builds = {0};
    struct trouble trouble = {""};
    assert_true(builds_read(&builds, sample_file(text, strlen(text)), &trouble));
    assert_int_equal(builds.names.count, 3);
    assert_string_equal(builds.names.list[1], "/tmp");
    assert_string_equal(builds.names.list[2], "wine-1.0");
    assert_false(builds_read(&builds, sample_file(missing, strlen(missing)), &trouble));
    assert_non_null(strstr(trouble.text, ":2: there is no /no/such"));
    builds_free(&builds);
}

static void test_evidence(void **state)
{
    (void)state;
    static const char text[] = SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x") SAMPLE_BEHAVIOUR("a/y")
        SAMPLE_BEHAVIOUR("a/z") "begin\ta/x\t1\n" SAMPLE_SEEN(
            "a/x", "1", "l", "V", "W", "differs") "outcome\ta/x\t1\tdiffers\t0\t-\nbegin\ta/"
                                                  "x\t2\n" SAMPLE_SEEN("a/x", "2", "l", "V", "V",
                                                                       "ok") "outcome\ta/"
                                                                             "x\t2\tconforms\t0\t-\nbegin\ta/"
                                                                             "y\t1\noutcome\ta/"
                                                                             "y\t1\tbroken-setup\t0\t-\n";
    struct evidence evidence = {0};
    struct trouble trouble = {""};
    char path[128];
    strcpy(path, sample_run(text));
    assert_true(evidence_read(&evidence, path, "a/x", &trouble));
    assert_int_equal(evidence.repeats, 2);
    assert_int_equal(evidence.count, 1);
    assert_string_equal(evidence.list->seen, "W");
    assert_int_equal(evidence.list->repeats, 1);
    assert_ptr_equal(evidence_find(&evidence, evidence.list->fingerprint), evidence.list);
    assert_null(evidence_find(&evidence, CHANGE));
    assert_false(evidence_read(&evidence, path, "a/y", &trouble));
    assert_non_null(strstr(trouble.text, "fixture"));
    assert_false(evidence_read(&evidence, path, "a/z", &trouble));
    assert_non_null(strstr(trouble.text, "not run"));
    evidence_free(&evidence);
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
        cmocka_unit_test(test_everywhere),
        cmocka_unit_test(test_alike),
        cmocka_unit_test(test_untestable),
        cmocka_unit_test(test_races),
        cmocka_unit_test(test_repeats),
        cmocka_unit_test(test_fingerprint),
        cmocka_unit_test(test_beginning_of_fingerprint),
        cmocka_unit_test(test_stopped),
        cmocka_unit_test(test_odds),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_evidence),
    };
    return cmocka_run_group_tests_name("bisect", tests, NULL, remove_samples);
}
