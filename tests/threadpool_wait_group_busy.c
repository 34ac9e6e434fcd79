/* Cleanup groups whose members' callbacks are running or queued. */
#include "conformance/conformance.h"

static volatile LONG cancelled;

static void CALLBACK count_cancel(void *object, void *context)
{
    (void)object;
    (void)context;
    InterlockedIncrement(&cancelled);
}

struct closer {
    struct private_pool *pool;
    struct wait_probe *probe; /* its callback is inside */
    BOOL cancel;
    LONG returned; /* callbacks that had returned when the members were closed */
};

static DWORD WINAPI close_members(void *argument)
{
    struct closer *closer = argument;

    CloseThreadpoolCleanupGroupMembers(closer->pool->group, closer->cancel, NULL);
    closer->returned = closer->probe->returned;
    closer->probe->wait = NULL;
    return 0;
}

/* A member of a group whose callback runs function and stays. */
static struct closer *running(void (*function)(struct wait_probe *, TP_CALLBACK_INSTANCE *),
                              void (*at_gate)(struct wait_probe *, TP_CALLBACK_INSTANCE *))
{
    struct closer *closer = behaviour_memory(sizeof(*closer));

    InterlockedExchange(&cancelled, 0);
    if (!closer || !(closer->pool = private_pool_new(1)) || !private_pool_group(closer->pool, count_cancel) ||
        !(closer->probe = wait_probe_inside(&closer->pool->environment, function, NULL)))
        return NULL;
    closer->probe->at_gate = at_gate;
    return closer;
}

/* Lets the callback go when another thread is closing the members; whether that returns: WAIT_OBJECT_0. */
static DWORD let_close(struct closer *closer)
{
    HANDLE thread = thread_start_running(close_members, closer);

    wait_probe_settle();
    wait_probe_open(closer->probe);
    return thread_join(thread);
}

static void disassociate(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    (void)probe;
    DisassociateCurrentThreadFromCallback(instance);
}

static void close_wait(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    (void)instance;
    wait_probe_close(probe);
}

BEHAVIOUR(waits_for_running, .id = "threadpool-wait/cleanup-group-false-waits-running",
          .summary = "closing the members of a group waits for the callback that runs",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_work_scheduler:813-838 (wine 10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-closethreadpoolcleanupgroupmembers",
          .facts = {"threadpool-wait/cleanup-group-false-waits-running"})
{
    struct closer *closer = running(NULL, NULL);

    REQUIRE(closer);
    check_wait("closing the members", let_close(closer), WAIT_OBJECT_0);
    check_number("callbacks returned before that", closer->returned, 1);
}

BEHAVIOUR(waits_for_disassociated, .id = "threadpool-wait/disassociate-still-blocks-group",
          .summary = "closing the members of a group waits for a disassociated callback too",
          .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-disassociatecurrentthreadfromcallback; "
                    "winetest:dlls/ntdll/tests/threadpool.c:test_tp_disassociate:1320-1380 (wine 10.0)",
          .facts = {"threadpool-wait/disassociate-still-blocks-group"})
{
    struct closer *closer = running(disassociate, NULL);

    REQUIRE(closer);
    check_wait("closing the members", let_close(closer), WAIT_OBJECT_0);
    check_number("callbacks returned before that", closer->returned, 1);
}

BEHAVIOUR(closed_by_callback, .id = "threadpool-wait/cleanup-group-object-release-in-callback",
          .summary = "a callback may close its wait while its group is being closed", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_group_wait:930-944 (wine 10.0)",
          .facts = {"threadpool-wait/cleanup-group-object-release-in-callback"})
{
    struct closer *closer = running(NULL, close_wait);

    REQUIRE(closer);
    check_wait("closing the members", let_close(closer), WAIT_OBJECT_0);
    check_number("callbacks returned before that", closer->returned, 1);
}

BEHAVIOUR(closed_no_cancel, .id = "threadpool-wait/cleanup-group-released-object-no-cancel",
          .summary = "a wait that its callback closes while the group is cancelled has no cancel callback",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_group_cancel:1124-1138 (wine 10.0)",
          .facts = {"threadpool-wait/cleanup-group-released-object-no-cancel"})
{
    struct closer *closer = running(NULL, close_wait);

    REQUIRE(closer);
    closer->cancel = TRUE;
    check_wait("closing the members", let_close(closer), WAIT_OBJECT_0);
    check_number("callbacks returned before that", closer->returned, 1);
    check_number("cancel callbacks", cancelled, 0);
}

static void CALLBACK never(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *work)
{
    (void)instance;
    (void)work;
    InterlockedIncrement((LONG *)context);
}

BEHAVIOUR(once_each, .id = "threadpool-wait/cleanup-group-cancel-once-per-object",
          .summary = "a member with ten queued callbacks has one cancel callback", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_group_cancel:1153-1175 (wine 10.0)",
          .facts = {"threadpool-wait/cleanup-group-cancel-once-per-object"})
{
    struct private_pool *pool = private_pool_busy();
    LONG *calls = behaviour_memory(sizeof(*calls));
    TP_WORK *work;

    InterlockedExchange(&cancelled, 0);
    REQUIRE(pool && calls && private_pool_group(pool, count_cancel));
    REQUIRE(work = CreateThreadpoolWork(never, calls, &pool->environment));
    for (int i = 0; i < 10; i++)
        SubmitThreadpoolWork(work);
    CloseThreadpoolCleanupGroupMembers(pool->group, TRUE, NULL);
    check_number("cancel callbacks", cancelled, 1);
    check_number("callbacks", *calls, 0);
}

UNIT(threadpool_wait_group_busy)
