/* What the framework keeps of a thread (place, context, todo level), for the model, whose threads share one
 * of the platform's. NULL: a thread of which it knows nothing yet. */
#ifndef TWINPIPE_WINETEST_THREADS_H
#define TWINPIPE_WINETEST_THREADS_H

/* Puts what it keeps of another thread in place, and returns what it kept of this one. */
void *winetest_exchange_thread(void *kept);

/* That thread is over. */
void winetest_forget_thread(void *kept);

#endif
