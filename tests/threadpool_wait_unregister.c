/* UnregisterWait and UnregisterWaitEx, before, while and after a callback runs. */
#include "conformance/conformance.h"

#define IN_WAIT_THREAD (WT_EXECUTEINWAITTHREAD | WT_EXECUTEONLYONCE)

/* A wait whose only callback is inside. */
static struct registered_wait *running(void)
{
    HANDLE event = new_event(TRUE, TRUE);
    struct registered_wait *wait = event ? registered_wait_gated() : NULL;

    if (!wait || !registered_wait_start(wait, event, INFINITE, WT_EXECUTEONLYONCE))
        return NULL;
    if (registered_wait_entered(wait) == WAIT_OBJECT_0)
        return wait;
    broken_setup("a wait for a signaled event did not call back");
    return NULL;
}

BEHAVIOUR(after_once, .id = "threadpool-wait/regwait-unregister-after-once",
          .summary = "a wait that has called back its only time still is there to be unregistered",
          .provenance = WINETEST,
          .source =
              "winetest:dlls/kernel32/tests/thread.c:test_RegisterWaitForSingleObject:1430-1431 (wine 10.0); "
              "winetest:dlls/ntdll/tests/threadpool.c:test_RtlRegisterWait:270-272 (wine 10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/"
              "nf-winbase-registerwaitforsingleobject",
          .facts = {"threadpool-wait/regwait-unregister-after-once"})
{
    HANDLE event = new_event(TRUE, TRUE);
    struct registered_wait *wait = event ? registered_wait_new() : NULL;
    struct registered_wait *next = event ? registered_wait_new() : NULL;

    REQUIRE(wait && next && registered_wait_start(wait, event, INFINITE, IN_WAIT_THREAD));
    check_wait("callback", registered_wait_entered(wait), WAIT_OBJECT_0);
    /* the wait thread is done with the first when it is in the second */
    REQUIRE(registered_wait_start(next, event, INFINITE, IN_WAIT_THREAD));
    check_wait("next callback", registered_wait_entered(next), WAIT_OBJECT_0);
    check_result("UnregisterWait", registered_wait_end(wait), ERROR_SUCCESS);
}

BEHAVIOUR(while_running, .id = "threadpool-wait/regwait-unregister-while-running",
          .summary = "UnregisterWait fails with ERROR_IO_PENDING while a callback runs",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_RtlRegisterWait:484-510 (wine 10.0)",
          .facts = {"threadpool-wait/regwait-unregister-while-running"})
{
    struct registered_wait *wait = running();

    REQUIRE(wait);
    check_result("UnregisterWait", registered_wait_end(wait), ERROR_IO_PENDING);
    check_number("callbacks returned", wait->returned, 0);
}

struct ender {
    struct registered_wait *wait;
    DWORD result;
    LONG returned; /* callbacks that had returned when the call did */
};

static DWORD WINAPI end_blocking(void *argument)
{
    struct ender *ender = argument;

    ender->result = registered_wait_end_with(ender->wait, INVALID_HANDLE_VALUE);
    ender->returned = ender->wait->returned;
    return 0;
}

BEHAVIOUR(blocking, .id = "threadpool-wait/regwait-unregisterex-invalid-handle-blocks",
          .summary = "UnregisterWaitEx with INVALID_HANDLE_VALUE waits for the callback that runs",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_RtlRegisterWait:525-550 (wine 10.0)",
          .facts = {"threadpool-wait/regwait-unregisterex-invalid-handle-blocks"})
{
    struct ender *ender = behaviour_memory(sizeof(*ender));
    HANDLE thread;

    REQUIRE(ender && (ender->wait = running()));
    REQUIRE(thread = thread_start_running(end_blocking, ender));
    check_wait("while the callback runs", thread_blocked(thread), WAIT_TIMEOUT);
    registered_wait_open(ender->wait);
    check_wait("the call returns", thread_join(thread), WAIT_OBJECT_0);
    check_result("UnregisterWaitEx", ender->result, ERROR_SUCCESS);
    check_number("callbacks returned before it did", ender->returned, 1);
}

BEHAVIOUR(with_event, .id = "threadpool-wait/regwait-unregisterex-event",
          .summary = "UnregisterWaitEx with an event signals it when the callback that runs has returned",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_RtlRegisterWait:552-566 (wine 10.0)",
          .facts = {"threadpool-wait/regwait-unregisterex-event"})
{
    HANDLE done = new_event(TRUE, FALSE);
    struct registered_wait *wait = done ? running() : NULL;

    REQUIRE(wait);
    check_result("UnregisterWaitEx", registered_wait_end_with(wait, done), ERROR_IO_PENDING);
    check_event("event while the callback runs", done, NOT_SIGNALED);
    registered_wait_open(wait);
    check_wait("event", WaitForSingleObject(done, PROBE_DEADLINE), WAIT_OBJECT_0);
    check_number("callbacks returned then", wait->returned, 1);
}

BEHAVIOUR(idle, .id = "threadpool-wait/regwait-unregisterex-event-idle",
          .summary = "UnregisterWaitEx with an event succeeds and signals it when no callback runs",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_RtlRegisterWait:437-444 (wine 10.0)",
          .facts = {"threadpool-wait/regwait-unregisterex-event-idle"})
{
    HANDLE event = new_event(TRUE, FALSE), done = new_event(TRUE, FALSE);
    struct registered_wait *wait = event && done ? registered_wait_new() : NULL;

    REQUIRE(wait && registered_wait_start(wait, event, INFINITE, WT_EXECUTEDEFAULT));
    check_result("UnregisterWaitEx", registered_wait_end_with(wait, done), ERROR_SUCCESS);
    check_wait("event", WaitForSingleObject(done, PROBE_DEADLINE), WAIT_OBJECT_0);
    check_number("callbacks", wait->calls, 0);
}

UNIT(threadpool_wait_unregister)
