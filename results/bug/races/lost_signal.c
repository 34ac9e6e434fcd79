/* A step of the platform decides: whether the pool has already taken the signal when the wait is disarmed. So
 * the program disarms right after it has signaled, again and again. Either the callback is called, or the
 * auto-reset event is still signaled: the signal cannot be lost. */
#define ROUNDS 20000

static volatile LONG calls;

static void CALLBACK callback(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                              TP_WAIT_RESULT result)
{
    InterlockedIncrement(&calls);
}

static int difference(void)
{
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL);
    TP_WAIT *wait = CreateThreadpoolWait(callback, NULL, NULL);
    int lost = 0;

    for (int round = 0; round < ROUNDS && !lost; round++) {
        LONG before = calls;

        SetThreadpoolWait(wait, event, NULL);
        SetEvent(event);
        SetThreadpoolWait(wait, NULL, NULL);
        for (int i = 0; i < 100; i++) { /* a callback on its way may still come */
            WaitForThreadpoolWaitCallbacks(wait, FALSE);
            if (calls != before || WaitForSingleObject(event, 0) == WAIT_OBJECT_0)
                break;
            lost = i == 99;
            Sleep(i > 10 ? 1 : 0);
        }
    }
    return lost;
}
