/* The layer of the steered platform. A call is held where the model has a schedule point; last errors pass
 * unharmed. */
#include "../seam/seam.h"
#include "gate.h"
#include "steer_calls.h"
#include "steer_pending.h"

#define OVER_MILLISECONDS 20

static struct seam_calls below;

static void calling(struct gate_thread *thread, unsigned int drains, BOOL cancels)
{
    DWORD error = GetLastError();

    if (thread)
        gate_calling(thread, drains, cancels);
    else if (gate_is_ending())
        gate_steerer_blocks();
    SetLastError(error);
}

static void returned(struct gate_thread *thread)
{
    DWORD error = GetLastError();

    if (thread)
        gate_returned(thread);
    SetLastError(error);
}

/* What the one who steers is about to wait for may come of callbacks that are held. */
static BOOL has_it_at_once(BOOL (*poll)(void *), void *argument)
{
    if (!gate_is_ending())
        return FALSE;
    if (poll(argument))
        return TRUE;
    gate_steerer_blocks();
    return FALSE;
}

/* ---- most calls: held, then made ---- */

#define SEAM_CALL(type_, name_, parameters_, arguments_, form_)                                              \
    static __attribute__((unused)) type_ WINAPI steered_##name_ parameters_                                  \
    {                                                                                                        \
        gate_park(#name_);                                                                                   \
        return below.name_ arguments_;                                                                       \
    }
#define SEAM_VOID(name_, parameters_, arguments_, form_)                                                     \
    static __attribute__((unused)) void WINAPI steered_##name_ parameters_                                   \
    {                                                                                                        \
        gate_park(#name_);                                                                                   \
        below.name_ arguments_;                                                                              \
    }
#include "../seam/calls.h"
#undef SEAM_CALL
#undef SEAM_VOID

/* ---- calls that may block, and are made as they are ---- */

#define BLOCKING(type_, name_, parameters_, arguments_)                                                      \
    static type_ WINAPI blocking_##name_ parameters_                                                         \
    {                                                                                                        \
        struct gate_thread *thread = gate_park(#name_);                                                      \
        type_ result;                                                                                        \
                                                                                                             \
        calling(thread, 0, FALSE);                                                                           \
        result = below.name_ arguments_;                                                                     \
        returned(thread);                                                                                    \
        return result;                                                                                       \
    }
#define STARTING(name_, parameters_, arguments_)                                                             \
    static BOOL WINAPI blocking_##name_ parameters_                                                          \
    {                                                                                                        \
        struct gate_thread *thread = gate_park(#name_);                                                      \
        BOOL result;                                                                                         \
                                                                                                             \
        if (overlapped)                                                                                      \
            thread = NULL;                                                                                   \
        else                                                                                                 \
            calling(thread, 0, FALSE);                                                                       \
        result = below.name_ arguments_;                                                                     \
        if (overlapped && !result && GetLastError() == ERROR_IO_PENDING)                                     \
            steer_pending_add(overlapped);                                                                   \
        returned(thread);                                                                                    \
        return result;                                                                                       \
    }
#define DRAINING(name_, object_)                                                                             \
    static void WINAPI draining_##name_(object_ *object, BOOL cancels)                                       \
    {                                                                                                        \
        struct gate_thread *thread = gate_park(#name_);                                                      \
                                                                                                             \
        calling(thread, gate_caller_of(object), cancels);                                                    \
        below.name_(object, cancels);                                                                        \
        returned(thread);                                                                                    \
    }
STARTING(WriteFile, (HANDLE file, const void *bytes, DWORD size, DWORD *count, OVERLAPPED *overlapped),
         (file, bytes, size, count, overlapped))
STARTING(ReadFile, (HANDLE file, void *bytes, DWORD size, DWORD *count, OVERLAPPED *overlapped),
         (file, bytes, size, count, overlapped))
STARTING(ConnectNamedPipe, (HANDLE pipe, OVERLAPPED *overlapped), (pipe, overlapped))
STARTING(TransactNamedPipe,
         (HANDLE pipe, void *in, DWORD in_size, void *out, DWORD out_size, DWORD *count,
          OVERLAPPED *overlapped),
         (pipe, in, in_size, out, out_size, count, overlapped))
BLOCKING(BOOL, FlushFileBuffers, (HANDLE file), (file))
BLOCKING(BOOL, PeekNamedPipe,
         (HANDLE pipe, void *bytes, DWORD size, DWORD *read, DWORD *available, DWORD *left),
         (pipe, bytes, size, read, available, left))
DRAINING(WaitForThreadpoolWaitCallbacks, TP_WAIT)
DRAINING(WaitForThreadpoolWorkCallbacks, TP_WORK)
DRAINING(WaitForThreadpoolIoCallbacks, TP_IO)

static BOOL awaits_cancelled;

void steer_await_cancelled(BOOL await)
{
    awaits_cancelled = await;
}

static BOOL is_over(const OVERLAPPED *overlapped)
{
    return *(const volatile ULONG_PTR *)&overlapped->Internal != STATUS_PENDING;
}

static BOOL WINAPI awaiting_CancelIoEx(HANDLE file, OVERLAPPED *overlapped)
{
    struct gate_thread *thread;
    BOOL cancelled;
    DWORD error;

    thread = gate_park("CancelIoEx");
    cancelled = below.CancelIoEx(file, overlapped);
    error = GetLastError();
    if (thread && cancelled && overlapped && awaits_cancelled)
        for (ULONGLONG end = GetTickCount64() + OVER_MILLISECONDS;
             !is_over(overlapped) && GetTickCount64() < end;)
            SwitchToThread();
    SetLastError(error);
    return cancelled;
}

static BOOL WINAPI blocking_UnregisterWaitEx(HANDLE wait, HANDLE event)
{
    struct gate_thread *thread = gate_park("UnregisterWaitEx");
    BOOL result;

    /* It waits for callbacks only with INVALID_HANDLE_VALUE. */
    gate_caller_arms(gate_caller_of(wait), NULL);
    calling(thread, event == INVALID_HANDLE_VALUE ? gate_caller_of(wait) : 0, FALSE);
    result = below.UnregisterWaitEx(wait, event);
    returned(thread);
    return result;
}

static void WINAPI blocking_CloseThreadpoolCleanupGroupMembers(TP_CLEANUP_GROUP *group, BOOL cancel,
                                                               void *context)
{
    struct gate_thread *thread = gate_park("CloseThreadpoolCleanupGroupMembers");

    calling(thread, GATE_GROUP, cancel);
    below.CloseThreadpoolCleanupGroupMembers(group, cancel, context);
    returned(thread);
}

/* ---- waits and locks: polls ---- */

struct wait {
    DWORD count;
    const HANDLE *handles;
    BOOL all, alertable;
    DWORD result;
};

static BOOL poll_wait(void *argument)
{
    struct wait *wait = argument;

    wait->result = below.WaitForMultipleObjectsEx(wait->count, wait->handles, wait->all, 0, wait->alertable);
    return wait->result != WAIT_TIMEOUT;
}

static DWORD wait_for(const char *call, DWORD count, const HANDLE *handles, BOOL all, DWORD milliseconds,
                      BOOL alertable)
{
    struct gate_thread *thread = gate_park(call);
    struct wait wait = {count, handles, all, alertable, WAIT_TIMEOUT};
    DWORD error = GetLastError();

    if (!milliseconds || (!thread && !has_it_at_once(poll_wait, &wait)))
        return below.WaitForMultipleObjectsEx(count, handles, all, milliseconds, alertable);
    if (!thread || gate_poll(thread, poll_wait, &wait)) {
        if (wait.result != WAIT_FAILED)
            SetLastError(error);
        return wait.result;
    }
    SetLastError(error);
    return thread->timed_out ? WAIT_TIMEOUT
                             : below.WaitForMultipleObjectsEx(count, handles, all, milliseconds, alertable);
}

static DWORD WINAPI polling_WaitForMultipleObjectsEx(DWORD count, const HANDLE *handles, BOOL all,
                                                     DWORD milliseconds, BOOL alertable)
{
    return wait_for("WaitForMultipleObjectsEx", count, handles, all, milliseconds, alertable);
}

/* The signal is given at its turn, with the first look. */
static DWORD WINAPI polling_SignalObjectAndWait(HANDLE signaled, HANDLE object, DWORD milliseconds,
                                                BOOL alertable)
{
    struct gate_thread *thread = gate_park("SignalObjectAndWait");
    struct wait wait = {1, &object, FALSE, alertable, WAIT_TIMEOUT};
    DWORD error = GetLastError(), result;

    if (!thread || !milliseconds)
        return below.SignalObjectAndWait(signaled, object, milliseconds, alertable);
    if ((result = below.SignalObjectAndWait(signaled, object, 0, alertable)) != WAIT_TIMEOUT)
        return result;
    if (!gate_poll(thread, poll_wait, &wait) && !thread->timed_out)
        return below.WaitForSingleObjectEx(object, milliseconds, alertable);
    SetLastError(error);
    return wait.result;
}

static DWORD WINAPI polling_WaitForMultipleObjects(DWORD count, const HANDLE *handles, BOOL all,
                                                   DWORD milliseconds)
{
    return wait_for("WaitForMultipleObjects", count, handles, all, milliseconds, FALSE);
}

static DWORD WINAPI polling_WaitForSingleObjectEx(HANDLE handle, DWORD milliseconds, BOOL alertable)
{
    return wait_for("WaitForSingleObjectEx", 1, &handle, FALSE, milliseconds, alertable);
}

static DWORD WINAPI polling_WaitForSingleObject(HANDLE handle, DWORD milliseconds)
{
    return wait_for("WaitForSingleObject", 1, &handle, FALSE, milliseconds, FALSE);
}

static BOOL poll_srw(void *lock)
{
    return TryAcquireSRWLockExclusive(lock);
}

static void WINAPI polling_AcquireSRWLockExclusive(SRWLOCK *lock)
{
    struct gate_thread *thread = gate_park("AcquireSRWLockExclusive");
    DWORD error = GetLastError();

    if (thread ? !gate_poll(thread, poll_srw, lock) : !has_it_at_once(poll_srw, lock))
        below.AcquireSRWLockExclusive(lock);
    SetLastError(error);
}

static BOOL poll_section(void *section)
{
    return TryEnterCriticalSection(section);
}

static void WINAPI polling_EnterCriticalSection(CRITICAL_SECTION *section)
{
    struct gate_thread *thread = gate_park("EnterCriticalSection");
    DWORD error = GetLastError();

    if (thread ? !gate_poll(thread, poll_section, section) : !has_it_at_once(poll_section, section))
        below.EnterCriticalSection(section);
    SetLastError(error);
}

struct result {
    HANDLE file;
    OVERLAPPED *overlapped;
    DWORD *count, error;
    BOOL returned;
};

static BOOL poll_result(void *argument)
{
    struct result *result = argument;

    result->returned = below.GetOverlappedResult(result->file, result->overlapped, result->count, FALSE);
    result->error = GetLastError();
    return result->returned || result->error != ERROR_IO_INCOMPLETE;
}

static BOOL WINAPI polling_GetOverlappedResult(HANDLE file, OVERLAPPED *overlapped, DWORD *count, BOOL waits)
{
    struct gate_thread *thread = gate_park("GetOverlappedResult");
    struct result result = {file, overlapped, count, 0, FALSE};
    DWORD error = GetLastError();

    if (!thread || !waits || !gate_poll(thread, poll_result, &result))
        return below.GetOverlappedResult(file, overlapped, count, waits);
    SetLastError(result.returned ? error : result.error);
    return result.returned;
}

struct taking {
    HANDLE port;
    DWORD *count, error;
    ULONG_PTR *key;
    OVERLAPPED **overlapped;
    BOOL returned;
};

static BOOL poll_port(void *argument)
{
    struct taking *taking = argument;

    taking->returned =
        below.GetQueuedCompletionStatus(taking->port, taking->count, taking->key, taking->overlapped, 0);
    taking->error = GetLastError();
    return taking->returned || *taking->overlapped || taking->error != WAIT_TIMEOUT;
}

/* To look again and again is not the same as to wait where the port may be closed meanwhile: what the script
 * says to be given something, or to be told that the port is gone, waits. */
static BOOL take_patiently(struct gate_thread *thread, struct taking *taking, DWORD milliseconds)
{
    DWORD error;

    calling(thread, 0, FALSE);
    taking->returned = below.GetQueuedCompletionStatus(taking->port, taking->count, taking->key,
                                                       taking->overlapped, milliseconds);
    error = GetLastError();
    returned(thread);
    SetLastError(error);
    return taking->returned;
}

static BOOL WINAPI polling_GetQueuedCompletionStatus(HANDLE port, DWORD *count, ULONG_PTR *key,
                                                     OVERLAPPED **overlapped, DWORD milliseconds)
{
    struct gate_thread *thread = gate_park("GetQueuedCompletionStatus");
    struct taking taking = {port, count, 0, key, overlapped, FALSE};

    if (!thread || !milliseconds)
        return below.GetQueuedCompletionStatus(port, count, key, overlapped, milliseconds);
    if (thread->blocks && thread->freed)
        return take_patiently(thread, &taking, milliseconds);
    if (!gate_poll(thread, poll_port, &taking) && !thread->timed_out)
        return below.GetQueuedCompletionStatus(port, count, key, overlapped, milliseconds);
    SetLastError(taking.error);
    return taking.returned;
}

/* Time does not pass on its own: whoever sleeps has slept when the script says so. */
static BOOL poll_nothing(void *argument)
{
    (void)argument;
    return FALSE;
}

static DWORD WINAPI polling_SleepEx(DWORD milliseconds, BOOL alertable)
{
    struct gate_thread *thread = gate_park("SleepEx");

    if (thread && !milliseconds)
        thread = gate_park("SleepEx");
    else if (thread && !alertable && !gate_poll(thread, poll_nothing, NULL) && thread->timed_out)
        return 0;
    else if (!thread && gate_is_ending())
        gate_steerer_blocks();
    return below.SleepEx(milliseconds, alertable);
}

/* ---- the time: as the script has it ---- */

static ULONGLONG WINAPI scripted_GetTickCount64(void)
{
    gate_park("GetTickCount64");
    return gate_clock();
}

/* ---- tables ---- */

/* Where the model has no schedule point. */
#define FREE_CALLS(CALL)                                                                                     \
    CALL(DeleteCriticalSection)                                                                              \
    CALL(GetCurrentThreadId)                                                                                 \
    CALL(GetLastError)                                                                                       \
    CALL(GetProcessHeap)                                                                                     \
    CALL(InitializeCriticalSection)                                                                          \
    CALL(SetLastError)

void steer_calls_fill(struct seam_calls *steered, const struct seam_calls *real)
{
    below = *real;
#define SEAM_CALL(type_, name_, parameters_, arguments_, form_) steered->name_ = steered_##name_;
#include "../seam/calls.h"
#undef SEAM_CALL
#define FREE(name_) steered->name_ = real->name_;
    FREE_CALLS(FREE)
#define PUT(kind_, name_) steered->name_ = kind_##_##name_;
    PUT(blocking, WriteFile)
    PUT(blocking, ReadFile)
    PUT(blocking, FlushFileBuffers)
    PUT(blocking, ConnectNamedPipe)
    PUT(blocking, TransactNamedPipe)
    PUT(blocking, PeekNamedPipe)
    PUT(blocking, UnregisterWaitEx)
    PUT(awaiting, CancelIoEx)
    PUT(draining, WaitForThreadpoolWaitCallbacks)
    PUT(draining, WaitForThreadpoolWorkCallbacks)
    PUT(draining, WaitForThreadpoolIoCallbacks)
    PUT(blocking, CloseThreadpoolCleanupGroupMembers)
    PUT(polling, WaitForMultipleObjectsEx)
    PUT(polling, WaitForMultipleObjects)
    PUT(polling, WaitForSingleObjectEx)
    PUT(polling, WaitForSingleObject)
    PUT(polling, AcquireSRWLockExclusive)
    PUT(polling, EnterCriticalSection)
    PUT(polling, GetOverlappedResult)
    PUT(polling, GetQueuedCompletionStatus)
    PUT(polling, SignalObjectAndWait)
    PUT(polling, SleepEx)
    PUT(scripted, GetTickCount64)
    steer_callbacks_fill(steered, real);
}
