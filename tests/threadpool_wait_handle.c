/* Handles that a thread-pool wait cannot wait for: SetThreadpoolWait raises an exception. */
#include "conformance/conformance.h"

/* A thread that arms a wait. Where an exception is raised it ends at once, and the wait is not used again:
 * nothing is known of the locks that were held. */
struct arming {
    struct wait_probe *probe;
    HANDLE object;
    DWORD thread;
    NTSTATUS raised; /* STATUS_SUCCESS: nothing was */
    ULONG_PTR parameter;
};

static struct arming *volatile arming_now;

static LONG CALLBACK see_exception(EXCEPTION_POINTERS *exception)
{
    const EXCEPTION_RECORD *record = exception->ExceptionRecord;
    struct arming *arming = arming_now;

    if (!arming || arming->thread != GetCurrentThreadId() ||
        record->ExceptionCode != (DWORD)STATUS_THREADPOOL_HANDLE_EXCEPTION)
        return EXCEPTION_CONTINUE_SEARCH;
    arming->raised = (NTSTATUS)record->ExceptionCode;
    arming->parameter = record->NumberParameters ? record->ExceptionInformation[0] : 0;
    ExitThread(0);
    return EXCEPTION_CONTINUE_SEARCH;
}

static DWORD WINAPI arm(void *argument)
{
    struct arming *arming = argument;

    arming->thread = GetCurrentThreadId();
    arming_now = arming;
    wait_probe_arm(arming->probe, arming->object, INFINITE);
    wait_probe_disarm(arming->probe);
    return 0;
}

/* Arms a new wait on the object, which is closed later than the wait, and tells what was raised. */
static struct arming *arm_on(HANDLE object)
{
    struct arming *arming = behaviour_memory(sizeof(*arming));
    void *handler;

    if (!arming || !(arming->probe = wait_probe_new(NULL)))
        return NULL;
    arming->object = object;
    handler = AddVectoredExceptionHandler(1, see_exception);
    on_other_thread(arm, arming);
    arming_now = NULL;
    RemoveVectoredExceptionHandler(handler);
    if (arming->raised)
        arming->probe->wait = NULL;
    return arming;
}

BEHAVIOUR(mutex, .id = "threadpool-wait/mutex-handle",
          .summary = "arming a wait on a mutex raises STATUS_THREADPOOL_HANDLE_EXCEPTION",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "thread:https://github.com/MicrosoftDocs/sdk-api/issues/1843",
          .facts = {"threadpool-wait/mutex-handle"})
{
    HANDLE mutex = owned(CreateMutexW(NULL, FALSE, NULL));
    struct arming *arming;

    REQUIRE(mutex && (arming = arm_on(mutex)));
    check_status("exception", arming->raised, STATUS_THREADPOOL_HANDLE_EXCEPTION);
    check_status("its parameter", arming->parameter, STATUS_INVALID_PARAMETER_3);
}

BEHAVIOUR(closed, .id = "threadpool-wait/invalid-handle",
          .summary = "arming a wait on a handle that is not open raises STATUS_THREADPOOL_HANDLE_EXCEPTION",
          .provenance = REPORTED,
          .source = "thread:https://github.com/dotnet/runtime/issues/97034; "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait",
          .facts = {"threadpool-wait/invalid-handle"})
{
    struct arming *arming = arm_on(ULongToHandle(0xdeadbee0));

    REQUIRE(arming);
    check_status("exception", arming->raised, STATUS_THREADPOOL_HANDLE_EXCEPTION);
}

BEHAVIOUR(
    not_waitable, .id = "threadpool-wait/handle-without-synchronize",
    .summary = "arming a wait on a handle without SYNCHRONIZE raises STATUS_THREADPOOL_HANDLE_EXCEPTION",
    .provenance = INFERRED,
    .source = "inference; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
              "nf-threadpoolapiset-setthreadpoolwait",
    .facts = {"threadpool-wait/handle-without-synchronize"})
{
    HANDLE event = new_event(TRUE, FALSE), settable;
    struct arming *arming;

    REQUIRE(event);
    check_result("DuplicateHandle",
                 RESULT(DuplicateHandle(GetCurrentProcess(), event, GetCurrentProcess(), &settable,
                                        EVENT_MODIFY_STATE, FALSE, 0)),
                 ERROR_SUCCESS);
    REQUIRE(arming = arm_on(owned(settable)));
    check_status("exception", arming->raised, STATUS_THREADPOOL_HANDLE_EXCEPTION);
}

UNIT(threadpool_wait_handle)
