/* A second, small client: the way in which QWindowsPipeWriter of Qt 6 uses Win32, written anew from its
 * public description (Qt's documentation, bug reports and reviews), so that it can be measured and tried
 * beside the writer.
 *
 * The scheme: blocks wait in an unbounded queue, and each is one overlapped WriteFile. One that pends arms a
 * wait of the default thread pool on the operation's auto-reset event; its callback takes the result and
 * starts the next block. Progress sets a manual-reset event, which the owner waits for and resets. Stopping
 * disarms the wait, calls CancelIoEx and drains the callbacks; it does not wait until the operation is final.
 * That, and that the pool thread which issued a write may retire, are the scheme's own faults and stay in it.
 *
 * One owner thread calls these functions; the pool's callbacks are the only other thread.
 */
#ifndef TWINPIPE_QT_SCHEME_H
#define TWINPIPE_QT_SCHEME_H

#include <windows.h>

struct qt_scheme;

/* PIPE is an overlapped writing end; it stays the caller's. NULL if a system object could not be made (last
 * error). */
struct qt_scheme *qt_scheme_open(HANDLE pipe);

/* Copies SIZE bytes into the queue and starts writing unless a write is pending. FALSE after an error, or out
 * of memory. */
BOOL qt_scheme_write(struct qt_scheme *scheme, const void *bytes, DWORD size);

/* Waits until something was written or failed that no earlier call reported: TRUE, or FALSE at the timeout.
 */
BOOL qt_scheme_wait(struct qt_scheme *scheme, DWORD milliseconds);

/* Bytes accepted and not yet reported by qt_scheme_wait(). */
ULONGLONG qt_scheme_bytes_to_write(struct qt_scheme *scheme);

/* The first error of a write, or 0. */
DWORD qt_scheme_error(struct qt_scheme *scheme);

/* The operation in flight or last: whether it is final after qt_scheme_stop() is what tests ask. */
const OVERLAPPED *qt_scheme_operation(const struct qt_scheme *scheme);

/* Ends the pending write and discards what is queued; no callback runs afterwards, says the scheme. */
void qt_scheme_stop(struct qt_scheme *scheme);

/* Stops and frees. As the scheme has it, the buffer goes even if its operation is not final. */
void qt_scheme_close(struct qt_scheme *scheme);

#endif
