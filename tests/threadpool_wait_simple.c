/* Callback environments, and what the pool does when a callback has returned. */
#include "conformance/conformance.h"

typedef NTSTATUS(NTAPI *try_post)(PTP_SIMPLE_CALLBACK, void *, TP_CALLBACK_ENVIRON *);

/* What a callback leaves behind. */
struct traces {
    HANDLE semaphore;
    HANDLE finalized;
    CRITICAL_SECTION section;
    HANDLE mutex;
    DWORD mutex_wait;
};

static void CALLBACK release(TP_CALLBACK_INSTANCE *instance, void *context)
{
    ReleaseSemaphoreWhenCallbackReturns(instance, ((struct traces *)context)->semaphore, 1);
}

static void CALLBACK finalize(TP_CALLBACK_INSTANCE *instance, void *context)
{
    (void)instance;
    SetEvent(((struct traces *)context)->finalized);
}

static void CALLBACK ignore(TP_CALLBACK_INSTANCE *instance, void *context)
{
    (void)instance;
    (void)context;
}

BEHAVIOUR(finalization, .id = "threadpool-wait/finalization-callback",
          .summary = "a callback is followed by what it asked for and by the finalization callback",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_instance:1224-1235 (wine 10.0)",
          .facts = {"threadpool-wait/finalization-callback"})
{
    struct private_pool *pool = private_pool_new(1);
    struct traces *traces = behaviour_memory(sizeof(*traces));

    REQUIRE(pool && traces && (traces->finalized = new_event(TRUE, FALSE)));
    REQUIRE(traces->semaphore = owned(CreateSemaphoreW(NULL, 0, 1, NULL)));
    pool->environment.FinalizationCallback = finalize;
    check_result("TrySubmitThreadpoolCallback",
                 RESULT(TrySubmitThreadpoolCallback(release, traces, &pool->environment)), ERROR_SUCCESS);
    check_wait("semaphore", WaitForSingleObject(traces->semaphore, PROBE_DEADLINE), WAIT_OBJECT_0);
    check_wait("finalization callback", WaitForSingleObject(traces->finalized, PROBE_DEADLINE),
               WAIT_OBJECT_0);
}

BEHAVIOUR(bad_version, .id = "threadpool-wait/simple-post-bad-environment",
          .summary = "an environment of version 9999 is refused with STATUS_INVALID_PARAMETER",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_simple:645-654 (wine 10.0)",
          .facts = {"threadpool-wait/simple-post-bad-environment"})
{
    try_post post = (try_post)seam_lookup("TpSimpleTryPost");
    struct private_pool *pool = private_pool_new(1);

    if (!post) {
        not_supported("TpSimpleTryPost");
        return;
    }
    REQUIRE(pool);
    pool->environment.Version = 9999;
    check_status("TpSimpleTryPost", post(ignore, NULL, &pool->environment), STATUS_INVALID_PARAMETER);
}

static void leave_section(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    struct traces *traces = probe->argument;

    EnterCriticalSection(&traces->section);
    LeaveCriticalSectionWhenCallbackReturns(instance, &traces->section);
}

static int can_enter(void *section)
{
    return TryEnterCriticalSection(section);
}

static void release_mutex(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    struct traces *traces = probe->argument;

    traces->mutex_wait = WaitForSingleObject(traces->mutex, 0);
    ReleaseMutexWhenCallbackReturns(instance, traces->mutex);
}

BEHAVIOUR(locks, .id = "threadpool-wait/leave-critical-section-when-returns",
          .summary = "the pool leaves a critical section and releases a mutex when the callback has returned",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-seteventwhencallbackreturns; "
                    "doc:https://devblogs.microsoft.com/oldnewthing/20131108-00/",
          .facts = {"threadpool-wait/leave-critical-section-when-returns"})
{
    struct traces *traces = behaviour_memory(sizeof(*traces));
    HANDLE mutex = owned(CreateMutexW(NULL, FALSE, NULL));
    struct wait_probe *probe;

    REQUIRE(traces && mutex);
    InitializeCriticalSection(&traces->section);
    traces->mutex = mutex;
    REQUIRE(probe = wait_probe_inside(NULL, leave_section, traces));
    check_boolean("section entered while the callback runs", can_enter(&traces->section), FALSE);
    wait_probe_open(probe);
    check_boolean("section entered then", poll_until(can_enter, &traces->section, PROBE_DEADLINE), TRUE);
    REQUIRE(probe = wait_probe_inside(NULL, release_mutex, traces));
    check_wait("mutex in the callback", traces->mutex_wait, WAIT_OBJECT_0);
    check_wait("mutex while the callback runs", WaitForSingleObject(mutex, 0), WAIT_TIMEOUT);
    wait_probe_open(probe);
    check_wait("mutex then", WaitForSingleObject(mutex, PROBE_DEADLINE), WAIT_OBJECT_0);
    check_result("ReleaseMutex", RESULT(ReleaseMutex(mutex)), ERROR_SUCCESS);
}

UNIT(threadpool_wait_simple)
