/* RegisterWaitForSingleObject: when it calls back, and how often. */
#include "conformance/conformance.h"

#define SHORT 60         /* ms */
#define LONG_TIMEOUT 400 /* ms: what comes early shows, even if a busy machine is late to run it */
#define IN_WAIT_THREAD (WT_EXECUTEINWAITTHREAD | WT_EXECUTEONLYONCE)

static struct registered_wait *registered(HANDLE object, DWORD milliseconds, ULONG flags)
{
    struct registered_wait *wait = object ? registered_wait_new() : NULL;

    return wait && registered_wait_start(wait, object, milliseconds, flags) ? wait : NULL;
}

BEHAVIOUR(once, .id = "threadpool-wait/regwait-once-manual-event",
          .summary = "a wait of WT_EXECUTEONLYONCE calls back once, and says that it did not time out",
          .provenance = INFERRED,
          .source =
              "winetest:dlls/kernel32/tests/thread.c:test_RegisterWaitForSingleObject:1418-1430 (wine 10.0); "
              "winetest:dlls/ntdll/tests/threadpool.c:test_RtlRegisterWait:255-271 (wine 10.0)",
          .facts = {"threadpool-wait/regwait-once-manual-event"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct registered_wait *wait = registered(event, INFINITE, WT_EXECUTEONLYONCE);

    REQUIRE(wait);
    SetEvent(event);
    check_wait("callback", registered_wait_entered(wait), WAIT_OBJECT_0);
    check_boolean("timed out", wait->timed_out, FALSE);
    ResetEvent(event);
    SetEvent(event);
    wait_probe_settle();
    check_number("callbacks", wait->calls, 1);
}

BEHAVIOUR(
    consuming, .id = "threadpool-wait/regwait-default-repeats-consuming",
    .summary = "a wait of WT_EXECUTEDEFAULT calls back for every release of a semaphore, and consumes it",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/threadpool.c:test_RtlRegisterWait:237-253 (wine 10.0)",
    .facts = {"threadpool-wait/regwait-default-repeats-consuming"})
{
    HANDLE semaphore = owned(CreateSemaphoreW(NULL, 0, 1, NULL));
    struct registered_wait *wait = registered(semaphore, INFINITE, WT_EXECUTEDEFAULT);

    REQUIRE(wait);
    ReleaseSemaphore(semaphore, 1, NULL);
    check_number("callbacks of one release", registered_wait_count(wait, 1, PROBE_DEADLINE), 1);
    ReleaseSemaphore(semaphore, 1, NULL);
    check_number("callbacks of two releases", registered_wait_count(wait, 2, PROBE_DEADLINE), 2);
    check_event("semaphore", semaphore, NOT_SIGNALED);
}

BEHAVIOUR(repeating, .id = "threadpool-wait/regwait-default-manual-event-repeats",
          .summary = "a wait of WT_EXECUTEDEFAULT calls back again and again while its event is signaled",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/"
                    "nf-winbase-registerwaitforsingleobject",
          .facts = {"threadpool-wait/regwait-default-manual-event-repeats"})
{
    HANDLE event = new_event(TRUE, TRUE);
    struct registered_wait *wait = registered(event, INFINITE, WT_EXECUTEDEFAULT);

    REQUIRE(wait);
    check_boolean("three callbacks", registered_wait_count(wait, 3, PROBE_DEADLINE) >= 3, TRUE);
    ResetEvent(event);
}

static void note_first_time(struct registered_wait *wait)
{
    if (wait->calls == 1)
        *(ULONGLONG *)wait->argument = GetTickCount64();
}

BEHAVIOUR(timeout, .id = "threadpool-wait/regwait-timeout-callback",
          .summary = "a timeout calls back when it has passed, and says that it timed out",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_RtlRegisterWait:273-287 (wine 10.0)",
          .facts = {"threadpool-wait/regwait-timeout-callback"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct registered_wait *wait = event ? registered_wait_new() : NULL;
    ULONGLONG start, *entered = wait ? behaviour_memory(sizeof(*entered)) : NULL;

    REQUIRE(entered);
    wait->inside = note_first_time;
    wait->argument = entered;
    start = GetTickCount64();
    REQUIRE(registered_wait_start(wait, event, LONG_TIMEOUT, WT_EXECUTEDEFAULT));
    check_wait("callback", registered_wait_entered(wait), WAIT_OBJECT_0);
    check_boolean("early", *entered - start < LONG_TIMEOUT * 3 / 4, FALSE);
    check_boolean("timed out", wait->timed_out, TRUE);
}

BEHAVIOUR(timeout_repeats, .id = "threadpool-wait/regwait-timeout-repeats",
          .summary = "the timeout of a wait of WT_EXECUTEDEFAULT starts again after each callback",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/"
                    "nf-winbase-registerwaitforsingleobject",
          .facts = {"threadpool-wait/regwait-timeout-repeats"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct registered_wait *wait = registered(event, 20, WT_EXECUTEDEFAULT);

    REQUIRE(wait);
    check_boolean("second callback", registered_wait_count(wait, 2, 500) >= 2, TRUE);
    check_boolean("timed out", wait->timed_out, TRUE);
}

BEHAVIOUR(zero_timeout, .id = "threadpool-wait/regwait-zero-timeout-once",
          .summary = "a timeout of zero calls back at once", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_RtlRegisterWait:336-348 (wine 10.0)",
          .facts = {"threadpool-wait/regwait-zero-timeout-once"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct registered_wait *wait = registered(event, 0, IN_WAIT_THREAD);

    REQUIRE(wait);
    check_wait("callback", registered_wait_entered(wait), WAIT_OBJECT_0);
    check_boolean("timed out", wait->timed_out, TRUE);
}

BEHAVIOUR(signaled, .id = "threadpool-wait/regwait-already-signaled",
          .summary = "a wait for what is signaled already calls back at once", .provenance = WINETEST,
          .source =
              "winetest:dlls/ntdll/tests/threadpool.c:test_RtlRegisterWait:350-362 (wine 10.0); "
              "winetest:dlls/kernel32/tests/thread.c:test_RegisterWaitForSingleObject:1418-1427 (wine 10.0)",
          .facts = {"threadpool-wait/regwait-already-signaled"})
{
    HANDLE semaphore = owned(CreateSemaphoreW(NULL, 1, 1, NULL));
    struct registered_wait *wait = registered(semaphore, SHORT, IN_WAIT_THREAD);

    REQUIRE(wait);
    check_wait("callback", registered_wait_entered(wait), WAIT_OBJECT_0);
    check_boolean("timed out", wait->timed_out, FALSE);
    check_event("semaphore", semaphore, NOT_SIGNALED);
}

UNIT(threadpool_wait_registered)
