/* The inside of the failing layer: what failing.c decides and failing_calls.c asks. */
#ifndef TWINPIPE_FAILING_STATE_H
#define TWINPIPE_FAILING_STATE_H

#include "../platform.h"

extern struct failing_state {
    int installed;
    DWORD thread; /* 0: nobody's calls count */
    unsigned int count, k;
    const char *call;
    DWORD error;
    unsigned int events, secured_events;
    volatile LONG open_objects, bad_closes;
} failing;

/* Whether this call is the one that fails; its error is set then. */
int failing_decide(const char *call, DWORD error);
/* Puts the layer into the table. */
void failing_install(void);

#endif
