/* The threads on which RegisterWaitForSingleObject calls back. */
#include "conformance/conformance.h"

#define IN_WAIT_THREAD (WT_EXECUTEINWAITTHREAD | WT_EXECUTEONLYONCE)

static struct registered_wait *registered(HANDLE object, DWORD milliseconds, ULONG flags)
{
    struct registered_wait *wait = object ? registered_wait_new() : NULL;

    return wait && registered_wait_start(wait, object, milliseconds, flags) ? wait : NULL;
}

BEHAVIOUR(one_thread, .id = "threadpool-wait/regwait-in-wait-thread-same-thread",
          .summary = "callbacks of WT_EXECUTEINWAITTHREAD run on one thread", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_RtlRegisterWait:306-334 (wine 10.0)",
          .facts = {"threadpool-wait/regwait-in-wait-thread-same-thread"})
{
    HANDLE event = new_event(TRUE, TRUE);
    struct registered_wait *first = registered(event, INFINITE, IN_WAIT_THREAD), *second;

    REQUIRE(first);
    check_wait("first callback", registered_wait_entered(first), WAIT_OBJECT_0);
    REQUIRE(second = registered(event, INFINITE, IN_WAIT_THREAD));
    check_wait("second callback", registered_wait_entered(second), WAIT_OBJECT_0);
    check_boolean("on the same thread", first->thread == second->thread, TRUE);
    check_boolean("on the registering thread", first->thread == (LONG)GetCurrentThreadId(), FALSE);
}

static void unregister(struct registered_wait *wait)
{
    *(DWORD *)wait->argument = registered_wait_end(wait);
}

BEHAVIOUR(
    inside, .id = "threadpool-wait/regwait-unregister-inside-callback",
    .summary = "a callback of WT_EXECUTEINWAITTHREAD may unregister its own wait", .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/thread.c:unregister_function:1390-1399 (wine 10.0); "
              "winetest:dlls/kernel32/tests/thread.c:test_RegisterWaitForSingleObject:1492-1505 (wine 10.0)",
    .facts = {"threadpool-wait/regwait-unregister-inside-callback"})
{
    HANDLE event = new_event(TRUE, FALSE);
    DWORD *result = behaviour_memory(sizeof(*result));
    struct registered_wait *wait = event && result ? registered_wait_new() : NULL;

    REQUIRE(wait && registered_wait_start(wait, event, INFINITE, IN_WAIT_THREAD));
    wait->inside = unregister;
    wait->argument = result;
    SetEvent(event);
    check_wait("callback", registered_wait_entered(wait), WAIT_OBJECT_0);
    check_result("UnregisterWait", *result, ERROR_SUCCESS);
}

struct guest {
    HANDLE thread; /* the one that the callback ran on */
    HANDLE called;
};

static void CALLBACK call(ULONG_PTR guest)
{
    SetEvent(((struct guest *)guest)->called);
}

static void keep_thread(struct registered_wait *wait)
{
    struct guest *guest = wait->argument;

    if (!DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &guest->thread, 0,
                         FALSE, DUPLICATE_SAME_ACCESS))
        guest->thread = NULL;
}

BEHAVIOUR(alertable, .id = "threadpool-wait/regwait-default-thread-alertable",
          .summary = "an idle thread of the pool runs a user APC", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_RtlRegisterWait:396-420 (wine 10.0)",
          .facts = {"threadpool-wait/regwait-default-thread-alertable"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct guest *guest = behaviour_memory(sizeof(*guest));
    struct registered_wait *wait;

    REQUIRE(event && guest && (guest->called = new_event(TRUE, FALSE)) && (wait = registered_wait_new()));
    REQUIRE(registered_wait_start(wait, event, INFINITE, WT_EXECUTEONLYONCE));
    wait->inside = keep_thread;
    wait->argument = guest;
    SetEvent(event);
    check_wait("callback", registered_wait_entered(wait), WAIT_OBJECT_0);
    owned(guest->thread);
    check_boolean("QueueUserAPC", QueueUserAPC(call, guest->thread, (ULONG_PTR)guest), TRUE);
    check_wait("the APC", WaitForSingleObject(guest->called, 300), WAIT_OBJECT_0);
}

UNIT(threadpool_wait_registered_thread)
