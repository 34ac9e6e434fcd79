/* Races of registered waits and of work. */
#include "conformance/conformance.h"

static HANDLE event, registration;
static TP_WORK *work;
static volatile LONG calls, over, late;
static DWORD unregistered;

static void CALLBACK count(void *context, BOOLEAN timed_out)
{
    (void)context, (void)timed_out;
    if (over)
        InterlockedIncrement(&late);
    InterlockedIncrement(&calls);
}

static void CALLBACK do_work(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *done)
{
    (void)instance, (void)done;
    count(context, FALSE);
}

static void begin(void)
{
    event = CreateEventW(NULL, FALSE, FALSE, NULL);
    RegisterWaitForSingleObject(&registration, event, count, NULL, INFINITE, WT_EXECUTEONLYONCE);
}

static void begin_work(void)
{
    work = CreateThreadpoolWork(do_work, NULL, NULL);
}

static void set(void)
{
    SetEvent(event);
}

static void unregister(void)
{
    unregistered = RESULT(UnregisterWaitEx(registration, INVALID_HANDLE_VALUE));
    InterlockedExchange(&over, TRUE);
}

static void submit_twice(void)
{
    SubmitThreadpoolWork(work);
    SubmitThreadpoolWork(work);
}

static void wait_for_work(void)
{
    WaitForThreadpoolWorkCallbacks(work, FALSE);
}

static void cancel(void)
{
    WaitForThreadpoolWorkCallbacks(work, TRUE);
}

static void end(void)
{
    CloseHandle(event);
    scenario_require(unregistered == ERROR_SUCCESS, "UnregisterWaitEx has failed");
    scenario_require(!late, "a callback has started after the wait was unregistered");
    scenario_require(calls <= 1, "several callbacks");
    scenario_outcome("%ld callbacks", calls);
}

static void end_of_work(void)
{
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    CloseThreadpoolWork(work);
    scenario_require(calls <= 2, "more callbacks than submissions");
    scenario_outcome("%ld callbacks", calls);
}

static void end_of_drain(void)
{
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    CloseThreadpoolWork(work);
    scenario_require(calls == 2, "another number of callbacks than of submissions");
    scenario_outcome("%ld callbacks", calls);
}

SCENARIO(unregistering, .id = "threadpool-wait/unregister-against-callback",
         .summary = "a registered wait is unregistered while its event is set", .begin = begin,
         .threads = {set, unregister}, .end = end);
SCENARIO(draining, .id = "threadpool-wait/work-drain-against-submit",
         .summary = "a thread submits work twice that another waits for", .begin = begin_work,
         .threads = {submit_twice, wait_for_work}, .end = end_of_drain);
SCENARIO(cancelling, .id = "threadpool-wait/work-cancel-against-submit",
         .summary = "a thread submits work twice that another cancels", .begin = begin_work,
         .threads = {submit_twice, cancel}, .end = end_of_work);

UNIT(races_registered)
