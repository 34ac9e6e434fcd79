/* pipe_writer: writes to an overlapped named pipe without ever blocking the caller, and says exactly what
 * became of every byte.
 *
 * Ledger, in bytes since create or reset:  accepted = written + in flight + queued + discarded.
 * "written" is what the pipe has taken; "uncertain", a part of "discarded", is what may or may not have
 * reached the reader, because its operation was cancelled or failed half way. A stream position is what
 * "accepted" was after a write; the write is done when "written" has reached it.
 *
 * Threads: every function may be called from any thread at any time, also inside a notification of the same
 * writer. Only destroy must be the last call, but for those that the notification makes in which it was
 * called. When it is called, other threads may still be inside a flush, a wait, poll, stop, cancel or
 * shutdown: the writer is freed when these have returned. Bytes go out in the order in which the writes got
 * the writer's lock.
 *
 * The thread that calls may issue the operation, and on some platforms a thread that ends takes its pending
 * operation with it: the writer then fails with PIPE_WRITER_E_SYSTEM and ERROR_OPERATION_ABORTED. So a thread
 * that ends, or a thread-pool callback of your own, flushes last: a flush that has returned PIPE_WRITER_OK
 * leaves nothing of its thread pending. Notifications are safe, to write to other writers too, except to
 * those with PIPE_WRITER_POLLED.
 *
 * Notifications run on the process's default thread pool, one at a time for each writer, never with a lock
 * held; with PIPE_WRITER_POLLED only inside pipe_writer_poll(). What is still to be reported when the writer
 * is stopped, reset or destroyed is reported inside that call, by its thread. None comes after it has
 * returned.
 *
 * Times are in milliseconds; INFINITE waits for ever, 0 only looks. No wait ends before its time, and one may
 * take a tick of the system's clock, 16 ms, longer.
 * Errors: the status says what it means, pipe_writer_last_error() is the system's code of the last failure.
 * The module that holds this code must stay loaded while the process runs: the platform may call late.
 */
#ifndef PIPE_WRITER_H
#define PIPE_WRITER_H

#include <windows.h>

#ifdef __cplusplus
extern "C" {
#endif

struct pipe_writer;

typedef enum pipe_writer_status {
    PIPE_WRITER_OK,
    PIPE_WRITER_E_INVAL,   /* an argument, or a handle that is no writable overlapped pipe end */
    PIPE_WRITER_E_NOMEM,   /* nothing has changed */
    PIPE_WRITER_E_STATE,   /* not now: attached twice, written after shutdown, pipe not connected (536) */
    PIPE_WRITER_E_AGAIN,   /* the limit would be exceeded; nothing was taken; on_drain tells when to go on */
    PIPE_WRITER_E_TIMEOUT, /* the time is over */
    PIPE_WRITER_E_PEER_CLOSED, /* the reader has gone: 109, 232, 233, 38 */
    PIPE_WRITER_E_CANCELLED,   /* stopped before it was written */
    PIPE_WRITER_E_DEFERRED,    /* called inside a notification; completes when that returns */
    PIPE_WRITER_E_RESOURCE,    /* the system gave no event or thread-pool object */
    PIPE_WRITER_E_SYSTEM,      /* any other failure of the system */
    PIPE_WRITER_E_PROTOCOL,    /* the platform answered what cannot be */
} pipe_writer_status;

typedef enum pipe_writer_state {
    PIPE_WRITER_UNATTACHED,
    PIPE_WRITER_IDLE,
    PIPE_WRITER_IN_FLIGHT,
    PIPE_WRITER_DRAINING, /* shutdown */
    PIPE_WRITER_FAILED,
    PIPE_WRITER_STOPPING,
    PIPE_WRITER_STOPPED,
} pipe_writer_state;

/* Flags of the configuration and of attach. */
#define PIPE_WRITER_OWN 1u    /* the writer closes the pipe handle, once no operation uses it */
#define PIPE_WRITER_POLLED 2u /* configuration only: no thread pool; whoever calls makes progress */
#define PIPE_WRITER_MESSAGES                                                                                 \
    4u /* the pipe is of message type. Only looked at where the system does not tell: a handle without       \
          FILE_READ_ATTRIBUTES, as the server end of PIPE_ACCESS_OUTBOUND may be; without it that is a byte  \
          pipe */

/* Flag of a write: more follows, do not start yet. Started by the next write without it, by any wait, flush
 * or shutdown, when max_io bytes are queued, and when a write is refused. Writes before it do not wait with
 * it. */
#define PIPE_WRITER_MORE 1u

typedef struct pipe_writer_config {
    size_t size;        /* of this structure; PIPE_WRITER_CONFIG sets it */
    HANDLE handle;      /* NULL: attach later */
    unsigned int flags; /* the three above */
    ULONGLONG limit;    /* bytes queued and in flight; 0: none. An empty writer takes any one write. Of writes
                           PIPE_WRITER_WRITES_MOST(limit) are queued, however small or empty they are */
    ULONGLONG low_mark; /* on_drain comes at or below; PIPE_WRITER_HALF: half of the limit */
    DWORD max_io;       /* bytes of one operation in byte mode, up to 0x7fffffff */
    SECURITY_ATTRIBUTES *security; /* of the events; used by create and reset, NULL is the default */
    void *context;                 /* of the notifications */
    /* bytes more are written: each byte is reported once, before an error that came after it */
    void (*on_progress)(void *context, struct pipe_writer *writer, ULONGLONG bytes);
    /* room again, once for each time that a write was refused or the limit reached, also after error and
     * stop: for the smallest write that was refused, at or below low_mark */
    void (*on_drain)(void *context, struct pipe_writer *writer);
    /* the writer has failed, once */
    void (*on_error)(void *context, struct pipe_writer *writer, pipe_writer_status status, DWORD error);
} pipe_writer_config;

#define PIPE_WRITER_HALF (~(ULONGLONG)0)
#define PIPE_WRITER_WRITES_MOST(limit) ((limit) / 64 + 64)
#define PIPE_WRITER_CONFIG                                                                                   \
    {                                                                                                        \
        sizeof(pipe_writer_config), NULL, 0, 16 * 1024 * 1024, PIPE_WRITER_HALF, 1024 * 1024, NULL, NULL,    \
            NULL, NULL, NULL                                                                                 \
    }

typedef struct pipe_writer_buffer {
    const void *bytes;
    size_t size;
} pipe_writer_buffer;

typedef struct pipe_writer_written {
    ULONGLONG written, uncertain;
    DWORD error;
} pipe_writer_written;

typedef struct pipe_writer_cancelled {
    ULONGLONG discarded, uncertain; /* of the whole stream */
} pipe_writer_cancelled;

typedef struct pipe_writer_info {
    pipe_writer_state state;
    pipe_writer_status status; /* what the writer failed with, or PIPE_WRITER_OK */
    DWORD last_error;
    ULONGLONG accepted, written, in_flight, queued, discarded, uncertain, reported;
    /* since create: */
    ULONGLONG writes_sync, writes_pended, writes_partial, retries;
    ULONGLONG callbacks, spurious,
        arms; /* of the platform's wait object; spurious: came while the operation was pending */
    ULONGLONG cancels_ok, cancels_not_found, cancels_failed;
    ULONGLONG max_queued; /* the most that was queued and in flight */
} pipe_writer_info;

/* Makes a writer; configuration NULL is PIPE_WRITER_CONFIG. On failure *writer is NULL, nothing is leaked, an
 * owned handle is still the caller's, and GetLastError() has the system's code. */
pipe_writer_status pipe_writer_create(const pipe_writer_config *config, struct pipe_writer **writer);

/* Gives it its pipe, once in a stream (PIPE_WRITER_E_STATE otherwise), and starts what is queued. The handle
 * must be a pipe end opened with FILE_FLAG_OVERLAPPED and with the right to write (PIPE_WRITER_E_INVAL
 * otherwise), and belong to no completion port, which would get packets. A pipe of message type gets one
 * message a write; a write of 0 bytes is an empty message there and nothing in byte mode. */
pipe_writer_status pipe_writer_attach(struct pipe_writer *writer, HANDLE handle, unsigned int flags);

/* Copies all or nothing, starts if it can; never blocks: of operations that complete at once it starts a
 * bounded number, and the pool goes on, or with PIPE_WRITER_POLLED the next call. *position (may be NULL) is
 * the stream position after it. After a failure: what the writer failed with. */
pipe_writer_status pipe_writer_write(struct pipe_writer *writer, const void *bytes, size_t size,
                                     unsigned int flags, ULONGLONG *position);
pipe_writer_status pipe_writer_writev(struct pipe_writer *writer, const pipe_writer_buffer *buffers,
                                      size_t count, unsigned int flags, ULONGLONG *position);

/* These three wait, and make progress themselves while they do, whatever the thread pools are doing. They
 * return PIPE_WRITER_OK, PIPE_WRITER_E_TIMEOUT, what the writer failed with, or PIPE_WRITER_E_CANCELLED, also
 * if the writer was reset before they could see how the stream ended.
 * flush: until what was accepted before the call is written. */
pipe_writer_status pipe_writer_flush(struct pipe_writer *writer, DWORD milliseconds);
/* wait: while there is neither progress that was not reported yet, nor an error, nor a stop. Reported means:
 * by on_progress or, without it, by pipe_writer_poll(). */
pipe_writer_status pipe_writer_wait(struct pipe_writer *writer, DWORD milliseconds);
/* wait_written: until "written" has reached position. *result may be NULL. */
pipe_writer_status pipe_writer_wait_written(struct pipe_writer *writer, ULONGLONG position,
                                            DWORD milliseconds, pipe_writer_written *result);

/* Makes what progress there is without waiting, and delivers notifications on this thread unless another is
 * at it. Returns what the writer failed with, PIPE_WRITER_E_CANCELLED once stopped, else PIPE_WRITER_OK. */
pipe_writer_status pipe_writer_poll(struct pipe_writer *writer);

/* A consistent snapshot. */
pipe_writer_status pipe_writer_query(struct pipe_writer *writer, pipe_writer_info *info);
DWORD pipe_writer_last_error(struct pipe_writer *writer);

/* Refuses new writes, discards the queue, cancels the operation and waits until the platform has let go of
 * it. Then no notification runs or will come. Idempotent; a second thread waits for the first.
 * PIPE_WRITER_E_SYSTEM: the platform would not let go; memory and handle of that operation are kept for ever.
 * PIPE_WRITER_E_CANCELLED: another thread has stopped the writer, and reset it before this one could see how.
 */
pipe_writer_status pipe_writer_stop(struct pipe_writer *writer);
/* stop, and what it cost. Inside a notification *result is what is known by then. */
pipe_writer_status pipe_writer_cancel(struct pipe_writer *writer, pipe_writer_cancelled *result);
/* Refuses new writes, waits until all is written, then stop. PIPE_WRITER_OK: everything was written. */
pipe_writer_status pipe_writer_shutdown(struct pipe_writer *writer, DWORD milliseconds);

/* Stopped or failed -> unattached, with an empty ledger; closes an owned handle. Callbacks of the old stream
 * mean nothing to the new one, and whoever waits for the old one returns. Inside a notification of a failed
 * writer it is PIPE_WRITER_E_STATE until on_error has been called; an on_drain that is due comes after it.
 * PIPE_WRITER_E_STATE changes nothing; after _NOMEM or _RESOURCE a writer that had failed is stopped, inside
 * a notification still failed, and it may be tried again. */
pipe_writer_status pipe_writer_reset(struct pipe_writer *writer);

/* stop, and frees everything. NULL is allowed. Inside a notification it happens when that returns. */
pipe_writer_status pipe_writer_destroy(struct pipe_writer *writer);

/* The first invariant that does not hold ("I1" ledger ...), or NULL. In a library built with
 * PIPE_WRITER_CHECKED they are verified whenever the lock is released; pipe_writer_violation() returns the
 * first that was broken in this process since it was last called, or NULL. */
const char *pipe_writer_check(struct pipe_writer *writer);
const char *pipe_writer_violation(void);

#ifdef __cplusplus
}
#endif

#endif
