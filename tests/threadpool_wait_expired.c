/* Thread-pool waits whose timeout has passed when they are armed. */
#include "conformance/conformance.h"

/* A wait of the process's pool for an auto-reset event that is created before it. */
static struct wait_probe *probe_for(HANDLE *event, BOOL signaled)
{
    *event = new_event(FALSE, signaled);
    return *event ? wait_probe_new(NULL) : NULL;
}

BEHAVIOUR(zero, .id = "threadpool-wait/zero-timeout",
          .summary = "a timeout of zero calls back with WAIT_TIMEOUT at once", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1797-1805 (wine 10.0)",
          .facts = {"threadpool-wait/zero-timeout"})
{
    HANDLE event;
    struct wait_probe *probe = probe_for(&event, FALSE);

    REQUIRE(probe);
    wait_probe_arm(probe, event, 0);
    check_wait("callback", wait_probe_entered(probe), WAIT_OBJECT_0);
    check_wait("wait result", probe->last_result, WAIT_TIMEOUT);
    check_event("event", event, NOT_SIGNALED);
}

BEHAVIOUR(past, .id = "threadpool-wait/past-absolute-timeout",
          .summary = "an absolute timeout in the past calls back with WAIT_TIMEOUT at once",
          .provenance = INFERRED,
          .source = "inference; "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait",
          .facts = {"threadpool-wait/past-absolute-timeout"})
{
    HANDLE event;
    struct wait_probe *probe = probe_for(&event, FALSE);

    REQUIRE(probe);
    wait_probe_arm_until(probe, event, 1);
    check_wait("callback", wait_probe_entered(probe), WAIT_OBJECT_0);
    check_wait("wait result", probe->last_result, WAIT_TIMEOUT);
}

BEHAVIOUR(signaled_too, .id = "threadpool-wait/zero-timeout-with-signalled",
          .summary = "a wait that is signaled and has timed out when it is armed calls back once",
          .provenance = INFERRED,
          .source = "inference; "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait",
          .facts = {"threadpool-wait/zero-timeout-with-signalled",
                    "threadpool-wait/past-timeout-with-signalled"})
{
    HANDLE event;
    struct wait_probe *probe = probe_for(&event, TRUE);

    REQUIRE(probe);
    wait_probe_arm(probe, event, 0);
    check_wait("callback with a timeout of zero", wait_probe_entered(probe), WAIT_OBJECT_0);
    check_number("callbacks with a timeout of zero", wait_probe_final_count(probe), 1);
    SetEvent(event);
    wait_probe_arm_until(probe, event, 1);
    check_wait("callback with a timeout in the past", wait_probe_entered(probe), WAIT_OBJECT_0);
    check_number("callbacks with a timeout in the past", wait_probe_final_count(probe), 2);
}

UNIT(threadpool_wait_expired)
