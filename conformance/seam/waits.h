/* A layer of the seam over the clock and over waits for several objects: both say what a behaviour wants.
 * With it a behaviour shows what the writer makes of a clock after 49 days, of a wait that fails, and of
 * wakes for nothing.
 *
 * The first waits_answer() of a process puts the layer into the table, where it stays: its behaviours are in
 * a unit of their own. Threads: any; scripts are given while nobody waits.
 */
#ifndef TWINPIPE_WAITS_H
#define TWINPIPE_WAITS_H

struct waits_script {
    unsigned int fails;         /* so many calls of WaitForMultipleObjects fail */
    unsigned long error;        /* with this */
    unsigned int wakes;         /* so many after them end as if the first object were signaled, */
    unsigned int wake_after;    /* each after so many milliseconds, unless it has ended before */
    unsigned int ticks_to_wrap; /* not 0: the clock is ahead, its lower 32 bits that far from zero */
};

/* From now on, with its own counts. NULL: all is as the platform has it. Nobody is to measure time across it.
 */
void waits_answer(const struct waits_script *script);

#endif
