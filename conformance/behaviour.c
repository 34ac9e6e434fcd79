#include <stdarg.h>
#include <stdio.h>
#include "platform.h"
#include "behaviour.h"
#include "current.h"
#include "lane_state.h"
#include "memory.h"
#include "model/model.h"
#include "observe.h"
#include "recorder.h"
#include "registry.h"
#include "run_options.h"
#include "trace/trace.h"

#define DEFERRED_MAX 1024
#define TURNS_MAX 65536

struct turn {
    const struct behaviour *behaviour;
    unsigned int repeat;
};

static struct turn turns[TURNS_MAX]; /* by turn modulo TURNS_MAX; turn 0 is nobody's */
static volatile LONG turn;

static struct lane_state own_lane; /* where no driver watches */
static struct lane_state *lane = &own_lane;
static unsigned int current_step;

static struct current {
    const struct behaviour *behaviour;
    char repeat[16];
    DWORD thread;
    volatile int begun; /* its begin is recorded, its end is open */
    int differs, broken, unsupported;
    unsigned int observations;
    unsigned int deferred_count;
    struct {
        void (*function)(void *);
        void *argument;
    } deferred[DEFERRED_MAX];
} current;

const struct behaviour *current_behaviour(void)
{
    return current.behaviour;
}

const char *current_repeat(void)
{
    return current.repeat;
}

void current_observed(int conforms)
{
    current.observations++;
    current.differs |= !conforms;
}

unsigned int behaviour_turn(void)
{
    return (unsigned int)turn;
}

void behaviour_late(unsigned int late_turn, const char *what)
{
    const struct turn *owner = &turns[late_turn % TURNS_MAX];
    char repeat[16];

    if (!owner->behaviour)
        return;
    snprintf(repeat, sizeof(repeat), "%u", owner->repeat);
    record("late", owner->behaviour->id, repeat, what);
    trace_remark("# late: %s", what);
}

static void late_completion(unsigned int late_turn)
{
    behaviour_late(late_turn, "completion");
}

void *behaviour_memory(size_t size)
{
    void *memory = memory_take(size);

    if (!memory)
        broken_setup("out of memory");
    return memory;
}

void behaviour_defer(void (*function)(void *), void *argument)
{
    if (current.deferred_count == DEFERRED_MAX) {
        broken_setup("more than %d deferred calls", DEFERRED_MAX);
        return;
    }
    current.deferred[current.deferred_count].function = function;
    current.deferred[current.deferred_count++].argument = argument;
}

void note(const char *format, ...)
{
    char text[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    if (current.behaviour)
        record("note", current.behaviour->id, current_repeat(), text);
    trace_remark("# %s", text);
    trace("%s\n", text);
}

void broken_setup(const char *format, ...)
{
    char text[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    current.broken = 1;
    if (current.behaviour)
        record("note", current.behaviour->id, current_repeat(), text);
    trace_remark("# broken set-up: %s", text);
    ok(0, "broken set-up: %s\n", text);
}

void not_supported(const char *name)
{
    current.unsupported = 1;
    record("note", current.behaviour->id, current_repeat(), name);
    trace_remark("# not supported here: %s", name);
    skip("%s is not supported here\n", name);
}

static const char *outcome(void)
{
    return current.broken        ? "broken-setup"
           : current.unsupported ? "not-supported"
           : current.differs     ? "differs"
                                 : "conforms";
}

unsigned int behaviour_mark(void)
{
    return current.deferred_count;
}

void behaviour_release(unsigned int mark)
{
    while (current.deferred_count > mark) {
        unsigned int last = --current.deferred_count;
        current.deferred[last].function(current.deferred[last].argument);
    }
}

/* What was measured outlives a power cut; what the model says can be had again. */
static void flush_record(void)
{
    if (!on_model())
        recorder_flush();
}

static void run_body(void)
{
    current.behaviour->function();
    behaviour_release(0);
}

static void run_on_model(void)
{
    enum model_end end = model_run(run_body);

    if (end == MODEL_LACKS)
        not_supported(model_end_text());
    else if (end != MODEL_ENDED)
        check_text("the behaviour comes to its end", model_end_text(), strlen(model_end_text()), "");
}

/* The work is another's now: the driver ends this process, or its crash handler does. */
static void wait_for_the_end(void)
{
    WaitForSingleObject(GetCurrentProcess(), INFINITE);
}

static void run_behaviour(const struct behaviour *behaviour, unsigned int repeat)
{
    ULONGLONG start = GetTickCount64();
    char milliseconds[24];

    memset(&current, 0, sizeof(current));
    current.behaviour = behaviour;
    snprintf(current.repeat, sizeof(current.repeat), "%u", repeat);
    current.thread = GetCurrentThreadId();
    turns[(turn + 1) % TURNS_MAX] = (struct turn){behaviour, repeat};
    InterlockedIncrement(&turn);
    record("begin", behaviour->id, current_repeat());
    flush_record();
    current.begun = 1;
    winetest_push_context("%s", behaviour->id);
    if (on_model() && !behaviour->explores)
        run_on_model();
    else
        run_body();
    if (!current.observations && !current.unsupported && !current.broken)
        broken_setup("nothing was observed");
    winetest_pop_context();
    memory_seal((unsigned int)turn);
    snprintf(milliseconds, sizeof(milliseconds), "%llu", GetTickCount64() - start);
    if (!lane_move(lane, moment_running(current_step), moment_over(current_step)))
        wait_for_the_end();
    current.begun = 0;
    record("outcome", behaviour->id, current_repeat(), outcome(), milliseconds, "-");
    trace_remark("= (outcome): %s", outcome());
    flush_record();
    current.behaviour = NULL;
    InterlockedIncrement(&turn);
}

/* Of whichever thread. A crash before the begin or after the end is left to the driver, which sees what is in
 * the file. */
static LONG CALLBACK record_crash(EXCEPTION_POINTERS *exception)
{
    char detail[64];

    if (!current.begun || !lane_move(lane, moment_running(current_step), moment_over(current_step)))
        return EXCEPTION_CONTINUE_SEARCH;
    recorder_silence_others();
    snprintf(detail, sizeof(detail), "exception %08lx%s", exception->ExceptionRecord->ExceptionCode,
             GetCurrentThreadId() == current.thread ? "" : " on another thread");
    record("outcome", current.behaviour->id, current_repeat(), "crash", "0", detail);
    recorder_flush();
    TerminateProcess(GetCurrentProcess(), EXIT_CRASH_RECORDED);
    return EXCEPTION_CONTINUE_SEARCH;
}

void behaviours_run(const char *file)
{
    const struct behaviour *behaviour;
    unsigned int repeat, first = run_options.from;
    LONG before = MOMENT_NONE;
    char unit[64];

    if (run_options.lane)
        lane = run_options.lane;
    if (run_options.every_unit)
        snprintf(unit, sizeof(unit), "%s", EVERY_UNIT);
    else
        unit_name(&(struct behaviour){.file = file}, unit, sizeof(unit));
    if (recorder_is_open())
        SetUnhandledExceptionFilter(record_crash);
    for (unsigned int step = first; (behaviour = step_behaviour(unit, run_options.part, step, &repeat));
         step++) {
        current_step = step;
        if (!lane_move(lane, before, moment_running(step)))
            wait_for_the_end();
        run_behaviour(behaviour, repeat);
        memory_find_late(late_completion);
        before = moment_over(step);
    }
    if (!lane_move(lane, before, MOMENT_FINISHED))
        wait_for_the_end();
}
