/* A call as two lines, by the FORM of its row in seam/calls.h: "RESULT: ARGUMENT ARGUMENT ...", a word each.
 *
 * RESULT      bool     TRUE, or FALSE and the error      truth    TRUE or FALSE, no error comes with it
 *             wait     what was waited for               status   an NTSTATUS
 *             number   a number                          void     nothing
 *             exit     as bool, and the trace is written first, since there may be no return
 *             +KIND    a new object of that kind, or the error
 * ARGUMENT    handle   any object                        process  a process' handle
 *             close    a handle that is gone on success  gone     an object that is gone at the call
 *             source   a handle, gone if it is moved     free     memory that is gone
 *             lock     a lock by address                 gone-lock  one that is gone at the call
 *             number hex bool                            ms       a timeout
 *             name     a pipe's or an object's           tag      a number, or a name if it is an address
 *             buffer   memory by address                 handles  an array, its count the argument before
 *             overlapped  an OVERLAPPED, and at the return its status and count
 *             block    the same of an IO_STATUS_BLOCK    pointed  an OVERLAPPED that nothing is stored in
 *             time     a FILETIME                        status   an NTSTATUS
 *             given environment  shown only if not NULL  <number <hex  what a pointer points to
 *             -        not shown: callbacks and contexts, ids, what differs between two runs
 * stored      >number >hex >tag >overlapped >entries     what a pointer points to at the return
 *             >reader >writer >registration >handle >copy >process    handles that were made
 *
 * What a failed call stores is shown if it has changed what was there.
 */
#ifndef TWINPIPE_TRACE_FORMS_H
#define TWINPIPE_TRACE_FORMS_H

#include "names.h"

#define ARGUMENTS_MOST 14

struct traced_call {
    const char *name;
    const char *arguments; /* "(file, bytes, ...)" */
    const char *form;
    const char *type;       /* of the result */
    const char *parameters; /* "(HANDLE file, ...)" */
    const ULONG_PTR *values;
    unsigned int count;
    const char *parameter[ARGUMENTS_MOST]; /* where each begins in parameters, for program_memory.c */
    ULONG_PTR before[ARGUMENTS_MOST];      /* what pointers pointed to at the call */
    struct name *closing;                  /* its name is to go if the call succeeds */
    int wrong;                             /* answered wrongly (wrong_answer.h) */
};

/* One argument while a form is walked through. */
struct argument {
    unsigned int index;
    int shown; /* how many have been in this line */
    const char *name, *word;
    int name_length, word_length;
    ULONG_PTR value;
};

/* index 0 first: set *argument to zeroes. Returns 0 after the last one. */
int next_argument(const struct traced_call *call, struct argument *argument);
int is_word(const struct argument *argument, const char *word);
/* The value of the argument of that name or of that word, 0 if there is none. */
ULONG_PTR argument_named(const struct traced_call *call, const char *name);
ULONG_PTR argument_worded(const struct traced_call *call, const char *word);

/* Inside a line of log.h: what follows the mark. */
void form_call(struct traced_call *call);
void form_return(struct traced_call *call, ULONG_PTR result, DWORD error);

/* The parts: arguments.c, stored.c. */
void form_argument(struct traced_call *call, struct argument *argument);
void form_before(struct traced_call *call, const struct argument *argument);
void form_stored(struct traced_call *call, struct argument *argument, int success);

/* Values as text, at the end of the line. */
void text_error(DWORD error); /* after a comma */
void text_code(DWORD error);
void text_status(ULONG_PTR status);
void text_wait(ULONG_PTR result);
void text_number(ULONG_PTR value);
void text_handle(ULONG_PTR handle);
void text_overlapped(ULONG_PTR address);
void text_tag(ULONG_PTR value);

#endif
