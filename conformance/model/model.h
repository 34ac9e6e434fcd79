/* The model: the Win32 subset of conformance/seam/calls.h in user mode, as Windows is known to treat it. No
 * kernel, no wineserver; threads are fibers, the clock is virtual, and every run of the same body takes the
 * same steps.
 *
 * Threads: all of it belongs to the one real thread that calls model_run(). Schedule points are calls only:
 * races between plain memory accesses are out of its reach.
 */
#ifndef TWINPIPE_MODEL_H
#define TWINPIPE_MODEL_H

enum model_end {
    MODEL_ENDED,      /* the body has returned */
    MODEL_DEADLOCK,   /* nothing can go on, and no timeout is to come */
    MODEL_STEP_LIMIT, /* more steps than model_steps_set() allows, and it has not ended */
    MODEL_LACKS,      /* the body called what the model does not have */
    MODEL_MISUSED,    /* the body did what no program may: freed twice, used what is closed */
    MODEL_CUT,        /* whoever chose had no use for the rest of it */
};

/* From now on every call behind the seam reaches the model. Once, before anything runs. */
void model_install(void);

/* Runs body as the first thread of a world of its own. Handles, threads, memory of the heap and locks of an
 * earlier run do not exist in it. What other threads of the body still do when it returns is cut off. */
enum model_end model_run(void (*body)(void));

/* How that begins after MODEL_STEP_LIMIT. */
#define MODEL_STEPS_END "no end after"
/* What there is to say about the last end, for people: who waits for what, which call is lacking. */
const char *model_end_text(void);

#endif
