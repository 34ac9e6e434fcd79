/* What the platform's answer to one WriteFile means. Pure: a table and a few comparisons.
 */
#ifndef PIPE_WRITER_CLASSIFY_H
#define PIPE_WRITER_CLASSIFY_H

#include "pipe_writer.h"

enum writer_outcome {
    WRITER_PROGRESS, /* count bytes are written; the rest may be tried */
    WRITER_AGAIN,    /* nothing happened; try again later, with less if it is a matter of memory */
    WRITER_OVER,     /* the stream has ended, with status */
};

struct writer_answer {
    DWORD error; /* ERROR_SUCCESS or why not; never ERROR_IO_PENDING or ERROR_IO_INCOMPLETE */
    DWORD count, length;
    BOOL was_pending;
    BOOL cancelled; /* by the writer itself */
    BOOL message;   /* cannot be continued in the middle */
};

struct writer_verdict {
    enum writer_outcome outcome;
    pipe_writer_status status; /* of WRITER_OVER, and of WRITER_AGAIN that comes too often */
    DWORD written;
    DWORD uncertain; /* bytes that may have been delivered */
    BOOL short_of_memory;
};

struct writer_verdict writer_classify(const struct writer_answer *answer);

#endif
