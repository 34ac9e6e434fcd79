/* SIGINT, SIGTERM and SIGHUP: noted, so that what runs can be ended in order. */
#ifndef WINE_RUNNER_INTERRUPT_H
#define WINE_RUNNER_INTERRUPT_H

#include <uv.h>

/* From now on the signals are noted by LOOP, which they do not keep alive. */
void interrupt_catch(uv_loop_t *loop);

/* The signal that came first, 0 if none did. */
int interrupt_signal(void);

/* How many came. */
int interrupt_count(void);

/* Ends the watching; LOOP must run once more before it can be closed. */
void interrupt_release(void);

/* Ends this process by the signal that came, as its default would have. Returns if none came. */
void interrupt_obey(void);

#endif
