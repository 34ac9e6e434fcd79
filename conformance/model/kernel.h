/* The inside of the model: objects, handles, threads, waits, time and who goes next. Calls (model_WriteFile
 * and so on) are written on top of it, one file a subject.
 *
 * Every call begins with model_point(): there another thread may be given the turn. Between two points a
 * thread has the model for itself, so nothing in here takes a lock.
 *
 * Signals are given at once: whoever sets an object wakes, first come first served, the threads whose waits
 * that satisfies, before anybody else takes a step. (Windows: a wait that an event has satisfied stays so,
 * whatever is done to the event before the thread runs.) A thread-pool wait takes its signal in a platform
 * step of its own.
 */
#ifndef TWINPIPE_MODEL_KERNEL_H
#define TWINPIPE_MODEL_KERNEL_H

#include "calls.h"
#include "choice_kind.h"
#include "touch.h"

/* ---- memory of the run ---- */

/* Zeroed; given back all at once when the next run begins. Never NULL: ends the process if there is none. */
void *model_allocate(size_t size);
/* The same for the bytes of a write, not zeroed; given back, it is there for another of that size. */
void *model_bytes_take(size_t size);
void model_bytes_give_back(void *bytes, size_t size);
/* Whether it points into what this run has been given. */
BOOL model_is_allocated(const void *memory);

/* ---- objects and handles ---- */

enum object_type {
    OBJECT_EVENT = 1,
    OBJECT_MUTEX,
    OBJECT_SEMAPHORE,
    OBJECT_THREAD,
    OBJECT_PORT,
    OBJECT_PIPE,      /* one end of a pipe: struct pipe_end */
    OBJECT_DEVICE,    /* the named pipe device */
    OBJECT_OPERATION, /* no handle: what synchronous I/O waits for */
};

struct wait_block;
struct model_thread;

/* First member of everything that can be waited for or has handles. */
struct model_object {
    enum object_type type;
    unsigned int handles; /* that are open */
    LONG signal;          /* events, threads, ends: 0 or 1; semaphores: the count; mutexes: 1 when free */
    BOOL manual;          /* a wait does not consume the signal */
    LONG maximum;         /* of a semaphore */
    struct model_thread *owner; /* of a mutex */
    LONG recursion;
    BOOL abandoned;
    const void *whole; /* what is touched with it by whoever looks up a handle; NULL: nothing */
    struct model_object *next_owned;
    BOOL last_comes_first;                      /* of those who wait, as at a port */
    struct wait_block *first, *last;            /* threads that wait for it, in order */
    void (*last_handle)(struct model_object *); /* may be NULL: the last handle is being closed */
};

/* A handle of the object; 0 for access means all. The object's handles go up. */
HANDLE model_handle_new(struct model_object *object, ACCESS_MASK access, BOOL inherit);

/* NULL, with the last error ERROR_INVALID_HANDLE, unless the handle is one of the model's, open, and of that
 * type (0: any). The two low bits of a handle do not matter. Pseudo handles of this thread are known. */
struct model_object *model_object_of(HANDLE handle, enum object_type type);
ACCESS_MASK model_access_of(HANDLE handle);
BOOL model_close(HANDLE handle);
unsigned int model_handles_open(void);

/* A real handle that a call of the model has let through: calls with it go to the real platform. */
void model_foreign_add(HANDLE handle);
BOOL model_is_foreign(HANDLE handle);

/* The signal has been set or has grown: wakes whom it satisfies. */
void model_signal(struct model_object *object);
void model_set(struct model_object *object); /* signal = 1, and wakes */
static inline void model_clear(struct model_object *object)
{
    model_touch(object, TRUE);
    object->signal = 0;
}
/* Would a wait of this thread be satisfied at once (not a touch, so that it may be asked at any time); and
 * the side effect of that. */
BOOL model_is_signaled(const struct model_object *object, const struct model_thread *thread);
void model_consume(struct model_object *object, struct model_thread *thread);

/* ---- time ---- */

/* 100 ns units since the run began; a query moves it on a little, so that loops that poll the time end. */
extern ULONGLONG model_now;
#define MODEL_NEVER (~(ULONGLONG)0)
#define MODEL_MILLISECOND 10000u
ULONGLONG model_deadline(DWORD milliseconds); /* INFINITE: MODEL_NEVER */
/* The same of a FILETIME as thread-pool calls take it: relative if negative, else absolute. */
ULONGLONG model_deadline_of(LONGLONG filetime);

/* ---- threads ---- */

enum thread_state { THREAD_READY, THREAD_BLOCKED, THREAD_SUSPENDED, THREAD_ENDED };

struct wait_block {
    struct model_object *object;
    struct model_thread *thread;
    struct wait_block *next, *previous;
};

struct apc {
    struct apc *next;
    void (*call)(struct apc *);
    ULONG_PTR arguments[4];
};

struct operation; /* an I/O request; operation.h */

struct model_thread {
    struct model_object object; /* signaled when it has ended */
    DWORD id;
    enum thread_state state;
    unsigned int suspended;
    ULONGLONG ready_since; /* order of those who are ready */
    struct model_fiber *fiber;
    DWORD(WINAPI *entry)(void *);
    void *argument;
    DWORD exit_code;
    DWORD last_error;
    BOOL stays; /* its end takes neither I/O nor mutexes along: it stands for a thread that goes on, out
                    of sight */

    /* blocked */
    struct wait_block blocks[MAXIMUM_WAIT_OBJECTS];
    unsigned int block_count;
    BOOL wait_all, alertable;
    ULONGLONG deadline;
    DWORD wait_result;
    const void *lock; /* of a lock, by its address; then there are no blocks */

    struct apc *first_apc, *last_apc;
    struct model_object *owned_mutexes;
    struct operation *synchronous; /* what it is blocked in, for CancelSynchronousIo */
    unsigned int pending;          /* operations that it has issued and that are not over */
    void *callback;                /* of the thread pool: the instance that runs on it, or NULL */
    BOOL unseen;                   /* what its waits look at is no touch */
    const void *counted_by;        /* is touched when it blocks or is ready again; NULL: nothing */
    const char *call;              /* the last that it made, as the model names its function; NULL: none */
    unsigned int begins;           /* number of what calls back on it when it goes next; 0: it goes on */
};

/* The thread whose turn it is. */
extern struct model_thread *model_current;

/* A new thread; entry(argument) runs on it when it gets a turn. One reference for the caller. Its end is told
 * to whom model_on_thread_end() has named: I/O that dies with it. */
struct model_thread *model_thread_new(DWORD(WINAPI *entry)(void *), void *argument, BOOL suspended);
void model_on_thread_end(void (*ended)(struct model_thread *));

void model_apc_queue(struct model_thread *thread, struct apc *apc);

/* Numbers of what calls back: pool objects and new threads, in the order in which they are made; from 1 again
 * whenever somebody sets it to 0. */
extern unsigned int model_callers;

/* Waits: WAIT_OBJECT_0 + index, WAIT_ABANDONED_0 + index, WAIT_TIMEOUT or WAIT_IO_COMPLETION (APCs have run).
 */
DWORD model_wait(struct model_object *const *objects, unsigned int count, BOOL all, BOOL alertable,
                 ULONGLONG deadline);
static inline DWORD model_wait_for(struct model_object *object, ULONGLONG deadline)
{
    return model_wait(&object, 1, FALSE, FALSE, deadline);
}

/* Blocks this thread until model_ready() is called for it; for locks and what else is no object. */
void model_block(const void *lock);
void model_ready(struct model_thread *thread);

/* ---- who goes next ---- */

/* A step that no thread of the program takes: a signal consumed, a callback started, an answer that comes
 * late. */
struct platform_step {
    const char *name;
    BOOL (*enabled)(struct platform_step *);
    void (*take)(struct platform_step *);
    ULONGLONG (*deadline)(struct platform_step *);  /* may be NULL: when it will be enabled by time alone */
    BOOL prompt;                                    /* no timeout strikes while it is to be taken */
    unsigned int (*caller)(struct platform_step *); /* may be NULL: number of what calls back by it */
    BOOL starts;                                    /* the callback is a thread's from then on */
    struct platform_step *next;
};

/* From now on in this run; in the order in which they were added. */
void model_step_add(struct platform_step *step);
void model_step_remove(struct platform_step *step);

struct choice {
    enum choice_kind kind;
    struct model_thread *thread;
    struct platform_step *step;
};

/* Who chooses. choose() gets at least one choice (two or more, unless every_choice) and returns an index. */
struct scheduler {
    BOOL every_call; /* asks before every call; else only where a thread blocks or gives its turn away */
    BOOL every_choice;
    unsigned int (*choose)(struct scheduler *, const struct choice *choices, unsigned int count);
};
void model_scheduler_set(struct scheduler *scheduler); /* NULL: the plain one */

/* Pending operations with a status block that the program can look at. */
extern unsigned int model_pending;

/* For choose(): ends the run here, with MODEL_CUT. */
__attribute__((noreturn)) void model_cut(void);

/* Looked at before every choice; NULL: nothing. What it returns is not used. */
void model_step_hook_set(const char *(*hook)(void));
/* From the next run on: a run of more steps is ended with MODEL_STEP_LIMIT. */
#define MODEL_STEPS_MOST 2000000
void model_steps_set(ULONGLONG most);
/* From the next run on: time passing is a choice as long as a deadline is to come. */
void model_timeouts_set(BOOL early);

/* From the next run on: a cancellation that another thread asks for may be over only later. Windows' pipes
 * end the operation inside the call; who has to live with other platforms is explored with both. */
void model_late_cancels_set(BOOL late);

/* Before a call takes effect. After every so many calls, a tick, time moves on and the turn is given away, so
 * that a thread that never blocks does not keep the others from theirs. */
#define MODEL_TICK 1000
void model_points(void);
extern BOOL model_every_call;
extern unsigned int model_calls; /* since the last tick */
#define model_point() model_point_of(__func__)
static inline void model_point_of(const char *call)
{
    model_current->call = call;
    if (++model_calls >= MODEL_TICK || model_every_call)
        model_points();
}
/* How the last turn was left, whatever has become of its thread since. */
extern enum thread_state model_turn_left;
/* Gives the turn away: platform steps first, then who has waited longest. */
void model_yield(void);

/* Where Windows' answer is a set: which of count; 0 in a plain run. name is for the trace. */
unsigned int model_answer(const char *name, unsigned int count);

/* The program has done what is its own mistake on any platform; does not return. */
__attribute__((noreturn)) void model_misused(const char *what);

/* The model does not have this call; does not return. */
__attribute__((noreturn)) void model_lacks(const char *call);

/* ---- small things ---- */

static inline BOOL model_fail(DWORD error)
{
    model_current->last_error = error;
    return FALSE;
}

#endif
