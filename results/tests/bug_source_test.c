/* Which call tells the value that a test has looked at. */
#include "results/bug/source.h"
#include "results/bug/source_wording.h"
#include "results/tests/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct {
    const char *expression;
    enum wording_form form;
    const char *text;
    uint64_t least;
} wordings[] = {
    {"count", WORDING_PLAIN, "count", 0},
    {"*calls", WORDING_PLAIN, "*calls", 0},
    {"(situation)->user_calls", WORDING_PLAIN, "(situation)->user_calls", 0},
    {"!!(cancelled)", WORDING_PLAIN, "cancelled", 0},
    {"!!(CancelIoEx(end, &write->overlapped))", WORDING_PLAIN, "CancelIoEx(end, &write->overlapped)", 0},
    {"(SetLastError(0xdeadbeef), observe_result(CancelIoEx(end, ((void *)0))))", WORDING_PLAIN,
     "CancelIoEx(end, ((void *)0))", 0},
    {"(unsigned int)(arming->raised)", WORDING_PLAIN, "arming->raised", 0},
    {"(DWORD)child->shared.first", WORDING_PLAIN, "child->shared.first", 0},
    {"f(\")\", ')', \"\\\"(\")", WORDING_PLAIN, "f(\")\", ')', \"\\\"(\")", 0},
    {"!!(waited_count(wait, 2) >= 2)", WORDING_AT_LEAST, "waited_count(wait, 2)", 2},
    {"!!(GetTickCount64() - start >= 50 - 16)", WORDING_ELAPSED, "GetTickCount64() - start >= 50 - 16", 50},
    {"!!(GetTickCount64() - start >= 50)", WORDING_ELAPSED, "GetTickCount64() - start >= 50", 50},
    {"!!(WaitForMultipleObjects(2, events, 0, 7000) != 258l)", WORDING_NOT_EXPIRED,
     "WaitForMultipleObjects(2, events, 0, 7000)", 258},
    {"(SetLastError(0xdeadbeef), observe_result(QueueUserAPC(call, thread, x) != 0))", WORDING_PLAIN,
     "QueueUserAPC(call, thread, x)", 0},
    {"!!(seam_lookup(\"SetThreadpoolWaitEx\") != ((void *)0))", WORDING_EXPORT, "SetThreadpoolWaitEx", 0},
    {"seam_lookup(\"X\")", WORDING_EXPORT, "X", 0},
    {"", WORDING_OTHER, "", 0},
    {"!!(!CancelIoEx(end, 0))", WORDING_OTHER, "!CancelIoEx(end, 0)", 0},
    {"!!(failed > 0)", WORDING_OTHER, "failed > 0", 0},
    {"!!(CancelIo(end) && count)", WORDING_OTHER, "CancelIo(end) && count", 0},
    {"!!(CancelIo(end) == 0)", WORDING_OTHER, "CancelIo(end) == 0", 0},
    {"!!(f(1) != 258 && g)", WORDING_OTHER, "f(1) != 258 && g", 0},
    {"!!(f(1) != 259)", WORDING_OTHER, "f(1)", 259},
    {"!!(late >= 2)", WORDING_OTHER, "late", 2},
    {"!!(GetTickCount64() - start >= 50 && x)", WORDING_OTHER, NULL, 50},
    {"!!(GetTickCount64() - start < 50)", WORDING_OTHER, NULL, 0},
    {"first - second", WORDING_OTHER, "first - second", 0},
    {"~mask", WORDING_OTHER, "~mask", 0},
    {"-1", WORDING_OTHER, "-1", 0},
    {"(a) + (b)", WORDING_OTHER, "(a) + (b)", 0},
    {"list[3]", WORDING_OTHER, "list[3]", 0},
    {"seam_lookup(\"X\") == ((void *)0)", WORDING_OTHER, NULL, 0},
    {"f(1", WORDING_OTHER, NULL, 0},
};

static void test_wordings(void **state)
{
    (void)state;
    struct program *program = trace_program("");
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        const struct wording wording = wording_read(program, wordings[i].expression);
        if (wording.form != wordings[i].form)
            fail_msg("%s has form %d, not %d", wordings[i].expression, wording.form, wordings[i].form);
        if (wordings[i].text)
            assert_string_equal(wording.text, wordings[i].text);
        if (wording.form != WORDING_OTHER)
            assert_int_equal(wording.least, wordings[i].least);
    }
    program_free(program);
}

static void test_words(void **state)
{
    (void)state;
    assert_true(wording_names("(CancelIo(x))", "CancelIo"));
    assert_false(wording_names("CancelIoEx(x)", "CancelIo"));
    assert_false(wording_names("MyCancelIo(x)", "CancelIo"));
    assert_true(wording_names("CancelIoEx or CancelIo", "CancelIo"));
    assert_false(wording_names("anything", ""));
    assert_true(wording_ends("packet.count", "count"));
    assert_false(wording_ends("packet.account", "count"));
    assert_false(wording_ends("count(x)", "count"));
    assert_false(wording_ends("nt", "count"));
}

#define PEEK                                                                                                 \
    "call\t5\tT1.main\tPeekNamedPipe\tBOOL\t(HANDLE pipe, DWORD *available)\tbool: handle "                  \
    ">number\t64\t100\n"                                                                                     \
    "memory\t100\t00000000\nreturn\t6\tT1.main\t1\t0\nmemory\t100\t07000000\n"
#define SET TRACE_SET("1", "T1.main", "64") TRACE_RETURN("2", "T1.main", "0", "6")
#define WAIT TRACE_WAIT("3", "T1.main", "64", "32") TRACE_RETURN("4", "T1.main", "102", "6")
#define CREATE TRACE_CREATE("7", "T1.main") TRACE_RETURN("8", "T1.main", "0", "5")
#define NT                                                                                                   \
    "call\t9\tT1.main\tNtClose\tNTSTATUS\t(HANDLE handle)\tstatus: "                                         \
    "handle\t64\nreturn\t10\tT1.main\tc0000008\t0\n"
#define ALL SET WAIT PEEK CREATE NT

/* The likeliest source; what NO_SOURCE: none; event: its place in ALL. */
enum { NO_SOURCE = -1, NOT_UNDERSTOOD = -2 };
static const struct {
    const char *observed;
    int what, event;
} found[] = {
    {TRACE_OBSERVED("20", "label", "result", "6",
                    "(SetLastError(0xdeadbeef), observe_result(SetEvent(event)))"),
     SOURCE_RESULT, 0},
    {TRACE_OBSERVED("20", "SetEvent", "result", "6", "first->result"), SOURCE_RESULT, 0},
    {TRACE_OBSERVED("20", "label", "result", "7", "SetEvent(event)"), NO_SOURCE, 0},
    {TRACE_OBSERVED("20", "label", "result", "0", "PeekNamedPipe(pipe, &available)"), SOURCE_RESULT, 2},
    {TRACE_OBSERVED("20", "label", "error", "5", "CreateEventW(0, 1, 0, 0)"), SOURCE_MADE, 3},
    {TRACE_OBSERVED("20", "label", "handle", "0", "observe_handle(CreateEventW(0, 1, 0, 0))"), SOURCE_HANDLE,
     3},
    {TRACE_OBSERVED("20", "label", "handle", "2", "observe_handle(CreateEventW(0, 1, 0, 0))"), NO_SOURCE, 0},
    {TRACE_OBSERVED("20", "label", "wait", "102", "WaitForSingleObject(event, 50)"), SOURCE_RETURN, 1},
    {TRACE_OBSERVED("20", "label", "event", "0", "observe_event(event)"), SOURCE_SIGNALED, 1},
    {TRACE_OBSERVED("20", "label", "event", "1", "observe_event(event)"), NO_SOURCE, 0},
    {TRACE_OBSERVED("20", "label", "number", "7", "available"), SOURCE_MEMORY, 2},
    {TRACE_OBSERVED("20", "label", "number", "7", "unread_bytes(pipe)"), SOURCE_MEMORY, 2},
    {TRACE_OBSERVED("20", "label", "number", "7", "unavailable"), NO_SOURCE, 0},
    {TRACE_OBSERVED("20", "label", "number", "7", "available - 1"), NOT_UNDERSTOOD, 0},
    {TRACE_OBSERVED("20", "label", "status", "c0000008", "(unsigned int)(NtClose(handle))"), SOURCE_RETURN,
     4},
    {TRACE_OBSERVED("20", "label", "boolean", "0", "!!(SetEvent(event))"), SOURCE_TRUE, 0},
    {TRACE_OBSERVED("20", "label", "boolean", "1", "!!(!SetEvent(event))"), NOT_UNDERSTOOD, 0},
    {TRACE_OBSERVED("20", "label", "boolean", "1", "!!(SetEvent(event))"), NO_SOURCE, 0},
    {TRACE_OBSERVED("20", "label", "boolean", "0", "!!(fixture_wait(x, 7))"), SOURCE_SIGNALED, 1},
    {TRACE_OBSERVED("20", "label", "boolean", "0", "!!(fixture_is(wait))"), NO_SOURCE, 0},
    {TRACE_OBSERVED("20", "label", "boolean", "0", "!!(WaitForSingleObject(event, 50) != 258)"),
     SOURCE_NOT_EXPIRED, 1},
    {TRACE_OBSERVED("20", "label", "boolean", "1", "!!(WaitForSingleObject(event, 50) != 258)"), NO_SOURCE,
     0},
    {TRACE_OBSERVED("20", "label", "boolean", "0", "!!(seam_lookup(\"X\") != ((void *)0))"), SOURCE_EXPORT,
     NO_INDEX},
    {TRACE_OBSERVED("20", "label", "boolean", "0", "!!(GetTickCount64() - start >= 50 - 16)"), SOURCE_ELAPSED,
     2},
    {TRACE_OBSERVED("20", "label", "boolean", "1", "!!(PeekNamedPipe(pipe, &count) >= 2)"), NO_SOURCE, 0},
    {TRACE_OBSERVED("20", "label", "boolean", "0", "!!(failed > 0)"), NOT_UNDERSTOOD, 0},
    {TRACE_OBSERVED("20", "label", "text", "0", "anything"), NO_SOURCE, 0},
};

/* As resolve.h leaves them. */
static void fill(struct program *program)
{
    for (size_t i = 0; i < program->event_count; i++)
        for (size_t k = 0; k < program->events[i].parameter_count; k++)
            program->events[i].parameters[k].text = program_text(program, "&v%zu", k);
}

static void test_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        char records[4096];
        snprintf(records, sizeof records, "%s%s", ALL, found[i].observed);
        struct program *program = trace_program(records);
        struct sources sources = {0};
        fill(program);
        const bool is_understood = sources_find(program, (int)program->event_count - 1, &sources);
        const int what = !is_understood   ? NOT_UNDERSTOOD
                         : !sources.count ? NO_SOURCE
                                          : (int)sources.list[0].what;
        if (what != found[i].what)
            fail_msg("%s: %d, not %d", found[i].observed, what, found[i].what);
        if (sources.count && sources.list[0].event != found[i].event)
            fail_msg("%s: of event %d", found[i].observed, sources.list[0].event);
        free(sources.list);
        program_free(program);
    }
}

/* More sources than there was room for: the nearest one is still the first. */
static void test_callbacks(void **state)
{
    (void)state;
    enum { CALLBACKS = 200 };
    char *text = NULL;
    size_t size = 0;
    unsigned number = 0;
    FILE *out = open_memstream(&text, &size);
    struct sources sources = {0};
    assert_non_null(out);
    for (int i = 1; i <= CALLBACKS; i++, number += 5)
        fprintf(out,
                "call\t%u\tT1.main\tCreate\tHANDLE\t(void)\t+wait\nmakes\t%u\tT1.main\twait%d\n"
                "return\t%u\tT1.main\t%x\t0\nbegin\t%u\tT2\twait%d\t10\t\nend\t%u\tT2\twait%d\n",
                number + 1, number + 2, i, number + 3, i, number + 4, i, number + 5, i);
    fprintf(out, "observed\t%u\tT1.main\tcalls\tnumber\t1\tcount\n", number + 1);
    fclose(out);
    struct program *program = trace_program(text);
    assert_true(sources_find(program, CALLBACKS, &sources));
    assert_int_equal(sources.list[0].what, SOURCE_CALLBACKS);
    assert_string_equal(sources.list[0].text, "wait200");
    free(sources.list);
    program_free(program);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_wordings), cmocka_unit_test(test_words),
                                       cmocka_unit_test(test_found), cmocka_unit_test(test_callbacks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
