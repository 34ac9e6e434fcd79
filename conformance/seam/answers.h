/* A layer of the seam that answers for the platform, once, on one handle: what WriteFile says, or what
 * becomes of a write that pends, and what CancelIoEx says; and that sees who waits for such a write. With it
 * a behaviour shows what the writer makes of answers that no platform gives on demand, or ought to give at
 * all.
 *
 * Writes to such a handle do not reach the pipe; what was taken of them is kept in delivered. The first
 * answers_give() of a process puts the layer into the table, where it stays and passes everything else
 * through: its behaviours are in units of their own.
 *
 * Threads: any; one operation in flight at a time, as the writer has it. The structure lies in
 * behaviour_memory().
 */
#ifndef TWINPIPE_ANSWERS_H
#define TWINPIPE_ANSWERS_H

#define ANSWER_WHOLE 0xffffffffu /* count: all that was asked for */
#define ANSWERS_ROOM 4096        /* bytes kept */
#define ANSWERS_MOST 64          /* handles at a time */
#define ANSWERS_HOLD 300         /* ms */

struct answers {
    void *handle;
    /* Set by the caller. */
    unsigned long error, count; /* how the write ends; ERROR_SUCCESS and ANSWER_WHOLE is as usual */
    unsigned int times;         /* that many writes get it, those after them are written whole */
    unsigned int fails;         /* so many writes before them fail with ERROR_NO_SYSTEM_RESOURCES */
    int pends;                  /* it ends at answers_complete() or CancelIoEx; else at once */
    unsigned int incomplete;    /* GetOverlappedResult says ERROR_IO_INCOMPLETE so often before */
    unsigned long cancel_error; /* of CancelIoEx; ERROR_SUCCESS: TRUE */
    int cancel_leaves;          /* CancelIoEx leaves the operation pending */

    void *held; /* NULL, or an event: the first wait for an operation does not return before it is signaled */
    /* NULL, or an event: writes that pend return when it is signaled, or after ANSWERS_HOLD ms. */
    void *write_held;

    /* Seen. */
    volatile long writes;
    volatile long waits;           /* of WaitForMultipleObjects, for an operation that pends or has pended */
    volatile unsigned long thread; /* that made the last write */
    unsigned long smallest;        /* write */
    unsigned long delivered_size;
    unsigned char delivered[ANSWERS_ROOM];

    /* Of the layer. */
    void *pending, *answered; /* OVERLAPPED */
    void *event;              /* of the last operation that has pended */
    const unsigned char *bytes;
    unsigned long size, result;
};

/* From now on for answers->handle. 0 if there are ANSWERS_MOST already. */
int answers_give(struct answers *answers);
/* No longer; a later handle may have the same value. */
void answers_end(struct answers *answers);

/* The write that pends is over. Nothing if none does. */
void answers_complete(struct answers *answers);
/* Its event is set although it is not. */
void answers_signal(struct answers *answers);
/* The next GetTickCount64 of the process is so many milliseconds late, as between two ticks of the clock. */
void answers_delay_clock(unsigned int milliseconds);

#endif
