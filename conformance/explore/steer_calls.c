/* The layer of the steered platform. A call is held where the model has a schedule point; last errors pass
 * unharmed. */
#include <stdlib.h>
#include "../seam/seam.h"
#include "gate.h"
#include "steer_calls.h"
#include "steer_pending.h"

static struct seam_calls below;

/* TRUE with the thread if the call is to go through the gate's hands further. */
static struct gate_thread *park(const char *call)
{
    DWORD error = GetLastError();
    struct gate_thread *thread = gate_park(call);

    SetLastError(error);
    return thread;
}

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
        park(#name_);                                                                                        \
        return below.name_ arguments_;                                                                       \
    }
#define SEAM_VOID(name_, parameters_, arguments_, form_)                                                     \
    static __attribute__((unused)) void WINAPI steered_##name_ parameters_                                   \
    {                                                                                                        \
        park(#name_);                                                                                        \
        below.name_ arguments_;                                                                              \
    }
#include "../seam/calls.h"
#undef SEAM_CALL
#undef SEAM_VOID

/* ---- calls that may block, and are made as they are ---- */

#define BLOCKING(type_, name_, parameters_, arguments_)                                                      \
    static type_ WINAPI blocking_##name_ parameters_                                                         \
    {                                                                                                        \
        struct gate_thread *thread = park(#name_);                                                           \
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
        struct gate_thread *thread = park(#name_);                                                           \
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
        struct gate_thread *thread = park(#name_);                                                           \
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

static BOOL WINAPI blocking_UnregisterWaitEx(HANDLE wait, HANDLE event)
{
    struct gate_thread *thread = park("UnregisterWaitEx");
    BOOL result;

    calling(thread, gate_caller_of(wait), FALSE);
    result = below.UnregisterWaitEx(wait, event);
    returned(thread);
    return result;
}

static void WINAPI blocking_CloseThreadpoolCleanupGroupMembers(TP_CLEANUP_GROUP *group, BOOL cancel,
                                                               void *context)
{
    struct gate_thread *thread = park("CloseThreadpoolCleanupGroupMembers");

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
    struct gate_thread *thread = park(call);
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
    struct gate_thread *thread = park("SignalObjectAndWait");
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
    struct gate_thread *thread = park("AcquireSRWLockExclusive");
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
    struct gate_thread *thread = park("EnterCriticalSection");
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
    struct gate_thread *thread = park("GetOverlappedResult");
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
    struct gate_thread *thread = park("GetQueuedCompletionStatus");
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
    struct gate_thread *thread = park("SleepEx");

    if (thread && !milliseconds)
        thread = park("SleepEx");
    else if (thread && !alertable && !gate_poll(thread, poll_nothing, NULL) && thread->timed_out)
        return 0;
    else if (!thread && gate_is_ending())
        gate_steerer_blocks();
    return below.SleepEx(milliseconds, alertable);
}

/* ---- callbacks: held when they start ---- */

struct thunk {
    unsigned int run, caller;
    void *function, *context;
};

static struct thunk *thunk_new(void *function, void *context, const TP_CALLBACK_ENVIRON *environment)
{
    struct thunk *thunk = malloc(sizeof(*thunk));

    if (!thunk)
        abort();
    /* Never freed: the platform may call late. */
    *thunk = (struct thunk){
        gate_run(),
        gate_caller_new(environment ? environment->Pool : NULL, environment && environment->CleanupGroup),
        function, context};
    return thunk;
}

static void CALLBACK call_wait(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                               TP_WAIT_RESULT result)
{
    const struct thunk *thunk = context;

    if (!gate_callback_begin(thunk->run, thunk->caller))
        return;
    ((PTP_WAIT_CALLBACK)thunk->function)(instance, thunk->context, wait, result);
    gate_callback_end();
}

static TP_WAIT *WINAPI held_CreateThreadpoolWait(PTP_WAIT_CALLBACK function, void *context,
                                                 TP_CALLBACK_ENVIRON *environment)
{
    struct thunk *thunk;
    TP_WAIT *wait;

    park("CreateThreadpoolWait");
    thunk = thunk_new((void *)function, context, environment);
    wait = below.CreateThreadpoolWait(call_wait, thunk, environment);
    gate_caller_is(thunk->caller, wait);
    return wait;
}

static void WINAPI held_SetThreadpoolWait(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    park("SetThreadpoolWait");
    gate_caller_arms(gate_caller_of(wait), object);
    below.SetThreadpoolWait(wait, object, timeout);
}

static void CALLBACK call_work(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *work)
{
    const struct thunk *thunk = context;

    if (!gate_callback_begin(thunk->run, thunk->caller))
        return;
    ((PTP_WORK_CALLBACK)thunk->function)(instance, thunk->context, work);
    gate_callback_end();
}

static TP_WORK *WINAPI held_CreateThreadpoolWork(PTP_WORK_CALLBACK function, void *context,
                                                 TP_CALLBACK_ENVIRON *environment)
{
    struct thunk *thunk;
    TP_WORK *work;

    park("CreateThreadpoolWork");
    thunk = thunk_new((void *)function, context, environment);
    work = below.CreateThreadpoolWork(call_work, thunk, environment);
    gate_caller_is(thunk->caller, work);
    return work;
}

static void WINAPI held_SubmitThreadpoolWork(TP_WORK *work)
{
    park("SubmitThreadpoolWork");
    gate_caller_submits(gate_caller_of(work));
    below.SubmitThreadpoolWork(work);
}

static void CALLBACK call_simple(TP_CALLBACK_INSTANCE *instance, void *context)
{
    const struct thunk *thunk = context;

    if (!gate_callback_begin(thunk->run, thunk->caller))
        return;
    ((PTP_SIMPLE_CALLBACK)thunk->function)(instance, thunk->context);
    gate_callback_end();
}

static BOOL WINAPI held_TrySubmitThreadpoolCallback(PTP_SIMPLE_CALLBACK function, void *context,
                                                    TP_CALLBACK_ENVIRON *environment)
{
    struct thunk *thunk;

    park("TrySubmitThreadpoolCallback");
    thunk = thunk_new((void *)function, context, environment);
    gate_caller_submits(thunk->caller);
    return below.TrySubmitThreadpoolCallback(call_simple, thunk, environment);
}

static void CALLBACK call_io(TP_CALLBACK_INSTANCE *instance, void *context, void *overlapped, ULONG error,
                             ULONG_PTR count, TP_IO *io)
{
    const struct thunk *thunk = context;

    if (!gate_callback_begin(thunk->run, thunk->caller))
        return;
    ((PTP_WIN32_IO_CALLBACK)thunk->function)(instance, thunk->context, overlapped, error, count, io);
    gate_callback_end();
}

static TP_IO *WINAPI held_CreateThreadpoolIo(HANDLE file, PTP_WIN32_IO_CALLBACK function, void *context,
                                             TP_CALLBACK_ENVIRON *environment)
{
    struct thunk *thunk;
    TP_IO *io;

    park("CreateThreadpoolIo");
    thunk = thunk_new((void *)function, context, environment);
    io = below.CreateThreadpoolIo(file, call_io, thunk, environment);
    gate_caller_is(thunk->caller, io);
    return io;
}

static void CALLBACK call_registered(void *context, BOOLEAN timed_out)
{
    const struct thunk *thunk = context;

    if (!gate_callback_begin(thunk->run, thunk->caller))
        return;
    ((WAITORTIMERCALLBACK)thunk->function)(thunk->context, timed_out);
    gate_callback_end();
}

static BOOL WINAPI held_RegisterWaitForSingleObject(HANDLE *wait, HANDLE object, WAITORTIMERCALLBACK function,
                                                    void *context, ULONG milliseconds, ULONG flags)
{
    struct thunk *thunk;
    BOOL registered;

    park("RegisterWaitForSingleObject");
    thunk = thunk_new((void *)function, context, NULL);
    gate_caller_arms(thunk->caller, object);
    if ((registered =
             below.RegisterWaitForSingleObject(wait, object, call_registered, thunk, milliseconds, flags)))
        gate_caller_is(thunk->caller, *wait);
    return registered;
}

static DWORD WINAPI call_thread(void *context)
{
    const struct thunk *thunk = context;
    DWORD code = 0;

    if (gate_callback_begin(thunk->run, thunk->caller)) {
        code = ((LPTHREAD_START_ROUTINE)thunk->function)(thunk->context);
        gate_callback_end();
    }
    return code;
}

static HANDLE WINAPI held_CreateThread(SECURITY_ATTRIBUTES *security, SIZE_T stack,
                                       LPTHREAD_START_ROUTINE function, void *context, DWORD flags, DWORD *id)
{
    park("CreateThread");
    return below.CreateThread(security, stack, call_thread, thunk_new((void *)function, context, NULL), flags,
                              id);
}

static BOOL WINAPI held_QueueUserWorkItem(LPTHREAD_START_ROUTINE function, void *context, ULONG flags)
{
    struct thunk *thunk;

    park("QueueUserWorkItem");
    thunk = thunk_new((void *)function, context, NULL);
    gate_caller_submits(thunk->caller);
    return below.QueueUserWorkItem(call_thread, thunk, flags);
}

/* ---- the time: as the script has it ---- */

static ULONGLONG WINAPI scripted_GetTickCount64(void)
{
    park("GetTickCount64");
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
    PUT(held, CreateThreadpoolWait)
    PUT(held, CreateThreadpoolWork)
    PUT(held, RegisterWaitForSingleObject)
    PUT(held, CreateThread)
    PUT(held, QueueUserWorkItem)
    PUT(held, CreateThreadpoolIo)
    PUT(held, TrySubmitThreadpoolCallback)
    PUT(held, SetThreadpoolWait)
    PUT(held, SubmitThreadpoolWork)
    PUT(scripted, GetTickCount64)
}
