#include "waiters.h"
#include <tlhelp32.h>

#define THREADS_MOST 256
#define LOOK_MILLISECONDS 10
#define COME_MILLISECONDS 500
#define HOLD_TRIES 1000
#ifdef _WIN64
#define WHERE(context_) ((context_).Rip)
#else
#define WHERE(context_) ((context_).Eip)
#endif

static HANDLE waiter, called;
static TP_WAIT *own; /* armed, it keeps its thread from going */
static HANDLE never, always;
static ULONG_PTR idle_at; /* where it is when it waits; 0 until that is known */
static BOOL held;

static ULONG_PTR where(void)
{
    CONTEXT context = {.ContextFlags = CONTEXT_CONTROL};

    return GetThreadContext(waiter, &context) ? WHERE(context) : 0;
}

static unsigned int list(DWORD ids[THREADS_MOST])
{
    HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
    THREADENTRY32 entry = {.dwSize = sizeof(entry)};
    unsigned int count = 0;

    if (snapshot == INVALID_HANDLE_VALUE)
        return 0;
    for (BOOL more = Thread32First(snapshot, &entry); more; more = Thread32Next(snapshot, &entry))
        if (entry.th32OwnerProcessID == GetCurrentProcessId() && count < THREADS_MOST)
            ids[count++] = entry.th32ThreadID;
    CloseHandle(snapshot);
    return count;
}

/* Leaves those that were not there before; how many. */
static unsigned int leave_new(DWORD *after, unsigned int count, const DWORD *before,
                              unsigned int count_before)
{
    unsigned int news = 0;

    for (unsigned int i = 0, j; i < count; i++) {
        for (j = 0; j < count_before && before[j] != after[i]; j++)
            ;
        if (j == count_before)
            after[news++] = after[i];
    }
    return news;
}

static void CALLBACK call(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait, TP_WAIT_RESULT result)
{
    (void)instance;
    (void)context;
    (void)wait;
    (void)result;
    SetEvent(called);
}

/* Held, it leaves the signal alone; let go, it takes it. */
static BOOL is_it(TP_WAIT *wait, HANDLE event)
{
    BOOL idle;

    SetThreadpoolWait(wait, event, NULL);
    Sleep(LOOK_MILLISECONDS);
    idle_at = 0;
    waiters_hold();
    idle_at = where();
    SetEvent(event);
    idle = WaitForSingleObject(called, LOOK_MILLISECONDS) == WAIT_TIMEOUT &&
           WaitForSingleObject(event, 0) == WAIT_OBJECT_0;
    if (idle)
        SetEvent(event);
    waiters_let_go();
    return WaitForSingleObject(called, COME_MILLISECONDS) == WAIT_OBJECT_0 && idle;
}

static void look_among(const DWORD *ids, unsigned int count, TP_WAIT *wait, HANDLE event)
{
    for (unsigned int i = 0; i < count; i++) {
        if (!(waiter = OpenThread(THREAD_SUSPEND_RESUME | THREAD_GET_CONTEXT | SYNCHRONIZE, FALSE, ids[i])))
            continue;
        if (is_it(wait, event))
            return;
        CloseHandle(waiter);
        waiter = NULL;
    }
}

void waiters_find(void)
{
    DWORD before[THREADS_MOST], after[THREADS_MOST];
    unsigned int count = list(before);

    never = CreateEventW(NULL, FALSE, FALSE, NULL);
    always = CreateEventW(NULL, TRUE, TRUE, NULL);
    called = CreateEventW(NULL, FALSE, FALSE, NULL);
    own = CreateThreadpoolWait(call, NULL, NULL);
    if (!never || !always || !called || !own || !count)
        return;
    SetThreadpoolWait(own, never, NULL);
    look_among(after, leave_new(after, list(after), before, count), own, never);
    ResetEvent(never);
    SetThreadpoolWait(own, never, NULL);
}

BOOL waiters_there_are(void)
{
    return waiter != NULL;
}

/* In the middle of something it may have a lock that the next call needs. */
void waiters_hold(void)
{
    for (unsigned int i = 0; waiter && !held && i < HOLD_TRIES; i++) {
        held = SuspendThread(waiter) != (DWORD)-1;
        if (idle_at && where() != idle_at)
            waiters_let_go();
        if (!held)
            SwitchToThread();
    }
}

void waiters_let_go(void)
{
    if (held)
        ResumeThread(waiter);
    held = FALSE;
}

/* Armed last, its signal is looked at last. */
void waiters_settle(void)
{
    if (!waiter)
        return;
    waiters_let_go();
    SetThreadpoolWait(own, always, NULL);
    WaitForSingleObject(called, COME_MILLISECONDS);
    SetThreadpoolWait(own, never, NULL);
}
