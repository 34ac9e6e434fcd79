/* Threads. Each runs on a fiber; fibers are kept for later threads, and a thread that is cut off anywhere
 * jumps back to the top of its fiber. */
#include <stdlib.h>
#include "kernel.h"
#include "../winetest/threads.h"
#include "fiber.h"
#include "reset.h"

#define STACK_RESERVED ((size_t)1 << 20)
#define STACK_COMMITTED ((size_t)64 << 10)

static struct model_fiber *idle_fibers;
static struct model_fiber *running; /* NULL: whoever called model_run() */
static void *winetest_outside;      /* what the framework keeps of that thread, while another has the turn */
static void (*on_end)(struct model_thread *);
static DWORD last_id;

struct model_thread *model_current;
unsigned int model_callers;

void model_threads_reset(void)
{
    last_id = model_callers = 0;
    model_current = NULL;
}

void model_on_thread_end(void (*ended)(struct model_thread *))
{
    on_end = ended;
}

static void end_thread(struct model_thread *thread, DWORD code)
{
    struct model_object *mutex;

    thread->state = THREAD_ENDED;
    thread->exit_code = code;
    model_touch(&thread->pending, FALSE);
    model_touch(&thread->first_apc, TRUE);
    if (on_end && !thread->stays)
        on_end(thread);
    while (!thread->stays && (mutex = thread->owned_mutexes)) {
        thread->owned_mutexes = mutex->next_owned;
        mutex->owner = NULL;
        mutex->recursion = 0;
        mutex->abandoned = TRUE;
        model_set(mutex);
    }
    model_set(&thread->object);
}

/* Threads of the model are none to the framework, which would take what one has left for another's. */
static void begin_winetest(const struct model_fiber *fiber)
{
    if (!fiber->goes_on)
        winetest_forget_thread(winetest_exchange_thread(NULL));
}

static void end_winetest(struct model_fiber *fiber)
{
    if (fiber->goes_on)
        winetest_outside = winetest_exchange_thread(NULL);
    fiber->goes_on = FALSE;
}

/* The thread's stack is this fiber's, from here down. */
static void CALLBACK run_threads(void *argument)
{
    struct model_fiber *fiber = argument;

    for (;;) {
        __builtin_setjmp(fiber->top);
        if (fiber->thread) {
            struct model_thread *thread = fiber->thread;
            DWORD code;

            if (fiber->begun) { /* it has jumped here */
                code = thread->exit_code;
            } else {
                fiber->begun = TRUE;
                thread->begins = 0;
                begin_winetest(fiber);
                code = thread->entry(thread->argument);
            }
            if (!fiber->cut_off)
                end_thread(thread, code);
            end_winetest(fiber);
            thread->fiber = NULL;
            fiber->thread = NULL;
        }
        fiber->begun = FALSE;
        fiber->next = idle_fibers;
        idle_fibers = fiber;
        if (fiber->cut_off) {
            fiber->cut_off = FALSE;
            model_fiber_back();
        } else {
            model_schedule_leave();
        }
    }
}

static struct model_fiber *take_fiber(void)
{
    struct model_fiber *fiber = idle_fibers;

    if (fiber) {
        idle_fibers = fiber->next;
        return fiber;
    }
    fiber = calloc(1, sizeof(*fiber));
    if (!fiber || !(fiber->fiber = CreateFiberEx(STACK_COMMITTED, STACK_RESERVED, 0, run_threads, fiber)))
        abort();
    return fiber;
}

static void **winetest_of(struct model_fiber *fiber)
{
    return fiber ? &fiber->winetest : &winetest_outside;
}

static void enter(struct model_fiber *fiber)
{
    if (fiber == running) /* a thread that starts where another has just ended */
        return;
    *winetest_of(running) = winetest_exchange_thread(*winetest_of(fiber));
    running = fiber;
    SwitchToFiber(fiber ? fiber->fiber : model_outside);
}

void model_fiber_enter(struct model_thread *thread)
{
    if (!thread->fiber) {
        thread->fiber = take_fiber();
        thread->fiber->thread = thread;
        if ((thread->fiber->goes_on = !running))
            thread->fiber->winetest = winetest_exchange_thread(NULL);
    }
    enter(thread->fiber);
}

void model_fiber_back(void)
{
    enter(NULL);
}

void model_fiber_resumed(void)
{
    struct model_fiber *fiber = model_current->fiber;

    if (fiber->cut_off)
        __builtin_longjmp(fiber->top, 1);
}

void model_fiber_anew(void)
{
    __builtin_longjmp(model_current->fiber->top, 1);
}

void model_thread_cut_off(struct model_thread *thread)
{
    if (!thread->fiber)
        return;
    thread->fiber->cut_off = TRUE;
    model_current = thread;
    enter(thread->fiber);
}

struct model_thread *model_thread_new(DWORD(WINAPI *entry)(void *), void *argument, BOOL suspended)
{
    struct model_thread *thread = model_allocate(sizeof(*thread));

    thread->object.type = OBJECT_THREAD;
    thread->object.manual = TRUE;
    thread->id = ++last_id * 4;
    thread->entry = entry;
    thread->argument = argument;
    thread->exit_code = STILL_ACTIVE;
    thread->suspended = suspended;
    thread->state = THREAD_SUSPENDED;
    model_schedule_add(thread);
    if (!suspended)
        model_ready(thread);
    return thread;
}

HANDLE WINAPI model_CreateThread(SECURITY_ATTRIBUTES *attributes, SIZE_T stack, DWORD(WINAPI *entry)(void *),
                                 void *argument, DWORD flags, DWORD *id)
{
    struct model_thread *thread;

    (void)stack;
    model_point();
    thread = model_thread_new(entry, argument, (flags & CREATE_SUSPENDED) != 0);
    thread->begins = ++model_callers;
    if (id)
        *id = thread->id;
    return model_handle_new(&thread->object, 0, attributes && attributes->bInheritHandle);
}

void WINAPI model_ExitThread(DWORD code)
{
    model_point();
    model_current->exit_code = code;
    __builtin_longjmp(model_current->fiber->top, 1);
}

BOOL WINAPI model_TerminateThread(HANDLE handle, DWORD code)
{
    struct model_thread *thread;

    model_point();
    if (!(thread = (struct model_thread *)model_object_of(handle, OBJECT_THREAD)))
        return FALSE;
    if (thread == model_current)
        model_ExitThread(code);
    model_touch(&thread->object, FALSE);
    model_touch(&thread->state, TRUE);
    if (thread->state == THREAD_ENDED)
        return model_fail(ERROR_ACCESS_DENIED);
    model_wait_leave(thread);
    end_thread(thread, code);
    return TRUE;
}

DWORD WINAPI model_ResumeThread(HANDLE handle)
{
    struct model_thread *thread;
    DWORD before;

    model_point();
    if (!(thread = (struct model_thread *)model_object_of(handle, OBJECT_THREAD)))
        return (DWORD)-1;
    model_touch(&thread->state, TRUE);
    before = thread->suspended;
    if (before && !--thread->suspended)
        model_ready(thread);
    return before;
}

BOOL WINAPI model_GetExitCodeThread(HANDLE handle, DWORD *code)
{
    const struct model_thread *thread;

    model_point();
    if (!(thread = (const struct model_thread *)model_object_of(handle, OBJECT_THREAD)))
        return FALSE;
    model_touch(&thread->object, FALSE);
    *code = thread->exit_code;
    return TRUE;
}

DWORD WINAPI model_GetCurrentThreadId(void)
{
    return model_current->id;
}

DWORD WINAPI model_GetLastError(void)
{
    return model_current->last_error;
}

void WINAPI model_SetLastError(DWORD error)
{
    model_current->last_error = error;
}
