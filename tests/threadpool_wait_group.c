/* Thread-pool waits in cleanup groups. */
#include "conformance/conformance.h"

/* What the group's cancel callback saw; it runs while CloseThreadpoolCleanupGroupMembers does. */
static struct {
    LONG calls;
    DWORD thread;
    void *object;
} cancelled;

static void CALLBACK count_cancel(void *object, void *context)
{
    (void)context;
    cancelled.calls++;
    cancelled.thread = GetCurrentThreadId();
    cancelled.object = object;
}

static struct private_pool *grouped_pool(void)
{
    struct private_pool *pool = private_pool_new(1);

    memset(&cancelled, 0, sizeof(cancelled));
    return pool && private_pool_group(pool, count_cancel) ? pool : NULL;
}

/* Closes the group's members, of which the wait is one. */
static void close_members(struct private_pool *pool, BOOL cancel, struct wait_probe *probe)
{
    CloseThreadpoolCleanupGroupMembers(pool->group, cancel, NULL);
    if (probe)
        probe->wait = NULL;
}

/* Whether the cancel callback got the context of that wait, on the thread that closes the members. */
static int was_for(const struct wait_probe *probe)
{
    return cancelled.object == probe && cancelled.thread == GetCurrentThreadId();
}

BEHAVIOUR(closed_armed, .id = "threadpool-wait/cleanup-group-false-armed",
          .summary = "closing a group without cancelling closes an armed wait, which leaves its signal alone",
          .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-closethreadpoolcleanupgroupmembers; "
                    "inference",
          .facts = {"threadpool-wait/cleanup-group-false-armed"})
{
    HANDLE event = new_event(FALSE, FALSE);
    struct private_pool *pool = event ? grouped_pool() : NULL;
    struct wait_probe *probe = pool ? wait_probe_new(&pool->environment) : NULL;

    REQUIRE(probe);
    wait_probe_arm(probe, event, INFINITE);
    wait_probe_settle();
    close_members(pool, FALSE, probe);
    check_number("cancel callbacks", cancelled.calls, 0);
    SetEvent(event);
    wait_probe_settle();
    check_number("callbacks", probe->calls, 0);
    check_event("event", event, SIGNALED);
}

BEHAVIOUR(cancelled_armed, .id = "threadpool-wait/cleanup-group-true-armed",
          .summary = "cancelling a group calls its cancel callback once for an armed wait",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_group_cancel:1072-1099 (wine 10.0)",
          .facts = {"threadpool-wait/cleanup-group-true-armed"})
{
    HANDLE event = new_event(FALSE, FALSE);
    struct private_pool *pool = event ? grouped_pool() : NULL;
    struct wait_probe *probe = pool ? wait_probe_new(&pool->environment) : NULL;

    REQUIRE(probe);
    wait_probe_arm(probe, event, INFINITE);
    close_members(pool, TRUE, probe);
    check_number("cancel callbacks", cancelled.calls, 1);
    check_boolean("on this thread, with the context of the wait", was_for(probe), TRUE);
}

BEHAVIOUR(cancelled_unset, .id = "threadpool-wait/cleanup-group-true-unset",
          .summary = "cancelling a group calls its cancel callback once for a wait that was never armed",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_group_cancel:1072-1099 (wine 10.0)",
          .facts = {"threadpool-wait/cleanup-group-true-unset"})
{
    struct private_pool *pool = grouped_pool();
    struct wait_probe *probe = pool ? wait_probe_new(&pool->environment) : NULL;

    REQUIRE(probe);
    close_members(pool, TRUE, probe);
    check_number("cancel callbacks", cancelled.calls, 1);
    check_boolean("on this thread, with the context of the wait", was_for(probe), TRUE);
}

BEHAVIOUR(cancelled_fired, .id = "threadpool-wait/cleanup-group-true-after-callback",
          .summary = "cancelling a group calls its cancel callback once for a wait that has fired",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_group_cancel:1153-1175 (wine 10.0); "
                    "inference",
          .facts = {"threadpool-wait/cleanup-group-true-after-callback"})
{
    HANDLE event = new_event(TRUE, TRUE);
    struct private_pool *pool = event ? grouped_pool() : NULL;
    struct wait_probe *probe = pool ? wait_probe_new(&pool->environment) : NULL;

    REQUIRE(probe);
    wait_probe_arm(probe, event, INFINITE);
    check_number("callbacks", wait_probe_final_count(probe), 1);
    close_members(pool, TRUE, probe);
    check_number("cancel callbacks", cancelled.calls, 1);
    check_boolean("on this thread, with the context of the wait", was_for(probe), TRUE);
}

UNIT(threadpool_wait_group)
