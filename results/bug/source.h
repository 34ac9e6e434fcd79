/* Where an observed value comes from: the result of which call, or what it has stored. The trace does not
 * say it; the expression that was looked at, the value and the order of the calls do. Which expressions are
 * understood, and what becomes of the others, is in source_wording.h. */
#ifndef RESULTS_BUG_SOURCE_H
#define RESULTS_BUG_SOURCE_H

#include "results/bug/program.h"
#include "results/bug/resolve.h"

enum source_what {
    SOURCE_RESULT,      /* of a BOOL: ERROR_SUCCESS, or the error */
    SOURCE_MADE,        /* the same of a call that makes a handle */
    SOURCE_ERROR,       /* the last error after it, whatever it returned */
    SOURCE_RETURN,      /* what it returned */
    SOURCE_TRUE,        /* whether it returned TRUE */
    SOURCE_NOT_NULL,    /* whether it returned an object */
    SOURCE_SIGNALED,    /* whether a wait returned WAIT_OBJECT_0 */
    SOURCE_NOT_EXPIRED, /* whether it returned anything but WAIT_TIMEOUT */
    SOURCE_HANDLE,      /* NULL, INVALID_HANDLE_VALUE or a handle */
    SOURCE_MEMORY,      /* a piece of what a pointer points to */
    SOURCE_ENABLED,     /* how many privileges in a TOKEN_PRIVILEGES are enabled */
    SOURCE_CALLBACKS,   /* how often a callback has begun */
    SOURCE_EXPORT,      /* whether a function is there */
    SOURCE_RAISED,      /* the exception that it raises */
    SOURCE_ELAPSED,     /* whether it took its time */
};

struct source {
    int event; /* index; NO_INDEX: none */
    enum source_what what;
    size_t parameter;
    const char *text; /* SOURCE_MEMORY: C that reads it; SOURCE_EXPORT, _CALLBACKS: a name */
    uint64_t least;   /* SOURCE_ELAPSED: milliseconds; SOURCE_CALLBACKS, when not 0: at least so many? */
    int score;
};

/* Zero-initialise it, and free the list. */
struct sources {
    struct source *list; /* the likeliest first */
    size_t count, capacity;
};

/* OBSERVED is the index of the observation, which has seen `value`. False, and no source, if the test's
 * expression has none of the forms that source_wording.h lists. */
bool sources_find(struct program *program, int observed, struct sources *sources);

#endif
