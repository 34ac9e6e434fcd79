/* Whether somebody stopped what is being measured: then what differs may be their doing, not the platform's.
 *
 * Seen are processes below ours that a signal has stopped (state T in /proc; a debugger's stop is another),
 * and that the machine slept. What is over within the second between two looks is not seen. */
#ifndef WINE_RUNNER_DISTURBANCE_H
#define WINE_RUNNER_DISTURBANCE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct disturbance {
    uint64_t looked;  /* when, in ms; 0: not yet */
    uint64_t slept;   /* how long the machine had by then */
    const char *what; /* NULL: nothing so far; else a phrase for people */
};

/* To be called some times a second while ROOT, a child of ours, and what is below it run. */
void disturbance_look(struct disturbance *disturbance, pid_t root);

#endif
