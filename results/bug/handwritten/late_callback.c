/* A step of the platform decides: whether the pool has already taken the signal when the wait is disarmed. So
 * the program disarms right after it has signaled, again and again. Once WaitForThreadpoolWaitCallbacks has
 * returned, no callback may start. */
#define ROUNDS 20000

static volatile LONG is_over, late;

static void CALLBACK callback(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                              TP_WAIT_RESULT result)
{
    if (InterlockedOr(&is_over, 0))
        InterlockedIncrement(&late);
}

/* A second wait: when its callback has run, what the pool had taken before has been seen to. */
static void CALLBACK witness_callback(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                                      TP_WAIT_RESULT result)
{
    SetEvent(context);
}

static int difference(void)
{
    HANDLE event = CreateEventW(NULL, TRUE, FALSE, NULL);
    HANDLE always = CreateEventW(NULL, TRUE, TRUE, NULL);
    HANDLE called = CreateEventW(NULL, FALSE, FALSE, NULL);
    TP_WAIT *wait = CreateThreadpoolWait(callback, NULL, NULL);
    TP_WAIT *witness = CreateThreadpoolWait(witness_callback, called, NULL);

    for (int round = 0; round < ROUNDS && !late; round++) {
        InterlockedExchange(&is_over, 0);
        ResetEvent(event);
        SetThreadpoolWait(wait, event, NULL);
        SetEvent(event);
        SetThreadpoolWait(wait, NULL, NULL);
        WaitForThreadpoolWaitCallbacks(wait, TRUE);
        InterlockedExchange(&is_over, 1);
        SetThreadpoolWait(witness, always, NULL);
        WaitForSingleObject(called, 5000);
        WaitForThreadpoolWaitCallbacks(wait, FALSE);
    }
    return late != 0;
}
