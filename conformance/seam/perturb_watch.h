/* Thread-pool waits whose callbacks go through a lie. Known by their TP_WAIT while they are open; what is
 * kept of one is never freed, so that a callback which comes late finds it. Members of cleanup groups are
 * left alone: the group hands their context to somebody else.
 */
#ifndef TWINPIPE_PERTURB_WATCH_H
#define TWINPIPE_PERTURB_WATCH_H

#include "../platform.h"

struct watched {
    TP_WAIT *wait;
    PTP_WAIT_CALLBACK callback;
    void *context;
    volatile LONG open;
    volatile LONG running;  /* callbacks */
    HANDLE volatile object; /* that it was armed with; NULL once it has called back or is disarmed */
};

/* A wait that calls lie with a struct watched. */
TP_WAIT *watch(PTP_WAIT_CALLBACK lie, PTP_WAIT_CALLBACK callback, void *context,
               TP_CALLBACK_ENVIRON *environment);
/* NULL for a wait that is not watched. */
struct watched *watched_of(const TP_WAIT *wait);
/* The callback that was asked for. */
void watched_call(struct watched *watched, TP_CALLBACK_INSTANCE *instance, TP_WAIT_RESULT result);

/* CreateThreadpoolWait, SetThreadpoolWait and CloseThreadpoolWait that tell the truth, and keep the books. */
TP_WAIT *WINAPI watched_create(PTP_WAIT_CALLBACK callback, void *context, TP_CALLBACK_ENVIRON *environment);
void WINAPI watched_set(TP_WAIT *wait, HANDLE object, FILETIME *timeout);
void WINAPI watched_close(TP_WAIT *wait);

#endif
