/* Disarming a thread-pool wait, and arming it on something else. */
#include "conformance/conformance.h"

#define SHORT 30 /* ms */

/* A timed wait, armed now, has timed out: so has whatever was armed earlier with the same timeout. */
static void let_pass(HANDLE never)
{
    struct wait_probe *witness = wait_probe_new(NULL);

    if (!witness)
        return;
    wait_probe_arm(witness, never, SHORT + 1);
    wait_probe_entered(witness);
}

/* A wait of the process's pool, armed on the event and taken note of. */
static struct wait_probe *armed(HANDLE event, DWORD milliseconds)
{
    struct wait_probe *probe = wait_probe_new(NULL);

    if (!probe)
        return NULL;
    wait_probe_arm(probe, event, milliseconds);
    wait_probe_settle();
    return probe;
}

/* With an event of its own, stored where the argument points: the wait of an earlier try, should its
 * disarming do nothing, would take the signal that is meant for this one. */
static struct wait_probe *armed_and_disarmed(void *argument)
{
    HANDLE *event = argument;
    struct wait_probe *probe = (*event = new_event(FALSE, FALSE)) ? armed(*event, SHORT) : NULL;

    if (probe)
        SetThreadpoolWait(probe->wait, NULL, (FILETIME *)(ULONG_PTR)0xdeadbeef);
    return probe;
}

BEHAVIOUR(disarmed, .id = "threadpool-wait/set-null-disarms",
          .summary = "SetThreadpoolWait without a handle disarms and does not look at the timeout",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1807-1820 (wine 10.0)",
          .facts = {"threadpool-wait/set-null-disarms"})
{
    HANDLE event, never = new_event(FALSE, FALSE);
    struct wait_probe *probe;

    REQUIRE(never && (probe = wait_probe_in_time(armed_and_disarmed, &event, SHORT / 2)));
    SetEvent(event);
    check_number("callbacks after the signal", wait_probe_final_count(probe), 0);
    let_pass(never);
    check_number("callbacks after the timeout", wait_probe_final_count(probe), 0);
    check_event("event", event, SIGNALED);
}

BEHAVIOUR(nothing_with_timeout, .id = "threadpool-wait/null-handle-with-timeout",
          .summary = "a timeout without a handle never calls back", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1807-1820 (wine 10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "inference",
          .facts = {"threadpool-wait/null-handle-with-timeout"})
{
    HANDLE never = new_event(FALSE, FALSE);
    struct wait_probe *probe = never ? wait_probe_new(NULL) : NULL;

    REQUIRE(probe);
    wait_probe_arm(probe, NULL, SHORT);
    let_pass(never);
    check_number("callbacks", wait_probe_final_count(probe), 0);
}

BEHAVIOUR(process, .id = "threadpool-wait/invalid-handle-value-zero-timeout",
          .summary = "INVALID_HANDLE_VALUE is the process, so that a timeout of zero calls back",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1822-1828 (wine 10.0)",
          .facts = {"threadpool-wait/invalid-handle-value-zero-timeout"})
{
    struct wait_probe *probe = wait_probe_new(NULL);

    REQUIRE(probe);
    wait_probe_arm(probe, INVALID_HANDLE_VALUE, 0);
    check_wait("callback", wait_probe_entered(probe), WAIT_OBJECT_0);
    check_wait("wait result", probe->last_result, WAIT_TIMEOUT);
    check_number("callbacks", wait_probe_final_count(probe), 1);
}

BEHAVIOUR(process_replaces, .id = "threadpool-wait/rearm-with-invalid-handle-cancels-old",
          .summary = "arming on INVALID_HANDLE_VALUE takes the wait off its semaphore",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1830-1844 (wine 10.0)",
          .facts = {"threadpool-wait/rearm-with-invalid-handle-cancels-old"})
{
    HANDLE semaphore = owned(CreateSemaphoreW(NULL, 0, 1, NULL));
    struct wait_probe *probe;

    REQUIRE(semaphore);
    REQUIRE(probe = armed(semaphore, INFINITE));
    wait_probe_arm(probe, INVALID_HANDLE_VALUE, 0);
    check_wait("callback", wait_probe_entered(probe), WAIT_OBJECT_0);
    check_wait("wait result", probe->last_result, WAIT_TIMEOUT);
    ReleaseSemaphore(semaphore, 1, NULL);
    check_number("callbacks", wait_probe_final_count(probe), 1);
    check_event("semaphore", semaphore, SIGNALED);
}

BEHAVIOUR(replaced, .id = "threadpool-wait/replace-handle",
          .summary = "a wait armed on a second event ignores the first", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1830-1844 (wine 10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait",
          .facts = {"threadpool-wait/replace-handle"})
{
    HANDLE first = new_event(FALSE, FALSE), second = new_event(FALSE, FALSE);
    struct wait_probe *probe;

    REQUIRE(first && second);
    REQUIRE(probe = armed(first, INFINITE));
    wait_probe_arm(probe, second, INFINITE);
    wait_probe_settle();
    SetEvent(first);
    check_number("callbacks of the first", wait_probe_final_count(probe), 0);
    check_event("first event", first, SIGNALED);
    SetEvent(second);
    check_number("callbacks of the second", wait_probe_count(probe, 1), 1);
}

BEHAVIOUR(closed, .id = "threadpool-wait/close-while-armed-no-callback",
          .summary = "a wait that is closed while armed neither calls back nor consumes the signal",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-closethreadpoolwait; "
                    "inference",
          .facts = {"threadpool-wait/close-while-armed-no-callback"})
{
    HANDLE event = new_event(FALSE, FALSE);
    struct wait_probe *probe;

    REQUIRE(event);
    REQUIRE(probe = armed(event, INFINITE));
    wait_probe_close(probe);
    SetEvent(event);
    wait_probe_settle();
    check_number("callbacks", probe->calls, 0);
    check_event("event", event, SIGNALED);
}

UNIT(threadpool_wait_disarm)
