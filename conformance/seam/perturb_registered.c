/* What registered waits answer. */
#include "perturb_lies.h"
#include "perturbations.h"

struct registration {
    WAITORTIMERCALLBACK callback;
    void *context;
};

static void CALLBACK swap_reason(void *context, BOOLEAN timed_out)
{
    struct registration *registration = context;

    registration->callback(registration->context, !timed_out);
}

static void CALLBACK call_twice(void *context, BOOLEAN timed_out)
{
    struct registration *registration = context;

    registration->callback(registration->context, timed_out);
    registration->callback(registration->context, timed_out);
}

static struct registration *registration(WAITORTIMERCALLBACK callback, void *context)
{
    struct registration *registration = HeapAlloc(GetProcessHeap(), 0, sizeof(*registration));

    *registration = (struct registration){callback, context};
    return registration;
}

static BOOL WINAPI registered_swaps_reasons(HANDLE *wait, HANDLE object, WAITORTIMERCALLBACK callback,
                                            void *context, ULONG milliseconds, ULONG flags)
{
    return RegisterWaitForSingleObject(wait, object, swap_reason, registration(callback, context),
                                       milliseconds, flags);
}

static BOOL WINAPI registered_calls_twice(HANDLE *wait, HANDLE object, WAITORTIMERCALLBACK callback,
                                          void *context, ULONG milliseconds, ULONG flags)
{
    return RegisterWaitForSingleObject(wait, object, call_twice, registration(callback, context),
                                       milliseconds, flags);
}

static BOOL WINAPI registered_repeats(HANDLE *wait, HANDLE object, WAITORTIMERCALLBACK callback,
                                      void *context, ULONG milliseconds, ULONG flags)
{
    return RegisterWaitForSingleObject(wait, object, callback, context, milliseconds,
                                       flags & ~(ULONG)WT_EXECUTEONLYONCE);
}

static BOOL WINAPI registered_comes_once(HANDLE *wait, HANDLE object, WAITORTIMERCALLBACK callback,
                                         void *context, ULONG milliseconds, ULONG flags)
{
    return RegisterWaitForSingleObject(wait, object, callback, context, milliseconds,
                                       flags | WT_EXECUTEONLYONCE);
}

static BOOL WINAPI registered_ignores_timeout(HANDLE *wait, HANDLE object, WAITORTIMERCALLBACK callback,
                                              void *context, ULONG milliseconds, ULONG flags)
{
    (void)milliseconds;
    return RegisterWaitForSingleObject(wait, object, callback, context, INFINITE, flags);
}

static BOOL WINAPI registered_times_out_early(HANDLE *wait, HANDLE object, WAITORTIMERCALLBACK callback,
                                              void *context, ULONG milliseconds, ULONG flags)
{
    return RegisterWaitForSingleObject(wait, object, callback, context,
                                       milliseconds == INFINITE ? INFINITE : milliseconds / 4, flags);
}

struct fired {
    struct registration *registration;
    BOOLEAN timed_out;
};

static DWORD WINAPI call_elsewhere(void *argument)
{
    struct fired *fired = argument;

    fired->registration->callback(fired->registration->context, fired->timed_out);
    return 0;
}

static void CALLBACK move_to_new_thread(void *context, BOOLEAN timed_out)
{
    struct fired fired = {context, timed_out};
    HANDLE thread = CreateThread(NULL, 0, call_elsewhere, &fired, 0, NULL);

    WaitForSingleObject(thread, INFINITE);
    CloseHandle(thread);
}

static BOOL WINAPI registered_runs_anywhere(HANDLE *wait, HANDLE object, WAITORTIMERCALLBACK callback,
                                            void *context, ULONG milliseconds, ULONG flags)
{
    if (!(flags & WT_EXECUTEINWAITTHREAD))
        return RegisterWaitForSingleObject(wait, object, callback, context, milliseconds, flags);
    return RegisterWaitForSingleObject(wait, object, move_to_new_thread, registration(callback, context),
                                       milliseconds, flags);
}

static BOOL WINAPI unregister_hides_running(HANDLE wait)
{
    return forgiven(UnregisterWait(wait), ERROR_IO_PENDING);
}

static BOOL WINAPI unregister_waits(HANDLE wait)
{
    return UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
}

static BOOL WINAPI unregister_ex_does_not_wait(HANDLE wait, HANDLE event)
{
    if (event != INVALID_HANDLE_VALUE)
        return UnregisterWaitEx(wait, event);
    return forgiven(UnregisterWaitEx(wait, NULL), ERROR_IO_PENDING);
}

static BOOL WINAPI unregister_ex_signals_early(HANDLE wait, HANDLE event)
{
    if (!event || event == INVALID_HANDLE_VALUE)
        return UnregisterWaitEx(wait, event);
    SetEvent(event);
    return UnregisterWaitEx(wait, NULL);
}

static BOOL WINAPI unregister_ex_forgets_event(HANDLE wait, HANDLE event)
{
    return UnregisterWaitEx(wait, event == INVALID_HANDLE_VALUE ? event : NULL);
}

static const struct perturbation perturbation_rows[] = {
    WRONG("registered-swaps-reasons", "a registered wait calls a signal a timeout, and a timeout a signal",
          "threadpool-wait/regwait-once-manual-event", "threadpool-wait/*",
          INSTEAD_OF(RegisterWaitForSingleObject, registered_swaps_reasons)),
    WRONG("registered-calls-twice", "a registered wait calls back twice",
          "threadpool-wait/regwait-once-manual-event", "threadpool-wait/*",
          INSTEAD_OF(RegisterWaitForSingleObject, registered_calls_twice)),
    WRONG("registered-repeats", "WT_EXECUTEONLYONCE is ignored",
          "threadpool-wait/regwait-unregister-after-once", "threadpool-wait/*",
          INSTEAD_OF(RegisterWaitForSingleObject, registered_repeats)),
    WRONG("registered-comes-once", "a registered wait calls back once",
          "threadpool-wait/regwait-default-repeats-consuming",
          "threadpool-wait/regwait-default-manual-event-repeats",
          INSTEAD_OF(RegisterWaitForSingleObject, registered_comes_once)),
    WRONG("registered-ignores-timeout", "a registered wait does not time out",
          "threadpool-wait/regwait-timeout-callback", "threadpool-wait/regwait-zero-timeout-once",
          INSTEAD_OF(RegisterWaitForSingleObject, registered_ignores_timeout)),
    WRONG("registered-times-out-early", "a registered wait times out after a quarter of its time",
          "threadpool-wait/regwait-timeout-callback", "-",
          INSTEAD_OF(RegisterWaitForSingleObject, registered_times_out_early)),
    WRONG("registered-runs-anywhere", "WT_EXECUTEINWAITTHREAD is ignored",
          "threadpool-wait/regwait-in-wait-thread-same-thread", "-",
          INSTEAD_OF(RegisterWaitForSingleObject, registered_runs_anywhere)),
    RACE("unregister-hides-running", "UnregisterWait says TRUE while the callback runs",
         "threadpool-wait/regwait-unregister-while-running",
         "threadpool-wait/regwait-unregister-inside-callback",
         INSTEAD_OF(UnregisterWait, unregister_hides_running)),
    RACE("unregister-waits", "UnregisterWait waits for the callback",
         "threadpool-wait/regwait-unregister-while-running", "-",
         INSTEAD_OF(UnregisterWait, unregister_waits)),
    RACE("unregister-ex-does-not-wait",
         "UnregisterWaitEx(INVALID_HANDLE_VALUE) does not wait for the callback",
         "threadpool-wait/regwait-unregisterex-invalid-handle-blocks", "-",
         INSTEAD_OF(UnregisterWaitEx, unregister_ex_does_not_wait)),
    RACE("unregister-ex-signals-early", "UnregisterWaitEx sets its event while the callback runs",
         "threadpool-wait/regwait-unregisterex-event", "-",
         INSTEAD_OF(UnregisterWaitEx, unregister_ex_signals_early)),
    WRONG("unregister-ex-forgets-event", "UnregisterWaitEx does not set its event",
          "threadpool-wait/regwait-unregisterex-event-idle", "threadpool-wait/regwait-unregisterex-event",
          INSTEAD_OF(UnregisterWaitEx, unregister_ex_forgets_event)),
};

PERTURBATION_TABLE(registered);
