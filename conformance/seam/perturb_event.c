/* What events, semaphores and waits for them answer. */
#include "perturb_lies.h"
#include "perturbations.h"

enum event_type { NO_EVENT_AT_ALL = -1, MANUAL, AUTO };

struct event_information {
    ULONG type;
    LONG state;
};

static NTSTATUS query(HANDLE event, struct event_information *information)
{
    NTSTATUS(WINAPI * ask)
    (HANDLE, int, void *, ULONG, ULONG *) =
        (NTSTATUS(WINAPI *)(HANDLE, int, void *, ULONG, ULONG *))seam_lookup("NtQueryEvent");

    return ask ? ask(event, 0, information, sizeof(*information), NULL) : STATUS_NOT_IMPLEMENTED;
}

static enum event_type type_of(HANDLE event)
{
    struct event_information information;

    return query(event, &information) ? NO_EVENT_AT_ALL : (enum event_type)information.type;
}

static int is_set(HANDLE event)
{
    struct event_information information = {0};

    query(event, &information);
    return information.state;
}

static BOOL WINAPI pulse_is_set(HANDLE event)
{
    return SetEvent(event);
}

static BOOL WINAPI reset_does_nothing(HANDLE event)
{
    (void)event;
    return TRUE;
}

static HANDLE WINAPI event_is_never_consumed(SECURITY_ATTRIBUTES *security, BOOL manual, BOOL signaled,
                                             LPCWSTR name)
{
    (void)manual;
    return CreateEventW(security, TRUE, signaled, name);
}

static HANDLE WINAPI event_is_always_consumed(SECURITY_ATTRIBUTES *security, BOOL manual, BOOL signaled,
                                              LPCWSTR name)
{
    (void)manual;
    return CreateEventW(security, FALSE, signaled, name);
}

static HANDLE WINAPI event_begins_reset(SECURITY_ATTRIBUTES *security, BOOL manual, BOOL signaled,
                                        LPCWSTR name)
{
    (void)signaled;
    return CreateEventW(security, manual, FALSE, name);
}

#define CONSUMED_MOST 50 /* ms */

/* Who waits for an auto-reset event is woken, and the next one as well. */
static BOOL WINAPI set_wakes_two(HANDLE event)
{
    BOOL success = SetEvent(event);
    int milliseconds = 0;

    if (!success || type_of(event) != AUTO)
        return success;
    while (is_set(event) && milliseconds++ < CONSUMED_MOST)
        SleepEx(1, FALSE);
    return SetEvent(event);
}

static void set_event(void *event)
{
    SetEvent(event);
    CloseHandle(event);
}

static BOOL WINAPI set_is_late(HANDLE event)
{
    HANDLE self = GetCurrentProcess(), copy;

    if (!DuplicateHandle(self, event, self, &copy, 0, FALSE, DUPLICATE_SAME_ACCESS))
        return FALSE;
    later(30, set_event, copy);
    return TRUE;
}

static BOOL WINAPI semaphore_releases_two(HANDLE semaphore, LONG count, LONG *previous)
{
    return ReleaseSemaphore(semaphore, count * 2, previous);
}

static DWORD WINAPI wait_consumes_nothing(HANDLE object, DWORD milliseconds)
{
    DWORD result = WaitForSingleObject(object, milliseconds);

    if (result == WAIT_OBJECT_0 && type_of(object) == AUTO)
        SetEvent(object);
    return result;
}

static DWORD WINAPI wait_consumes_everything(HANDLE object, DWORD milliseconds)
{
    DWORD result = WaitForSingleObject(object, milliseconds);

    if (result == WAIT_OBJECT_0 && type_of(object) == MANUAL)
        ResetEvent(object);
    return result;
}

static DWORD WINAPI wait_runs_calls(HANDLE object, DWORD milliseconds)
{
    return WaitForSingleObjectEx(object, milliseconds, TRUE);
}

/* What is signaled and what is not, for whoever only looks. */
static DWORD WINAPI wait_takes_timeout_for_signal(HANDLE object, DWORD milliseconds)
{
    DWORD result = WaitForSingleObject(object, milliseconds);

    if (milliseconds || result == WAIT_FAILED)
        return result;
    return result == WAIT_TIMEOUT ? WAIT_OBJECT_0 : WAIT_TIMEOUT;
}

/* A signal that comes while somebody waits is not seen by him. */
static DWORD WINAPI wait_misses_the_signal(HANDLE object, DWORD milliseconds)
{
    DWORD result = WaitForSingleObject(object, 0);

    if (result != WAIT_TIMEOUT || !milliseconds)
        return result;
    WaitForSingleObject(object, milliseconds > 2000 ? 2000 : milliseconds);
    return WAIT_TIMEOUT;
}

static DWORD WINAPI wait_accepts_no_low_bits(HANDLE object, DWORD milliseconds)
{
    if ((ULONG_PTR)object & 3 && (LONG_PTR)object > 0) {
        SetLastError(ERROR_INVALID_HANDLE);
        return WAIT_FAILED;
    }
    return WaitForSingleObject(object, milliseconds);
}

/* A pipe that nothing was done with yet. */
static DWORD WINAPI wait_finds_pipes_busy(HANDLE object, DWORD milliseconds)
{
    if (GetFileType(object) == FILE_TYPE_PIPE && !milliseconds)
        return WAIT_TIMEOUT;
    return WaitForSingleObject(object, milliseconds);
}

static DWORD WINAPI wait_finds_pipes_idle(HANDLE object, DWORD milliseconds)
{
    if (GetFileType(object) == FILE_TYPE_PIPE)
        return WAIT_OBJECT_0;
    return WaitForSingleObject(object, milliseconds);
}

static const struct perturbation perturbation_rows[] = {
    WRONG("pulse-is-set", "PulseEvent leaves the event signaled", "threadpool-wait/pulse-event", "-",
          INSTEAD_OF(PulseEvent, pulse_is_set)),
    WRONG("reset-does-nothing", "ResetEvent says TRUE and does nothing",
          "overlapped-result/gor-wait-completed-with-reset-event", "writer/*",
          INSTEAD_OF(ResetEvent, reset_does_nothing)),
    WRONG("event-is-never-consumed", "an auto-reset event is a manual-reset one",
          "cancel/auto-reset-event-signalled-once",
          "writer/* event/sync-write-sets-auto-event threadpool-wait/* write/success-signals-event",
          INSTEAD_OF(CreateEventW, event_is_never_consumed)),
    WRONG("event-is-always-consumed", "a manual-reset event is an auto-reset one",
          "write/success-signals-event",
          "writer/* cancel/pool-issued-write-from-another-thread event/two-low-bits-ignored-by-wait "
          "threadpool-wait/*",
          INSTEAD_OF(CreateEventW, event_is_always_consumed)),
    WRONG("event-begins-reset", "an event that is created signaled is not",
          "event/two-low-bits-ignored-by-wait",
          "writer/* cancel/pool-issued-write-from-another-thread event/invalid-handle-leaves-event-signaled "
          "overlapped-result/gor-wait-trusts-signaled-event threadpool-wait/*",
          INSTEAD_OF(CreateEventW, event_begins_reset)),
    RACE("set-wakes-two", "one signal of an auto-reset event is consumed twice",
         "threadpool-wait/two-waits-one-auto-event", "writer/* threadpool-wait/*",
         INSTEAD_OF(SetEvent, set_wakes_two)),
    RACE("set-is-late", "SetEvent returns before the event is set", "threadpool-wait/replace-handle",
         "threadpool-wait/* write/*", INSTEAD_OF(SetEvent, set_is_late)),
    WRONG("semaphore-releases-two", "ReleaseSemaphore releases twice as many",
          "threadpool-wait/two-waits-one-semaphore", "threadpool-wait/*",
          INSTEAD_OF(ReleaseSemaphore, semaphore_releases_two)),
    WRONG("wait-consumes-nothing", "a wait leaves an auto-reset event signaled",
          "cancel/auto-reset-event-signalled-once",
          "writer/* event/sync-write-sets-auto-event write/success-signals-event",
          INSTEAD_OF(WaitForSingleObject, wait_consumes_nothing)),
    WRONG("wait-consumes-everything", "a wait resets a manual-reset event", "write/success-signals-event",
          "writer/* event/two-low-bits-ignored-by-wait",
          INSTEAD_OF(WaitForSingleObject, wait_consumes_everything)),
    WRONG("wait-runs-calls", "a wait that is not alertable runs user APCs", "alertable/writefileex-sync", "-",
          INSTEAD_OF(WaitForSingleObject, wait_runs_calls)),
    WRONG("wait-takes-timeout-for-signal",
          "a wait of no time says timeout for signaled, and signaled for timeout",
          "event/pending-write-resets-manual-event",
          "writer/* alertable/writefileex-sync cancel/* close/* connect/* create/* disconnect/* event/* "
          "handles/createpipe-handle-state iocp/* message-mode/* modes/* overlapped-result/* quota/* "
          "read/zero-byte-empty-pends threadpool-wait/* write/*",
          INSTEAD_OF(WaitForSingleObject, wait_takes_timeout_for_signal)),
    RACE("wait-misses-the-signal", "a wait does not see the signal that comes while it waits",
         "threadpool-wait/regwait-timeout-callback",
         "alertable/* cancel/* close/* connect/waitnamedpipe-woken-by-new-instance "
         "event/order-data-then-event flush/* message-mode/remaining-readable-by-other-thread "
         "overlapped-result/gor-null-event-waits-handle quota/sync-write-blocks-over-quota threadpool-wait/* "
         "write/blocked-sync-write-with-overlapped writer/*",
         INSTEAD_OF(WaitForSingleObject, wait_misses_the_signal)),
    WRONG("wait-accepts-no-low-bits", "a wait on a handle with its two low bits set fails",
          "event/two-low-bits-ignored-by-wait", "writer/*",
          INSTEAD_OF(WaitForSingleObject, wait_accepts_no_low_bits)),
    WRONG("wait-finds-pipes-busy", "a pipe handle is never signaled", "create/server-handle-signaled",
          "writer/* event/* handles/createpipe-handle-state iocp/skip-on-success-sync "
          "modes/skip-set-event-on-handle overlapped-result/gor-null-event-waits-handle "
          "write/null-overlapped-on-async-handle",
          INSTEAD_OF(WaitForSingleObject, wait_finds_pipes_busy)),
    WRONG("wait-finds-pipes-idle", "a pipe handle is always signaled", "connect/overlapped-pending",
          "writer/* cancel/null-hevent-cancel disconnect/client-handle-unsignaled event/* "
          "modes/skip-set-event-on-handle overlapped-result/gor-null-event-waits-handle "
          "write/blocked-sync-write-with-overlapped",
          INSTEAD_OF(WaitForSingleObject, wait_finds_pipes_idle)),
};

PERTURBATION_TABLE(event);
