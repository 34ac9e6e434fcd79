/* A layer of the seam that lets one call fail: the k-th of those that one thread makes between
 * failing_begin() and failing_end(). Only calls that can fail at all are counted; failing_calls.c lists them,
 * each with its failure. With it a behaviour walks through every way in which a function of the writer can be
 * let down by the system.
 *
 * The first failing_begin() of a process puts the layer into the table, where it stays and passes everything
 * through that is not asked to fail: its behaviours are in units of their own. One thread at a time may use
 * it.
 */
#ifndef TWINPIPE_FAILING_H
#define TWINPIPE_FAILING_H

/* From now on the calls of this thread count; the one numbered k, from 1, fails. 0: none does. */
void failing_begin(unsigned int k);

/* No more. Returns how many calls were counted. */
unsigned int failing_end(void);

/* How many handles, heap blocks and thread-pool objects have been made through the seam and not been closed,
 * by any thread, since the layer is in the table: equal before and after what leaks nothing. */
long failing_open_objects(void);

/* How many calls of CloseHandle have failed since failing_begin(), by any thread: of what was never made, or
 * was closed before. */
long failing_bad_closes(void);

/* The call that failed last, "" if none did, and the error code that it left. */
const char *failing_call(void);
unsigned long failing_error(void);

/* Events made since failing_begin(), and how many of them with security attributes. */
void failing_events(unsigned int *made, unsigned int *secured);

#endif
