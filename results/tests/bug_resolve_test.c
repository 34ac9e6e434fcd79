/* Arguments as C, and the programs that are made of them, or refused. */
#include "results/bug/reproducer.h"
#include "results/bug/resolve.h"
#include "results/tests/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define CALL(name, parameters, form, values)                                                                 \
    "call\t5\tT1.main\t" name "\tBOOL\t(" parameters ")\t" form "\t" values "\n"
#define EVENT_74 TRACE_CREATE("1", "T1.main") TRACE_RETURN("2", "T1.main", "74", "0")
#define NAME                                                                                                 \
    "memory\t100\t5c005c002e005c0070006900700065005c007400770069006e0070006900700065002d00310034002d003900"  \
    "630062002d0031000000\n"
#define OVERLAPPED_74 "memory\t100\t0000000000000000000000000000000000000000000000007400000000000000\n"
#define ZEROS_16 "00000000000000000000000000000000"
#define SECURITY "memory\t100\t180000000000000000020000000000000000000000000000\n"
/* Self-relative; its list of 16 bytes begins at 20. */
#define DESCRIPTOR                                                                                           \
    "descriptor\t200\t0100048000000000000000000000000014000000"                                              \
    "02001000"                                                                                               \
    "000000000000000000000000\n"
#define DESCRIPTOR_CUT                                                                                       \
    "descriptor\t200\t0100048000000000000000000000000014000000"                                              \
    "02001100"                                                                                               \
    "000000000000000000000000\n"
#define DESCRIPTOR_OUTSIDE                                                                                   \
    "descriptor\t200\t010004800000000000000000000000001e000000"                                              \
    "02001000"                                                                                               \
    "000000000000000000000000\n"

/* The last parameter of the last call, the statements before it, and why no program can have it. */
static const struct {
    const char *records, *text, *setup, *refusal;
} arguments[] = {
    {CALL("CloseHandle", "HANDLE handle", "bool: close", "0"), "NULL", "", NULL},
    {CALL("CloseHandle", "HANDLE handle", "bool: close", "ffffffffffffffff"), "INVALID_HANDLE_VALUE", "",
     NULL},
    {CALL("CloseHandle", "HANDLE handle", "bool: close", "74"), "(HANDLE)(ULONG_PTR)0x74", "", NULL},
    {EVENT_74 CALL("CloseHandle", "HANDLE handle", "bool: close", "74"), "event", "", NULL},
    {CALL("f", "BOOL set", "bool: bool", "2"), "TRUE", "", NULL},
    {CALL("f", "DWORD timeout", "bool: ms", "ffffffff"), "INFINITE", "", NULL},
    {CALL("f", "DWORD count", "bool: number", "1234567890"), "0x34567890", "", NULL},
    {CALL("f", "LPCWSTR name", "bool: name", "100") NAME, "L\"\\\\\\\\.\\\\pipe\\\\repro1\"", "", NULL},
    {CALL("f", "LPCWSTR name", "bool: name", "100"), "NULL", "", NULL},
    {CALL("f", "LPCWSTR name", "bool: name", "100") "memory\t100\t41004200\n", "L\"AB\"", "",
     "a name is longer than the 1024 bytes that a trace has of it"},
    {EVENT_74 CALL("WriteFile", "OVERLAPPED *overlapped", "bool: overlapped", "100") OVERLAPPED_74,
     "&overlapped", "overlapped.hEvent = event;\n", NULL},
    {CALL("f", "void *bytes, DWORD size", "bool: buffer number", "100\t4"), "4", "", NULL},
    {CALL("f", "DWORD size, const void *bytes", "bool: number buffer",
          "4\t100") "memory\t100\t" ZEROS_16 ZEROS_16 ZEROS_16 ZEROS_16 "\n",
     "buffer", "", NULL},
    {CALL("f", "const void *in, DWORD size", "bool: buffer number", "100\t3") "memory\t100\t010203\n", "3",
     "memcpy(buffer, content, sizeof(content));\n", NULL},
    {CALL("f", "const void *in, DWORD size", "bool: buffer number", "100\t4000000"), "0x4000000", "", NULL},
    {CALL("f", "const void *in, DWORD size", "bool: buffer number", "100\t4000001"), "0x4000001", "",
     "a buffer of 67108865 bytes is larger than 67108864, the most"},
    {CALL("f", "SECURITY_ATTRIBUTES *security", "bool: given", "100") SECURITY DESCRIPTOR, "&security",
     "security.nLength = sizeof(security);\nsecurity.lpSecurityDescriptor = descriptor;\n"
     "security.bInheritHandle = FALSE;\n",
     NULL},
    {CALL("f", "SECURITY_ATTRIBUTES *security", "bool: given", "100") SECURITY DESCRIPTOR_CUT, "&security",
     NULL, "its security descriptor is not in the trace, or not whole"},
    {CALL("f", "SECURITY_ATTRIBUTES *security", "bool: given", "100") SECURITY DESCRIPTOR_OUTSIDE,
     "&security", NULL, "its security descriptor is not in the trace, or not whole"},
    {CALL("f", "SECURITY_ATTRIBUTES *security", "bool: given", "100") SECURITY, "&security", NULL,
     "its security descriptor is not in the trace, or not whole"},
};

static void test_arguments(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof arguments / sizeof *arguments; i++) {
        struct program *program = trace_program(arguments[i].records);
        struct variables *variables = resolve(program);
        const struct program_event *event = &program->events[program->event_count - 1];
        assert_string_equal(event->parameters[event->parameter_count - 1].text, arguments[i].text);
        if (arguments[i].setup)
            assert_string_equal(event->setup, arguments[i].setup);
        assert_string_equal(event->refusal ? event->refusal : "",
                            arguments[i].refusal ? arguments[i].refusal : "");
        variables_free(variables);
        program_free(program);
    }
}

#define SET                                                                                                  \
    EVENT_74 CALL("SetEvent", "HANDLE event", "bool: handle", "74") TRACE_RETURN("6", "T1.main", "1", "0")
#define SEEN(label, expression) TRACE_OBSERVED("9", label, "result", "0", expression)

/* What is allowed is FALSE, error 6; the reason, or what stands in the program. */
static const struct {
    const char *records, *allowed, *reason, *written;
} programs[] = {
    {SET SEEN("label", "SetEvent(event)"), "FALSE, ERROR_INVALID_HANDLE (6)", NULL,
     "seen = SetEvent(event) ? ERROR_SUCCESS : GetLastError();"},
    {SET SEEN("label", "SetEvent(event)"), "FALSE, ERROR_INVALID_HANDLE (6)", NULL,
     "return (seen == 0x6) ? 0 : 1;"},
    {SET SEEN("another", "SetEvent(event)"), "FALSE, ERROR_INVALID_HANDLE (6)",
     "the trace does not come to `label`", NULL},
    {SET SEEN("label", "SetEvent(event)"), "(absent)", "what is allowed is no number: (absent)", NULL},
    {SET SEEN("label", "SetEvent(event)"), "TRUE", "under the trace an allowed value is seen", NULL},
    {SET SEEN("label", "ResetEvent(event) + 1"), "FALSE, error 6",
     "the test looks at `ResetEvent(event) + 1`, which says of no call that it tells the value", NULL},
    {SEEN("label", "SetEvent(event)"), "FALSE, error 6",
     "no call of the trace tells the value that was looked at", NULL},
    {CALL("WriteFile", "const void *in, DWORD size", "bool: buffer number", "100\tffffffff")
         TRACE_RETURN("6", "T1.main", "1", "0") SEEN("label", "WriteFile(in, size)"),
     "FALSE, error 6", "WriteFile: a buffer of 4294967295 bytes is larger than 67108864, the most", NULL},
    {CALL("CreateProcessW", "HANDLE *event", "bool: >handle", "100") TRACE_RETURN("6", "T1.main", "1", "0")
         SEEN("label", "CreateProcessW(x)"),
     "FALSE, error 6", "the behaviour needs a second process", NULL},
};

static void test_programs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        const struct reproducer_about about = {.title = "title",
                                               .summary = "summary",
                                               .expected = "expected",
                                               .label = "label",
                                               .kind = "result",
                                               .allowed = programs[i].allowed,
                                               .seen = "TRUE",
                                               .build = "cc"};
        struct program *program = trace_program(programs[i].records);
        struct trouble trouble = {""};
        char *text = NULL;
        size_t size = 0;
        uint64_t seen = 99;
        FILE *out = open_memstream(&text, &size);
        assert_non_null(out);
        const bool is_written = reproducer_write(out, program, &about, 0, &seen, &trouble);
        fclose(out);
        assert_string_equal(trouble.text, programs[i].reason ? programs[i].reason : "");
        assert_int_equal(is_written, !programs[i].reason);
        assert_int_equal(is_written, size > 0); /* nothing half written */
        if (programs[i].written && !strstr(text, programs[i].written))
            fail_msg("no %s in %s", programs[i].written, text);
        free(text);
        program_free(program);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_arguments), cmocka_unit_test(test_programs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
