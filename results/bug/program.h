/* A program in memory: every call of a behaviour as `twinpipe_test.exe trace --program` writes it. FORMAT.md
 * specifies the text under "Program".
 *
 * Everything belongs to the program and lives until program_free(). */
#ifndef RESULTS_BUG_PROGRAM_H
#define RESULTS_BUG_PROGRAM_H

#include "results/bug/object_set.h"
#include "results/memory.h"
#include "results/trouble.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* No call of Windows has more parameters; a trace that has is refused. All else grows. */
enum { PARAMETERS_MOST = 14, NO_INDEX = -1 };

/* What is longer is cut by the test binary: of one piece of memory. */
enum { TRACED_MOST = 1024 };

/* Turns of threads, see order.h. */
struct turn_list {
    int *list;
    size_t count, capacity;
};

/* Bytes behind a pointer that was passed. */
struct program_memory {
    struct program_memory *next;
    uint64_t address;
    size_t size;
    const unsigned char *bytes;
    bool is_descriptor; /* a security descriptor in its self-relative form, whatever stands there */
};

struct program_parameter {
    const char *type; /* `HANDLE`, `OVERLAPPED *`, `const void *` */
    const char *name;
    const char *word; /* of the trace's form: `handle`, `>number`; empty if there is none */
    uint64_t value;
    const char *text; /* the argument in C, filled by resolve.h */
};

enum program_kind { PROGRAM_CALL, PROGRAM_OBSERVED };

/* A call, or an observation. */
struct program_event {
    enum program_kind kind;
    unsigned number;   /* in the order of the trace */
    unsigned returned; /* when the call came back, in the same order; UINT32_MAX: never */
    int thread;        /* index into threads */
    int frame;         /* index into frames */
    const char *name;  /* of the call; of an observation its label */

    const char *type; /* of the result */
    const char *form; /* of the result, a word of the trace's forms */
    struct program_parameter parameters[PARAMETERS_MOST];
    size_t parameter_count;
    uint64_t result;
    unsigned error;
    struct program_memory *before, *after; /* at the call and at the return */
    const char *makes;                     /* what is called back later; NULL */

    const char *observed_kind; /* the run file's word */
    uint64_t value;
    const char *expression;

    /* For resolve.h, slice.h and order.h. */
    const char *setup;         /* statements before the call */
    const char *made;          /* the variable that takes the result; NULL */
    struct object_set objects; /* the variables that it touches */
    const char *refusal;       /* why no program can have this call; NULL */
    bool is_kept;
    bool is_polled;                           /* repeated until its result is as recorded */
    struct turn_list waits;                   /* the turns to wait for before it */
    struct turn_list before_turn, after_turn; /* to signal before it and after it */
    bool settles;                             /* another thread is inside a call by then */
};

/* What one function does: main, a thread, one call of a callback. */
struct program_frame {
    int thread;
    const char *name; /* `thread1`, `wait2`, `routine`; `main` */
    unsigned begun, ended;
};

struct program {
    char *text;
    struct arena arena;
    struct program_event *events;
    size_t event_count, event_capacity;
    struct program_frame *frames; /* the first one is main's */
    size_t frame_count, frame_capacity;
    const char **threads; /* the first one is main's */
    int thread_count;
    size_t thread_capacity;
};

/* Takes TEXT, from malloc, over. NULL with TROUBLE filled if it is no program, or one of its records is not
 * as FORMAT.md says. The last line counts only if it has an end: a trace can be cut short. */
struct program *program_read(char *text, struct trouble *trouble);
void program_free(struct program *program); /* NULL is allowed */

void turn_list_add(struct turn_list *turns, int turn);

/* printf into memory of the program. */
const char *program_text(struct program *program, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The memory of a list that holds SIZE bytes at ADDRESS; NULL if none does. */
const unsigned char *program_bytes(const struct program_memory *list, uint64_t address, size_t size);
/* A little-endian number of SIZE bytes at most 8. False if it is not there. */
bool program_number(const struct program_memory *list, uint64_t address, size_t size, uint64_t *number);

#endif
