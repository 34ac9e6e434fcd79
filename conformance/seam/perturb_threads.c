/* What alertable waits, user APCs, threads and handles answer. */
#include "perturb_lies.h"
#include "perturbations.h"

static DWORD WINAPI sleep_denies_the_call(DWORD milliseconds, BOOL alertable)
{
    DWORD result = SleepEx(milliseconds, alertable);

    return result == WAIT_IO_COMPLETION ? 0 : result;
}

static DWORD WINAPI sleep_is_alertable(DWORD milliseconds, BOOL alertable)
{
    (void)alertable;
    return SleepEx(milliseconds, TRUE);
}

static DWORD WINAPI sleep_is_not_alertable(DWORD milliseconds, BOOL alertable)
{
    (void)alertable;
    return SleepEx(milliseconds < 100 ? milliseconds : 100, FALSE);
}

static DWORD WINAPI sleep_claims_a_call(DWORD milliseconds, BOOL alertable)
{
    DWORD result = SleepEx(milliseconds, alertable);

    return alertable ? WAIT_IO_COMPLETION : result;
}

static DWORD WINAPI waitmany_is_not_alertable(DWORD count, const HANDLE *objects, BOOL all,
                                              DWORD milliseconds, BOOL alertable)
{
    (void)alertable;
    return WaitForMultipleObjectsEx(count, objects, all, milliseconds, FALSE);
}

static DWORD WINAPI waitmany_denies_the_call(DWORD count, const HANDLE *objects, BOOL all, DWORD milliseconds,
                                             BOOL alertable)
{
    DWORD result = WaitForMultipleObjectsEx(count, objects, all, milliseconds, alertable);

    return result == WAIT_IO_COMPLETION ? WAIT_TIMEOUT : result;
}

static DWORD WINAPI waitmany_counts_from_one(DWORD count, const HANDLE *objects, BOOL all, DWORD milliseconds,
                                             BOOL alertable)
{
    DWORD result = WaitForMultipleObjectsEx(count, objects, all, milliseconds, alertable);

    return result < WAIT_OBJECT_0 + count ? result + 1 : result;
}

static DWORD WINAPI call_for_the_dead(PAPCFUNC function, HANDLE thread, ULONG_PTR argument)
{
    DWORD result = QueueUserAPC(function, thread, argument);

    return result ? result : 1;
}

static DWORD WINAPI call_is_lost(PAPCFUNC function, HANDLE thread, ULONG_PTR argument)
{
    (void)function;
    (void)thread;
    (void)argument;
    return 1;
}

struct queued_call {
    PAPCFUNC function;
    ULONG_PTR argument;
};

static void CALLBACK call_twice(ULONG_PTR argument)
{
    struct queued_call *call = (struct queued_call *)argument;

    call->function(call->argument);
    call->function(call->argument);
}

static DWORD WINAPI call_comes_twice(PAPCFUNC function, HANDLE thread, ULONG_PTR argument)
{
    struct queued_call *call = HeapAlloc(GetProcessHeap(), 0, sizeof(*call));

    *call = (struct queued_call){function, argument};
    return QueueUserAPC(call_twice, thread, (ULONG_PTR)call);
}

static DWORD WINAPI call_comes_at_once(PAPCFUNC function, HANDLE thread, ULONG_PTR argument)
{
    if (thread != GetCurrentThread() && GetThreadId(thread) != GetCurrentThreadId())
        return QueueUserAPC(function, thread, argument);
    function(argument);
    return 1;
}

struct late_call {
    PAPCFUNC function;
    HANDLE thread;
    ULONG_PTR argument;
};

static void queue_call(void *argument)
{
    struct late_call *call = argument;

    QueueUserAPC(call->function, call->thread, call->argument);
}

static DWORD WINAPI call_is_late(PAPCFUNC function, HANDLE thread, ULONG_PTR argument)
{
    struct late_call *call = HeapAlloc(GetProcessHeap(), 0, sizeof(*call));
    HANDLE self = GetCurrentProcess();

    *call = (struct late_call){function, NULL, argument};
    DuplicateHandle(self, thread, self, &call->thread, 0, FALSE, DUPLICATE_SAME_ACCESS);
    later(50, queue_call, call);
    return 1;
}

static BOOL WINAPI duplicate_has_all_access(HANDLE from, HANDLE source, HANDLE to, HANDLE *target,
                                            DWORD access, BOOL inherit, DWORD options)
{
    return DuplicateHandle(from, source, to, target, access, inherit, options | DUPLICATE_SAME_ACCESS);
}

static BOOL WINAPI duplicate_loses_access(HANDLE from, HANDLE source, HANDLE to, HANDLE *target, DWORD access,
                                          BOOL inherit, DWORD options)
{
    if (!(options & DUPLICATE_SAME_ACCESS) || GetFileType(source) != FILE_TYPE_PIPE)
        return DuplicateHandle(from, source, to, target, access, inherit, options);
    return DuplicateHandle(from, source, to, target, SYNCHRONIZE | FILE_READ_ATTRIBUTES, inherit,
                           options & ~(DWORD)DUPLICATE_SAME_ACCESS);
}

/* What is done through a duplicate is none of the file's business. */
static BOOL WINAPI duplicate_is_another_file(HANDLE from, HANDLE source, HANDLE to, HANDLE *target,
                                             DWORD access, BOOL inherit, DWORD options)
{
    if (GetFileType(source) != FILE_TYPE_PIPE || !(options & DUPLICATE_SAME_ACCESS))
        return DuplicateHandle(from, source, to, target, access, inherit, options);
    *target =
        CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
    return TRUE;
}

static BOOL WINAPI information_hides_inheritance(HANDLE handle, DWORD *flags)
{
    BOOL success = GetHandleInformation(handle, flags);

    if (success)
        *flags &= ~(DWORD)HANDLE_FLAG_INHERIT;
    return success;
}

static BOOL WINAPI exit_code_is_another(HANDLE thread, DWORD *code)
{
    BOOL success = GetExitCodeThread(thread, code);

    if (success)
        *code += 1;
    return success;
}

static const struct perturbation perturbation_rows[] = {
    WRONG("sleep-denies-the-call", "an alertable SleepEx that ran a completion routine returns 0",
          "alertable/writefileex-sync", "alertable/* writer/*", INSTEAD_OF(SleepEx, sleep_denies_the_call)),
    WRONG("sleep-is-alertable", "SleepEx that is not alertable runs completion routines",
          "alertable/writefileex-sync", "writer/*", INSTEAD_OF(SleepEx, sleep_is_alertable)),
    WRONG("sleep-is-not-alertable", "an alertable SleepEx runs no completion routine",
          "alertable/writefileex-sync", "writer/* alertable/* event/apc-only-op-signals-handle",
          INSTEAD_OF(SleepEx, sleep_is_not_alertable)),
    WRONG("sleep-claims-a-call", "an alertable SleepEx that ran nothing returns WAIT_IO_COMPLETION",
          "alertable/writefileex-pending", "writer/* alertable/writefileex-immediate-failure",
          INSTEAD_OF(SleepEx, sleep_claims_a_call)),
    WRONG("waitmany-is-not-alertable", "WaitForMultipleObjectsEx is never alertable",
          "alertable/apc-count-per-wait", "-",
          INSTEAD_OF(WaitForMultipleObjectsEx, waitmany_is_not_alertable)),
    WRONG("waitmany-denies-the-call", "WaitForMultipleObjectsEx that an APC ends says WAIT_TIMEOUT",
          "alertable/apc-count-per-wait", "-",
          INSTEAD_OF(WaitForMultipleObjectsEx, waitmany_denies_the_call)),
    WRONG("waitmany-counts-from-one", "WaitForMultipleObjectsEx says the place behind the signaled object",
          "alertable/apc-count-per-wait", "-",
          INSTEAD_OF(WaitForMultipleObjectsEx, waitmany_counts_from_one)),
    WRONG("call-for-the-dead", "QueueUserAPC to a thread that has ended succeeds",
          "alertable/queueuserapc-terminated-thread", "-", INSTEAD_OF(QueueUserAPC, call_for_the_dead)),
    WRONG("call-is-lost", "QueueUserAPC says TRUE and queues nothing", "alertable/apc-count-per-wait",
          "alertable/* overlapped-result/gorex-timeout-alertable", INSTEAD_OF(QueueUserAPC, call_is_lost)),
    WRONG("call-comes-twice", "QueueUserAPC queues the call twice", "alertable/apc-count-per-wait",
          "alertable/* overlapped-result/gorex-timeout-alertable",
          INSTEAD_OF(QueueUserAPC, call_comes_twice)),
    WRONG("call-comes-at-once", "QueueUserAPC to the own thread calls at once",
          "alertable/sync-write-not-alertable", "alertable/gorex-alertable overlapped-result/*",
          INSTEAD_OF(QueueUserAPC, call_comes_at_once)),
    RACE("call-is-late", "QueueUserAPC returns before the call is queued",
         "alertable/sync-write-not-alertable", "alertable/* overlapped-result/gorex-timeout-alertable",
         INSTEAD_OF(QueueUserAPC, call_is_late)),
    WRONG("duplicate-has-all-access", "DuplicateHandle gives all the access of its source",
          "event/hevent-without-modify-access", "writer/*",
          INSTEAD_OF(DuplicateHandle, duplicate_has_all_access)),
    WRONG("duplicate-loses-access", "DuplicateHandle of a pipe gives an end that can only be waited for",
          "writer/duplicated-handle-writes", "-", INSTEAD_OF(DuplicateHandle, duplicate_loses_access)),
    WRONG("duplicate-is-another-file", "operations of a pipe are not found through a duplicate of its handle",
          "cancel/via-duplicate-handle", "writer/* cancel/* close/closing-one-duplicate-keeps-pending",
          INSTEAD_OF(DuplicateHandle, duplicate_is_another_file)),
    WRONG("information-hides-inheritance", "GetHandleInformation does not tell HANDLE_FLAG_INHERIT",
          "handles/createpipe-inherit", "-", INSTEAD_OF(GetHandleInformation, information_hides_inheritance)),
    WRONG("exit-code-is-another", "GetExitCodeThread says another code", "writer/stop-ends-a-shutdown",
          "threadpool-wait/tpio-wait-false-blocks writer/*",
          INSTEAD_OF(GetExitCodeThread, exit_code_is_another)),
};

PERTURBATION_TABLE(threads);
