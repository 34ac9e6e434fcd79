/* Events that are signaled for a moment: the pool sees it or does not, and one arming is one callback. */
#include "conformance/conformance.h"

BEHAVIOUR(
    reset, .id = "threadpool-wait/set-reset-race-can-lose-callback",
    .summary = "an event that is set and reset at once calls back at most once, or else at the next signal",
    .provenance = INFERRED,
    .source = "inference; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
              "nf-threadpoolapiset-setthreadpoolwait",
    .facts = {"threadpool-wait/set-reset-race-can-lose-callback"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct wait_probe *probe = event ? wait_probe_new(NULL) : NULL;

    REQUIRE(probe);
    wait_probe_arm(probe, event, INFINITE);
    SetEvent(event);
    ResetEvent(event);
    SetEvent(event);
    check_number("callbacks", wait_probe_final_count(probe), 1);
}

BEHAVIOUR(pulsed, .id = "threadpool-wait/pulse-event",
          .summary = "PulseEvent calls back at most once, or else the next signal does",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/"
                    "nf-winbase-registerwaitforsingleobject; "
                    "inference",
          .facts = {"threadpool-wait/pulse-event"})
{
    HANDLE event = new_event(TRUE, FALSE);
    struct wait_probe *probe = event ? wait_probe_new(NULL) : NULL;

    REQUIRE(probe);
    wait_probe_arm(probe, event, INFINITE);
    wait_probe_settle();
    check_result("PulseEvent", RESULT(PulseEvent(event)), ERROR_SUCCESS);
    check_event("event", event, NOT_SIGNALED);
    SetEvent(event);
    check_number("callbacks", wait_probe_final_count(probe), 1);
}

UNIT(threadpool_wait_pulse)
