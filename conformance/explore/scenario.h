/* A scenario: a few threads whose steps are explored. An ordinary program in Win32, registered where it
 * stands:
 *
 *     SCENARIO(two_setters, .id = "event/two-setters", .summary = "...", .begin = open_event,
 *              .threads = {set_first, set_second}, .end = look);
 *
 * prepare, which few have, makes what a program makes once in its life and never gives back; it is not
 * counted when a run's handles and memory are, and a real platform keeps what it made for the next run as
 * well. begin runs alone, then the threads at once, one call after the other as a schedule says, then end,
 * alone again when all of them have ended. What they share are static variables of the file, which each run
 * finds as they were at the start.
 *
 * Outcome: what end says of the run with scenario_outcome(), one short line; explorations collect the set of
 * them. A violation is what must not happen on any platform in any schedule; the first one counts.
 *
 * Threads and ownership: all calls of this header are made by the scenario's own threads.
 */
#ifndef TWINPIPE_SCENARIO_H
#define TWINPIPE_SCENARIO_H

#define SCENARIO_THREADS_MOST 6

struct scenario {
    const char *id;        /* area/kebab-name, stable for ever */
    const char *summary;   /* what it is about, one sentence */
    void (*prepare)(void); /* may be NULL */
    void (*begin)(void);   /* may be NULL */
    void (*threads[SCENARIO_THREADS_MOST])(void);
    void (*end)(void);
    /* NULL, or what is wrong: looked at before every step, so it makes no calls. */
    const char *(*invariant)(void);
    int timeouts;     /* time may pass while somebody could go on, so that timeouts strike early */
    int late_cancels; /* a cancellation may be over after the call, as on some platforms; else as on Windows
                       */
    int exits; /* the end of a thread matters: what it has left pending ends with it, and steered, each is one
                  of its own; else they stay until the run is over */
    /* NULL, or why no platform can be steered through it: it is explored on the model alone. */
    const char *model_only;
    int leaves; /* leaves handles or memory behind on purpose */
    const char *file;
    int line;
};

#define SCENARIO(name_, ...)                                                                                 \
    static const struct scenario scenario_##name_ = {__VA_ARGS__, .file = __FILE__, .line = __LINE__};       \
    static const struct scenario *const scenario_entry_##name_ __attribute__((section(".tpscn$m"), used)) =  \
        &scenario_##name_

void scenario_outcome(const char *format, ...) __attribute__((format(gnu_printf, 1, 2)));
void scenario_violation(const char *format, ...) __attribute__((format(gnu_printf, 1, 2)));
/* Unless the condition holds. */
#define scenario_require(condition_, text_)                                                                  \
    do {                                                                                                     \
        if (!(condition_))                                                                                   \
            scenario_violation("%s", text_);                                                                 \
    } while (0)

#endif
