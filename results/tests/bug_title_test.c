/* The title of a report: of what is known, and without. */
#include "results/bug/title.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct case_of_a_title {
    const char *id, *summary, *label;
    const char *allowed, *seen;
    const char *reason; /* NULL: nothing is known */
    const char *title;
};

static char *title_of(const char *text, const char *reason)
{
    struct trouble trouble = {""};
    struct run_file *run = run_file_load(sample_run(text), &trouble);
    assert_string_equal(trouble.text, "");
    struct difference_list *list = difference_allowed(run);
    assert_int_equal(list->count, 1);
    const struct known_line known = {.reason = reason, .fact = "area/fact"};
    const struct bug bug = {.difference = &list->items[0], .known = reason ? &known : NULL};
    char *title = bug_title(&bug);
    difference_list_free(list);
    run_file_free(run);
    return title;
}

static void assert_title(const struct case_of_a_title *wanted)
{
    char text[4096];
    snprintf(text, sizeof text,
             SAMPLE_HEAD
             "behaviour\t%s\tunit\twinetest\tpipe.c:1\t-\tunit.c\t7\t%s\nbegin\t%s\t1\n"
             "seen\t%s\t1\t%s\tresult\t%s\t%s\tdiffers\twinetest\t9\noutcome\t%s\t1\tdiffers\t5\t-\n",
             wanted->id, wanted->summary, wanted->id, wanted->id, wanted->label, wanted->allowed,
             wanted->seen, wanted->id);
    char *title = title_of(text, wanted->reason);
    assert_string_equal(title, wanted->title);
    free(title);
}

#define OF(id, summary, label, reason, title)                                                                \
    {                                                                                                        \
        id, summary, label, "TRUE", "FALSE", reason, title                                                   \
    }

static void test_of_what_is_known(void **state)
{
    static const struct case_of_a_title cases[] = {
        OF("a/x", "s", "count", "CancelIoEx says TRUE, so a writer believes it; 8.0 does the same",
           "kernelbase: CancelIoEx says TRUE, so a writer believes it."),
        OF("a/x", "s", "count", "threads are served first come, first served, as in 8.0",
           "server: Threads are served first come, first served."),
        OF("a/x", "s", "count", "the write (ERROR_IO_PENDING; as it is) stays, as if in a queue; as in 8.0",
           "server: The write (ERROR_IO_PENDING; as it is) stays, as if in a queue."),
        OF("a/x", "s", "NtReadFile of the device", "the named pipe device is no file; 5.0.3 conforms",
           "server: The named pipe device is no file (NtReadFile)."),
        OF("a/x", "a blocking NtReadFile signals both, as GetOverlappedResult says", "handle",
           "a handle stays; 8.0 too", "ntdll: A handle stays (NtReadFile)."),
        OF("a/x", "a handle is signaled, as GetOverlappedResult says", "handle", "a handle stays; 8.0 too",
           "server: A handle stays."),
        OF("threadpool-wait/x", "s", "exported", "SetThreadpoolWaitEx is not exported by kernel32; 8.0 too",
           "kernel32: SetThreadpoolWaitEx is not exported by kernel32."),
        OF("a/x", "s", "count",
           "a thread of the pool that issued a write in the callback of a wait ends after 5 s without any "
           "work, and the "
           "write ends with it; 5.0.3 conforms",
           "ntdll: A thread of the pool that issued a write in the callback of a wait ends after 5 s without "
           "any work."),
        OF("a/x", "s", "count", "ntdll has none; 8.0 has it", "ntdll: ntdll has none."),
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_title(&cases[i]);
}

static void test_without_a_known_line(void **state)
{
    static const struct case_of_a_title cases[] = {
        {"a/x", "a write that does not fit writes nothing", "count", "0", "1", NULL,
         "server: It is not so that a write that does not fit writes nothing: count is 1 instead of 0."},
        {"a/x", "nothing is found when nothing is pending", "CancelIoEx", "FALSE, ERROR_NOT_FOUND (1168)",
         "TRUE", NULL,
         "kernelbase: CancelIoEx gives TRUE instead of FALSE, ERROR_NOT_FOUND; expected is: nothing is found "
         "when nothing "
         "is pending."},
        {"a/x", "CancelIoEx finds nothing", "Internal", "0", "1", NULL,
         "kernelbase: It is not so that CancelIoEx finds nothing: Internal is 1 instead of 0."},
        {"schedules/a-x", "reset against a stop", "the signal was lost", "not seen", "seen", NULL,
         "server: What must not happen does: the signal was lost (reset against a stop)."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_title(&cases[i]);
}

static void test_of_an_outcome(void **state)
{
    (void)state;
    char *title = title_of(
        SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x") "begin\ta/x\t1\nnote\ta/x\t1\tNtCancelSynchronousIoFile\n"
                                            "outcome\ta/x\t1\tnot-supported\t5\t-\n",
        NULL);
    assert_string_equal(title, "ntdll: NtCancelSynchronousIoFile is missing.");
    free(title);
    title =
        title_of(SAMPLE_HEAD SAMPLE_BEHAVIOUR("a/x") "begin\ta/x\t1\noutcome\ta/x\t1\thang\t5\t-\n", NULL);
    assert_string_equal(title, "server: It is not so that Windows does it: its outcome is hang.");
    free(title);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_of_what_is_known),
        cmocka_unit_test(test_without_a_known_line),
        cmocka_unit_test(test_of_an_outcome),
    };
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    sample_remove();
    return failures;
}
