/* Traces as programs: what is read, and what is refused. */
#include "results/tests/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define CALL "call\t1\tT1.main\tf\tBOOL\t(HANDLE file)\tbool: handle\t64\n"

static const struct {
    const char *records, *problem;
} damaged[] = {
    {"call\n", "too few fields"},
    {"call\t1\tT1.main\tf\n", "too few fields"},
    {"call\t1\tT1.main\tf\tBOOL\t(HANDLE file)\tbool: handle\n", "one value a parameter"},
    {"call\t1\tT1.main\tf\tBOOL\t(HANDLE file)\tbool: handle\t64\t65\n", "one value a parameter"},
    {"call\t1\tT1.main\tf\tBOOL\t(void)\tbool\t64\n", "one value a parameter"},
    {"call\t1\tT1.main\tf\tBOOL\t\tbool\n", "in no parentheses"},
    {"call\t1\tT1.main\tf\tBOOL\t(\tbool\n", "in no parentheses"},
    {"call\t1\tT1.main\tf\tBOOL\tHANDLE file\tbool\t64\n", "in no parentheses"},
    {"call\t1\tT1.main\tf\tBOOL\tHANDLE file)\tbool\t64\n", "in no parentheses"},
    {"call\t1\tT1.main\tf\tBOOL\t(HANDLE file\tbool\t64\n", "in no parentheses"},
    {"call\t1\tT1.main\tf\tBOOL\t()\tbool\t64\n", "no name or no type"},
    {"call\t1\tT1.main\tf\tBOOL\t(HANDLE)\tbool\t64\n", "no name or no type"},
    {"call\t1\tT1.main\tf\tBOOL\t(HANDLE file, )\tbool\t64\t1\n", "no name or no type"},
    {"call\t1\tT1.main\tf();g\tBOOL\t(HANDLE file)\tbool\t64\n", "none in C"},
    {"call\t1\tT1.main\tf\t\t(HANDLE file)\tbool\t64\n", "none in C"},
    {"call\t1\tT1.main\tf\tBOOL\t(HANDLE file)\tbool: handle\txyz\n", "a number in it is none"},
    {"call\t1\tT1.main\tf\tBOOL\t(HANDLE file)\tbool: handle\t\n", "a number in it is none"},
    {"call\t1\tT1.main\tf\tBOOL\t(HANDLE file)\tbool: handle\t-1\n", "a number in it is none"},
    {"call\t1\tT1.main\tf\tBOOL\t(HANDLE file)\tbool: handle\t10000000000000000\n", "a number in it is none"},
    {"call\tone\tT1.main\tf\tBOOL\t(HANDLE file)\tbool: handle\t64\n", "a number in it is none"},
    {"call\t4294967295\tT1.main\tf\tBOOL\t(void)\tbool\n", "a number in it is none"},
    {"call\t0\tT1.main\tf\tBOOL\t(void)\tbool\n", "not larger than the one before"},
    {CALL CALL, "not larger than the one before"},
    {"call\t1\tT1.main\tf\tint\t(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int "
     "k, int l, int m, "
     "int n, int o)\t-\t1\t2\t3\t4\t5\t6\t7\t8\t9\ta\tb\tc\td\te\tf\n",
     "more than 14 parameters"},
    {"call\t1\tT1.main\tf\tint\t(int a)\t-\t1\t2\t3\t4\t5\t6\t7\t8\t9\ta\tb\tc\td\te\tf\t10\t11\n",
     "more fields than any"},
    {"return\t1\tT1.main\t0\t0\n", "its thread is in no call"},
    {CALL "return\t2\tT2\t0\t0\n", "its thread is in no call"},
    {CALL "return\t2\tT1.main\t0\n", "too few fields"},
    {CALL "return\t2\tT1.main\tx\t0\n", "a number in it is none"},
    {CALL "return\t2\tT1.main\t0\t100000000\n", "a number in it is none"},
    {CALL "return\t2\tT1.main\t0\t0\nreturn\t3\tT1.main\t0\t0\n", "its thread is in no call"},
    {"memory\t10\t00\n", "no call or return stands before"},
    {CALL "memory\t10\n", "too few fields"},
    {CALL "memory\tx\t00\n", "a number in it is none"},
    {CALL "memory\t10\t0\n", "no pairs of hexadecimal digits"},
    {CALL "memory\t10\t0g\n", "no pairs of hexadecimal digits"},
    {CALL "descriptor\t10\t \t\n", "no pairs of hexadecimal digits"},
    {"observed\t1\tT1.main\tlabel\tnumber\t5\n", "too few fields"},
    {"observed\t1\tT1.main\tlabel\tnumber\tfive\tcount\n", "a number in it is none"},
    {CALL "begin\t2\tT2\n", "too few fields"},
    {CALL "end\t2\tT1.main\tmain\n", "has not begun"},
    {CALL "end\t2\tT2\tthread1\n", "has not begun"},
    {CALL "call\t2\tT2\tf\tBOOL\t(void)\tbool\n", "its thread is in no function"},
    {"makes\t1\tT1.main\tthread1\n", "its thread is in no call"},
    {CALL "makes\t2\tT1.main\tthread 1\n", "none in C"},
    {"twinpipe-program\t1\n", "a second program"},
};

static void test_damaged(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        struct trouble trouble = {""};
        struct program *program = trace_read(damaged[i].records, &trouble);
        if (program)
            fail_msg("it was read: %s", damaged[i].records);
        if (!strstr(trouble.text, damaged[i].problem) ||
            strncmp(trouble.text, "the trace is damaged: line ", 27) || strchr(trouble.text, '\n'))
            fail_msg("%s: %s", damaged[i].records, trouble.text);
    }
}

static void test_line_and_word(void **state)
{
    (void)state;
    struct trouble trouble = {""};
    assert_null(trace_read("# a note\n" CALL "return\t2\n", &trouble));
    assert_string_equal(trouble.text,
                        "the trace is damaged: line 4, `return`: it has too few fields; trace the "
                        "behaviour again, with the test binary of this command");
}

static void test_head(void **state)
{
    (void)state;
    static const struct {
        const char *text, *problem;
    } heads[] = {
        {"", "has written no program"},
        {"\n\n", "has written no program"},
        {CALL, "has written no program"},
        {"twinpipe-program", "has written no program"},
        {"twinpipe-program\n", "its version is not 1"},
        {"twinpipe-program\t2\n", "its version is not 1"},
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct trouble trouble = {""};
        assert_null(program_read(strdup(heads[i].text), &trouble));
        assert_non_null(strstr(trouble.text, heads[i].problem));
    }
}

/* What others write in between, and where it was cut. */
static void test_skipped(void **state)
{
    (void)state;
    struct program *program = trace_program("trace 1 of a/b on wine\n\n" CALL "0024:fixme:a word\t1\t2\n"
                                            "memory\t10\t0102\r\n= label: 1 (allowed 2)\ncallback\t7\n"
                                            "return\t2\tT1.main\t1\tdeadbeef\nreturn\t3\tT1");
    uint64_t number = 0;
    assert_int_equal(program->event_count, 1);
    assert_int_equal(program->events[0].result, 1);
    assert_int_equal(program->events[0].error, 0xdeadbeef);
    assert_true(program_number(program->events[0].before, 0x10, 2, &number));
    assert_int_equal(number, 0x201);
    program_free(program);
}

/* What comes before the head belongs to others, whatever it looks like. */
static void test_before(void **state)
{
    (void)state;
    struct trouble trouble = {""};
    struct program *program = program_read(strdup("call\t1\nmemory\n" TRACE_HEAD CALL), &trouble);
    assert_non_null(program);
    assert_int_equal(program->event_count, 1);
    program_free(program);
}

static void test_parameters(void **state)
{
    (void)state;
    struct program *program =
        trace_program("call\t1\tT1.main\tf\tBOOL\t(const void *bytes, OVERLAPPED **where, DWORD size)\t"
                      "bool: buffer >handle\t10\t20\t30\n");
    const struct program_event *event = &program->events[0];
    assert_int_equal(event->parameter_count, 3);
    assert_string_equal(event->parameters[0].type, "const void *");
    assert_string_equal(event->parameters[0].name, "bytes");
    assert_string_equal(event->parameters[1].type, "OVERLAPPED **");
    assert_string_equal(event->parameters[1].word, ">handle");
    assert_string_equal(event->parameters[2].word, "");
    assert_int_equal(event->parameters[2].value, 0x30);
    assert_int_equal(event->returned, UINT32_MAX);
    program_free(program);
}

/* A call in a call, and a callback in a call: returns belong to the innermost one. */
static void test_nested(void **state)
{
    (void)state;
    struct program *program = trace_program(
        CALL "call\t2\tT1.main\tg\tBOOL\t(void)\tbool\nbegin\t3\tT1.main\twait1\t10\t\n"
             "call\t4\tT1.main\th\tBOOL\t(void)\tbool\nreturn\t5\tT1.main\t5\t0\nend\t6\tT1.main\twait1\n"
             "return\t7\tT1.main\t7\t0\nreturn\t8\tT1.main\t8\t0\n");
    assert_int_equal(program->event_count, 3);
    assert_int_equal(program->events[0].result, 8);
    assert_int_equal(program->events[1].result, 7);
    assert_int_equal(program->events[2].result, 5);
    assert_int_equal(program->events[2].frame, 1);
    assert_int_equal(program->events[1].frame, 0);
    assert_int_equal(program->frames[1].begun, 3);
    assert_int_equal(program->frames[1].ended, 6);
    program_free(program);
}

/* Callbacks in callbacks, and threads: more than any fixed size there has been. */
static void test_many(void **state)
{
    (void)state;
    enum { DEPTH = 100, THREADS = 300 };
    char *text = NULL;
    size_t size = 0;
    unsigned number = 1;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    fputs(CALL, out);
    for (int i = 0; i < DEPTH; i++)
        fprintf(out, "begin\t%u\tT1.main\twait%d\n", ++number, i);
    fprintf(out, "call\t%u\tT1.main\tdeep\tBOOL\t(void)\tbool\n", ++number);
    for (int i = DEPTH; i--;)
        fprintf(out, "end\t%u\tT1.main\twait%d\n", ++number, i);
    for (int i = 2; i < THREADS; i++)
        fprintf(out, "begin\t%u\tT%d\tthread%d\ncall\t%u\tT%d\tf\tBOOL\t(void)\tbool\n", number + 1, i, i,
                number + 2, i),
            number += 2;
    fclose(out);
    struct program *program = trace_program(text);
    assert_int_equal(program->events[1].frame, DEPTH);
    assert_int_equal(program->frames[1].ended, number - 2 * (THREADS - 2));
    assert_int_equal(program->thread_count, THREADS - 1);
    assert_int_equal(program->events[program->event_count - 1].thread, THREADS - 2);
    program_free(program);
    free(text);
}

static void test_memory(void **state)
{
    (void)state;
    struct program *program = trace_program(CALL "descriptor\t100\tff\nmemory\t100\t0102030405060708\n");
    const struct program_memory *list = program->events[0].before;
    uint64_t number;
    assert_true(program_number(list, 0x100, 8, &number));
    assert_int_equal(number, 0x0807060504030201);
    assert_true(program_number(list, 0x104, 4, &number));
    assert_false(program_number(list, 0x105, 4, &number));
    assert_false(program_number(list, 0xff, 1, &number));
    assert_null(program_bytes(list, UINT64_MAX, 4));
    assert_null(program_bytes(list, 0x101, SIZE_MAX));
    assert_non_null(program_bytes(list, 0x108, 0));
    program_free(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_damaged), cmocka_unit_test(test_line_and_word),
        cmocka_unit_test(test_head),    cmocka_unit_test(test_skipped),
        cmocka_unit_test(test_before),  cmocka_unit_test(test_parameters),
        cmocka_unit_test(test_nested),  cmocka_unit_test(test_many),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
