#include "waiters.h"
#include <tlhelp32.h>

#define THREADS_MOST 256
#define LOOK_MILLISECONDS 10
#define COME_MILLISECONDS 500

static HANDLE waiter, called;
static BOOL held;

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
    waiters_hold();
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
        if (!(waiter = OpenThread(THREAD_SUSPEND_RESUME | SYNCHRONIZE, FALSE, ids[i])))
            continue;
        if (is_it(wait, event))
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
    TP_WAIT *wait = CreateThreadpoolWait(call, NULL, NULL);

    called = CreateEventW(NULL, FALSE, FALSE, NULL);
    if (!event || !called || !wait || !count)
        return;
    SetThreadpoolWait(wait, event, NULL);
    look_among(after, leave_new(after, list(after), before, count), wait, event);
    SetThreadpoolWait(wait, event, NULL); /* armed, it keeps its thread from going */
}

BOOL waiters_there_are(void)
{
    return waiter != NULL;
}

void waiters_hold(void)
{
    if (waiter && !held)
        held = SuspendThread(waiter) != (DWORD)-1;
}

void waiters_let_go(void)
{
    if (held)
        ResumeThread(waiter);
    held = FALSE;
}
