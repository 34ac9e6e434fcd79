/* A platform that lies to the writer: replacements for the pointers that its objects call through
 * (conformance/seam). One lie at a time; lie_calls counts how often it could have been told, lie_until says
 * how often it is.
 */
#ifndef PIPE_WRITER_LIES_H
#define PIPE_WRITER_LIES_H

#include <windows.h>

enum lie {
    TRUTH,
    WRITE_TAKES_HALF, /* WriteFile writes half, and says so */
    WRITE_TAKES_NONE, /* WriteFile succeeds with 0 bytes */
    WRITE_FAILS,      /* WriteFile fails with lie_error */
    COUNT_IS_TOO_LARGE,
    RESULT_INCOMPLETE, /* GetOverlappedResult of a complete operation: ERROR_IO_INCOMPLETE */
    RESULT_FAILS,      /* GetOverlappedResult fails with lie_error */
    CANCEL_REFUSED,    /* CancelIoEx does nothing and fails with lie_error */
    CANCEL_DENIED,     /* CancelIoEx cancels, and fails with lie_error */
    CANCEL_LATER,  /* CancelIoEx says TRUE, or fails with lie_error if there is one; the operation ends in 500
                      ms */
    WAIT_FAILS,    /* WaitForMultipleObjects */
    WAIT_SEES_APC, /* WaitForMultipleObjects returns WAIT_IO_COMPLETION */
    CREATION_FAILS, /* call lie_until of those that give memory, an event or a thread-pool object */
};

extern enum lie lie;
extern LONG lie_calls, lie_until;
extern DWORD lie_error;
extern LONG lie_objects; /* handles and blocks of memory that the writer has and has not given back */

void lies_install(void);
void lie_begin(enum lie which, LONG until, DWORD error);

#endif
