/* Callbacks that are queued behind another, in a pool of one thread. */
#include "conformance/conformance.h"

#define WATCHED 20 /* ms; longer would only make it more certain that nothing comes */

struct queued {
    struct private_pool *pool; /* busy */
    HANDLE event;              /* auto-reset; was signaled */
    struct wait_probe *probe;  /* its callback is queued */
};

static struct queued *queued_callback(void)
{
    struct queued *queued = behaviour_memory(sizeof(*queued));

    if (!queued || !(queued->event = new_event(FALSE, FALSE)) || !(queued->pool = private_pool_busy()) ||
        !(queued->probe = wait_probe_new(&queued->pool->environment)))
        return NULL;
    wait_probe_arm(queued->probe, queued->event, INFINITE);
    SetEvent(queued->event);
    wait_probe_settle();
    return queued;
}

/* Lets the pool go on; what was queued has run when this returns, as it is behind it. */
static void run_queue(struct queued *queued)
{
    HANDLE event = new_event(TRUE, TRUE);
    struct wait_probe *last = event ? wait_probe_new(&queued->pool->environment) : NULL;

    if (!last)
        return;
    wait_probe_arm(last, event, INFINITE);
    wait_probe_settle();
    private_pool_release(queued->pool);
    if (wait_probe_count(last, 1) != 1)
        broken_setup("the private pool did not go on");
}

BEHAVIOUR(one_thread, .id = "threadpool-wait/one-thread-pool-queues",
          .summary = "the object of a queued callback is consumed at once, the callback waits for the thread",
          .provenance = INFERRED,
          .source = "inference; "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait",
          .facts = {"threadpool-wait/one-thread-pool-queues"})
{
    struct queued *queued = queued_callback();

    REQUIRE(queued);
    check_wait("a callback while the thread is busy", WaitForSingleObject(queued->probe->entered, WATCHED),
               WAIT_TIMEOUT);
    check_number("callbacks while the thread is busy", queued->probe->calls, 0);
    check_event("event", queued->event, NOT_SIGNALED);
    private_pool_release(queued->pool);
    check_number("callbacks then", wait_probe_count(queued->probe, 1), 1);
}

BEHAVIOUR(cancelled, .id = "threadpool-wait/wfc-true-cancels-queued",
          .summary = "cancelling removes a queued callback, whose signal is lost", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-waitforthreadpoolwaitcallbacks; "
                    "inference",
          .facts = {"threadpool-wait/wfc-true-cancels-queued"})
{
    struct queued *queued = queued_callback();
    struct callback_waiter *waiter;

    REQUIRE(queued);
    REQUIRE(waiter = callback_waiter_start(queued->probe, TRUE));
    check_wait("cancelling", callback_waiter_join(waiter), WAIT_OBJECT_0);
    run_queue(queued);
    check_number("callbacks", queued->probe->calls, 0);
    inferred(check_event("event", queued->event, NOT_SIGNALED));
}

BEHAVIOUR(waited_for, .id = "threadpool-wait/wfc-false-runs-queued",
          .summary = "waiting returns when the queued callback has run", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-waitforthreadpoolwaitcallbacks",
          .facts = {"threadpool-wait/wfc-false-runs-queued"})
{
    struct queued *queued = queued_callback();
    struct callback_waiter *waiter;

    REQUIRE(queued);
    REQUIRE(waiter = callback_waiter_start(queued->probe, FALSE));
    check_wait("while it is queued", thread_blocked(waiter->thread), WAIT_TIMEOUT);
    private_pool_release(queued->pool);
    check_wait("waiting", callback_waiter_join(waiter), WAIT_OBJECT_0);
    check_number("callbacks returned before it did", waiter->returned, 1);
}

BEHAVIOUR(disarmed, .id = "threadpool-wait/set-null-keeps-queued",
          .summary = "disarming leaves a callback that is queued already", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "thread:https://github.com/MicrosoftDocs/sdk-api/issues/1158",
          .facts = {"threadpool-wait/set-null-keeps-queued"})
{
    struct queued *queued = queued_callback();

    REQUIRE(queued);
    wait_probe_disarm(queued->probe);
    run_queue(queued);
    check_number("callbacks", queued->probe->calls, 1);
}

BEHAVIOUR(closed, .id = "threadpool-wait/close-with-queued",
          .summary = "closing a wait leaves a callback that is queued already", .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-closethreadpoolwait; "
                    "inference",
          .facts = {"threadpool-wait/close-with-queued"})
{
    struct queued *queued = queued_callback();

    REQUIRE(queued);
    wait_probe_close(queued->probe);
    run_queue(queued);
    check_number("callbacks", queued->probe->calls, 1);
}

BEHAVIOUR(torn_down, .id = "threadpool-wait/safe-teardown-of-queued",
          .summary = "after disarming and cancelling no callback comes, queued or not",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-closethreadpoolwait; "
                    "thread:https://github.com/MicrosoftDocs/sdk-api/issues/1158",
          .facts = {"threadpool-wait/safe-teardown-sequence"})
{
    struct queued *queued = queued_callback();

    REQUIRE(queued);
    wait_probe_disarm(queued->probe);
    WaitForThreadpoolWaitCallbacks(queued->probe->wait, TRUE);
    wait_probe_close(queued->probe);
    SetEvent(queued->event);
    run_queue(queued);
    check_number("callbacks", queued->probe->calls, 0);
}

UNIT(threadpool_wait_queue)
