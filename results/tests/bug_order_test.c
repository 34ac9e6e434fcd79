/* Which thread waits for which, so that the calls come as in the trace. */
#include "results/bug/order.h"
#include "results/tests/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static void keep_calls(struct program *program)
{
    for (size_t i = 0; i < program->event_count; i++)
        program->events[i].is_kept = program->events[i].kind == PROGRAM_CALL;
}

static int last(const struct program *program)
{
    return (int)program->event_count - 1;
}

static void test_one_thread(void **state)
{
    (void)state;
    struct program *program = trace_program(
        TRACE_SET("1", "T1.main", "64") TRACE_RETURN("2", "T1.main", "1", "0") TRACE_SET("3", "T1.main", "64")
            TRACE_RETURN("4", "T1.main", "1", "0") TRACE_OBSERVED("5", "label", "boolean", "1", "x"));
    keep_calls(program);
    assert_int_equal(order(program, last(program)), 0);
    assert_int_equal(program->events[1].waits.count, 0);
    program_free(program);
}

#define OTHER "begin\t3\tT2\tthread1\n" TRACE_SET("4", "T2", "64")
#define BEFORE TRACE_SET("1", "T1.main", "64") TRACE_RETURN("2", "T1.main", "1", "0")

/* A call that is over before another thread's begins: a turn after it. */
static void test_over(void **state)
{
    (void)state;
    struct program *program = trace_program(
        BEFORE OTHER TRACE_RETURN("5", "T2", "1", "0") TRACE_SET("6", "T1.main", "64")
            TRACE_RETURN("7", "T1.main", "1", "0") TRACE_OBSERVED("8", "label", "boolean", "1", "x"));
    keep_calls(program);
    assert_int_equal(order(program, last(program)), 2);
    assert_int_equal(program->events[0].after_turn.count, 1);
    assert_int_equal(program->events[1].waits.count, 1);
    assert_int_equal(program->events[1].waits.list[0], program->events[0].after_turn.list[0]);
    assert_int_equal(program->events[2].waits.list[0], program->events[1].after_turn.list[0]);
    assert_int_equal(program->events[3].waits.count, 0); /* main knows it already */
    assert_false(program->events[2].settles);
    program_free(program);
}

/* A call that another thread is still in: a turn before it, and some time. */
static void test_inside(void **state)
{
    (void)state;
    struct program *program = trace_program(
        BEFORE OTHER TRACE_SET("6", "T1.main", "64") TRACE_RETURN("7", "T2", "1", "0")
            TRACE_RETURN("8", "T1.main", "1", "0") TRACE_OBSERVED("9", "label", "boolean", "1", "x"));
    keep_calls(program);
    assert_int_equal(order(program, last(program)), 3);
    assert_int_equal(program->events[1].before_turn.count, 1);
    assert_int_equal(program->events[2].waits.list[0], program->events[1].before_turn.list[0]);
    assert_true(program->events[2].settles);
    assert_int_equal(program->events[3].waits.count, 1); /* by then it is over */
    assert_int_equal(program->events[3].waits.list[0], program->events[1].after_turn.list[0]);
    program_free(program);
}

/* A call of another thread's that is over, and one after it that is not: the second says it all. */
static void test_last_alone(void **state)
{
    (void)state;
    struct program *program =
        trace_program("begin\t1\tT2\tthread1\n" TRACE_SET("2", "T2", "64") TRACE_RETURN("3", "T2", "1", "0")
                          TRACE_SET("4", "T2", "64") "begin\t5\tT3\tthread2\n" TRACE_SET("6", "T3", "64")
                              TRACE_OBSERVED("7", "label", "boolean", "1", "x"));
    keep_calls(program);
    order(program, 2);
    assert_int_equal(program->events[2].waits.count, 1);
    assert_int_equal(program->events[2].waits.list[0], program->events[1].before_turn.list[0]);
    assert_int_equal(program->events[0].after_turn.count, 0);
    program_free(program);
}

/* Who has waited for one knows what that one knew. */
static void test_learned(void **state)
{
    (void)state;
    struct program *program = trace_program(
        BEFORE "begin\t3\tT2\tthread1\nbegin\t4\tT3\tthread2\n" TRACE_SET("5", "T3", "64")
            TRACE_RETURN("6", "T3", "1", "0") TRACE_SET("7", "T2", "64") TRACE_RETURN("8", "T2", "1", "0")
                TRACE_SET("9", "T1.main", "64") TRACE_OBSERVED("10", "label", "boolean", "1", "x"));
    keep_calls(program);
    order(program, last(program));
    assert_int_equal(program->events[3].waits.count, 1);
    assert_int_equal(program->events[3].waits.list[0], program->events[2].after_turn.list[0]);
    program_free(program);
}

static void test_again(void **state)
{
    (void)state;
    struct program *program = trace_program(BEFORE OTHER TRACE_RETURN("5", "T2", "1", "0")
                                                TRACE_OBSERVED("6", "label", "boolean", "1", "x"));
    keep_calls(program);
    assert_int_equal(order(program, last(program)), 2);
    assert_int_equal(order(program, last(program)), 2);
    assert_int_equal(program->events[1].waits.count, 1);
    program->events[1].is_kept = false;
    assert_int_equal(order(program, last(program)), 0);
    assert_int_equal(program->events[0].after_turn.count, 0);
    program_free(program);
}

/* One call that 100 threads wait for, and which waits for 100. */
static void test_many(void **state)
{
    (void)state;
    enum { THREADS = 100 };
    char *text = NULL;
    size_t size = 0;
    unsigned number = 2;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    fputs(BEFORE, out);
    for (int i = 2; i < 2 + THREADS; i++, number += 3)
        fprintf(out,
                "begin\t%u\tT%d\tthread%d\ncall\t%u\tT%d\tSetEvent\tBOOL\t(HANDLE event)\tbool\t64\n"
                "return\t%u\tT%d\t1\t0\n",
                number + 1, i, i, number + 2, i, number + 3, i);
    fprintf(out, "call\t%u\tT1.main\tSetEvent\tBOOL\t(HANDLE event)\tbool\t64\nreturn\t%u\tT1.main\t1\t0\n",
            number + 1, number + 2);
    fprintf(out, "observed\t%u\tT1.main\tlabel\tboolean\t1\tx\n", number + 3);
    fclose(out);
    struct program *program = trace_program(text);
    keep_calls(program);
    order(program, last(program));
    for (int i = 0; i < THREADS; i++) /* each knows of main by the one before, at the latest */
        assert_true(program->events[1 + i].waits.count >= 1);
    size_t turns = 0;
    const struct program_event *end = &program->events[last(program) - 1];
    for (size_t i = 0; i < end->waits.count; i++)
        for (int k = 0; k < THREADS; k++)
            for (size_t j = 0; j < program->events[1 + k].after_turn.count; j++)
                turns += program->events[1 + k].after_turn.list[j] == end->waits.list[i];
    assert_int_equal(turns, end->waits.count);
    assert_int_equal(program->events[1].after_turn.count, THREADS); /* 99 threads and main */
    assert_int_equal(end->waits.count, THREADS);
    program_free(program);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_thread), cmocka_unit_test(test_over),
                                       cmocka_unit_test(test_inside),     cmocka_unit_test(test_last_alone),
                                       cmocka_unit_test(test_learned),    cmocka_unit_test(test_again),
                                       cmocka_unit_test(test_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
