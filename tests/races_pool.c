/* Races of thread-pool waits: arming, signals, timeouts and the end of the wait. */
#include "conformance/conformance.h"

static HANDLE event;
static TP_WAIT *wait, *other;
static TP_CLEANUP_GROUP *group;
static volatile LONG calls, timeouts, over, late;

static void CALLBACK count(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *called,
                           TP_WAIT_RESULT result)
{
    (void)instance, (void)context, (void)called;
    if (over)
        InterlockedIncrement(&late);
    if (result == WAIT_TIMEOUT)
        InterlockedIncrement(&timeouts);
    InterlockedIncrement(&calls);
}

static void arm_for(BOOL manual, TP_CALLBACK_ENVIRON *environment, FILETIME *timeout)
{
    event = CreateEventW(NULL, manual, FALSE, NULL);
    wait = CreateThreadpoolWait(count, NULL, environment);
    SetThreadpoolWait(wait, event, timeout);
}

static void arm(void)
{
    arm_for(FALSE, NULL, NULL);
}

static void arm_manual(void)
{
    arm_for(TRUE, NULL, NULL);
}

static void arm_timed(void)
{
    ULARGE_INTEGER relative = {.QuadPart = (ULONGLONG)-100000};
    FILETIME timeout = {relative.LowPart, relative.HighPart};

    arm_for(FALSE, NULL, &timeout);
}

static void arm_grouped(void)
{
    TP_CALLBACK_ENVIRON environment = {.Version = 1};

    environment.CleanupGroup = group = CreateThreadpoolCleanupGroup();
    arm_for(FALSE, &environment, NULL);
}

static void arm_two(void)
{
    arm();
    other = CreateThreadpoolWait(count, NULL, NULL);
    SetThreadpoolWait(other, event, NULL);
}

static void set(void)
{
    SetEvent(event);
}

static void set_and_reset(void)
{
    SetEvent(event);
    ResetEvent(event);
}

static void close_wait(void)
{
    CloseThreadpoolWait(wait);
    wait = NULL;
}

static void close_group(void)
{
    CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
    InterlockedExchange(&over, TRUE);
    wait = NULL;
}

/* A thread's, not the end's: the platform takes part in it, so it is a race, too. */
static void end_waits(void)
{
    TP_WAIT *waits[] = {wait, other};

    for (unsigned int i = 0; i < 2 && waits[i]; i++) {
        SetThreadpoolWait(waits[i], NULL, NULL);
        WaitForThreadpoolWaitCallbacks(waits[i], FALSE);
        CloseThreadpoolWait(waits[i]);
    }
}

static void arm_again(void)
{
    SetThreadpoolWait(wait, event, NULL);
    end_waits();
}

/* The signal is taken by a callback, or still there. */
static void end(void)
{
    LONG left, taken = wait ? 0 : 1; /* of a wait that was closed a callback may still come */

    left = WaitForSingleObject(event, 0) == WAIT_OBJECT_0;
    CloseHandle(event);
    if (group)
        CloseThreadpoolCleanupGroup(group);
    scenario_require(!late, "a callback has started after its group was closed");
    scenario_require(calls - timeouts + left <= 1, "the signal was there twice");
    scenario_require(calls - timeouts + left + taken >= 1, "the signal was lost");
    scenario_outcome("%ld callbacks, %ld timeouts, %ld signals left", calls, timeouts, left);
}

static void end_of_manual(void)
{
    CloseHandle(event);
    scenario_require(calls <= 1, "one arming has given several callbacks");
    scenario_outcome("%ld callbacks", calls);
}

SCENARIO(rearm, .id = "threadpool-wait/rearm-against-signal",
         .summary = "an armed wait is armed again while its event is set", .begin = arm,
         .threads = {set, arm_again}, .end = end);
SCENARIO(closing, .id = "threadpool-wait/close-against-callback",
         .summary = "an armed wait is closed while its event is set", .begin = arm,
         .threads = {set, close_wait}, .end = end);
SCENARIO(group_close, .id = "threadpool-wait/group-close-against-callback",
         .summary = "the members of a cleanup group are closed while the event of one is set",
         .begin = arm_grouped, .threads = {set, close_group}, .end = end);
SCENARIO(resetting, .id = "threadpool-wait/reset-against-signal",
         .summary = "the manual-reset event of an armed wait is set and reset", .begin = arm_manual,
         .threads = {set_and_reset, end_waits}, .end = end_of_manual);
SCENARIO(timing, .id = "threadpool-wait/timeout-against-signal",
         .summary = "the event of a wait is set while its time runs out", .begin = arm_timed,
         .threads = {set, end_waits}, .end = end, .timeouts = 1);
SCENARIO(two_waits, .id = "threadpool-wait/two-waits-one-signal",
         .summary = "two waits for one auto-reset event that is set once", .begin = arm_two,
         .threads = {set, end_waits}, .end = end);

UNIT(races_pool)
