#include "waiters.h"
#include <tlhelp32.h>

#define THREADS_MOST 256
#define LOOK_MILLISECONDS 10
#define COME_MILLISECONDS 500
#define HOLD_TRIES 200
#define HOLD_TRIES_AT_ONCE 5
#define PASS_MILLISECONDS 1 /* for it to wait again */
#ifdef _WIN64
#define WHERE(context_) ((context_).Rip)
#else
#define WHERE(context_) ((context_).Eip)
#endif

static HANDLE waiter, called;
static TP_WAIT *own; /* while it is there, so is the thread */
static HANDLE always;
static ULONG_PTR idle_at; /* where it is when it waits; 0 until that is known */
static BOOL held, used;

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
static BOOL is_it(HANDLE event)
{
    BOOL idle;

    SetThreadpoolWait(own, event, NULL);
    Sleep(LOOK_MILLISECONDS);
    held = SuspendThread(waiter) != (DWORD)-1;
    idle_at = where();
    SetEvent(event);
    idle = WaitForSingleObject(called, LOOK_MILLISECONDS) == WAIT_TIMEOUT &&
           WaitForSingleObject(event, 0) == WAIT_OBJECT_0;
    if (idle)
        SetEvent(event);
    waiters_let_go();
    return WaitForSingleObject(called, COME_MILLISECONDS) == WAIT_OBJECT_0 && idle;
}

static void look_among(const DWORD *ids, unsigned int count, HANDLE event)
{
    for (unsigned int i = 0; i < count; i++) {
        if (!(waiter = OpenThread(THREAD_SUSPEND_RESUME | THREAD_GET_CONTEXT | SYNCHRONIZE, FALSE, ids[i])))
            continue;
        if (is_it(event))
            return;
        CloseHandle(waiter);
        waiter = NULL;
    }
}

void waiters_find(void)
{
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL);
    DWORD before[THREADS_MOST], after[THREADS_MOST];
    unsigned int count = list(before);

    always = CreateEventW(NULL, TRUE, TRUE, NULL);
    called = CreateEventW(NULL, FALSE, FALSE, NULL);
    own = CreateThreadpoolWait(call, NULL, NULL);
    if (!event || !always || !called || !own || !count)
        return;
    SetThreadpoolWait(own, event, NULL);
    look_among(after, leave_new(after, list(after), before, count), event);
    SetThreadpoolWait(own, NULL, NULL);
    CloseHandle(event);
}

BOOL waiters_there_are(void)
{
    return waiter != NULL;
}

void waiters_let_go(void)
{
    if (held)
        ResumeThread(waiter);
    held = FALSE;
}

void waiters_use(BOOL use)
{
    used = use;
}

static BOOL suspend_where_it_waits(void)
{
    held = SuspendThread(waiter) != (DWORD)-1;
    if (where() != idle_at)
        waiters_let_go();
    return held;
}

/* Armed last, its signal is looked at last. */
void waiters_settle(void)
{
    waiters_let_go();
    if (!waiter || !used)
        return;
    SetThreadpoolWait(own, always, NULL);
    WaitForSingleObject(called, COME_MILLISECONDS);
}

/* Where it waits it holds no lock that the next call needs. That a wait was armed is told to it, and may
 * reach it after it has seen it by itself: it would look once more instead of waiting for the next signal. */
void waiters_hold(void)
{
    if (!waiter || held || !used)
        return;
    waiters_settle();
    Sleep(PASS_MILLISECONDS);
    for (unsigned int i = 0; !suspend_where_it_waits() && i < HOLD_TRIES; i++)
        Sleep(i >= HOLD_TRIES_AT_ONCE); /* else it may be held again before it has gone on */
}
