/* A step of the platform decides: whether the pool has already taken the signal of the first event when the
 * wait is armed on the second one. So the program does both, again and again. The second event is set
 * afterwards, while the wait is armed on it, so its callback has to come. */
#define ROUNDS 5000

static volatile LONG calls;

static void CALLBACK callback(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                              TP_WAIT_RESULT result)
{
    InterlockedIncrement(&calls);
}

static void CALLBACK witness_callback(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                                      TP_WAIT_RESULT result)
{
    SetEvent(context);
}

static int difference(void)
{
    HANDLE first = CreateEventW(NULL, TRUE, FALSE, NULL);
    HANDLE second = CreateEventW(NULL, FALSE, FALSE, NULL);
    HANDLE always = CreateEventW(NULL, TRUE, TRUE, NULL);
    HANDLE called = CreateEventW(NULL, FALSE, FALSE, NULL);
    TP_WAIT *wait = CreateThreadpoolWait(callback, NULL, NULL);
    TP_WAIT *witness = CreateThreadpoolWait(witness_callback, called, NULL);
    int lost = 0;

    for (int round = 0; round < ROUNDS && !lost; round++) {
        LONG before;

        ResetEvent(first);
        SetThreadpoolWait(wait, first, NULL);
        SetEvent(first);
        SetThreadpoolWait(wait, second, NULL);
        SetThreadpoolWait(witness, always, NULL);
        WaitForSingleObject(called, 5000);
        WaitForThreadpoolWaitCallbacks(wait, FALSE);
        before = calls;
        SetEvent(second);
        for (int i = 0; i < 300 && calls == before; i++)
            Sleep(i > 10 ? 1 : 0);
        lost = calls == before;
        SetThreadpoolWait(wait, NULL, NULL);
        WaitForThreadpoolWaitCallbacks(wait, FALSE);
        ResetEvent(second);
    }
    return lost;
}
