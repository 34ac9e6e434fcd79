/* What the parts of the writer share. Nothing here is for its users.
 *
 * One lock a writer. Functions that take a struct pipe_writer want it held unless they say otherwise; it is
 * never held across notifications, waits, drains of the thread pool or CloseHandle. Lock order: writer, then
 * slots or pool.
 */
#ifndef PIPE_WRITER_PRIVATE_H
#define PIPE_WRITER_PRIVATE_H

#include "pipe_writer.h"
#include "classify.h"
#include "operation.h"
#include "queue.h"
#include "slots.h"

#define WRITER_LARGEST_IO 0x7fffffff /* bytes of one WriteFile */

/* Idle and in flight are one state: operation->pending tells them apart. */
enum writer_state {
    WRITER_UNATTACHED,
    WRITER_OPEN,
    WRITER_DRAINING,
    WRITER_FAILED,
    WRITER_STOPPING,
    WRITER_STOPPED,
};

enum writer_doom {
    WRITER_LIVES,
    WRITER_DESTROYED_BY_CALLER,
    WRITER_DESTROYED_IN_NOTIFICATION, /* whoever delivers it, or finishes the stop, frees the writer */
};

/* The platform's objects of one stream: callbacks of an old one have another context. All 0 when polled. */
struct writer_objects {
    writer_context context;
    TP_WAIT *wait;     /* private pool: the operation's event */
    TP_WORK *starter;  /* private pool: starts what a notification wrote */
    TP_WORK *notifier; /* default pool; NULL if there is nobody to notify */
};

struct pipe_writer {
    SRWLOCK lock;
    LONG wanting;     /* threads that are about to get the lock; of no meaning to who has it */
    DWORD lock_owner; /* PIPE_WRITER_CHECKED alone */
    enum writer_state state;
    enum writer_doom doom;
    BOOL finishing; /* a thread is inside writer_finish_stop(), or will be */
    pipe_writer_config config;
    pipe_writer_status status, stop_status;
    DWORD error;
    ULONGLONG stream; /* which one it is: what waits for an earlier one waits for nothing */
    HANDLE handle;
    BOOL owned, messages;

    /* the ledger */
    ULONGLONG accepted, written, in_flight, queued, discarded, uncertain, reported;
    ULONGLONG empty_accepted, empty_written; /* writes of 0 bytes have no position of their own */
    ULONGLONG largest_alone;                 /* a write that an empty writer took beyond the limit */
    ULONGLONG checked_written;               /* PIPE_WRITER_CHECKED alone */

    /* sending */
    struct writer_queue queue;
    struct writer_operation *operation; /* NULL after one was parked, until reset */
    struct writer_objects objects;
    BOOL armed, kicked; /* callbacks are to come: of the wait, of the starter */
    BOOL corked;
    ULONGLONG corked_from, corked_from_empty; /* of "accepted", "empty_accepted": what waits begins there */
    DWORD chunk;                              /* max_io, or less while the system is short of memory */
    unsigned int tries;                       /* in a row without progress */
    ULONGLONG retry_at;                       /* tick; 0: not waiting to try again */
    ULONGLONG armed_for;                      /* the operation, of counts.writes_pended */
    DWORD cancel_error;                       /* of CancelIoEx */

    /* waiting; see sleep.c */
    HANDLE changed; /* manual reset */
    BOOL changed_is_set;
    unsigned int sleepers, owed; /* asleep; of those, asleep since before the last change */
    unsigned int watchers;       /* of those asleep, who wait for the operation too */
    BOOL untold;                 /* its completion is told to all of them, by its own event alone so far */
    ULONGLONG changes;
    unsigned int callers; /* inside a waiting function */

    /* notifying */
    BOOL notifying, notifying_on_pool, posted;
    DWORD notifier; /* thread */
    BOOL high, drain_due, error_due;
    ULONGLONG least_refused;           /* the smallest write that waits for on_drain; 0 also if none */
    struct pipe_writer *next_notified; /* see notify.c */

    unsigned int inside;   /* callbacks; under the lock of slots.c */
    BOOL last_out_signals; /* likewise */
    pipe_writer_info counts;
};

/* lock.c */
void writer_lock(struct pipe_writer *writer);
void writer_unlock(struct pipe_writer *writer);
/* Lets those have it who want it: the lock itself is not fair. */
void writer_yield(struct pipe_writer *writer);
void writer_assert_unlocked(struct pipe_writer *writer);

/* stream.c. Is there room for a write of this size? */
BOOL writer_has_room(const struct pipe_writer *writer, ULONGLONG size);
/* Takes the result of a finished operation. */
void writer_reap(struct pipe_writer *writer);
/* Starts the next operation on this thread; TRUE if it completed at once. */
BOOL writer_start_one(struct pipe_writer *writer);
/* Starts as many of those as may be started before others get the lock. */
#define WRITER_STARTS_MOST 64
void writer_start(struct pipe_writer *writer);
/* The pool starts what there is. */
void writer_start_elsewhere(struct pipe_writer *writer);
/* Sees what is to be notified, after all of these. */
void writer_settle(struct pipe_writer *writer);
/* reap, start, settle */
void writer_advance(struct pipe_writer *writer);
/* complete.c. Takes an answer, whose error, count and was_pending are set, into the account. */
void writer_complete(struct pipe_writer *writer, struct writer_answer *answer);
/* What is not written never will be; uncertain is the part of it that may have been delivered. */
void writer_discard(struct pipe_writer *writer, ULONGLONG uncertain);

/* watch.c: sees to it that somebody will look again; before the lock is released by a call that does not
 * wait. */
void writer_cover(struct pipe_writer *writer);

/* pool.c. What a failure to make one of the parts of a writer means. */
pipe_writer_status writer_failed_part(DWORD error);
DWORD writer_objects_create(struct pipe_writer *writer, struct writer_objects *objects);
/* Without the lock. Cancels callbacks that are queued; waits for those that run unless inside one. */
void writer_objects_drain(const struct writer_objects *objects, BOOL inside_notification);
void writer_objects_close(struct writer_objects *objects);

/* sleep.c */
struct writer_deadline {
    BOOL infinite;
    ULONGLONG tick;
};
struct writer_deadline writer_deadline(DWORD milliseconds);
BOOL writer_expired(const struct writer_deadline *deadline);
/* Wakes whoever sleeps. */
void writer_changed(struct pipe_writer *writer);
/* The same for the end of a pending operation, which may have woken them already. */
void writer_ended(struct pipe_writer *writer);
/* Before the operation's event is reset, by hand or by the start of another. */
void writer_tell(struct pipe_writer *writer);
/* Sleeps without the lock until something may have changed; WAIT_FAILED, with writer->error, if it cannot. */
DWORD writer_sleep(struct pipe_writer *writer, const struct writer_deadline *deadline);
/* wait.c: until everything accepted is written. */
pipe_writer_status writer_wait_drained(struct pipe_writer *writer, DWORD milliseconds);

/* notify.c and deliver.c */
void writer_post(struct pipe_writer *writer);
/* Delivers until nothing is left; then finishes a stop that was asked for meanwhile. */
void writer_deliver(struct pipe_writer *writer, BOOL on_pool);
void writer_deliver_rest(struct pipe_writer *writer);
BOOL writer_is_notifier(const struct pipe_writer *writer);
/* Does this thread, of the default pool, run a notification of any writer? Without a lock. */
BOOL writer_thread_may_retire(void);
void CALLBACK writer_on_notify(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *work);

/* watch.c: what the private pool calls. */
void CALLBACK writer_on_wait(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                             TP_WAIT_RESULT result);
void CALLBACK writer_on_start(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *work);

/* check.c: the first invariant that does not hold, or NULL. Keeps the first of the process. */
const char *writer_broken_invariant(struct pipe_writer *writer);
void writer_report(const char *invariant);

/* stop.c. The caller is the only one to finish. */
void writer_finish_stop(struct pipe_writer *writer);
/* Releases the lock. FALSE if a notification has destroyed the writer, which is gone then. */
BOOL writer_stop_and_unlock(struct pipe_writer *writer, pipe_writer_cancelled *result,
                            pipe_writer_status *status);
/* destroy.c. Without the lock; the writer is stopped or was never attached. */
void writer_free(struct pipe_writer *writer);

#endif
