/* What a callback may do with its TP_CALLBACK_INSTANCE, and to its own wait. */
#include "conformance/conformance.h"

enum { TOO_MANY_THREADS = 565 }; /* ERROR_TOO_MANY_THREADS, which mingw-w64 does not have */

static void set_event(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    SetEventWhenCallbackReturns(instance, probe->argument);
}

BEHAVIOUR(event_set, .id = "threadpool-wait/setevent-when-callback-returns",
          .summary = "SetEventWhenCallbackReturns sets the event when the callback has returned",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-seteventwhencallbackreturns; "
                    "doc:https://devblogs.microsoft.com/oldnewthing/20131108-00/; "
                    "winetest:dlls/ntdll/tests/threadpool.c:test_tp_instance:1215-1222 (wine 10.0)",
          .facts = {"threadpool-wait/setevent-when-callback-returns",
                    "threadpool-wait/setevent-closes-race-with-dll-unload"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct wait_probe *probe = event ? wait_probe_inside(NULL, set_event, event) : NULL;

    REQUIRE(probe);
    check_event("event while the callback runs", event, NOT_SIGNALED);
    wait_probe_open(probe);
    check_wait("event", WaitForSingleObject(event, PROBE_DEADLINE), WAIT_OBJECT_0);
    check_number("callbacks returned then", probe->returned, 1);
}

static void release_semaphore(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    ReleaseSemaphoreWhenCallbackReturns(instance, probe->argument, 1);
}

BEHAVIOUR(semaphore_released, .id = "threadpool-wait/release-semaphore-when-returns",
          .summary = "ReleaseSemaphoreWhenCallbackReturns releases when the callback has returned",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_instance:1215-1222 (wine 10.0)",
          .facts = {"threadpool-wait/release-semaphore-when-returns"})
{
    HANDLE semaphore = owned(CreateSemaphoreW(NULL, 0, 1, NULL));
    struct wait_probe *probe = semaphore ? wait_probe_inside(NULL, release_semaphore, semaphore) : NULL;

    REQUIRE(probe);
    check_event("semaphore while the callback runs", semaphore, NOT_SIGNALED);
    wait_probe_open(probe);
    check_wait("semaphore", WaitForSingleObject(semaphore, PROBE_DEADLINE), WAIT_OBJECT_0);
    check_number("callbacks returned then", probe->returned, 1);
}

static void close_wait(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    (void)instance;
    wait_probe_close(probe);
}

BEHAVIOUR(closed_inside, .id = "threadpool-wait/close-inside-callback",
          .summary = "a callback may close its own wait and goes on", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:wait_release_cb:864-872 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/threadpool.c:test_tp_group_wait:930-944 (wine 10.0)",
          .facts = {"threadpool-wait/close-inside-callback"})
{
    struct wait_probe *probe = wait_probe_inside(NULL, close_wait, NULL);

    REQUIRE(probe);
    wait_probe_open(probe);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    check_number("callbacks returned", probe->returned, 1);
}

static void disassociate(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    (void)probe;
    DisassociateCurrentThreadFromCallback(instance);
}

BEHAVIOUR(disassociated, .id = "threadpool-wait/disassociate-releases-waiter",
          .summary = "waiting does not wait for a callback that has disassociated itself",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_disassociate:1275-1380 (wine 10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-disassociatecurrentthreadfromcallback",
          .facts = {"threadpool-wait/disassociate-releases-waiter"})
{
    struct wait_probe *probe = wait_probe_inside(NULL, disassociate, NULL);
    struct callback_waiter *waiter;

    REQUIRE(probe);
    REQUIRE(waiter = callback_waiter_start(probe, FALSE));
    check_wait("waiting", callback_waiter_join(waiter), WAIT_OBJECT_0);
    check_number("callbacks returned", probe->returned, 0);
}

/* Asked for by name, since Wine 8.0's headers do not declare it. */
typedef BOOL(WINAPI *callback_may_run_long)(TP_CALLBACK_INSTANCE *);

static callback_may_run_long may_run_long(void)
{
    return (callback_may_run_long)seam_lookup("CallbackMayRunLong");
}

static void run_long(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    *(DWORD *)probe->argument = RESULT(may_run_long()(instance));
}

BEHAVIOUR(long_default, .id = "threadpool-wait/callbackmayrunlong-default-pool",
          .summary = "CallbackMayRunLong says TRUE in the process's pool", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-callbackmayrunlong; "
                    "inference",
          .facts = {"threadpool-wait/callbackmayrunlong-default-pool"})
{
    DWORD *result = behaviour_memory(sizeof(*result));

    if (!may_run_long()) {
        not_supported("CallbackMayRunLong");
        return;
    }
    REQUIRE(result && wait_probe_inside(NULL, run_long, result));
    check_result("CallbackMayRunLong", *result, ERROR_SUCCESS);
}

BEHAVIOUR(long_one_thread, .id = "threadpool-wait/callbackmayrunlong-one-thread",
          .summary = "CallbackMayRunLong fails with ERROR_TOO_MANY_THREADS in a pool of one thread",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:simple_group_cancel_cb:953-971 (wine 10.0)",
          .facts = {"threadpool-wait/callbackmayrunlong-one-thread"})
{
    struct private_pool *pool = private_pool_new(1);
    DWORD *result = behaviour_memory(sizeof(*result));

    if (!may_run_long()) {
        not_supported("CallbackMayRunLong");
        return;
    }
    REQUIRE(pool && result && wait_probe_inside(&pool->environment, run_long, result));
    check_result("CallbackMayRunLong", *result, TOO_MANY_THREADS);
}

UNIT(threadpool_wait_instance)
