/* Thread-pool waits and events: one arming, one callback. */
#include "conformance/conformance.h"

/* A wait of the process's pool, armed on an event. */
static struct wait_probe *armed(HANDLE event)
{
    struct wait_probe *probe = event ? wait_probe_new(NULL) : NULL;

    if (probe)
        wait_probe_arm(probe, event, INFINITE);
    return probe;
}

BEHAVIOUR(no_signal, .id = "threadpool-wait/no-signal-no-callback",
          .summary = "an armed wait does not call back before its object is signaled", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1698-1704 (wine 10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait",
          .facts = {"threadpool-wait/no-signal-no-callback"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct wait_probe *probe = armed(event);

    REQUIRE(probe);
    check_number("callbacks", wait_probe_final_count(probe), 0);
    SetEvent(event);
    check_number("callbacks once signaled", wait_probe_count(probe, 1), 1);
}

BEHAVIOUR(manual_event, .id = "threadpool-wait/manual-event-one-callback",
          .summary = "a manual-reset event calls back once and stays signaled", .provenance = DOCUMENTED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1688-1696 (wine 10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "inference",
          .facts = {"threadpool-wait/manual-event-one-callback"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct wait_probe *probe = armed(event);

    REQUIRE(probe);
    SetEvent(event);
    check_wait("a callback enters", wait_probe_entered(probe), WAIT_OBJECT_0);
    check_wait("wait result", probe->last_result, WAIT_OBJECT_0);
    check_event("event", event, SIGNALED);
    check_number("callbacks in the end", wait_probe_final_count(probe), 1);
}

BEHAVIOUR(pool_thread, .id = "threadpool-wait/callback-thread-not-caller",
          .summary = "a callback runs on a thread of the pool, not on the one that armed the wait",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-createthreadpoolwait",
          .facts = {"threadpool-wait/callback-thread-not-caller"})
{
    HANDLE event = new_event(TRUE, TRUE);
    struct wait_probe *probe = armed(event);

    REQUIRE(probe);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    check_boolean("on the arming thread", probe->thread == (LONG)GetCurrentThreadId(), FALSE);
}

BEHAVIOUR(one_shot, .id = "threadpool-wait/one-shot-until-rearmed",
          .summary = "a wait that has fired ignores further signals until it is armed again",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1850-1876 (wine 10.0)",
          .facts = {"threadpool-wait/one-shot-until-rearmed"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct wait_probe *probe = armed(event);

    REQUIRE(probe);
    SetEvent(event);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    ResetEvent(event);
    SetEvent(event);
    check_number("callbacks after a second signal", wait_probe_final_count(probe), 1);
    wait_probe_arm(probe, event, INFINITE);
    check_number("callbacks after a second arming", wait_probe_count(probe, 2), 2);
}

BEHAVIOUR(still_signaled, .id = "threadpool-wait/rearm-already-signalled-fires",
          .summary = "arming a wait again on an event that is still signaled calls back at once",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "inference",
          .facts = {"threadpool-wait/rearm-already-signalled-fires"})
{
    HANDLE event = new_event(TRUE, TRUE);
    struct wait_probe *probe = armed(event);

    REQUIRE(probe);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    wait_probe_arm(probe, event, INFINITE);
    check_number("callbacks after a second arming", wait_probe_final_count(probe), 2);
    check_wait("wait result", probe->last_result, WAIT_OBJECT_0);
}

BEHAVIOUR(auto_event, .id = "threadpool-wait/auto-event-consumed",
          .summary = "the pool consumes the signal of an auto-reset event or a semaphore",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1688-1699 (wine 10.0)",
          .facts = {"threadpool-wait/auto-event-consumed"})
{
    HANDLE event = new_event(FALSE, FALSE), semaphore = owned(CreateSemaphoreW(NULL, 0, 1, NULL));
    struct wait_probe *probe = armed(event);

    REQUIRE(probe && semaphore);
    SetEvent(event);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    check_event("event", event, NOT_SIGNALED);
    wait_probe_arm(probe, semaphore, INFINITE);
    ReleaseSemaphore(semaphore, 1, NULL);
    check_number("callbacks with a semaphore", wait_probe_final_count(probe), 2);
    check_event("semaphore", semaphore, NOT_SIGNALED);
    wait_probe_disarm(probe);
}

UNIT(threadpool_wait)
