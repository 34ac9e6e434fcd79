/* WaitForThreadpoolWaitCallbacks, and closing, while nothing is queued. */
#include "conformance/conformance.h"

/* Whether the call returns although nothing else happens: WAIT_OBJECT_0 or WAIT_TIMEOUT. */
static DWORD comes_back(struct wait_probe *probe, BOOL cancel)
{
    struct callback_waiter *waiter = callback_waiter_start(probe, cancel);

    return waiter ? callback_waiter_join(waiter) : WAIT_FAILED;
}

BEHAVIOUR(never_set, .id = "threadpool-wait/wfc-never-set",
          .summary = "there is nothing to wait for in a wait that was never armed", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-waitforthreadpoolwaitcallbacks",
          .facts = {"threadpool-wait/wfc-never-set"})
{
    struct wait_probe *probe = wait_probe_new(NULL);

    REQUIRE(probe);
    check_wait("waiting", comes_back(probe, FALSE), WAIT_OBJECT_0);
    check_wait("cancelling", comes_back(probe, TRUE), WAIT_OBJECT_0);
}

BEHAVIOUR(armed, .id = "threadpool-wait/wfc-false-armed-unsignalled",
          .summary = "an armed wait is not an outstanding callback, and stays armed", .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-waitforthreadpoolwaitcallbacks; "
                    "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1711-1724 (wine 10.0)",
          .facts = {"threadpool-wait/wfc-false-armed-unsignalled"})
{
    HANDLE event = new_event(FALSE, FALSE);
    struct wait_probe *probe = event ? wait_probe_new(NULL) : NULL;

    REQUIRE(probe);
    wait_probe_arm(probe, event, INFINITE);
    check_wait("waiting", comes_back(probe, FALSE), WAIT_OBJECT_0);
    SetEvent(event);
    check_number("callbacks once signaled", wait_probe_count(probe, 1), 1);
}

BEHAVIOUR(armed_cancelling, .id = "threadpool-wait/wfc-true-armed-unsignalled",
          .summary = "cancelling callbacks leaves an armed wait armed, its timeout too",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1711-1728 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1743-1766 (wine 10.0)",
          .facts = {"threadpool-wait/wfc-true-armed-unsignalled"})
{
    HANDLE event = new_event(FALSE, FALSE);
    struct wait_probe *probe = event ? wait_probe_new(NULL) : NULL;

    REQUIRE(probe);
    wait_probe_arm(probe, event, INFINITE);
    check_wait("cancelling", comes_back(probe, TRUE), WAIT_OBJECT_0);
    SetEvent(event);
    check_number("callbacks once signaled", wait_probe_count(probe, 1), 1);
    check_wait("wait result", probe->last_result, WAIT_OBJECT_0);
    wait_probe_arm(probe, event, 30);
    check_wait("cancelling with a timeout", comes_back(probe, TRUE), WAIT_OBJECT_0);
    check_number("callbacks once timed out", wait_probe_count(probe, 2), 2);
    check_wait("wait result of the timeout", probe->last_result, WAIT_TIMEOUT);
}

BEHAVIOUR(running_waiting, .id = "threadpool-wait/wfc-false-blocks-on-running",
          .summary = "waiting blocks until the callback that runs has returned", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-waitforthreadpoolwaitcallbacks",
          .facts = {"threadpool-wait/wfc-false-blocks-on-running"})
{
    struct wait_probe *probe = wait_probe_inside(NULL, NULL, NULL);
    struct callback_waiter *waiter;

    REQUIRE(probe);
    REQUIRE(waiter = callback_waiter_start(probe, FALSE));
    check_wait("while the callback runs", thread_blocked(waiter->thread), WAIT_TIMEOUT);
    wait_probe_open(probe);
    check_wait("waiting", callback_waiter_join(waiter), WAIT_OBJECT_0);
    check_number("callbacks returned before it did", waiter->returned, 1);
}

BEHAVIOUR(running_cancelling, .id = "threadpool-wait/wfc-true-blocks-on-running",
          .summary = "cancelling blocks until the callback that runs has returned", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-waitforthreadpoolwaitcallbacks",
          .facts = {"threadpool-wait/wfc-true-blocks-on-running"})
{
    struct wait_probe *probe = wait_probe_inside(NULL, NULL, NULL);
    struct callback_waiter *waiter;

    REQUIRE(probe);
    REQUIRE(waiter = callback_waiter_start(probe, TRUE));
    check_wait("while the callback runs", thread_blocked(waiter->thread), WAIT_TIMEOUT);
    wait_probe_open(probe);
    check_wait("cancelling", callback_waiter_join(waiter), WAIT_OBJECT_0);
    check_number("callbacks returned before it did", waiter->returned, 1);
}

BEHAVIOUR(closed_running, .id = "threadpool-wait/close-while-running",
          .summary = "closing a wait does not wait for its callback, which goes on", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-closethreadpoolwait",
          .facts = {"threadpool-wait/close-while-running"})
{
    struct wait_probe *probe = wait_probe_inside(NULL, NULL, NULL);

    REQUIRE(probe);
    wait_probe_close(probe);
    check_number("callbacks returned when it is closed", probe->returned, 0);
    wait_probe_open(probe);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    check_number("callbacks returned in the end", probe->returned, 1);
}

BEHAVIOUR(armed_while_running, .id = "threadpool-wait/rearm-while-running-concurrent",
          .summary = "a wait that is armed and signaled while its callback runs calls back once more",
          .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; inference",
          .facts = {"threadpool-wait/rearm-while-running-concurrent"})
{
    HANDLE event = new_event(FALSE, TRUE);
    struct wait_probe *probe = event ? wait_probe_inside(NULL, NULL, NULL) : NULL;

    REQUIRE(probe);
    wait_probe_arm(probe, event, INFINITE);
    wait_probe_settle();
    wait_probe_open(probe);
    check_number("callbacks", wait_probe_count(probe, 2), 2);
    check_number("callbacks in the end", wait_probe_final_count(probe), 2);
}

UNIT(threadpool_wait_callbacks)
