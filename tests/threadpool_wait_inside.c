/* What a callback had better not do: wait for itself, start an operation whose end it must be told by an APC;
 * and what a wait keeps of its environment. */
#include "conformance/conformance.h"

static void wait_for_itself(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    TP_WAIT *wait = probe->wait; /* which the behaviour forgets as soon as it is told */

    (void)instance;
    SetEvent(probe->argument);
    WaitForThreadpoolWaitCallbacks(wait, FALSE);
}

/* The thread that deadlocks stays for the life of the process, and with it the wait and its pool. */
BEHAVIOUR(deadlock, .id = "threadpool-wait/wfc-inside-own-callback",
          .summary = "a callback that waits for the callbacks of its own wait does not return",
          .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-waitforthreadpoolwaitcallbacks; inference",
          .facts = {"threadpool-wait/wfc-inside-own-callback"})
{
    HANDLE event = new_event(TRUE, TRUE), about_to = new_event(TRUE, FALSE);
    struct wait_probe *probe;

    REQUIRE(event && about_to && (probe = wait_probe_new(NULL)));
    probe->inside = wait_for_itself;
    probe->argument = about_to;
    wait_probe_arm(probe, event, INFINITE);
    check_wait("the callback is about to wait", WaitForSingleObject(about_to, PROBE_DEADLINE), WAIT_OBJECT_0);
    probe->wait = NULL;
    check_wait("it has come out of that", WaitForSingleObject(probe->entered, 200), WAIT_TIMEOUT);
    check_number("callbacks returned", probe->returned, 0);
}

struct extended {
    OVERLAPPED overlapped;
    HANDLE handle;
    BYTE bytes[150];
    DWORD result;
    volatile LONG calls, before_sleep; /* of the routine */
    DWORD sleep;
};

static void CALLBACK count_call(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    (void)error;
    (void)count;
    InterlockedIncrement(&((struct extended *)overlapped)->calls);
}

static void write_extended(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    struct extended *write = probe->argument;

    (void)instance;
    write->result = RESULT(
        WriteFileEx(write->handle, write->bytes, sizeof(write->bytes), &write->overlapped, count_call));
}

static void sleep_alertably(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    struct extended *write = probe->argument;

    (void)instance;
    write->before_sleep = write->calls;
    write->sleep = SleepEx(0, TRUE);
}

BEHAVIOUR(
    extended, .id = "threadpool-wait/writefileex-from-callback",
    .summary =
        "the routine of a WriteFileEx that a callback has issued is called when that very thread enters an "
        "alertable wait, and not before",
    .provenance = INFERRED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefileex; "
        "winetest:dlls/ws2_32/tests/afd.c:test_async_thread_termination:2570-2593 (wine 10.0); inference",
    .facts = {"threadpool-wait/writefileex-from-callback"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct extended *write = behaviour_memory(sizeof(*write));
    struct wait_probe *probe;

    REQUIRE(pair && write);
    write->handle = pair->server;
    REQUIRE(probe = wait_probe_inside(NULL, write_extended, write));
    check_result("WriteFileEx", write->result, ERROR_SUCCESS);
    check_result("ReadFile", drain(pair->client, 150, NULL), ERROR_SUCCESS);
    probe->at_gate = sleep_alertably;
    wait_probe_open(probe);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    check_number("calls of the routine before the thread's alertable sleep", write->before_sleep, 0);
    check_wait("SleepEx", write->sleep, WAIT_IO_COMPLETION);
    check_number("calls of the routine", write->calls, 1);
}

BEHAVIOUR(environment, .id = "threadpool-wait/environ-cleanup-group-from-environment",
          .summary = "a wait stays in the cleanup group that its environment had when it was created",
          .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-createthreadpoolwait; inference",
          .facts = {"threadpool-wait/environ-cleanup-group-from-environment"})
{
    HANDLE event = new_event(FALSE, FALSE);
    struct private_pool *pool = event ? private_pool_new(1) : NULL;
    struct private_pool *other = pool ? private_pool_new(1) : NULL;
    struct wait_probe *probe;

    REQUIRE(other && private_pool_group(pool, NULL) && private_pool_group(other, NULL));
    REQUIRE(probe = wait_probe_new(&pool->environment));
    pool->environment.CleanupGroup = other->group;
    wait_probe_arm(probe, event, INFINITE);
    CloseThreadpoolCleanupGroupMembers(other->group, TRUE, NULL);
    SetEvent(event);
    check_number("callbacks when the other group's members have been closed", wait_probe_count(probe, 1), 1);
    wait_probe_arm(probe, event, INFINITE);
    wait_probe_settle();
    CloseThreadpoolCleanupGroupMembers(pool->group, TRUE, NULL);
    probe->wait = NULL;
    SetEvent(event);
    wait_probe_settle();
    check_number("callbacks when its own group's have", probe->calls, 1);
    check_event("event", event, SIGNALED);
}

UNIT(threadpool_wait_inside)
