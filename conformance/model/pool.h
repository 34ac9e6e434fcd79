/* Thread pools: what can call back (waits, work, simple callbacks, I/O, registered waits), the callbacks that
 * are queued, and the workers that run them.
 *
 * A callback comes about in steps that an explorer may part: an armed wait takes its signal and queues the
 * callback (a platform step of each wait), the pool gives the first that is queued to a worker (a platform
 * step of each pool), the worker runs it. What has been given to a worker cannot be cancelled any more.
 * Workers are threads of the model that stay as long as their pool: when Windows lets one go is its own
 * affair, and it never does while I/O of that thread is pending
 * (close/thread-exit-threadpool-thread-retires).
 *
 * All of it is of its run: what a program keeps of an earlier one is not there any more.
 */
#ifndef TWINPIPE_MODEL_POOL_H
#define TWINPIPE_MODEL_POOL_H

#include "kernel.h"

struct pool;
struct pool_group;
struct pool_object;
struct pool_worker;

/* One call of the program's function; a TP_CALLBACK_INSTANCE is a pointer to it. */
struct pool_callback {
    struct pool_callback *next; /* queued behind it */
    struct pool_object *object;
    struct pool_worker *worker; /* NULL while it is queued */
    BOOL disassociated;

    /* what its object's call() passes on */
    TP_WAIT_RESULT result;
    void *overlapped;
    ULONG_PTR count;

    /* when it has returned; NULL: nothing */
    HANDLE event, semaphore, mutex;
    LONG semaphore_count;
    CRITICAL_SECTION *section;
};

enum pool_object_kind {
    POOL_WAIT = 0x7001,
    POOL_WORK,
    POOL_SIMPLE, /* of one callback; closes itself */
    POOL_IO,
    POOL_REGISTERED_WAIT,
};

/* First member of everything that calls back; TP_WAIT and the like are pointers to it. */
struct pool_object {
    enum pool_object_kind kind;
    unsigned int number; /* of those that call back */
    BOOL closed;         /* by the program; it goes when its last callback has returned */
    struct pool *pool;
    int priority;
    void *context;
    PTP_SIMPLE_CALLBACK finalization;

    void (*call)(struct pool_callback *);
    void (*returned)(struct pool_callback *); /* may be NULL */
    void (*disarm)(struct pool_object *);     /* may be NULL: what would queue a callback by itself stops */
    void (*gone)(struct pool_object *);       /* may be NULL: it was closed and has nothing more to do */

    unsigned int outstanding;           /* callbacks queued or running; no disassociated ones */
    unsigned int running;               /* the disassociated ones too */
    struct model_object drained, quiet; /* signaled while nothing is outstanding; and nothing runs */

    struct pool_group *group; /* NULL: none */
    PTP_CLEANUP_GROUP_CANCEL_CALLBACK cancelled;
    struct pool_object *next_member, *previous_member;
    BOOL doomed; /* its group is closing it */
};

/* ---- pool.c */

/* The pool of that handle; NULL: the process's. The run ends unless it is open. */
struct pool *pool_of(TP_POOL *handle);
struct pool *pool_of_wait_thread(void);
/* An object is created in it, or gone. */
void pool_enter(struct pool *pool);
void pool_leave(struct pool *pool);

/* ---- pool_queue.c */

struct pool_queue {
    unsigned int maximum;
    struct pool_callback *first;
    struct platform_step start; /* in the list of steps while something is queued */
    struct pool_worker *workers;
};

void pool_queue_begin(struct pool_queue *queue, unsigned int maximum);
void pool_queue_add(struct pool_queue *queue, struct pool_callback *callback);
/* Removes what is queued of the object; how many. */
unsigned int pool_queue_remove(struct pool_queue *queue, const struct pool_object *object);
/* Idle workers beyond that end now, others when they become idle. */
void pool_queue_limit(struct pool_queue *queue, unsigned int maximum);
/* Whether another callback could run beside those that do. */
BOOL pool_queue_has_room(const struct pool_queue *queue);
struct pool_queue *pool_queue_of(struct pool *pool);

/* ---- pool_object.c */

/* Fills in what environment (may be NULL) says. FALSE: its version is unknown. The object is zeroed. */
BOOL pool_object_begin(struct pool_object *object, enum pool_object_kind kind,
                       void (*call)(struct pool_callback *), void *context,
                       const TP_CALLBACK_ENVIRON *environment);
/* Ends the run, naming the call, unless handle is such an object and open. */
struct pool_object *pool_object_of(void *handle, enum pool_object_kind kind, const char *call);
/* A callback of the object, to be queued or already counted as outstanding. */
struct pool_callback *pool_object_queue(struct pool_object *object);
void pool_object_adjust(struct pool_object *object, int outstanding, int running);
/* Takes back what is queued. */
void pool_object_cancel(struct pool_object *object);
/* Blocks until nothing is outstanding, after cancelling if that is wanted. */
void pool_object_drain(struct pool_object *object, BOOL cancel);
void pool_object_close(struct pool_object *object);
/* On the worker. */
void pool_callback_run(struct pool_callback *callback);

/* ---- pool_group.c */
void pool_group_join(struct pool_group *group, struct pool_object *object);
void pool_group_leave(struct pool_object *object);

/* ---- pool_instance.c: what was asked for when the callback returns */
void pool_instance_returned(struct pool_callback *callback);

/* ---- pool_wait.c */

struct pool_wait {
    struct pool_object base;
    PTP_WAIT_CALLBACK function;
    struct model_object *awaited; /* NULL: not armed */
    ULONGLONG deadline;
    struct platform_step take_signal;
};

/* The object of the handle; NULL with *why if it cannot be waited for by a pool. */
struct model_object *pool_waitable(HANDLE handle, NTSTATUS *why);
void pool_wait_arm(struct pool_wait *wait, struct model_object *object, ULONGLONG deadline);
void pool_wait_disarm(struct pool_object *wait);

/* ---- calls that are looked up */
BOOL WINAPI model_CallbackMayRunLong(TP_CALLBACK_INSTANCE *instance);
BOOL WINAPI model_SetThreadpoolWaitEx(TP_WAIT *wait, HANDLE object, FILETIME *timeout, void *reserved);
NTSTATUS NTAPI model_TpSimpleTryPost(PTP_SIMPLE_CALLBACK function, void *context,
                                     TP_CALLBACK_ENVIRON *environment);

#endif
