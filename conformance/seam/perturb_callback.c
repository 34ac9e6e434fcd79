/* What the callbacks of thread-pool waits are told, and when they come. */
#include "perturb_watch.h"
#include "perturb_lies.h"
#include "perturbations.h"

static void CALLBACK call_twice(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                                TP_WAIT_RESULT result)
{
    (void)wait;
    watched_call(context, instance, result);
    watched_call(context, instance, result);
}

static void CALLBACK swap_result(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                                 TP_WAIT_RESULT result)
{
    (void)wait;
    watched_call(context, instance, result == WAIT_OBJECT_0 ? WAIT_TIMEOUT : WAIT_OBJECT_0);
}

static void CALLBACK never_time_out(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                                    TP_WAIT_RESULT result)
{
    (void)wait;
    (void)result;
    watched_call(context, instance, WAIT_OBJECT_0);
}

static void CALLBACK give_signal_back(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                                      TP_WAIT_RESULT result)
{
    struct watched *watched = context;

    (void)wait;
    if (result == WAIT_OBJECT_0 && watched->object)
        SetEvent(watched->object);
    watched_call(watched, instance, result);
}

static void CALLBACK take_signal_away(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                                      TP_WAIT_RESULT result)
{
    struct watched *watched = context;

    (void)wait;
    if (result == WAIT_OBJECT_0 && watched->object)
        ResetEvent(watched->object);
    watched_call(watched, instance, result);
}

static void CALLBACK call_and_rearm(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                                    TP_WAIT_RESULT result)
{
    struct watched *watched = context;
    HANDLE object = watched->object;

    if (result == WAIT_OBJECT_0 && watched->open && object && WaitForSingleObject(object, 0) == WAIT_TIMEOUT)
        SetThreadpoolWait(wait, object, NULL);
    watched_call(watched, instance, result);
}

/* Of the wait that was made before, while that is open. */
static void CALLBACK mistake_context(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                                     TP_WAIT_RESULT result)
{
    static struct watched *volatile first;
    struct watched *watched = context, *other = first;

    (void)wait;
    if (!other || !other->open)
        first = other = watched;
    watched_call(other->callback == watched->callback ? other : watched, instance, result);
}

/* Thread-pool waits whose callbacks go through one of these. */
#define WATCHED(name_, callback_)                                                                            \
    static TP_WAIT *WINAPI name_(PTP_WAIT_CALLBACK callback, void *context,                                  \
                                 TP_CALLBACK_ENVIRON *environment)                                           \
    {                                                                                                        \
        return watch(callback_, callback, context, environment);                                             \
    }
WATCHED(callback_comes_twice, call_twice)
WATCHED(callback_swaps_results, swap_result)
WATCHED(callback_hides_timeout, never_time_out)
WATCHED(callback_consumes_nothing, give_signal_back)
WATCHED(callback_consumes_everything, take_signal_away)
WATCHED(callback_arms_again, call_and_rearm)
WATCHED(callback_has_other_context, mistake_context)

static void WINAPI pool_ignores_maximum(TP_POOL *pool, DWORD maximum)
{
    SetThreadpoolThreadMaximum(pool, maximum + 4);
}

static BOOL WINAPI may_run_long(TP_CALLBACK_INSTANCE *instance)
{
    (void)instance;
    return TRUE;
}

static void WINAPI disassociate_does_nothing(TP_CALLBACK_INSTANCE *instance)
{
    (void)instance;
}

static void WINAPI event_on_return_is_early(TP_CALLBACK_INSTANCE *instance, HANDLE event)
{
    (void)instance;
    SetEvent(event);
}

static void WINAPI event_on_return_is_lost(TP_CALLBACK_INSTANCE *instance, HANDLE event)
{
    (void)instance;
    (void)event;
}

static void WINAPI semaphore_on_return_is_early(TP_CALLBACK_INSTANCE *instance, HANDLE semaphore, DWORD count)
{
    (void)instance;
    ReleaseSemaphore(semaphore, (LONG)count, NULL);
}

static void WINAPI section_on_return_is_early(TP_CALLBACK_INSTANCE *instance, CRITICAL_SECTION *section)
{
    (void)instance;
    LeaveCriticalSection(section);
}

static void WINAPI mutex_on_return_is_early(TP_CALLBACK_INSTANCE *instance, HANDLE mutex)
{
    (void)instance;
    ReleaseMutex(mutex);
}

static void WINAPI group_forgets_cancelling(TP_CLEANUP_GROUP *group, BOOL cancel, void *context)
{
    (void)cancel;
    CloseThreadpoolCleanupGroupMembers(group, FALSE, context);
}

static void WINAPI group_always_cancels(TP_CLEANUP_GROUP *group, BOOL cancel, void *context)
{
    (void)cancel;
    CloseThreadpoolCleanupGroupMembers(group, TRUE, context);
}

static void WINAPI io_drain_does_not_wait(TP_IO *io, BOOL cancel)
{
    if (cancel)
        WaitForThreadpoolIoCallbacks(io, cancel);
}

static const struct perturbation perturbation_rows[] = {
    WRONG("callback-comes-twice", "a thread-pool wait calls back twice",
          "threadpool-wait/manual-event-one-callback", "threadpool-wait/*",
          INSTEAD_OF(CreateThreadpoolWait, callback_comes_twice)),
    WRONG("callback-swaps-results",
          "the callback of a wait is told timeout for signaled, and signaled for timeout",
          "threadpool-wait/manual-event-one-callback", "writer/* threadpool-wait/*",
          INSTEAD_OF(CreateThreadpoolWait, callback_swaps_results)),
    WRONG("callback-hides-timeout", "the callback of a wait that times out is told WAIT_OBJECT_0",
          "threadpool-wait/zero-timeout", "writer/* threadpool-wait/*",
          INSTEAD_OF(CreateThreadpoolWait, callback_hides_timeout)),
    WRONG("callback-consumes-nothing", "a thread-pool wait leaves an auto-reset event signaled",
          "threadpool-wait/auto-event-consumed", "writer/* threadpool-wait/*",
          INSTEAD_OF(CreateThreadpoolWait, callback_consumes_nothing),
          INSTEAD_OF(SetThreadpoolWait, watched_set)),
    WRONG("callback-consumes-everything", "a thread-pool wait resets a manual-reset event",
          "threadpool-wait/manual-event-one-callback",
          "writer/* cancel/pool-issued-write-from-another-thread threadpool-wait/*",
          INSTEAD_OF(CreateThreadpoolWait, callback_consumes_everything),
          INSTEAD_OF(SetThreadpoolWait, watched_set)),
    WRONG("callback-arms-again", "a wait is armed again when it calls back",
          "threadpool-wait/auto-event-not-consumed-when-unarmed",
          "cancel/pool-issued-write-from-another-thread threadpool-wait/*",
          INSTEAD_OF(CreateThreadpoolWait, callback_arms_again), INSTEAD_OF(SetThreadpoolWait, watched_set),
          INSTEAD_OF(CloseThreadpoolWait, watched_close)),
    WRONG("callback-has-other-context", "a callback gets the context of another wait",
          "threadpool-wait/512-waits",
          "writer/* cancel/pool-issued-write-from-another-thread threadpool-wait/*",
          INSTEAD_OF(CreateThreadpoolWait, callback_has_other_context),
          INSTEAD_OF(CloseThreadpoolWait, watched_close)),
    RACE("pool-ignores-maximum", "a pool has more threads than it may",
         "threadpool-wait/one-thread-pool-queues", "writer/* threadpool-wait/*",
         INSTEAD_OF(SetThreadpoolThreadMaximum, pool_ignores_maximum)),
    WRONG("may-run-long", "CallbackMayRunLong says TRUE where no thread is left",
          "threadpool-wait/callbackmayrunlong-one-thread", "-",
          INSTEAD_OF_LOOKUP("CallbackMayRunLong", may_run_long)),
    RACE("disassociate-does-nothing", "DisassociateCurrentThreadFromCallback does nothing",
         "threadpool-wait/disassociate-releases-waiter", "-",
         INSTEAD_OF(DisassociateCurrentThreadFromCallback, disassociate_does_nothing)),
    RACE("event-on-return-is-early", "SetEventWhenCallbackReturns sets the event at once",
         "threadpool-wait/setevent-when-callback-returns", "-",
         INSTEAD_OF(SetEventWhenCallbackReturns, event_on_return_is_early)),
    WRONG("event-on-return-is-lost", "SetEventWhenCallbackReturns does nothing",
          "threadpool-wait/setevent-when-callback-returns", "-",
          INSTEAD_OF(SetEventWhenCallbackReturns, event_on_return_is_lost)),
    RACE("semaphore-on-return-is-early", "ReleaseSemaphoreWhenCallbackReturns releases at once",
         "threadpool-wait/release-semaphore-when-returns", "-",
         INSTEAD_OF(ReleaseSemaphoreWhenCallbackReturns, semaphore_on_return_is_early)),
    RACE("section-on-return-is-early", "LeaveCriticalSectionWhenCallbackReturns leaves at once",
         "threadpool-wait/leave-critical-section-when-returns", "-",
         INSTEAD_OF(LeaveCriticalSectionWhenCallbackReturns, section_on_return_is_early)),
    RACE("mutex-on-return-is-early", "ReleaseMutexWhenCallbackReturns releases at once",
         "threadpool-wait/leave-critical-section-when-returns", "-",
         INSTEAD_OF(ReleaseMutexWhenCallbackReturns, mutex_on_return_is_early)),
    WRONG("group-forgets-cancelling", "closing a cleanup group does not cancel",
          "threadpool-wait/cleanup-group-true-armed", "threadpool-wait/*",
          INSTEAD_OF(CloseThreadpoolCleanupGroupMembers, group_forgets_cancelling)),
    WRONG("group-always-cancels", "closing a cleanup group always cancels",
          "threadpool-wait/cleanup-group-false-armed", "-",
          INSTEAD_OF(CloseThreadpoolCleanupGroupMembers, group_always_cancels)),
    RACE("io-drain-does-not-wait", "WaitForThreadpoolIoCallbacks(FALSE) returns at once",
         "threadpool-wait/tpio-wait-false-blocks", "-",
         INSTEAD_OF(WaitForThreadpoolIoCallbacks, io_drain_does_not_wait)),
};

PERTURBATION_TABLE(callback);
