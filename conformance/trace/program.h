/* The other form of a trace, for programs to read: `trace --program`. Every argument stands in it as the word
 * that was passed, with the bytes that pointers point to; nothing is interpreted. results/FORMAT.md specifies
 * it under "Program".
 *
 * All but program_open() and program_is_open() are called without the lock of log.h and keep the last error.
 */
#ifndef TWINPIPE_TRACE_PROGRAM_H
#define TWINPIPE_TRACE_PROGRAM_H

#include "forms.h"

/* From now on the trace has this form. Before trace_begin(). */
void program_open(void);
int program_is_open(void);

void program_call(const struct traced_call *call);
void program_return(const struct traced_call *call, ULONG_PTR result, DWORD error);

/* The call that this thread is in has made what is called back under that name. */
void program_makes(const char *name);
/* A callback begins or ends; in a line of log.h that program_line_ends() ends. */
void program_begins(const char *name, const char *what, const char *role);
void program_instance(const void *instance);
void program_line_ends(void);
void program_ends(const char *name, const char *what);

/* The bytes behind the arguments of a call, program_memory.c; inside a line of log.h. only_written leaves
 * out what the call cannot have changed. */
void program_memory(const struct traced_call *call, int only_written);

#endif
