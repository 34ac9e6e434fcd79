/* Between gate.c, where threads are held, and gate_turns.c, where they are given their turns. */
#ifndef TWINPIPE_GATE_STATE_H
#define TWINPIPE_GATE_STATE_H

#include "gate.h"

#define THREADS_MOST 64
#define END_MILLISECONDS 5000

/* Everything in it, and in its threads, is under the lock. */
extern struct gate {
    SRWLOCK lock;
    CONDITION_VARIABLE changed; /* the state of some thread */
    struct gate_thread threads[THREADS_MOST];
    unsigned int scenario_threads; /* the first ones of them */
    BOOL holding;                  /* between begin and open */
} gate;

/* With the lock, which is let go meanwhile: the condition's last value. */
BOOL gate_wait_until(BOOL (*condition)(const void *), const void *argument, DWORD milliseconds);

#endif
