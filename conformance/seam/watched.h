/* A layer of the seam that counts what is done to one handle and to events that a thread-pool wait is armed
 * with, and that may let such a wait time out. With it a behaviour shows that a writer closes once, cancels
 * once, closes nothing that is still waited for, and is not misled by a callback that tells of a timeout.
 *
 * The first watched_begin() of a process puts the layer into the table, where it stays and passes everything
 * through: its behaviours are in a unit of their own. Threads: any; one thing is watched at a time.
 */
#ifndef TWINPIPE_WATCHED_H
#define TWINPIPE_WATCHED_H

struct watched {
    long closes, cancels; /* CloseHandle and CancelIoEx of the handle that succeeded or not */
    long closed_armed;    /* CloseHandle of any object that a wait was last armed with, and not disarmed or
                             closed */
};

/* Counts from zero for this handle. timeout: what a wait without a timeout gets, in milliseconds; 0 leaves it
 * alone. */
void watched_begin(void *handle, unsigned int timeout);
struct watched watched_counts(void);
/* No more; the handle's value may be another's later. */
void watched_end(void);

#endif
