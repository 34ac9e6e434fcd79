/* Between gate.c, where threads are held, gate_turns.c, where they are given their turns, gate_polls.c, where
 * their waits are looked at, and gate_callers.c, which knows the callbacks. */
#ifndef TWINPIPE_GATE_STATE_H
#define TWINPIPE_GATE_STATE_H

#include "gate.h"

#define THREADS_MOST 64
#define END_MILLISECONDS 5000
#define STEP_MILLISECONDS 500  /* a turn that is not over by then is none */
#define GRACE_MILLISECONDS 200 /* what the platform may take for a step of its own */
#define OPEN_MILLISECONDS 30   /* the same, where it may have taken another before */

/* Everything in it, and in its threads, is under the lock. */
extern struct gate {
    SRWLOCK lock;
    CONDITION_VARIABLE changed; /* the state of some thread */
    struct gate_thread threads[THREADS_MOST];
    unsigned int scenario_threads;  /* the first ones of them */
    const struct gate_thread *turn; /* whose it is: its place is not given to another meanwhile */
    BOOL holding;                   /* between begin and open */
    BOOL ending;              /* in the scenario's begin and end, until that blocks: callbacks are held */
    unsigned int overdue;     /* what has called back after its callbacks were waited for; 0: nothing */
    ULONGLONG started, ticks; /* the model's time, and this platform's in ms, at the first turn */
    ULONGLONG now;            /* the model's */
} gate;

/* With the lock, which is let go meanwhile: the condition's last value. */
BOOL gate_wait_until(BOOL (*condition)(const void *), const void *argument, DWORD milliseconds);

/* ---- gate_polls.c, all with the lock, which is let go meanwhile ---- */
/* Of a thread that polls: whether its wait is satisfied. */
BOOL gate_poll_once(struct gate_thread *thread);
/* Whoever waits gets what the step has given, in the order in which they came. */
void gate_poll_all(void);
/* Until it is satisfied; FALSE: not in that time. */
BOOL gate_poll_patiently(struct gate_thread *thread, DWORD milliseconds);
/* Time has passed, and the wait of the thread of that number is over. */
void gate_expire(unsigned int number);

/* ---- gate_callers.c, all with the lock ---- */
void gate_callers_begin(void);
/* A callback has come; FALSE: it is taken back. */
BOOL gate_caller_arrives(unsigned int caller);
/* The first to come of that caller that is no thread of the script yet; 0: of any. */
struct gate_thread *gate_arrival(unsigned int caller);
/* The same, waited for, and from now on the script's thread of that number; NULL: it does not come. */
struct gate_thread *gate_arrival_as(unsigned int caller, unsigned int number);
/* What the script says of a caller, other than in turns; FALSE: the callback that is due does not come. */
BOOL gate_callers_step(const struct script_item *item);
/* A call begins to wait for callbacks of the caller, and has returned. */
void gate_callers_drain(unsigned int caller, BOOL cancels);
void gate_callers_drained(unsigned int caller);
/* A callback that has come, which the script does not have, and for which a call of the caller's waits. */
struct gate_thread *gate_stray(unsigned int caller);
/* Whether there is one. */
BOOL gate_has_stray(unsigned int caller);
/* Something that was disarmed and waited for has its signal still: nobody is to take it. */
BOOL gate_callers_may_be_overdue(void);

#endif
