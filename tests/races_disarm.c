/* Races of a thread-pool wait's disarming. */
#include "conformance/conformance.h"

static HANDLE event;
static TP_WAIT *wait;
static volatile LONG drained, calls, calls_after;

static void CALLBACK count(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *called,
                           TP_WAIT_RESULT result)
{
    (void)instance;
    (void)context;
    (void)called;
    (void)result;
    if (drained)
        InterlockedIncrement(&calls_after);
    InterlockedIncrement(&calls);
}

static void arm(void)
{
    event = CreateEventW(NULL, FALSE, FALSE, NULL);
    wait = CreateThreadpoolWait(count, NULL, NULL);
    SetThreadpoolWait(wait, event, NULL);
}

static void set(void)
{
    SetEvent(event);
}

static void disarm_and_drain(void)
{
    SetThreadpoolWait(wait, NULL, NULL);
    WaitForThreadpoolWaitCallbacks(wait, TRUE);
    InterlockedExchange(&drained, TRUE);
}

static void look(void)
{
    CloseThreadpoolWait(wait);
    CloseHandle(event);
    scenario_require(!calls_after, "a callback has started after the wait was disarmed and drained");
    scenario_outcome("%ld callbacks", calls);
}

SCENARIO(disarm_against_callback, .id = "threadpool-wait/disarm-against-callback",
         .summary = "no callback starts once a wait is disarmed and its callbacks have been waited for",
         .begin = arm, .threads = {set, disarm_and_drain}, .end = look);

/* A third thread keeps the platform's own wait thread busy with a wait that has nothing to do with this one.
 */
static HANDLE other_event;
static TP_WAIT *other_wait;

static void CALLBACK ignore(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *called,
                            TP_WAIT_RESULT result)
{
    (void)instance;
    (void)context;
    (void)called;
    (void)result;
}

static void arm_two(void)
{
    other_event = CreateEventW(NULL, TRUE, FALSE, NULL);
    other_wait = CreateThreadpoolWait(ignore, NULL, NULL);
    arm();
}

static void arm_other(void)
{
    SetThreadpoolWait(other_wait, other_event, NULL);
}

static void look_at_two(void)
{
    SetThreadpoolWait(other_wait, NULL, NULL);
    CloseThreadpoolWait(other_wait);
    CloseHandle(other_event);
    look();
}

SCENARIO(disarm_beside_others, .id = "threadpool-wait/disarm-beside-others",
         .summary = "the same while another thread arms an unrelated wait", .begin = arm_two,
         .threads = {set, disarm_and_drain, arm_other}, .end = look_at_two);

UNIT(races_disarm)
