#include "results/tests/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

struct program *trace_read(const char *records, struct trouble *trouble)
{
    char *text = NULL;
    if (asprintf(&text, TRACE_HEAD "%s", records) < 0)
        fail();
    return program_read(text, trouble);
}

struct program *trace_program(const char *records)
{
    struct trouble trouble = {""};
    struct program *program = trace_read(records, &trouble);
    if (!program)
        fail_msg("%s", trouble.text);
    return program;
}
