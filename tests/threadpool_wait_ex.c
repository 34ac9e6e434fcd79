/* What SetThreadpoolWaitEx, of Windows 8 and later, returns. */
#include "conformance/conformance.h"

typedef BOOL(WINAPI *set_wait_ex)(TP_WAIT *, HANDLE, FILETIME *, void *);

/* NULL where the platform does not have it: then the behaviour is not supported. */
static set_wait_ex supported(void)
{
    set_wait_ex set = (set_wait_ex)seam_lookup("SetThreadpoolWaitEx");

    if (!set)
        not_supported("SetThreadpoolWaitEx");
    return set;
}

BEHAVIOUR(present, .id = "threadpool-wait/setex-present",
          .summary = "kernel32 of Windows 8 and later exports SetThreadpoolWaitEx", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwaitex",
          .facts = {"threadpool-wait/setex-present"})
{
    check_boolean("exported", seam_lookup("SetThreadpoolWaitEx") != NULL, TRUE);
}

BEHAVIOUR(first, .id = "threadpool-wait/setex-first-set",
          .summary = "the first arming of a wait replaces nothing", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwaitex",
          .facts = {"threadpool-wait/setex-first-set"})
{
    set_wait_ex set = supported();
    HANDLE event = new_event(TRUE, FALSE);
    struct wait_probe *probe = event ? wait_probe_new(NULL) : NULL;

    REQUIRE(set && probe);
    check_boolean("SetThreadpoolWaitEx", set(probe->wait, event, NULL, NULL), FALSE);
}

BEHAVIOUR(replacing, .id = "threadpool-wait/setex-replace-armed",
          .summary = "arming or disarming a wait that has not fired says that it was cancelled",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwaitex",
          .facts = {"threadpool-wait/setex-replace-armed"})
{
    set_wait_ex set = supported();
    HANDLE event = new_event(TRUE, FALSE), other = new_event(TRUE, FALSE);
    struct wait_probe *probe = event && other ? wait_probe_new(NULL) : NULL;

    REQUIRE(set && probe);
    wait_probe_arm(probe, event, INFINITE);
    check_boolean("SetThreadpoolWaitEx of another event", set(probe->wait, other, NULL, NULL), TRUE);
    check_boolean("SetThreadpoolWaitEx of NULL", set(probe->wait, NULL, NULL, NULL), TRUE);
    check_number("callbacks", wait_probe_final_count(probe), 0);
}

BEHAVIOUR(too_late, .id = "threadpool-wait/setex-null-when-fired",
          .summary = "disarming a wait whose callback runs says that nothing was cancelled",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwaitex",
          .facts = {"threadpool-wait/setex-null-when-fired"})
{
    set_wait_ex set = supported();
    HANDLE event = new_event(TRUE, TRUE);
    struct wait_probe *probe = event ? wait_probe_gated(NULL) : NULL;

    REQUIRE(set && probe);
    wait_probe_arm(probe, event, INFINITE);
    check_wait("callback", wait_probe_entered(probe), WAIT_OBJECT_0);
    check_boolean("SetThreadpoolWaitEx of NULL", set(probe->wait, NULL, NULL, NULL), FALSE);
}

UNIT(threadpool_wait_ex)
