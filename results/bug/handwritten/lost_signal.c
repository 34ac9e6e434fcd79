/* A step of the platform decides: whether the pool's thread has taken note of the disarming when the event is
 * signaled. So the program disarms a wait that has been taken note of, and signals, again and again. A wait
 * that is disarmed takes no signal: it stays for others. */
#define ROUNDS 20000

static volatile LONG calls;

static void CALLBACK callback(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                              TP_WAIT_RESULT result)
{
    InterlockedIncrement(&calls);
}

/* A second wait: when its callback has run, what the pool had taken before has been seen to. */
static void CALLBACK witness_callback(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                                      TP_WAIT_RESULT result)
{
    SetEvent(context);
}

static int difference(void)
{
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL);
    HANDLE always = CreateEventW(NULL, TRUE, TRUE, NULL);
    HANDLE called = CreateEventW(NULL, FALSE, FALSE, NULL);
    TP_WAIT *wait = CreateThreadpoolWait(callback, NULL, NULL);
    TP_WAIT *witness = CreateThreadpoolWait(witness_callback, called, NULL);
    int lost = 0;

    for (int round = 0; round < ROUNDS && !lost; round++) {
        InterlockedExchange(&calls, 0);
        SetThreadpoolWait(wait, event, NULL);
        SetThreadpoolWait(witness, always, NULL);
        WaitForSingleObject(called, 5000);
        SetThreadpoolWait(wait, NULL, NULL);
        SetEvent(event);
        SetThreadpoolWait(witness, always, NULL);
        WaitForSingleObject(called, 5000);
        WaitForThreadpoolWaitCallbacks(wait, FALSE);
        lost = WaitForSingleObject(event, 0) == WAIT_TIMEOUT && !calls;
    }
    return lost;
}
