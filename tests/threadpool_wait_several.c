/* Several thread-pool waits on one object. */
#include "conformance/conformance.h"

struct two {
    HANDLE object;
    struct wait_probe *first, *second;
};

/* Two waits armed on one object, which is closed after them. */
static int arm_two(struct two *two, HANDLE object)
{
    two->object = object;
    if (!object || !(two->first = wait_probe_new(NULL)) || !(two->second = wait_probe_new(NULL)))
        return 0;
    wait_probe_arm(two->first, object, INFINITE);
    wait_probe_arm(two->second, object, INFINITE);
    return 1;
}

static HANDLE new_semaphore(void)
{
    return owned(CreateSemaphoreW(NULL, 0, 2, NULL));
}

/* Callbacks of both once there is none to come. */
static LONG final_count(const struct two *two)
{
    return wait_probe_final_count(two->first) + wait_probe_final_count(two->second);
}

BEHAVIOUR(one_release, .id = "threadpool-wait/two-waits-one-semaphore",
          .summary = "of two waits on one semaphore one release calls back one", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1850-1863 (wine 10.0)",
          .facts = {"threadpool-wait/two-waits-one-semaphore"})
{
    struct two two;

    REQUIRE(arm_two(&two, new_semaphore()));
    ReleaseSemaphore(two.object, 1, NULL);
    check_number("callbacks", final_count(&two), 1);
    check_event("semaphore", two.object, NOT_SIGNALED);
}

BEHAVIOUR(two_releases, .id = "threadpool-wait/two-waits-release-two",
          .summary = "two releases of one semaphore call back both waits", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1865-1876 (wine 10.0)",
          .facts = {"threadpool-wait/two-waits-release-two"})
{
    struct two two;

    REQUIRE(arm_two(&two, new_semaphore()));
    ReleaseSemaphore(two.object, 2, NULL);
    check_number("callbacks of the first", wait_probe_count(two.first, 1), 1);
    check_number("callbacks of the second", wait_probe_count(two.second, 1), 1);
    check_number("callbacks in the end", final_count(&two), 2);
    check_event("semaphore", two.object, NOT_SIGNALED);
}

BEHAVIOUR(manual_event, .id = "threadpool-wait/two-waits-one-manual-event",
          .summary = "a manual-reset event calls back every wait armed on it, once each",
          .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "inference",
          .facts = {"threadpool-wait/two-waits-one-manual-event"})
{
    struct two two;

    REQUIRE(arm_two(&two, new_event(TRUE, FALSE)));
    SetEvent(two.object);
    check_number("callbacks of the first", wait_probe_final_count(two.first), 1);
    check_number("callbacks of the second", wait_probe_final_count(two.second), 1);
}

BEHAVIOUR(auto_event, .id = "threadpool-wait/two-waits-one-auto-event",
          .summary = "an auto-reset event calls back one of the waits armed on it", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1850-1863 (wine 10.0); "
                    "inference",
          .facts = {"threadpool-wait/two-waits-one-auto-event"})
{
    struct two two;

    REQUIRE(arm_two(&two, new_event(FALSE, FALSE)));
    SetEvent(two.object);
    check_number("callbacks", final_count(&two), 1);
    check_event("event", two.object, NOT_SIGNALED);
}

UNIT(threadpool_wait_several)
