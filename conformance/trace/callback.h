/* One function that is called later, for callbacks.c and callback_calls.c. */
#ifndef TWINPIPE_TRACE_CALLBACK_H
#define TWINPIPE_TRACE_CALLBACK_H

#include "names.h"

struct callback {
    struct name *name;
    void *function;
    void *context;
    PTP_CLEANUP_GROUP_CANCEL_CALLBACK cancel;
    PTP_SIMPLE_CALLBACK finalize;
};

/* NULL if there is no function, or no room: then the caller passes on what it was given. Never given back,
 * since a callback may come late. kind names it, NULL if its name comes later. */
struct callback *callback_new(const char *kind, void *function, void *context);

/* The environment as the platform is to get it: with functions of ours; NULL if there is none. */
TP_CALLBACK_ENVIRON *callback_environment(struct callback *callback, const TP_CALLBACK_ENVIRON *given,
                                          TP_CALLBACK_ENVIRON *changed);

/* What was made is called as the callback is, from now on; NULL: it was not made. */
void callback_made(struct callback *callback, void *object);

/* The lines around the call of the function; the argument texts of its begin are written in between. */
void callback_begins(const struct callback *callback, const char *what, const char *role);
void callback_begun(void);
void callback_ended(const struct callback *callback, const char *what);

/* With our functions in their places. */
DWORD WINAPI callback_thread(void *context);
DWORD WINAPI callback_item(void *context);
void CALLBACK callback_apc(ULONG_PTR context);
void CALLBACK callback_registered(void *context, BOOLEAN timed_out);
void CALLBACK callback_wait(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                            TP_WAIT_RESULT result);
void CALLBACK callback_work(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *work);
void CALLBACK callback_simple(TP_CALLBACK_INSTANCE *instance, void *context);
void CALLBACK callback_io(TP_CALLBACK_INSTANCE *instance, void *context, void *overlapped, ULONG result,
                          ULONG_PTR count, TP_IO *io);
void CALLBACK callback_routine(DWORD error, DWORD count, OVERLAPPED *overlapped);

/* The routine of an operation, which gets no context but its OVERLAPPED. */
void callback_set_routine(OVERLAPPED *overlapped, LPOVERLAPPED_COMPLETION_ROUTINE routine);

#endif
