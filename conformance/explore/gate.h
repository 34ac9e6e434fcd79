/* Threads of a steered run, held and let go. */
#ifndef TWINPIPE_GATE_H
#define TWINPIPE_GATE_H

#include "steer.h"

enum gate_state {
    GATE_FREE,    /* not in use */
    GATE_PARKED,  /* before a call */
    GATE_RUNNING, /* has the turn */
    GATE_POLLING, /* its wait is not satisfied */
    GATE_CALLING, /* inside a call that may block */
    GATE_ENDED,
};

struct gate_thread {
    enum gate_state state;
    BOOL granted, poll_wanted, satisfied;
    BOOL blocks;        /* its turn ends inside a call, as the script has it */
    BOOL early;         /* that call has what it is for, and the thread is held inside */
    unsigned int freed; /* the item that ends that; 0: none */
    BOOL timed_out;     /* its wait, as the script has it */
    BOOL expired;       /* the same, but its turn has not come yet: nothing can satisfy the wait any more */
    HANDLE exiting;     /* of a thread that ends when its function has; NULL: it stays */
    BOOL callback;
    BOOL abandoned;      /* a callback that is to do nothing */
    unsigned int caller; /* of a callback: what calls back */
    unsigned int drains; /* what callbacks it waits for inside its call; 0: none */
    const char *call;    /* that it is about to make, or is inside */
    unsigned int number; /* in the script; 0: none yet */
    ULONGLONG since;     /* order of arrivals and of waits */
    CONDITION_VARIABLE turn;
    void (*function)(void);
};

/* ---- for the layer: on the thread itself. NULL: it is not held. All but gate_poll() leave the last error as
 * it is. ---- */
struct gate_thread *gate_park(const char *call);
/* Polls at each turn until it is satisfied, or the gate is open: then it has not been, and a call that waits
 * is due. */
BOOL gate_poll(struct gate_thread *thread, BOOL (*poll)(void *), void *argument);
/* Around a call that may block, of whichever thread. drains: the callbacks that it waits for, GATE_GROUP or
 * 0; cancels: it takes back what is queued. */
#define GATE_GROUP (~0u)
void gate_calling(struct gate_thread *thread, unsigned int drains, BOOL cancels);
void gate_returned(struct gate_thread *thread);
/* A callback begins, and ends. FALSE: it belongs to a run that is over, or is taken back, and is not to do
 * anything. */
BOOL gate_callback_begin(unsigned int run, unsigned int caller);
void gate_callback_end(void);
/* The one who steers is about to block, in what the scenario does at the end: callbacks that are held are let
 * go. */
void gate_steerer_blocks(void);
BOOL gate_is_ending(void);
/* The time as the script has it, in ms. */
ULONGLONG gate_clock(void);

/* ---- what calls back, by numbers as the script has them; see gate_callers.c ---- */
unsigned int gate_caller_new(const void *pool, BOOL grouped); /* NULL: the process's own */
void gate_caller_is(unsigned int caller, const void *object);
unsigned int gate_caller_of(const void *object); /* 0: none */
void gate_caller_submits(unsigned int caller);
void gate_caller_arms(unsigned int caller, HANDLE handle); /* NULL: disarms */

/* ---- for the one who steers ---- */
unsigned int gate_run(void); /* number of the run */
/* Before the scenario's begin; then its threads, at that time of the model. */
void gate_prepare(const struct scenario *scenario);
void gate_begin(const struct scenario *scenario, ULONGLONG now);
/* The script's next turn; FALSE, with what is wrong, when it is not followed. */
BOOL gate_turn(const struct script *script, unsigned int item, struct steer_report *report);
/* After the last one; FALSE: what must not call back any more does. */
BOOL gate_last(struct steer_report *report);
/* As far as it goes, of a script that is not followed. */
void gate_turn_loosely(const struct script_item *item);
void gate_finish_loosely(void);
/* Lets the scenario's threads go and waits for them; FALSE: some have not ended. Callbacks are held until the
 * scenario's end blocks. */
BOOL gate_open(void);
unsigned int gate_late(void);
/* Lets everything go, and waits for callbacks that have begun; FALSE: some have not ended. */
BOOL gate_next_run(void);
/* Callbacks have come that the script does not have, or has later. */
BOOL gate_is_ahead(void);

#endif
