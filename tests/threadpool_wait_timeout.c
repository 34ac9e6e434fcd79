/* Thread-pool waits with a timeout. */
#include "conformance/conformance.h"

#define SHORT 60         /* ms */
#define LONG_TIMEOUT 400 /* ms: what comes early shows, even if a busy machine is late to run it */
#define LONGER 2000      /* ms, which no conforming platform waits for */

static LONGLONG from_now(DWORD milliseconds)
{
    LARGE_INTEGER now;
    FILETIME time;

    GetSystemTimeAsFileTime(&time);
    now.LowPart = time.dwLowDateTime;
    now.HighPart = (LONG)time.dwHighDateTime;
    return now.QuadPart + (LONGLONG)milliseconds * 10000;
}

/* A wait of the process's pool for an auto-reset event that is created before it. */
static struct wait_probe *probe_for(HANDLE *event, BOOL signaled)
{
    *event = new_event(FALSE, signaled);
    return *event ? wait_probe_new(NULL) : NULL;
}

static void note_time(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    (void)instance;
    *(ULONGLONG *)probe->argument = GetTickCount64();
}

/* Takes note of when the callback has entered; FALSE after broken_setup(). */
static BOOL with_clock(struct wait_probe *probe)
{
    probe->inside = note_time;
    return (probe->argument = behaviour_memory(sizeof(ULONGLONG))) != NULL;
}

/* Whether the callback comes, and not before three quarters of LONG_TIMEOUT have passed since start. */
static int comes_in_time(struct wait_probe *probe, ULONGLONG start)
{
    return wait_probe_entered(probe) == WAIT_OBJECT_0 &&
           *(ULONGLONG *)probe->argument - start >= LONG_TIMEOUT * 3 / 4;
}

BEHAVIOUR(relative, .id = "threadpool-wait/relative-timeout",
          .summary = "a relative timeout calls back with WAIT_TIMEOUT when it has passed",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1698-1709 (wine 10.0)",
          .facts = {"threadpool-wait/relative-timeout"})
{
    ULONGLONG start;
    HANDLE event;
    struct wait_probe *probe = probe_for(&event, FALSE);

    REQUIRE(probe && with_clock(probe));
    start = GetTickCount64();
    wait_probe_arm(probe, event, LONG_TIMEOUT);
    check_boolean("callback, not early", comes_in_time(probe, start), TRUE);
    check_wait("wait result", probe->last_result, WAIT_TIMEOUT);
    check_number("callbacks", wait_probe_final_count(probe), 1);
}

BEHAVIOUR(registration_gone, .id = "threadpool-wait/timeout-consumes-registration",
          .summary = "a wait that has timed out ignores the signal that comes later",
          .provenance = DOCUMENTED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1698-1709 (wine 10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "inference",
          .facts = {"threadpool-wait/timeout-consumes-registration"})
{
    HANDLE event;
    struct wait_probe *probe = probe_for(&event, FALSE);

    REQUIRE(probe);
    wait_probe_arm(probe, event, 1);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    SetEvent(event);
    check_number("callbacks after the signal", wait_probe_final_count(probe), 1);
    check_event("event", event, SIGNALED);
}

static struct wait_probe *signaled(void *event)
{
    struct wait_probe *probe = probe_for(event, FALSE);

    if (!probe)
        return NULL;
    wait_probe_arm(probe, *(HANDLE *)event, SHORT);
    SetEvent(*(HANDLE *)event);
    return probe;
}

BEHAVIOUR(signal_first, .id = "threadpool-wait/signal-before-timeout",
          .summary = "a wait that was signaled before its timeout does not time out as well",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1730-1741 (wine 10.0)",
          .facts = {"threadpool-wait/signal-before-timeout"})
{
    HANDLE event;
    struct wait_probe *probe = wait_probe_in_time(signaled, &event, SHORT / 2),
                      *later = probe ? wait_probe_new(NULL) : NULL;

    REQUIRE(probe && later);
    check_wait("callback", wait_probe_entered(probe), WAIT_OBJECT_0);
    check_wait("wait result", probe->last_result, WAIT_OBJECT_0);
    wait_probe_arm(later, event, SHORT + 1);
    check_wait("timeout of a later wait", wait_probe_entered(later), WAIT_OBJECT_0);
    check_number("callbacks then", wait_probe_final_count(probe), 1);
}

BEHAVIOUR(absolute, .id = "threadpool-wait/absolute-timeout",
          .summary = "an absolute timeout calls back with WAIT_TIMEOUT when its time has come",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1768-1780 (wine 10.0)",
          .facts = {"threadpool-wait/absolute-timeout"})
{
    ULONGLONG start;
    HANDLE event;
    struct wait_probe *probe = probe_for(&event, FALSE);

    REQUIRE(probe && with_clock(probe));
    start = GetTickCount64();
    wait_probe_arm_until(probe, event, from_now(LONG_TIMEOUT));
    check_boolean("callback, not early", comes_in_time(probe, start), TRUE);
    check_wait("wait result", probe->last_result, WAIT_TIMEOUT);
    check_event("event", event, NOT_SIGNALED);
}

BEHAVIOUR(absolute_signaled, .id = "threadpool-wait/absolute-timeout-with-signal",
          .summary = "a signal before an absolute timeout calls back with WAIT_OBJECT_0",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1782-1795 (wine 10.0)",
          .facts = {"threadpool-wait/absolute-timeout-with-signal"})
{
    HANDLE event;
    struct wait_probe *probe = probe_for(&event, FALSE);

    REQUIRE(probe);
    wait_probe_arm_until(probe, event, from_now(LONGER));
    SetEvent(event);
    check_wait("callback", wait_probe_entered(probe), WAIT_OBJECT_0);
    check_wait("wait result", probe->last_result, WAIT_OBJECT_0);
    check_event("event", event, NOT_SIGNALED);
}

UNIT(threadpool_wait_timeout)
