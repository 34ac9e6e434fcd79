/* A behaviour: the smallest thing that can conform or not. One C function, registered by its own declaration:
 *
 *     BEHAVIOUR(nothing_pending, .id = "cancel/nothing-pending",
 *               .summary = "CancelIoEx fails with ERROR_NOT_FOUND when the handle has nothing pending",
 *               .provenance = WINETEST, .source = "winetest:dlls/...",
 *               .facts = {"cancel/cancelioex-nothing-pending"})
 *     {
 *         ...
 *     }
 *
 * A test file ends with UNIT(name), where name is the file's; that is a START_TEST which runs the file's
 * behaviours.
 *
 * Threads: a behaviour runs on the thread that called behaviours_run(). Observations, notes and deferred
 * calls are made by that thread alone; other threads leave their results in memory of behaviour_memory().
 * Ownership: what behaviour_memory() returns lives as long as the process and is never given out twice, since
 * a platform may write to it late. What is deferred is called when the behaviour has returned, last first.
 */
#ifndef TWINPIPE_BEHAVIOUR_H
#define TWINPIPE_BEHAVIOUR_H

#include <stddef.h>

/* Why an expectation is believed, strongest first. OF_BEHAVIOUR is for observations: as its behaviour. */
enum provenance {
    OF_BEHAVIOUR,
    WINDOWS,    /* a committed Windows run shows it */
    WINETEST,   /* Wine's tests assert it and their test bot runs them on Windows */
    DOCUMENTED, /* Microsoft's documentation */
    REPORTED,   /* public threads */
    INFERRED,   /* follows from the others */
};

struct behaviour {
    const char *id;      /* area/kebab-name, stable for ever */
    const char *summary; /* what Windows does, one sentence */
    enum provenance provenance;
    const char *source;     /* where that is written; several joined by "; " */
    const char *facts[12];  /* rows of conformance/facts.tsv that it shows */
    unsigned int deadline;  /* milliseconds until the watchdog ends it; 0: BEHAVIOUR_DEADLINE */
    int explores;           /* it runs on the model and steered by itself, whatever the platform */
    int slow;               /* takes seconds by nature: runs in a process of its own beside the others */
    void (*function)(void); /* from here on filled in by BEHAVIOUR */
    const char *file;
    int line;
};

/* The longest waits in fixtures take 5 s, and two of them in a row are a difference, not a hang. */
#define BEHAVIOUR_DEADLINE 20000

#define BEHAVIOUR(function_, ...)                                                                            \
    static void function_(void);                                                                             \
    static const struct behaviour behaviour_##function_ = {__VA_ARGS__, .function = function_,               \
                                                           .file = __FILE__, .line = __LINE__};              \
    static const struct behaviour *const behaviour_entry_##function_                                         \
        __attribute__((section(".tpbeh$m"), used)) = &behaviour_##function_;                                 \
    static void function_(void)

#define UNIT(name_)                                                                                          \
    START_TEST(name_)                                                                                        \
    {                                                                                                        \
        behaviours_run(__FILE__);                                                                            \
    }

/* Runs what is selected of the behaviours declared in a file, in the order of their lines. */
void behaviours_run(const char *file);

/* The fixture could not be made, so nothing is known; the behaviour should return. */
void broken_setup(const char *format, ...) __attribute__((format(gnu_printf, 1, 2)));

/* The platform lacks a function that the behaviour is about; the behaviour should return. */
void not_supported(const char *name);

/* A remark for people in the run file. It is never compared. */
void note(const char *format, ...) __attribute__((format(gnu_printf, 1, 2)));

/* Returns from the behaviour when a fixture, which has said why, is missing. */
#define REQUIRE(fixture_)                                                                                    \
    do {                                                                                                     \
        if (!(fixture_))                                                                                     \
            return;                                                                                          \
    } while (0)

/* Zeroed memory that is never reused in this process and belongs to the running behaviour. */
void *behaviour_memory(size_t size);

/* Calls function(argument) after the behaviour has returned. */
void behaviour_defer(void (*function)(void *), void *argument);

/* What is deferred from here on, so that each row of a table can give back what it took: behaviour_release()
 * calls what was deferred since the mark, last first. */
unsigned int behaviour_mark(void);
void behaviour_release(unsigned int mark);

/* The running behaviour's turn: differs for every behaviour and repeat. What a callback finds changed is
 * late. */
unsigned int behaviour_turn(void);

/* Something of an earlier turn arrived now; "callback" or "completion". Any thread. */
void behaviour_late(unsigned int turn, const char *what);

#endif
