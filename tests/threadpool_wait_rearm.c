/* Arming a thread-pool wait again, or not, inside its callback and outside. */
#include "conformance/conformance.h"

/* A wait of the process's pool, armed on an event. */
static struct wait_probe *armed(HANDLE event)
{
    struct wait_probe *probe = event ? wait_probe_new(NULL) : NULL;

    if (probe)
        wait_probe_arm(probe, event, INFINITE);
    return probe;
}

BEHAVIOUR(not_armed, .id = "threadpool-wait/auto-event-not-consumed-when-unarmed",
          .summary = "a wait that has fired leaves the next signal to others", .provenance = DOCUMENTED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1807-1820 (wine 10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait",
          .facts = {"threadpool-wait/auto-event-not-consumed-when-unarmed"})
{
    HANDLE event = new_event(FALSE, FALSE);
    struct wait_probe *probe = armed(event);

    REQUIRE(probe);
    SetEvent(event);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    SetEvent(event);
    check_number("callbacks after a second signal", wait_probe_final_count(probe), 1);
    check_event("event", event, SIGNALED);
}

static void arm_again(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    (void)instance;
    wait_probe_arm(probe, probe->argument, INFINITE);
}

BEHAVIOUR(rearmed_inside, .id = "threadpool-wait/rearm-inside-callback",
          .summary = "a callback that arms its own wait again gets one call for each signal",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "inference",
          .facts = {"threadpool-wait/rearm-inside-callback"})
{
    HANDLE event = new_event(FALSE, FALSE);
    struct wait_probe *probe = event ? wait_probe_new(NULL) : NULL;

    REQUIRE(probe);
    probe->argument = event;
    probe->inside = arm_again;
    wait_probe_arm(probe, event, INFINITE);
    for (LONG i = 1; i <= 5 && probe->calls == i - 1; i++) {
        SetEvent(event);
        wait_probe_count(probe, i);
    }
    check_number("callbacks of five signals", wait_probe_final_count(probe), 5);
}

BEHAVIOUR(armed_twice, .id = "threadpool-wait/double-set-same-handle-one-callback",
          .summary = "arming twice on the same event gives one callback", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "inference",
          .facts = {"threadpool-wait/double-set-same-handle-one-callback"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct wait_probe *probe = armed(event);

    REQUIRE(probe);
    wait_probe_arm(probe, event, INFINITE);
    SetEvent(event);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    check_number("callbacks in the end", wait_probe_final_count(probe), 1);
}

static void disarm(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    (void)instance;
    wait_probe_disarm(probe);
}

BEHAVIOUR(disarmed_inside, .id = "threadpool-wait/set-null-inside-callback",
          .summary = "a callback may disarm its own wait, and none follows", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait",
          .facts = {"threadpool-wait/set-null-inside-callback"})
{
    HANDLE event = new_event(TRUE, TRUE);
    struct wait_probe *probe = event ? wait_probe_new(NULL) : NULL;

    REQUIRE(probe);
    probe->inside = disarm;
    wait_probe_arm(probe, event, INFINITE);
    check_wait("callback", wait_probe_entered(probe), WAIT_OBJECT_0);
    check_number("callbacks in the end", wait_probe_final_count(probe), 1);
}

UNIT(threadpool_wait_rearm)
