/* What of a program an observation needs. */
#include "results/bug/slice.h"
#include "results/tests/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* Slices for the call of index SOURCE; a letter for each event: k kept, p kept and polled, - not. */
static const char *sliced(struct program *program, int source)
{
    static char letters[1024];
    const struct source what = {.event = source, .what = SOURCE_RESULT};
    struct variables *variables = resolve(program);
    slice(program, variables, (int)program->event_count - 1, &what);
    for (size_t i = 0; i < program->event_count; i++) {
        const struct program_event *event = &program->events[i];
        letters[i] = !event->is_kept ? '-' : event->is_polled ? 'p' : 'k';
    }
    letters[program->event_count] = '\0';
    variables_free(variables);
    return letters;
}

#define END TRACE_OBSERVED("90", "label", "result", "0", "x")
#define SIZE                                                                                                 \
    "call\t25\tT1.main\tGetFileSizeEx\tBOOL\t(HANDLE file)\tbool: handle\t64\nreturn\t26\tT1.main\t1\t0\n"
#define HEAP                                                                                                 \
    "call\t21\tT1.main\tHeapAlloc\tvoid *\t(HANDLE heap, DWORD flags, SIZE_T size)\t+memory: - hex number\t" \
    "340000\t0\t10\nreturn\t22\tT1.main\t500\t0\n"

static const struct {
    const char *records;
    int source;
    const char *kept;
} slices[] = {
    /* Another object, what comes after, and bookkeeping are left out. */
    {TRACE_CREATE("1", "T1.main") TRACE_RETURN("2", "T1.main", "64", "0")   //
     TRACE_CREATE("3", "T1.main") TRACE_RETURN("4", "T1.main", "68", "0")   //
     TRACE_SET("5", "T1.main", "64") TRACE_RETURN("6", "T1.main", "1", "0") //
     TRACE_SET("7", "T1.main", "68") TRACE_RETURN("8", "T1.main", "1", "0") //
     HEAP SIZE TRACE_WAIT("27", "T1.main", "64", "0") TRACE_RETURN("28", "T1.main", "0", "0") END,
     6, "k-k---k-"},
    /* A handle's value that is used again is another object. */
    {TRACE_CREATE("1", "T1.main") TRACE_RETURN("2", "T1.main", "64", "0")   //
     TRACE_SET("3", "T1.main", "64") TRACE_RETURN("4", "T1.main", "1", "0") //
     TRACE_CREATE("5", "T1.main") TRACE_RETURN("6", "T1.main", "64", "0")   //
     TRACE_SET("7", "T1.main", "64") TRACE_RETURN("8", "T1.main", "1", "0") END,
     3, "--kk-"},
    /* Calls of the thread itself matter to all. */
    {"call\t1\tT1.main\tImpersonateNamedPipeClient\tBOOL\t(HANDLE *pipe)\tbool: handle\t99\n"      //
     TRACE_RETURN("2", "T1.main", "1", "0") "call\t3\tT1.main\tRevertToSelf\tBOOL\t(void)\tbool\n" //
     TRACE_RETURN("4", "T1.main", "1", "0") TRACE_CREATE("5", "T1.main")
         TRACE_RETURN("6", "T1.main", "64", "0") //
     TRACE_SET("7", "T1.main", "64") TRACE_RETURN("8", "T1.main", "1", "0") END,
     3, "kkkk-"},
    /* The same wait again and again: the last one, repeated. */
    {TRACE_CREATE("1", "T1.main") TRACE_RETURN("2", "T1.main", "64", "0")           //
     TRACE_WAIT("3", "T1.main", "64", "a") TRACE_RETURN("4", "T1.main", "102", "0") //
     TRACE_WAIT("5", "T1.main", "64", "a") TRACE_RETURN("6", "T1.main", "102", "0") //
     TRACE_WAIT("7", "T1.main", "64", "a") TRACE_RETURN("8", "T1.main", "0", "0")   //
     TRACE_SET("9", "T1.main", "64") TRACE_RETURN("10", "T1.main", "1", "0") END,
     4, "k--pk-"},
    /* Who makes a thread whose call is needed is needed, and so is all that it does. */
    {TRACE_CREATE("1", "T1.main") TRACE_RETURN("2", "T1.main", "64", "0") //
     TRACE_CREATE("3", "T1.main") TRACE_RETURN("4", "T1.main", "68", "0") //
     "call\t5\tT1.main\tCreateThread\tHANDLE\t(DWORD flags)\t+thread: hex\t0\nmakes\t6\tT1.main\tthread1\n"
     "return\t7\tT1.main\t70\t0\nbegin\t8\tT2\tthread1\n"           //
     TRACE_SET("9", "T2", "68") TRACE_RETURN("10", "T2", "1", "0")  //
     TRACE_SET("11", "T2", "64") TRACE_RETURN("12", "T2", "1", "0") //
     TRACE_WAIT("13", "T1.main", "64", "0") TRACE_RETURN("14", "T1.main", "0", "0") END,
     5, "kkkkkk-"},
};

static void test_slices(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof slices / sizeof *slices; i++) {
        struct program *program = trace_program(slices[i].records);
        assert_string_equal(sliced(program, slices[i].source), slices[i].kept);
        assert_string_equal(sliced(program, slices[i].source), slices[i].kept); /* and again */
        program_free(program);
    }
}

static void test_no_source(void **state)
{
    (void)state;
    struct program *program =
        trace_program(TRACE_SET("1", "T1.main", "64") TRACE_RETURN("2", "T1.main", "1", "0") END);
    assert_string_equal(sliced(program, NO_INDEX), "--");
    program_free(program);
}

/* More objects than any set had room for: the last one alone is needed. */
static void test_many(void **state)
{
    (void)state;
    enum { EVENTS = 700 };
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    const struct source what = {.event = EVENTS, .what = SOURCE_RESULT};
    assert_non_null(out);
    for (unsigned i = 0; i < EVENTS; i++)
        fprintf(out,
                "call\t%u\tT1.main\tCreateEventW\tHANDLE\t(BOOL manual)\t+event: "
                "bool\t1\nreturn\t%u\tT1.main\t%x\t0\n",
                2 * i + 1, 2 * i + 2, 0x1000 + i);
    fprintf(
        out,
        "call\t%u\tT1.main\tSetEvent\tBOOL\t(HANDLE event)\tbool: handle\t%x\nreturn\t%u\tT1.main\t1\t0\n",
        2 * EVENTS + 1, 0x1000 + EVENTS - 1, 2 * EVENTS + 2);
    fprintf(out, "observed\t%u\tT1.main\tlabel\tresult\t0\tx\n", 2 * EVENTS + 3);
    fclose(out);
    struct program *program = trace_program(text);
    struct variables *variables = resolve(program);
    slice(program, variables, EVENTS + 1, &what);
    assert_int_equal(variables->count, EVENTS);
    for (int i = 0; i < EVENTS; i++) {
        assert_int_equal(program->events[i].is_kept, i == EVENTS - 1);
        assert_int_equal(variables->list[i]->is_used, i == EVENTS - 1);
    }
    assert_string_equal(program->events[EVENTS].parameters[0].text, "event700");
    variables_free(variables);
    program_free(program);
    free(text);
}

static void test_sets(void **state)
{
    (void)state;
    struct object_set one = {0}, other = {0};
    assert_true(object_set_is_empty(&one));
    assert_false(object_set_has(&one, 0));
    object_set_add(&one, 3);
    object_set_add(&one, 1000);
    assert_true(object_set_has(&one, 3) && object_set_has(&one, 1000));
    assert_false(object_set_has(&one, 4) || object_set_has(&one, 1001) || object_set_has(&one, 100000));
    object_set_add(&other, 64);
    assert_false(object_set_meet(&one, &other));
    object_set_add(&other, 1000);
    assert_true(object_set_meet(&one, &other) && object_set_meet(&other, &one));
    object_set_unite(&one, &other);
    assert_true(object_set_has(&one, 64) && object_set_has(&one, 3));
    object_set_clear(&one);
    assert_true(object_set_is_empty(&one));
    object_set_clear(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_slices), cmocka_unit_test(test_no_source),
                                       cmocka_unit_test(test_many), cmocka_unit_test(test_sets)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
