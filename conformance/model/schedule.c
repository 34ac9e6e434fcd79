/* Who goes next. */
#include <stdio.h>
#include "kernel.h"
#include "fiber.h"
#include "model.h"
#include "reset.h"

#define THREADS_MOST 1024
#define CHOICES_MOST 256

static struct model_thread *threads[THREADS_MOST]; /* that have not ended, in the order of their ids */
static unsigned int thread_count;
static struct platform_step *steps;
static struct scheduler *scheduler;
static ULONGLONG turns, step_count, steps_most = MODEL_STEPS_MOST;
static enum model_end end;
static char end_text[512];
static const char *(*step_hook)(void);
static BOOL early_timeouts;

BOOL model_every_call;
enum thread_state model_turn_left;
unsigned int model_calls;
void *model_outside;

void model_schedule_reset(void)
{
    thread_count = 0;
    steps = NULL;
    turns = step_count = 0;
    model_calls = 0;
    end_text[0] = 0;
}

void model_scheduler_set(struct scheduler *chosen)
{
    scheduler = chosen;
    model_every_call = chosen && chosen->every_call;
}

void model_step_hook_set(const char *(*hook)(void))
{
    step_hook = hook;
}

void model_steps_set(ULONGLONG most)
{
    steps_most = most;
}

void model_timeouts_set(BOOL early)
{
    early_timeouts = early;
}

void model_schedule_add(struct model_thread *thread)
{
    if (thread_count == THREADS_MOST)
        model_lacks("so many threads");
    threads[thread_count++] = thread;
}

void model_step_add(struct platform_step *step)
{
    struct platform_step **last = &steps;

    while (*last)
        last = &(*last)->next;
    step->next = NULL;
    *last = step;
}

void model_step_remove(struct platform_step *step)
{
    for (struct platform_step **at = &steps; *at; at = &(*at)->next)
        if (*at == step) {
            *at = step->next;
            return;
        }
}

void model_ready(struct model_thread *thread)
{
    if (thread->suspended || thread->state == THREAD_ENDED) {
        if (thread->state == THREAD_BLOCKED)
            thread->state = THREAD_SUSPENDED;
        return;
    }
    thread->state = THREAD_READY;
    if (thread->counted_by)
        model_touch(thread->counted_by, TRUE);
    thread->lock = NULL;
    thread->ready_since = ++turns;
}

static void expire(void)
{
    for (unsigned int i = 0; i < thread_count; i++)
        if (threads[i]->state == THREAD_BLOCKED && threads[i]->deadline <= model_now)
            model_wait_timed_out(threads[i]);
}

/* When time alone will change something; MODEL_NEVER if it will not. */
static ULONGLONG next_deadline(void)
{
    ULONGLONG next = MODEL_NEVER;

    for (unsigned int i = 0; i < thread_count; i++)
        if (threads[i]->state == THREAD_BLOCKED && threads[i]->deadline < next)
            next = threads[i]->deadline;
    for (struct platform_step *step = steps; step; step = step->next)
        if (step->deadline && step->deadline(step) < next)
            next = step->deadline(step);
    return next;
}

static unsigned int collect(struct choice *choices)
{
    unsigned int count = 0, kept = 0;
    BOOL prompt = FALSE;

    for (struct platform_step *step = steps; step; step = step->next)
        if (count < CHOICES_MOST && step->enabled(step)) {
            choices[count++] = (struct choice){CHOICE_PLATFORM, NULL, step};
            prompt = prompt || step->prompt;
        }
    for (unsigned int i = 0; i < thread_count; i++) {
        if (threads[i]->state == THREAD_ENDED)
            continue;
        threads[kept++] = threads[i];
        if (count < CHOICES_MOST && threads[i]->state == THREAD_READY)
            choices[count++] = (struct choice){CHOICE_THREAD, threads[i], NULL};
    }
    thread_count = kept;
    if (early_timeouts && !prompt && scheduler && scheduler->every_call && count && count < CHOICES_MOST &&
        next_deadline() != MODEL_NEVER)
        choices[count++] = (struct choice){CHOICE_TIME, NULL, NULL};
    return count;
}

/* Platform steps in their order, then the thread that has waited longest for its turn. */
static unsigned int choose_plainly(const struct choice *choices, unsigned int count)
{
    unsigned int best = 0;

    for (unsigned int i = 0; i < count; i++) {
        if (choices[i].kind == CHOICE_PLATFORM)
            return i;
        if (choices[i].thread->ready_since < choices[best].thread->ready_since)
            best = i;
    }
    return best;
}

static unsigned int choose(const struct choice *choices, unsigned int count)
{
    if (!scheduler)
        return choose_plainly(choices, count);
    return count > 1 || scheduler->every_choice ? scheduler->choose(scheduler, choices, count) : 0;
}

__attribute__((noreturn)) static void finish(enum model_end how)
{
    end = how;
    model_fiber_back();
    model_fiber_anew();
}

static void say_who_waits(void)
{
    size_t used = (size_t)snprintf(end_text, sizeof(end_text), "nothing can go on:");

    for (unsigned int i = 0; i < thread_count && used < sizeof(end_text); i++)
        used += (size_t)snprintf(end_text + used, sizeof(end_text) - used, " thread %lu waits for %s;",
                                 threads[i]->id / 4 - 1, threads[i]->lock ? "a lock" : "objects");
}

static void pass_time(ULONGLONG deadline)
{
    if (model_listener)
        model_listener->time_passed();
    model_now = deadline > model_now ? deadline : model_now;
    expire();
}

/* Takes platform steps and lets time pass until a thread goes next. */
static struct model_thread *next_thread(void)
{
    struct choice choices[CHOICES_MOST];
    unsigned int count, chosen;
    ULONGLONG deadline;

    for (;;) {
        if (++step_count > steps_most) {
            snprintf(end_text, sizeof(end_text), MODEL_STEPS_END " %llu steps", steps_most);
            finish(MODEL_STEP_LIMIT);
        }
        if (step_hook)
            step_hook();
        if (!(count = collect(choices))) {
            if ((deadline = next_deadline()) == MODEL_NEVER) {
                say_who_waits();
                finish(MODEL_DEADLOCK);
            }
            pass_time(deadline);
            continue;
        }
        chosen = choose(choices, count);
        if (choices[chosen].kind == CHOICE_THREAD)
            return choices[chosen].thread;
        if (choices[chosen].kind == CHOICE_TIME)
            pass_time(next_deadline());
        else
            choices[chosen].step->take(choices[chosen].step);
    }
}

static void schedule(void)
{
    struct model_thread *this = model_current, *next;

    model_turn_left = this->state;
    if (this->state != THREAD_READY && this->counted_by)
        model_touch(this->counted_by, TRUE);
    expire();
    next = next_thread();
    model_current = next;
    if (next == this)
        return;
    model_fiber_enter(next);
    model_fiber_resumed();
}

void model_schedule_leave(void)
{
    struct model_thread *next;

    model_turn_left = THREAD_ENDED;
    expire();
    next = next_thread();
    model_current = next;
    model_fiber_enter(next);
}

static void tick(void)
{
    if (model_calls < MODEL_TICK)
        return;
    model_calls = 0;
    model_touch(&model_now, TRUE);
    model_now += MODEL_MILLISECOND;
    model_current->ready_since = ++turns;
}

void model_points(void)
{
    tick();
    schedule();
}

void model_yield(void)
{
    model_calls++;
    tick();
    model_current->ready_since = ++turns;
    schedule();
}

void model_block(const void *lock)
{
    model_current->state = THREAD_BLOCKED;
    model_current->lock = lock;
    model_current->wait_result = WAIT_OBJECT_0;
    model_current->block_count = 0;
    model_current->deadline = MODEL_NEVER;
    schedule();
}

void model_blocked(void)
{
    schedule();
}

unsigned int model_answer(const char *name, unsigned int count)
{
    static const struct choice answers[CHOICES_MOST] = {[0 ... CHOICES_MOST - 1] = {.kind = CHOICE_ANSWER}};

    (void)name;
    return scheduler && scheduler->every_call && count > 1 ? scheduler->choose(scheduler, answers, count) : 0;
}

void model_cut(void)
{
    finish(MODEL_CUT);
}

void model_misused(const char *what)
{
    snprintf(end_text, sizeof(end_text), "%s", what);
    finish(MODEL_MISUSED);
}

void model_lacks(const char *call)
{
    snprintf(end_text, sizeof(end_text), "%s is not in the model", call);
    finish(MODEL_LACKS);
}

const char *model_end_text(void)
{
    return end_text;
}

static DWORD WINAPI run_body(void *body)
{
    ((void (*)(void))body)();
    finish(MODEL_ENDED);
}

enum model_end model_run(void (*body)(void))
{
    if (!model_outside)
        model_outside = ConvertThreadToFiber(NULL);
    model_forget();
    model_current = model_thread_new(run_body, (void *)body, FALSE);
    model_fiber_enter(model_current);
    for (unsigned int i = 0; i < thread_count; i++)
        model_thread_cut_off(threads[i]);
    model_current = NULL;
    return end;
}
