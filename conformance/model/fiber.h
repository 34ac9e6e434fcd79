/* Between threads.c and schedule.c: what a thread runs on, and the turn. */
#ifndef TWINPIPE_MODEL_FIBER_H
#define TWINPIPE_MODEL_FIBER_H

#include "kernel.h"

struct model_fiber {
    void *fiber; /* of the platform */
    struct model_thread *thread;
    struct model_fiber *next; /* of the idle ones */
    BOOL begun;               /* the thread has taken its first step */
    BOOL cut_off;             /* the run is over: it is to leave its stack */
    BOOL goes_on;             /* its thread is to the test framework the one that has called model_run() */
    void *winetest;           /* what the framework keeps of its thread, while another has the turn */
    void *top[5];             /* for __builtin_setjmp */
};

/* Goes on with the thread on its fiber; returns when this fiber is entered again. */
void model_fiber_enter(struct model_thread *thread);
/* First thing after that. */
void model_fiber_resumed(void);
/* The same for one that has nothing to come back to: its thread is over, or the run is. */
__attribute__((noreturn)) void model_fiber_anew(void);
/* To whoever called model_run(), a fiber as well. */
void model_fiber_back(void);
extern void *model_outside;
/* The run is over, and its stack is to be left. */
void model_thread_cut_off(struct model_thread *thread);

/* schedule.c: the thread takes part; the current thread has ended, and its fiber may be used again. */
void model_schedule_add(struct model_thread *thread);
void model_schedule_leave(void);

/* waits.c: the thread waits for nothing any more; those whose time has come. */
void model_wait_leave(struct model_thread *thread);
void model_wait_timed_out(struct model_thread *thread);

#endif
