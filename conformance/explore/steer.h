/* The steered platform: a scenario on the real one, its threads held at every call until a script says whose
 * turn it is.
 *
 * The script is what the model did with a schedule, forced steps included. A thread that has the turn runs to
 * its next call. Waits and locks become polls without a timeout, made once at the thread's turn and again
 * whenever another step may have satisfied them, so that nothing is guessed from time; other calls that block
 * go to the platform as they are, and the script says whether they are expected to return. What the platform
 * does of its own accord (a callback that starts) cannot be held: a callback that has started is held at its
 * first step, and one that the script waits for is waited for. Where a thread of the process looks after
 * thread-pool waits, that thread is held, too (waiters.h), and let go where the script has a wait take its
 * signal, and at the end: a wait that was disarmed and waited for must not call back then.
 *
 * Threads: one thread steers. Static variables of tests and fixtures are fresh in every run; those of the
 * writer, whose pool stays for the life of the process, are not.
 */
#ifndef TWINPIPE_STEER_H
#define TWINPIPE_STEER_H

#include "explore.h"

enum turn_end { TURN_PARKED, TURN_BLOCKED, TURN_ENDED };

struct script_item {
    enum choice_kind kind;
    /* Of a thread: its number, 0 the one that runs begin and end. Of time: the thread whose wait is over
     * then; 0: none. */
    unsigned int which;
    enum turn_end ended;
    BOOL timed_out; /* the turn begins with a wait whose time is over */
    /* What calls back, by its number: of a thread's turn, what it begins with; of a platform step, what it is
     * about. 0: nothing. */
    unsigned int caller;
    BOOL starts;          /* of a platform step: that callback is a thread's now */
    BOOL open;            /* before it or after it the platform could have taken a step of its own */
    const char *call;     /* of a thread: what it is about to call at the end of its turn, or is blocked in */
    unsigned int freed;   /* of a turn that ends blocked: the item that ends that; 0: none */
    ULONGLONG now;        /* the model's time when the turn ends */
    unsigned int pending; /* operations that are not over then */
};

struct script {
    struct script_item *items;
    unsigned int count, room;
    unsigned int pending; /* operations, before the first item */
    BOOL open;            /* some item is */
};

/* One run on the model under the scheduler, and what it did. */
void script_record(const struct scenario *scenario, struct scheduler *scheduler, struct scenario_end *end,
                   struct script *script);

/* Once. From then on steer_use() says which platform the calls behind the seam reach. */
void steer_install(void);
enum steer_platform { STEER_REAL, STEER_MODEL };
void steer_use(enum steer_platform platform);

#define STEER_OVERDUE "a callback has started after its callbacks were waited for"

struct steer_report {
    struct scenario_end end;
    char difference[OUTCOME_SIZE]; /* empty: it has followed; else the first step that it has not */
    char own_way[OUTCOME_SIZE];    /* the same, where the platform may have taken a step of its own */
    const char *stuck;             /* NULL, or why there can be no other run in this process */
    int overdue;                   /* a callback has started after its callbacks were waited for */
    unsigned int late;             /* callbacks that came when their run was over */
    int ahead;                     /* the platform has taken a step of its own that the script takes later */
};

/* Whether the run was the script's from its first step to its last: then its outcome is the schedule's, and
 * comes again. */
BOOL steer_has_followed(const struct steer_report *report);

/* When what CancelIoEx has cancelled is over is the platform's to say, and nobody can hold it. In runs that
 * await it the call returns when it is, as far as that comes soon; in others at once. `run --schedules` makes
 * both; `explore --steered` the others. */
void steer_await_cancelled(BOOL await);

/* The scenario as the script has it, on the real platform. */
void steer_run(const struct scenario *scenario, const struct script *script, struct steer_report *report);

/* What searches ask whether to stop, for one who asks stop (may be NULL): no run follows one that is stuck.
 */
int (*steer_stop(int (*stop)(void)))(void);
BOOL steer_is_stuck(void);

#endif
