/* The scenarios of the binary, and one run of one. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include "explore.h"
#include "../model/heap.h"
#include "footprint.h"

#define SETTLING (20 * MODEL_MILLISECOND)

#define BOUND(name_, section_)                                                                               \
    static const struct scenario *const name_ __attribute__((section(section_), used)) = NULL
BOUND(scenarios_begin, ".tpscn$a");
BOUND(scenarios_end, ".tpscn$z");

static const struct scenario **scenarios;
static unsigned int count;

static const struct scenario *running;
static struct scheduler *scheduler;
static struct scenario_end *report;

static int compare(const void *a, const void *b)
{
    return strcmp((*(const struct scenario *const *)a)->id, (*(const struct scenario *const *)b)->id);
}

static void collect(void)
{
    scenarios = calloc((size_t)(&scenarios_end - &scenarios_begin), sizeof(*scenarios));
    for (const struct scenario *const *at = &scenarios_begin; scenarios && at < &scenarios_end; at++)
        if (*at)
            scenarios[count++] = *at;
    if (scenarios)
        qsort(scenarios, count, sizeof(*scenarios), compare);
}

unsigned int scenario_count(void)
{
    if (!scenarios)
        collect();
    return count;
}

const struct scenario *scenario_at(unsigned int index)
{
    return index < scenario_count() ? scenarios[index] : NULL;
}

const struct scenario *scenario_find(const char *id)
{
    for (unsigned int i = 0; i < scenario_count(); i++)
        if (!strcmp(scenarios[i]->id, id))
            return scenarios[i];
    return NULL;
}

void scenario_report_to(struct scenario_end *end)
{
    report = end;
    end->outcome[0] = end->violation[0] = 0;
}

void scenario_outcome(const char *format, ...)
{
    va_list arguments;

    model_touch(report->outcome, TRUE);
    va_start(arguments, format);
    vsnprintf(report->outcome, sizeof(report->outcome), format, arguments);
    va_end(arguments);
}

void scenario_violation(const char *format, ...)
{
    va_list arguments;

    model_touch(report->violation, TRUE);
    if (*report->violation)
        return;
    va_start(arguments, format);
    vsnprintf(report->violation, sizeof(report->violation), format, arguments);
    va_end(arguments);
}

static DWORD WINAPI run_thread(void *function)
{
    ((void (*)(void))function)();
    return 0;
}

static struct model_object *start(void (*function)(void))
{
    struct model_thread *thread = model_thread_new(run_thread, (void *)function, FALSE);

    thread->stays = !running->exits;
    return &thread->object;
}

static const char *look(void)
{
    const char *wrong;

    footprints_look(TRUE);
    wrong = running->invariant ? running->invariant() : NULL;
    footprints_look(FALSE);
    if (wrong)
        scenario_violation("%s", wrong);
    return wrong;
}

/* What is given back on a thread that nobody waits for. Time passes only when nobody else can go on. */
static void let_others_end(void)
{
    model_wait(NULL, 0, FALSE, FALSE, model_now + SETTLING);
}

static void body(void)
{
    struct model_object *threads[SCENARIO_THREADS_MOST];
    unsigned int handles, used = 0;
    size_t heap;

    if (running->prepare)
        running->prepare();
    handles = model_handles_open();
    heap = model_heap_in_use();
    model_callers = 0;
    if (running->begin)
        running->begin();
    for (; used < SCENARIO_THREADS_MOST && running->threads[used]; used++)
        threads[used] = start(running->threads[used]);
    model_step_hook_set(running->invariant ? look : NULL);
    model_scheduler_set(scheduler);
    model_current->unseen = TRUE; /* in which order the threads end is all the same to it */
    model_wait(threads, used, TRUE, FALSE, MODEL_NEVER);
    model_scheduler_set(NULL);
    model_step_hook_set(NULL);
    running->end();
    let_others_end();
    if (!running->leaves && model_handles_open() != handles)
        scenario_violation("%d handles are not closed", (int)(model_handles_open() - handles));
    if (!running->leaves && model_heap_in_use() > heap)
        scenario_violation("%u bytes are not freed", (unsigned int)(model_heap_in_use() - heap));
    if (model_heap_written_after_free())
        scenario_violation("freed memory was written to");
}

void scenario_run(const struct scenario *scenario, struct scheduler *chosen, struct scenario_end *end)
{
    running = scenario;
    scheduler = chosen;
    scenario_report_to(end);
    model_timeouts_set(scenario->timeouts);
    model_late_cancels_set(scenario->late_cancels);
    end->end = model_run(body);
    model_scheduler_set(NULL);
    model_step_hook_set(NULL);
    if (end->end != MODEL_ENDED && end->end != MODEL_CUT)
        scenario_violation("%s", model_end_text());
}
