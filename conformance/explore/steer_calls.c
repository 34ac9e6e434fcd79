/* The layer of the steered platform. A call is held where the model has a schedule point; last errors pass
 * unharmed. */
#include "../seam/seam.h"
#include "gate.h"
#include "steer_calls.h"
#include "steer_pending.h"

#define OVER_MILLISECONDS 20

static struct seam_calls below;

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
        gate_calling(thread, 0, FALSE);                                                                      \
        result = below.name_ arguments_;                                                                     \
        gate_returned(thread);                                                                               \
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
            gate_calling(thread, 0, FALSE);                                                                  \
        result = below.name_ arguments_;                                                                     \
        if (overlapped && !result && GetLastError() == ERROR_IO_PENDING)                                     \
            steer_pending_add(overlapped);                                                                   \
        gate_returned(thread);                                                                               \
        return result;                                                                                       \
    }
#define DRAINING(name_, object_)                                                                             \
    static void WINAPI draining_##name_(object_ *object, BOOL cancels)                                       \
    {                                                                                                        \
        struct gate_thread *thread = gate_park(#name_);                                                      \
                                                                                                             \
        gate_calling(thread, gate_caller_of(object), cancels);                                               \
        below.name_(object, cancels);                                                                        \
        gate_returned(thread);                                                                               \
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
             !HasOverlappedIoCompleted(overlapped) && GetTickCount64() < end;)
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
    gate_calling(thread, event == INVALID_HANDLE_VALUE ? gate_caller_of(wait) : 0, FALSE);
    result = below.UnregisterWaitEx(wait, event);
    gate_returned(thread);
    return result;
}

static void WINAPI blocking_CloseThreadpoolCleanupGroupMembers(TP_CLEANUP_GROUP *group, BOOL cancel,
                                                               void *context)
{
    struct gate_thread *thread = gate_park("CloseThreadpoolCleanupGroupMembers");

    gate_calling(thread, GATE_GROUP, cancel);
    below.CloseThreadpoolCleanupGroupMembers(group, cancel, context);
    gate_returned(thread);
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
    PUT(scripted, GetTickCount64)
    steer_waits_fill(steered, real);
    steer_callbacks_fill(steered, real);
}
