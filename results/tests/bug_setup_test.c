/* Reproducers of fixtures that could not be made, and of steps that must do what they did in the trace. */
#include "results/bug/reproducer.h"
#include "results/tests/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CREATE TRACE_CREATE("2", "T1.main") TRACE_RETURN("3", "T1.main", "100", "0")
#define WAIT_MADE(object)                                                                                    \
    "call\t8\tT1.main\tCreateThreadpoolWait\tTP_WAIT *\t(PTP_WAIT_CALLBACK callback)\tpointer: "             \
    "number\t0\n" TRACE_RETURN("9", "T1.main", object, "0")
#define STEP(name, number, returned, result, error)                                                          \
    "call\t" number "\tT1.main\t" name                                                                       \
    "\tBOOL\t(HANDLE event)\tbool: handle\t100\n" TRACE_RETURN(returned, "T1.main", result, error)
#define FIRST(result, error) STEP("PulseEvent", "6", "7", result, error)

static const struct {
    const char *records, *seen;
    int attempt;
    const char *reason, *written; /* one that begins with ~ must not be there */
} programs[] = {
    {CREATE FIRST("0", "6"), "broken-setup", 0, NULL, "seen = PulseEvent(event) != FALSE;"},
    {CREATE FIRST("0", "6"), "broken-setup", 0, NULL, "return (seen == 0x1) ? 0 : 1;"},
    {CREATE WAIT_MADE("0"), "broken-setup", 0, NULL, "seen = CreateThreadpoolWait(NULL) != NULL;"},
    {CREATE FIRST("1", "0") STEP("FlushFileBuffers", "8", "9", "0", "6"), "broken-setup", 0, NULL,
     "if (!PulseEvent(event))\n        return failed(\"PulseEvent\");"},
    {CREATE FIRST("1", "0") TRACE_OBSERVED("8", "a label", "boolean", "1", "PulseEvent(event)")
         STEP("FlushFileBuffers", "9", "10", "0", "6"),
     "broken-setup", 0, NULL, "~failed(\"PulseEvent\")"},
    {CREATE FIRST("0", "6"), "broken-setup", 1,
     "no call of the trace tells why the fixture could not be made", NULL},
    {CREATE FIRST("1", "0"), "broken-setup", 0,
     "no call of the trace tells why the fixture could not be made", NULL},
    {CREATE FIRST("0", "6"), "crash", 0, "the trace does not come to `(outcome)`", NULL},
};

static void test_programs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        const struct reproducer_about about = {.title = "title",
                                               .summary = "summary",
                                               .expected = "expected",
                                               .label = "(outcome)",
                                               .kind = "text",
                                               .allowed = "ended",
                                               .seen = programs[i].seen,
                                               .build = "cc"};
        struct program *program = trace_program(programs[i].records);
        struct trouble trouble = {""};
        char *text = NULL;
        size_t size = 0;
        uint64_t seen = 99;
        FILE *out = open_memstream(&text, &size);
        assert_non_null(out);
        const bool is_written = reproducer_write(out, program, &about, programs[i].attempt, &seen, &trouble);
        fclose(out);
        assert_string_equal(trouble.text, programs[i].reason ? programs[i].reason : "");
        assert_int_equal(is_written, !programs[i].reason);
        assert_int_equal(seen, is_written ? 0 : 99);
        const char *written = programs[i].written;
        const bool is_wanted = !written || *written != '~';
        if (written && !strstr(text, written + !is_wanted) == is_wanted)
            fail_msg("%s %s in %s", is_wanted ? "no" : "there is", written, text);
        free(text);
        program_free(program);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_programs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
