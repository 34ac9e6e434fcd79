/* A soak of the writer. Four lanes, each a thread with one writer at a time, do rounds: a round makes a
 * writer, leads a few streams through it (a pipe, a reader, one to three writing threads and a prober each,
 * reset in between) and destroys it. A stream's account is looked at when it has ended.
 *
 * Whoever calls the writer says so first (soak_step), so that a hang has a name.
 */
#ifndef SOAK_H
#define SOAK_H

#include "plan.h"
#include "writer/pipe_writer.h"

enum { LANES = 4, LOG_SIZE = 8192, DELIVERED_SIZE = STREAM_BYTES * 2 };

enum actor { LANE, PROBER, READER, NOTIFIER, WRITING, ACTORS = WRITING + WRITING_THREADS };

/* A write that was accepted. Bytes depend on who wrote them and on how many it had written. */
struct accepted {
    ULONGLONG end; /* of it in the stream */
    DWORD size, author_offset;
    enum actor author;
};

struct lane {
    unsigned int number;
    struct draw draw;
    volatile ULONGLONG seed;    /* of the round */
    volatile ULONGLONG started; /* tick; 0: not in a round */
    const char *volatile steps[ACTORS];
    volatile LONG stream; /* number in the round */
    struct round_plan round;
    struct stream_plan plan;

    struct pipe_writer *volatile writer;
    HANDLE writing, reading; /* of this stream; each is closed by whom it belongs to at the end */
    HANDLE over;             /* event: the writer is called no more */
    HANDLE prober_rests;     /* event: nor by the prober, which stays until that for its operation's sake */
    HANDLE idle;             /* event: nobody is in busy */
    volatile LONG busy;      /* writing threads that may call */
    volatile LONG ending, prober_ends, reader_drains;

    SRWLOCK lock; /* of the log */
    struct accepted *log;
    unsigned int logged;
    DWORD authored[ACTORS];
    volatile LONG budget; /* bytes left; may go below 0 */
    volatile LONG refused, reached;

    BYTE *delivered;
    DWORD received;
    DWORD *messages; /* ends of messages in delivered */
    unsigned int message_count;
    BOOL reader_left; /* before the end of the stream */

    /* notifications */
    struct draw notified_draw;
    volatile LONG inside, quiet, errors, drains;
    volatile LONGLONG reported;
    volatile LONG second_stop; /* 1: the prober may take it; 2: it is at it */
    volatile LONG stop_wanted, destroy_wanted, destroyed;
};

/* report.c */
extern volatile LONG soak_violations;
extern volatile LONGLONG soak_operations, soak_bytes;
extern BOOL soak_verbose;
void soak_line(const char *format, ...) __attribute__((format(gnu_printf, 1, 2)));
void soak_violation(struct lane *lane, const char *format, ...) __attribute__((format(gnu_printf, 2, 3)));
__attribute__((noreturn)) void soak_trouble(const char *what); /* the system has failed the soak itself */
void soak_step(struct lane *lane, enum actor actor, const char *step);
/* A call of the writer that may return these, and nothing else: a mask of 1 << status. */
void soak_expect(struct lane *lane, const char *call, pipe_writer_status status, unsigned int allowed);
#define MAY(status_) (1u << PIPE_WRITER_##status_)
unsigned int soak_may_fail(const struct lane *lane); /* what its end and its threads excuse */

/* pattern.c */
BYTE soak_byte(enum actor author, DWORD offset);
/* Writes of this author, with what belongs to it; PIPE_WRITER_E_AGAIN also when the budget is used up. */
pipe_writer_status soak_write(struct lane *lane, enum actor author, DWORD size, unsigned int flags,
                              BYTE *scratch);

/* calls.c: a random call that waits, looks or polls, with what it returns checked. */
void soak_random_call(struct lane *lane, enum actor actor, struct draw *draw, unsigned int longest);
void soak_check_info(struct lane *lane, const pipe_writer_info *info);

/* The threads of a stream; argument: the lane, or a struct writing. */
struct writing {
    struct lane *lane;
    unsigned int number;
    struct draw draw;
};
DWORD WINAPI soak_writing(void *writing);
DWORD WINAPI soak_reading(void *lane);
DWORD WINAPI soak_probing(void *lane);
HANDLE soak_thread(DWORD(WINAPI *function)(void *), void *argument);

/* notified.c */
void soak_on_progress(void *context, struct pipe_writer *writer, ULONGLONG bytes);
void soak_on_drain(void *context, struct pipe_writer *writer);
void soak_on_error(void *context, struct pipe_writer *writer, pipe_writer_status status, DWORD error);

/* end.c. Ends the stream as planned. FALSE: the writer is destroyed; else *info is its account. */
BOOL soak_end_stream(struct lane *lane, pipe_writer_info *info);
/* stream.c. FALSE: the writer is destroyed. *prober is made with the first. */
BOOL soak_stream(struct lane *lane, HANDLE *prober);
/* verify.c. info NULL: the writer was destroyed before it could be asked. */
void soak_verify(struct lane *lane, const pipe_writer_info *info);
void soak_round(struct lane *lane);

#endif
