#include "waiters.h"

#define COME_MILLISECONDS 5000 /* for what comes at once: without it there is nothing to hold */
#define LOOK_MILLISECONDS 10   /* for what must not come */
#define SAME_TIMES 20
#define HOLD_TRIES 500
#define HOLD_ROUNDS 2
#ifdef _WIN64
#define WHERE(context_) ((context_).Rip)
#else
#define WHERE(context_) ((context_).Eip)
#endif

static HANDLE waiter;
static HANDLE ask, answered; /* answered by the waiter itself */
static TP_WAIT *last;
static HANDLE always, taken;
static volatile DWORD waiter_id; /* who has answered last */
static DWORD found_id;
static ULONG_PTR idle_at; /* where it is when it waits */
static BOOL held, used;

static void CALLBACK answer(void *context, BOOLEAN timed_out)
{
    (void)context;
    (void)timed_out;
    waiter_id = GetCurrentThreadId();
    SetEvent(answered);
}

static void CALLBACK take(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait, TP_WAIT_RESULT result)
{
    (void)instance;
    (void)context;
    (void)wait;
    (void)result;
    SetEvent(taken);
}

static void give_up(void)
{
    if (waiter)
        CloseHandle(waiter);
    waiter = NULL;
}

static BOOL came(HANDLE event)
{
    return WaitForSingleObject(event, COME_MILLISECONDS) == WAIT_OBJECT_0;
}

/* Where it is; 0: that cannot be said, and it is not held. */
static ULONG_PTR suspend(void)
{
    CONTEXT context = {.ContextFlags = CONTEXT_CONTROL};

    held = SuspendThread(waiter) != (DWORD)-1;
    if (held && GetThreadContext(waiter, &context))
        return WHERE(context);
    waiters_let_go();
    return 0;
}

/* It is nowhere as long as where it waits. FALSE: nowhere long enough. */
static BOOL learn_where_it_waits(void)
{
    unsigned int same = 0;

    for (unsigned int i = 0; i < HOLD_TRIES && same < SAME_TIMES; i++) {
        ULONG_PTR at = suspend();

        waiters_let_go();
        same = at && at == idle_at ? same + 1 : 0;
        idle_at = at;
        SleepEx(1, FALSE);
    }
    return same == SAME_TIMES;
}

static BOOL suspend_where_it_waits(void)
{
    for (unsigned int i = 0; waiter && i < HOLD_TRIES; i++) {
        if (suspend() == idle_at)
            return TRUE;
        waiters_let_go();
        SleepEx(i >= 5, FALSE); /* else it may be held again before it has gone on */
    }
    return FALSE;
}

/* While it is held, nobody takes the signal of a thread-pool wait; let go, it does. */
static BOOL is_alone(void)
{
    BOOL left;

    if (!suspend_where_it_waits())
        return FALSE;
    SetThreadpoolWait(last, always, NULL);
    left = WaitForSingleObject(taken, LOOK_MILLISECONDS) == WAIT_TIMEOUT;
    waiters_let_go();
    return left && came(taken);
}

void waiters_find(void)
{
    HANDLE registered;

    ask = CreateEventW(NULL, FALSE, FALSE, NULL);
    answered = CreateEventW(NULL, FALSE, FALSE, NULL);
    always = CreateEventW(NULL, TRUE, TRUE, NULL);
    taken = CreateEventW(NULL, FALSE, FALSE, NULL);
    last = CreateThreadpoolWait(take, NULL, NULL);
    if (!ask || !answered || !always || !taken || !last ||
        !RegisterWaitForSingleObject(&registered, ask, answer, NULL, INFINITE, WT_EXECUTEINWAITTHREAD))
        return;
    SetEvent(ask);
    if (came(answered))
        waiter = OpenThread(THREAD_SUSPEND_RESUME | THREAD_GET_CONTEXT | SYNCHRONIZE, FALSE, waiter_id);
    found_id = waiter_id;
    if (waiter && !(learn_where_it_waits() && is_alone()))
        give_up();
}

BOOL waiters_there_are(void)
{
    return waiter != NULL;
}

void waiters_use(BOOL use)
{
    used = use;
}

BOOL waiters_let_go(void)
{
    BOOL was_held = held;

    if (held)
        ResumeThread(waiter);
    held = FALSE;
    return was_held;
}

void waiters_settle(void)
{
    waiters_let_go();
    if (!waiter || !used)
        return;
    SetThreadpoolWait(last, always, NULL);
    if (!came(taken))
        give_up();
}

/* That a wait was armed is told to it, and may reach it after it has seen it by itself: it comes back from
 * its wait once more then, and what it waits for is not what it would be. So it is asked, held, and asked
 * again. */
void waiters_hold(void)
{
    if (held || !used)
        return;
    for (unsigned int i = 0; waiter && i < HOLD_ROUNDS; i++) {
        waiters_let_go();
        SetEvent(ask);
        if (!came(answered) || waiter_id != found_id || !suspend_where_it_waits())
            give_up();
    }
}
