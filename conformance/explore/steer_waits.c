/* Waits and locks, which become polls (gate.h), and the calls that wait for results, packets and time. */
#include "../seam/seam.h"
#include "gate.h"
#include "steer_calls.h"

static struct seam_calls below;

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

    gate_calling(thread, 0, FALSE);
    taking->returned = below.GetQueuedCompletionStatus(taking->port, taking->count, taking->key,
                                                       taking->overlapped, milliseconds);
    error = GetLastError();
    gate_returned(thread);
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

void steer_waits_fill(struct seam_calls *steered, const struct seam_calls *real)
{
    below = *real;
#define PUT(name_) steered->name_ = polling_##name_;
    PUT(WaitForMultipleObjectsEx)
    PUT(WaitForMultipleObjects)
    PUT(WaitForSingleObjectEx)
    PUT(WaitForSingleObject)
    PUT(AcquireSRWLockExclusive)
    PUT(EnterCriticalSection)
    PUT(GetOverlappedResult)
    PUT(GetQueuedCompletionStatus)
    PUT(SignalObjectAndWait)
    PUT(SleepEx)
#undef PUT
}
