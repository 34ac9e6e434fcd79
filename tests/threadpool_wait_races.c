/* Signals at the moment of arming and disarming: what holds whoever is first. */
#include "conformance/conformance.h"

#define ROUNDS 40

/* A wait that is used for every round, and another that shows when the pool is idle. */
struct rounds {
    HANDLE event, always; /* always is signaled */
    struct wait_probe *probe, *witness;
    volatile LONG closed; /* the teardown of this round is over */
    volatile LONG late;   /* callbacks after that */
    volatile LONG stop;   /* for the other thread */
    struct wait_probe *other;
};

static void note_late(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    struct rounds *rounds = probe->argument;

    (void)instance;
    if (rounds->closed)
        InterlockedIncrement(&rounds->late);
}

static struct rounds *rounds_new(void)
{
    struct rounds *rounds = behaviour_memory(sizeof(*rounds));

    if (!rounds || !(rounds->event = new_event(FALSE, FALSE)) || !(rounds->always = new_event(TRUE, TRUE)) ||
        !(rounds->probe = wait_probe_new(NULL)) || !(rounds->witness = wait_probe_new(NULL)) ||
        !(rounds->other = wait_probe_new(NULL)))
        return NULL;
    rounds->probe->inside = note_late;
    rounds->probe->argument = rounds;
    return rounds;
}

/* As wait_probe_settle(), without a new wait for every round. */
static void settle(struct rounds *rounds)
{
    LONG calls = rounds->witness->returned;

    wait_probe_arm(rounds->witness, rounds->always, INFINITE);
    wait_probe_count(rounds->witness, calls + 1);
    WaitForThreadpoolWaitCallbacks(rounds->probe->wait, FALSE);
}

/* Arms, signals, disarms and cancels: nothing may come then. */
static void tear_down(struct rounds *rounds)
{
    InterlockedExchange(&rounds->closed, 0);
    ResetEvent(rounds->event);
    wait_probe_arm(rounds->probe, rounds->event, INFINITE);
    SetEvent(rounds->event);
    wait_probe_disarm(rounds->probe);
    WaitForThreadpoolWaitCallbacks(rounds->probe->wait, TRUE);
    InterlockedExchange(&rounds->closed, 1);
    settle(rounds);
}

BEHAVIOUR(torn_down, .id = "threadpool-wait/safe-teardown-sequence",
          .summary = "no callback comes after disarming and waiting with cancelling",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-closethreadpoolwait; "
                    "thread:https://github.com/MicrosoftDocs/sdk-api/issues/1158",
          .facts = {"threadpool-wait/safe-teardown-sequence"})
{
    struct rounds *rounds = rounds_new();

    REQUIRE(rounds);
    for (int i = 0; i < ROUNDS; i++)
        tear_down(rounds);
    check_boolean("a callback afterwards", rounds->late > 0, FALSE);
}

static DWORD WINAPI keep_arming(void *argument)
{
    struct rounds *rounds = argument;

    while (!rounds->stop) {
        wait_probe_arm(rounds->other, INVALID_HANDLE_VALUE, INFINITE);
        wait_probe_disarm(rounds->other);
    }
    return 0;
}

BEHAVIOUR(
    torn_down_busy, .id = "threadpool-wait/safe-teardown-beside-others",
    .summary =
        "no callback comes after disarming and waiting with cancelling, also while another thread arms waits",
    .provenance = DOCUMENTED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
              "nf-threadpoolapiset-closethreadpoolwait; "
              "thread:https://github.com/MicrosoftDocs/sdk-api/issues/1158",
    .facts = {"threadpool-wait/safe-teardown-sequence"})
{
    struct rounds *rounds = rounds_new();
    HANDLE thread;

    REQUIRE(rounds && (thread = thread_start(keep_arming, rounds)));
    for (int i = 0; i < ROUNDS; i++)
        tear_down(rounds);
    InterlockedExchange(&rounds->stop, 1);
    check_wait("the other thread", thread_join(thread), WAIT_OBJECT_0);
    check_boolean("a callback afterwards", rounds->late > 0, FALSE);
}

BEHAVIOUR(replaced, .id = "threadpool-wait/replace-handle-race",
          .summary = "a wait that is armed on a second event when the first is signaled calls back for the "
                     "second in any case",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwaitex",
          .facts = {"threadpool-wait/replace-handle-race"})
{
    struct rounds *rounds = rounds_new();
    HANDLE second = new_event(FALSE, FALSE);
    int lost = 0;

    REQUIRE(rounds && second);
    for (int i = 0; i < ROUNDS; i++) {
        LONG calls;

        ResetEvent(rounds->event);
        wait_probe_arm(rounds->probe, rounds->event, INFINITE);
        SetEvent(rounds->event);
        wait_probe_arm(rounds->probe, second, INFINITE);
        settle(rounds);
        calls = rounds->probe->calls;
        SetEvent(second);
        settle(rounds);
        lost += rounds->probe->calls != calls + 1;
        wait_probe_disarm(rounds->probe);
        ResetEvent(second);
    }
    check_boolean("a callback lost", lost > 0, FALSE);
}

UNIT(threadpool_wait_races)
