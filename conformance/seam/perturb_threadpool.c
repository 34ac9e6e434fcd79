/* What thread-pool waits do with their arming, draining and closing. */
#include "perturb_watch.h"
#include "perturb_lies.h"
#include "perturbations.h"

static void WINAPI disarm_does_nothing(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    if (object)
        SetThreadpoolWait(wait, object, timeout);
}

static void WINAPI arm_ignores_timeout(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    (void)timeout;
    SetThreadpoolWait(wait, object, NULL);
}

static void WINAPI arm_times_out_at_once(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    FILETIME zero = {0, 0};

    SetThreadpoolWait(wait, object, timeout ? &zero : NULL);
}

static void WINAPI arm_fires_at_once(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    FILETIME zero = {0, 0};

    SetThreadpoolWait(wait, object, timeout ? timeout : &zero);
}

/* Nothing to wait for, but a time: it times out. */
static void WINAPI arm_with_nothing_times_out(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    SetThreadpoolWait(wait, !object && timeout ? CreateEventW(NULL, TRUE, FALSE, NULL) : object, timeout);
}

static void WINAPI arm_keeps_first_object(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    struct watched *watched = watched_of(wait);

    if (!object || !watched || !watched->object || watched->object == object)
        watched_set(wait, object, timeout);
}

/* A signal that is there already is none. */
static void WINAPI arm_misses_the_signal(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    struct watched *watched = watched_of(wait);

    if (watched && watched->context && object && WaitForSingleObject(object, 0) == WAIT_OBJECT_0)
        object = CreateEventW(NULL, TRUE, FALSE, NULL);
    SetThreadpoolWait(wait, object, timeout);
}

static void WINAPI rearm_in_callback_is_lost(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    struct watched *watched = watched_of(wait);

    if (!object || !watched || !watched->running)
        SetThreadpoolWait(wait, object, timeout);
}

static void call_stale(void *argument)
{
    struct watched *watched = argument;

    if (watched->open)
        watched_call(watched, NULL, WAIT_OBJECT_0);
}

static int take_arming(struct watched *watched)
{
    return watched && InterlockedExchangePointer((void *volatile *)&watched->object, NULL) != NULL;
}

static void WINAPI disarm_lets_one_through(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    struct watched *watched = watched_of(wait);

    SetThreadpoolWait(wait, object, timeout);
    if (object && watched)
        watched->object = object;
    else if (take_arming(watched))
        later(0, call_stale, watched);
}

static void WINAPI disarm_cancels_queued(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    struct watched *watched = watched_of(wait);

    SetThreadpoolWait(wait, object, timeout);
    if (!object && watched && !watched->running)
        WaitForThreadpoolWaitCallbacks(wait, TRUE);
}

static void disarm(void *wait)
{
    if (watched_of(wait))
        SetThreadpoolWait(wait, NULL, NULL);
}

static void WINAPI disarm_is_late(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    if (object || !watched_of(wait))
        SetThreadpoolWait(wait, object, timeout);
    else
        later(200, disarm, wait);
}

static void WINAPI drain_keeps_queued(TP_WAIT *wait, BOOL cancel)
{
    (void)cancel;
    WaitForThreadpoolWaitCallbacks(wait, FALSE);
}

static void WINAPI drain_cancels_queued(TP_WAIT *wait, BOOL cancel)
{
    (void)cancel;
    WaitForThreadpoolWaitCallbacks(wait, TRUE);
}

static void WINAPI drain_does_not_wait(TP_WAIT *wait, BOOL cancel)
{
    (void)wait;
    (void)cancel;
}

static void WINAPI drain_waits_for_queued_alone(TP_WAIT *wait, BOOL cancel)
{
    struct watched *watched = watched_of(wait);

    if (!watched || !watched->running)
        WaitForThreadpoolWaitCallbacks(wait, cancel);
}

/* Waiting means waiting for the signal. */
static void WINAPI drain_disarms(TP_WAIT *wait, BOOL cancel)
{
    SetThreadpoolWait(wait, NULL, NULL);
    WaitForThreadpoolWaitCallbacks(wait, cancel);
}

/* It comes when the next wait is armed, at the latest. */
static HANDLE volatile stale_called;

static void call_stale_and_tell(void *watched)
{
    call_stale(watched);
    SetEvent(stale_called);
}

static void WINAPI drain_lets_one_through(TP_WAIT *wait, BOOL cancel)
{
    struct watched *watched = watched_of(wait);

    WaitForThreadpoolWaitCallbacks(wait, cancel);
    if (!cancel || !watched || watched->running || !take_arming(watched))
        return;
    stale_called = CreateEventW(NULL, TRUE, FALSE, NULL);
    later(0, call_stale_and_tell, watched);
}

static void WINAPI set_after_the_stale(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    if (stale_called)
        WaitForSingleObject(stale_called, 50);
    watched_set(wait, object, timeout);
}

static void WINAPI close_cancels_queued(TP_WAIT *wait)
{
    struct watched *watched = watched_of(wait);

    if (watched && !watched->running)
        WaitForThreadpoolWaitCallbacks(wait, TRUE);
    watched_close(wait);
}

static void WINAPI close_leaves_armed(TP_WAIT *wait)
{
    (void)wait;
}

static const struct perturbation perturbation_rows[] = {
    WRONG("disarm-does-nothing", "SetThreadpoolWait(NULL) leaves the wait armed",
          "threadpool-wait/set-null-disarms", "threadpool-wait/* writer/*",
          INSTEAD_OF(SetThreadpoolWait, disarm_does_nothing)),
    WRONG("arm-ignores-timeout", "a thread-pool wait does not time out", "threadpool-wait/zero-timeout",
          "writer/* threadpool-wait/*", INSTEAD_OF(SetThreadpoolWait, arm_ignores_timeout)),
    WRONG("arm-times-out-at-once", "a thread-pool wait with a timeout times out at once",
          "threadpool-wait/absolute-timeout", "writer/* threadpool-wait/*",
          INSTEAD_OF(SetThreadpoolWait, arm_times_out_at_once)),
    WRONG("arm-fires-at-once", "a thread-pool wait without a timeout times out at once",
          "threadpool-wait/no-signal-no-callback", "writer/* threadpool-wait/*",
          INSTEAD_OF(SetThreadpoolWait, arm_fires_at_once)),
    WRONG("arm-with-nothing-times-out", "SetThreadpoolWait(NULL) with a timeout calls back",
          "threadpool-wait/null-handle-with-timeout", "writer/* threadpool-wait/set-null-disarms",
          INSTEAD_OF(SetThreadpoolWait, arm_with_nothing_times_out)),
    WRONG("arm-keeps-first-object", "arming a wait that is armed with another object does nothing",
          "threadpool-wait/replace-handle", "writer/* threadpool-wait/rearm-with-invalid-handle-cancels-old",
          INSTEAD_OF(SetThreadpoolWait, arm_keeps_first_object),
          INSTEAD_OF(CreateThreadpoolWait, watched_create)),
    RACE("arm-misses-the-signal", "a wait that is armed after the signal does not see it",
         "threadpool-wait/callback-thread-not-caller",
         "writer/* cancel/pool-issued-write-from-another-thread threadpool-wait/*",
         INSTEAD_OF(SetThreadpoolWait, arm_misses_the_signal),
         INSTEAD_OF(CreateThreadpoolWait, watched_create)),
    RACE("rearm-in-callback-is-lost", "arming a wait while its callback runs does nothing",
         "threadpool-wait/rearm-inside-callback", "writer/* threadpool-wait/*",
         INSTEAD_OF(SetThreadpoolWait, rearm_in_callback_is_lost),
         INSTEAD_OF(CreateThreadpoolWait, watched_create)),
    RACE("disarm-lets-one-through", "a callback still comes after SetThreadpoolWait(NULL)",
         "threadpool-wait/set-null-disarms", "writer/* threadpool-wait/set-null-keeps-queued",
         INSTEAD_OF(SetThreadpoolWait, disarm_lets_one_through),
         INSTEAD_OF(CreateThreadpoolWait, watched_create), INSTEAD_OF(CloseThreadpoolWait, watched_close)),
    RACE("disarm-cancels-queued", "SetThreadpoolWait(NULL) also cancels a queued callback",
         "threadpool-wait/set-null-keeps-queued", "writer/*",
         INSTEAD_OF(SetThreadpoolWait, disarm_cancels_queued),
         INSTEAD_OF(CreateThreadpoolWait, watched_create)),
    RACE("disarm-is-late", "SetThreadpoolWait(NULL) returns before the wait is disarmed",
         "threadpool-wait/set-null-disarms", "writer/* threadpool-wait/absolute-timeout",
         INSTEAD_OF(SetThreadpoolWait, disarm_is_late), INSTEAD_OF(CreateThreadpoolWait, watched_create),
         INSTEAD_OF(CloseThreadpoolWait, watched_close)),
    RACE("drain-keeps-queued", "WaitForThreadpoolWaitCallbacks(TRUE) runs queued callbacks",
         "threadpool-wait/wfc-true-cancels-queued", "writer/* threadpool-wait/safe-teardown-of-queued",
         INSTEAD_OF(WaitForThreadpoolWaitCallbacks, drain_keeps_queued)),
    RACE("drain-cancels-queued", "WaitForThreadpoolWaitCallbacks(FALSE) cancels queued callbacks",
         "threadpool-wait/wfc-false-runs-queued",
         "writer/* threadpool-wait/cleanup-group-true-after-callback",
         INSTEAD_OF(WaitForThreadpoolWaitCallbacks, drain_cancels_queued)),
    RACE("drain-does-not-wait", "WaitForThreadpoolWaitCallbacks returns at once",
         "threadpool-wait/wfc-false-blocks-on-running", "writer/* threadpool-wait/*",
         INSTEAD_OF(WaitForThreadpoolWaitCallbacks, drain_does_not_wait)),
    RACE("drain-waits-for-queued-alone",
         "WaitForThreadpoolWaitCallbacks does not wait for a callback that runs",
         "threadpool-wait/wfc-true-blocks-on-running", "writer/* threadpool-wait/wfc-false-blocks-on-running",
         INSTEAD_OF(WaitForThreadpoolWaitCallbacks, drain_waits_for_queued_alone),
         INSTEAD_OF(CreateThreadpoolWait, watched_create)),
    WRONG("drain-disarms", "WaitForThreadpoolWaitCallbacks disarms the wait",
          "threadpool-wait/wfc-false-armed-unsignalled", "writer/* threadpool-wait/*",
          INSTEAD_OF(WaitForThreadpoolWaitCallbacks, drain_disarms)),
    RACE("drain-lets-one-through",
         "a cancelled callback still comes after WaitForThreadpoolWaitCallbacks(TRUE)",
         "threadpool-wait/wfc-true-cancels-queued", "writer/* threadpool-wait/wfc-true-armed-unsignalled",
         INSTEAD_OF(WaitForThreadpoolWaitCallbacks, drain_lets_one_through),
         INSTEAD_OF(CreateThreadpoolWait, watched_create), INSTEAD_OF(SetThreadpoolWait, set_after_the_stale),
         INSTEAD_OF(CloseThreadpoolWait, watched_close)),
    RACE("close-cancels-queued", "CloseThreadpoolWait cancels a queued callback",
         "threadpool-wait/close-with-queued", "writer/*",
         INSTEAD_OF(CloseThreadpoolWait, close_cancels_queued),
         INSTEAD_OF(CreateThreadpoolWait, watched_create)),
    WRONG("close-leaves-armed", "CloseThreadpoolWait leaves the wait armed",
          "threadpool-wait/close-while-armed-no-callback", "writer/* threadpool-wait/*",
          INSTEAD_OF(CloseThreadpoolWait, close_leaves_armed)),
};

PERTURBATION_TABLE(threadpool);
