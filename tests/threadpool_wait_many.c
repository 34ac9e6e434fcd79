/* 512 thread-pool waits at once, more than one thread can wait for. */
#include "conformance/conformance.h"

#define MANY 512

struct crowd {
    struct one {
        struct crowd *crowd;
        TP_WAIT *wait;
        HANDLE semaphore;
    } one[MANY];
    struct private_pool *pool;
    unsigned int turn;
    HANDLE called; /* auto-reset */
    volatile LONG calls;
    struct one *volatile last;
};

static void CALLBACK call_back(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                               TP_WAIT_RESULT result)
{
    struct one *one = context;

    (void)instance;
    (void)wait;
    (void)result;
    if (one->crowd->turn != behaviour_turn()) {
        behaviour_late(one->crowd->turn, "callback");
        return;
    }
    one->crowd->last = one;
    InterlockedIncrement(&one->crowd->calls);
    SetEvent(one->crowd->called);
}

static void release(struct one *one)
{
    if (one->wait)
        CloseThreadpoolWait(one->wait);
    one->wait = NULL;
}

static void close_semaphore(struct one *one)
{
    if (one->semaphore)
        CloseHandle(one->semaphore);
    one->semaphore = NULL;
}

static void disperse(void *argument)
{
    struct crowd *crowd = argument;

    for (int i = 0; i < MANY; i++) {
        release(&crowd->one[i]);
        close_semaphore(&crowd->one[i]);
    }
}

/* Every wait armed on a semaphore of its own. */
static struct crowd *gather(void)
{
    struct crowd *crowd = behaviour_memory(sizeof(*crowd));

    if (!crowd || !(crowd->called = new_event(FALSE, FALSE)) || !(crowd->pool = private_pool_new(1)))
        return NULL;
    crowd->turn = behaviour_turn();
    behaviour_defer(disperse, crowd);
    for (int i = 0; i < MANY; i++) {
        struct one *one = &crowd->one[i];

        one->crowd = crowd;
        one->semaphore = CreateSemaphoreW(NULL, 0, 1, NULL);
        one->wait = CreateThreadpoolWait(call_back, one, &crowd->pool->environment);
        if (!one->semaphore || !one->wait) {
            broken_setup("wait %d could not be created", i);
            return NULL;
        }
        SetThreadpoolWait(one->wait, one->semaphore, NULL);
    }
    return crowd;
}

/* Whether the signal of a wait's semaphore called back that very wait. */
static int calls_back(struct crowd *crowd, struct one *one)
{
    ReleaseSemaphore(one->semaphore, 1, NULL);
    return WaitForSingleObject(crowd->called, PROBE_DEADLINE) == WAIT_OBJECT_0 && crowd->last == one;
}

BEHAVIOUR(all_called, .id = "threadpool-wait/512-waits",
          .summary = "every one of 512 waits is called back when its semaphore is released",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_multi_wait:1905-2009 (wine 10.0)",
          .facts = {"threadpool-wait/512-waits"})
{
    struct crowd *crowd = gather();
    int called = 0;

    REQUIRE(crowd);
    for (int i = 0; i < MANY && called == i; i++)
        called += calls_back(crowd, &crowd->one[i]);
    check_number("waits called back", called, MANY);
    check_number("callbacks", crowd->calls, MANY);
}

BEHAVIOUR(called_again, .id = "threadpool-wait/rearm-after-callback-repeatable",
          .summary = "waits armed again after their callback are called back again", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_multi_wait:1950-1974 (wine 10.0)",
          .facts = {"threadpool-wait/rearm-after-callback-repeatable"})
{
    struct crowd *crowd = gather();
    int called = 0;

    REQUIRE(crowd);
    for (int i = MANY - 1; i >= 0 && called == 2 * (MANY - 1 - i); i--) {
        called += calls_back(crowd, &crowd->one[i]);
        SetThreadpoolWait(crowd->one[i].wait, crowd->one[i].semaphore, NULL);
        called += calls_back(crowd, &crowd->one[i]);
    }
    check_number("callbacks of the wait that was signaled", called, 2 * MANY);
    check_number("callbacks", crowd->calls, 2 * MANY);
}

BEHAVIOUR(released, .id = "threadpool-wait/release-while-armed-bulk",
          .summary = "armed waits that are closed do not call back, and their handles may be closed then",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-closethreadpoolwait; "
                    "inference; "
                    "winetest:dlls/ntdll/tests/threadpool.c:test_tp_multi_wait:1993-2008 (wine 10.0)",
          .facts = {"threadpool-wait/release-while-armed-bulk", "threadpool-wait/release-then-close-handle"})
{
    struct crowd *crowd = gather();

    REQUIRE(crowd);
    for (int i = 0; i < MANY; i++) {
        release(&crowd->one[i]);
        if (i % 2)
            ReleaseSemaphore(crowd->one[i].semaphore, 1, NULL);
        else
            close_semaphore(&crowd->one[i]);
    }
    wait_probe_settle();
    check_number("callbacks", crowd->calls, 0);
}

UNIT(threadpool_wait_many)
