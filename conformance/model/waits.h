/* schedule.c for waits.c. */
#ifndef TWINPIPE_MODEL_WAITS_H
#define TWINPIPE_MODEL_WAITS_H

/* The current thread has been made THREAD_BLOCKED; returns when it is ready and has its turn. */
void model_blocked(void);

#endif
