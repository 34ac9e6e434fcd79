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
    BOOL released;  /* the call that it is inside is expected to block: it parks when that returns */
    BOOL timed_out; /* its wait, as the script has it */
    BOOL expired;   /* the same, but its turn has not come yet: nothing can satisfy the wait any more */
    HANDLE exiting; /* of a thread that ends when its function has; NULL: it stays */
    BOOL callback;
    unsigned int number; /* in the script; 0: none yet */
    ULONGLONG since;     /* order of arrivals and of waits */
    CONDITION_VARIABLE turn;
    void (*function)(void);
};

/* ---- for the layer: on the thread itself. NULL: it is not held. ---- */
struct gate_thread *gate_park(void);
/* Polls at each turn until it is satisfied, or the gate is open: then it has not been, and a call that waits
 * is due. */
BOOL gate_poll(struct gate_thread *thread, BOOL (*poll)(void *), void *argument);
void gate_calling(struct gate_thread *thread);
void gate_returned(struct gate_thread *thread);
/* A callback begins, and ends. FALSE: it belongs to a run that is over, and is not to do anything. */
BOOL gate_callback_begin(unsigned int run);
void gate_callback_end(void);

/* ---- for the one who steers ---- */
unsigned int gate_run(void); /* number of the run */
void gate_begin(const struct scenario *scenario);
/* The script's next turn; FALSE, with what is wrong, when it is not followed. */
BOOL gate_turn(const struct script_item *item, struct steer_report *report);
/* Time has passed, and the wait of that thread is over. */
void gate_expire(unsigned int number);
/* Lets everybody go and waits for the scenario's threads; FALSE: some have not ended. */
BOOL gate_open(void);
unsigned int gate_late(void);
void gate_next_run(void);

#endif
