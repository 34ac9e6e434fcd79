/* Programs for the tests, of the records of a trace. */
#ifndef RESULTS_TESTS_TRACE_H
#define RESULTS_TESTS_TRACE_H

#include "results/bug/program.h"

#define TRACE_HEAD "twinpipe-program\t1\n"

/* Records of calls: NUMBER and THREAD are texts, the others values in hexadecimal. */
#define TRACE_CREATE(number, thread)                                                                         \
    "call\t" number "\t" thread "\tCreateEventW\tHANDLE\t(SECURITY_ATTRIBUTES *security, BOOL manual, BOOL " \
    "set, LPCWSTR name)\t+event: given bool bool name\t0\t1\t0\t0\n"
#define TRACE_SET(number, thread, event)                                                                     \
    "call\t" number "\t" thread "\tSetEvent\tBOOL\t(HANDLE event)\tbool: handle\t" event "\n"
#define TRACE_WAIT(number, thread, event, timeout)                                                           \
    "call\t" number "\t" thread                                                                              \
    "\tWaitForSingleObject\tDWORD\t(HANDLE object, DWORD timeout)\twait: handle ms\t" event "\t" timeout     \
    "\n"
#define TRACE_RETURN(number, thread, value, error) "return\t" number "\t" thread "\t" value "\t" error "\n"
#define TRACE_OBSERVED(number, label, kind, value, expression)                                               \
    "observed\t" number "\tT1.main\t" label "\t" kind "\t" value "\t" expression "\n"

/* Reads TRACE_HEAD and RECORDS; the program, or NULL with TROUBLE filled. */
struct program *trace_read(const char *records, struct trouble *trouble);

/* The same of records that are right: it fails the test if they are not. */
struct program *trace_program(const char *records);

#endif
