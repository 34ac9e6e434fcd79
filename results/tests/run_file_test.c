/* Reading run files: what is there is found again. The malformed ones are in run_trouble_test.c. */
#include "results/run_file.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const char two_behaviours[] =
    SAMPLE_HEAD "head\tlater-key\tkept\n"
                "behaviour\ta/first\tunit\tdocumented\t-\t-\tunit.c\t7\topens \\\\\\\\.\\\\pipe\\\\x\\tand "
                "waits\n"
                "relied\ta/first\tlibuv,qt6\n" SAMPLE_BEHAVIOUR("a/second") "begin\ta/first\t1\n" SAMPLE_SEEN(
                    "a/first", "1", "first call", "A | B", "A", "ok")
                    SAMPLE_SEEN("a/first", "1", "second call", "A", "C \\x7c D",
                                "differs") "note\ta/first\t1\tone\n"
                                           "note\ta/first\t1\ttwo\n"
                                           "outcome\ta/first\t1\tdiffers\t12\t-\n"
                                           "begin\ta/second\t1\n"
                                           "late\ta/first\t1\tcallback\n"
                                           "outcome\ta/second\t1\tcrash\t3\t0xc0000005\n";

static struct run_file *load(const char *path)
{
    struct trouble trouble = {""};
    struct run_file *run = run_file_load(path, &trouble);
    assert_string_equal(trouble.text, "");
    assert_non_null(run);
    return run;
}

static void test_head(void **state)
{
    (void)state;
    struct run_file *run = load(sample_run(two_behaviours));
    assert_int_equal(run->head_count, 10);
    assert_string_equal(run_file_head(run, "platform"), "wine-8.0");
    assert_string_equal(run_file_head(run, "later-key"), "kept");
    assert_null(run_file_head(run, "unheard-of"));
    assert_false(run_file_is_windows(run));
    assert_false(run->incomplete);
    run_file_free(run);
}

static void test_behaviours(void **state)
{
    (void)state;
    struct run_file *run = load(sample_run(two_behaviours));
    const struct run_behaviour *first = run_file_find(run, "a/first");
    assert_int_equal(run->behaviour_count, 2);
    assert_ptr_equal(first, &run->behaviours[0]);
    assert_null(run_file_find(run, "first call"));
    assert_string_equal(first->unit, "unit");
    assert_int_equal(first->provenance, RUN_DOCUMENTED);
    assert_null(first->source);
    assert_null(first->facts);
    assert_int_equal(first->line, 7);
    assert_string_equal(first->summary, "opens \\\\.\\pipe\\x\\tand waits");
    assert_string_equal(first->relied, "libuv,qt6");
    assert_string_equal(run->behaviours[1].source, "pipe.c:1");
    assert_null(run->behaviours[1].relied);
    run_file_free(run);
}

static void test_bodies(void **state)
{
    (void)state;
    struct run_file *run = load(sample_run(two_behaviours));
    const struct run_repeat *repeat = run->behaviours[0].repeats;
    assert_int_equal(run->behaviours[0].repeat_count, 1);
    assert_int_equal(repeat->outcome, RUN_DIFFERS);
    assert_int_equal(repeat->milliseconds, 12);
    assert_null(repeat->detail);
    assert_int_equal(repeat->observation_count, 2);
    assert_string_equal(repeat->observations[0].allowed, "A | B");
    assert_string_equal(repeat->observations[1].seen, "C \\x7c D");
    assert_true(repeat->observations[1].differs);
    assert_int_equal(repeat->observations[1].kind, RUN_ERROR);
    assert_int_equal(repeat->observations[1].line, 9);
    assert_string_equal(repeat->notes->text, "one");
    assert_string_equal(repeat->notes->next->text, "two");
    assert_null(repeat->notes->next->next);
    assert_string_equal(repeat->late->text, "callback");
    assert_string_equal(run->behaviours[1].repeats->detail, "0xc0000005");
    assert_int_equal(run_behaviour_outcome(&run->behaviours[1]), RUN_CRASH);
    run_file_free(run);
}

/* A working file holds what several processes append, in the order in which they do. */
static void test_interleaved(void **state)
{
    (void)state;
    struct run_file *run = load(
        sample_run(SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x") SAMPLE_BEHAVIOUR(
            "a/y") "begin\ta/y\t2\n"
                   "begin\ta/x\t1\n" SAMPLE_SEEN("a/y", "2", "l", "V", "V", "ok")
                       SAMPLE_SEEN("a/x", "1", "l", "W", "W", "ok")
                           SAMPLE_SEEN("a/y", "2", "m", "V", "V", "ok") "outcome\ta/y\t2\tconforms\t0\t-\n"
                                                                        "begin\ta/y\t1\n"
                                                                        "outcome\ta/x\t1\tconforms\t0\t-\n"
                                                                        "outcome\ta/y\t1\tconforms\t0\t-\n"));
    const struct run_behaviour *y = run_file_find(run, "a/y");
    assert_int_equal(y->repeat_count, 2);
    assert_int_equal(y->repeats[0].number, 1);
    assert_int_equal(y->repeats[0].observation_count, 0);
    assert_int_equal(y->repeats[1].observation_count, 2);
    assert_string_equal(y->repeats[1].observations[1].label, "m");
    assert_string_equal(run->behaviours[0].repeats[0].observations[0].seen, "W");
    run_file_free(run);
}

/* Cut after every byte: either a readable incomplete run, or trouble in one line; never more than was
 * written. */
static void test_cut_anywhere(void **state)
{
    (void)state;
    char *sealed = sample_sealed(two_behaviours, strlen(two_behaviours));
    size_t size = strlen(sealed), readable = 0;
    for (size_t length = 0; length < size; length++) {
        struct trouble trouble = {""};
        struct run_file *run = run_file_load(sample_file(sealed, length), &trouble);
        assert_true((run != NULL) == (trouble.text[0] == '\0'));
        if (run) {
            assert_true(run->incomplete);
            readable++;
        }
        run_file_free(run);
        sample_remove();
    }
    assert_true(readable > size / 2);
    free(sealed);
}

static void test_unfinished(void **state)
{
    (void)state;
    static const char cut[] =
        SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x") SAMPLE_BEHAVIOUR("a/y") "begin\ta/x\t1\nseen\ta/x\t1\tl";
    struct run_file *run = load(sample_file(cut, strlen(cut)));
    assert_true(run->incomplete);
    assert_int_equal(run->behaviours[0].repeats[0].outcome, RUN_UNFINISHED);
    assert_int_equal(run->behaviours[0].repeats[0].observation_count, 0);
    assert_int_equal(run_behaviour_outcome(&run->behaviours[1]), RUN_NOT_RUN);
    run_file_free(run);
}

static void test_windows(void **state)
{
    (void)state;
    static const char head[] = SAMPLE_HEAD, wine[] = "wine-8.0\n";
    char text[sizeof head + 32];
    const char *platform = strstr(head, wine);
    snprintf(text, sizeof text, "%.*swindows-10.0.22631.4460\n%s", (int)(platform - head), head,
             platform + strlen(wine));
    struct run_file *run = load(sample_run(text));
    assert_true(run_file_is_windows(run));
    run_file_free(run);
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
        cmocka_unit_test(test_head),         cmocka_unit_test(test_behaviours),
        cmocka_unit_test(test_bodies),       cmocka_unit_test(test_interleaved),
        cmocka_unit_test(test_unfinished),   cmocka_unit_test(test_windows),
        cmocka_unit_test(test_cut_anywhere),
    };
    return cmocka_run_group_tests_name("run_file", tests, NULL, remove_samples);
}
