/* Waits and locks of threads that are held, looked at on behalf of who steers. */
#include "gate_state.h"

static BOOL poll_is_made(const void *argument)
{
    return !((const struct gate_thread *)argument)->poll_wanted;
}

BOOL gate_poll_once(struct gate_thread *thread)
{
    thread->poll_wanted = TRUE;
    WakeConditionVariable(&thread->turn);
    gate_wait_until(poll_is_made, thread, STEP_MILLISECONDS);
    return thread->satisfied;
}

void gate_poll_all(void)
{
    for (;;) {
        struct gate_thread *next = NULL;
        static ULONGLONG polled;

        for (unsigned int i = 0; i < THREADS_MOST; i++)
            if (gate.threads[i].state == GATE_POLLING && !gate.threads[i].satisfied &&
                !gate.threads[i].expired && gate.threads[i].since > polled &&
                (!next || gate.threads[i].since < next->since))
                next = &gate.threads[i];
        if (!next) {
            polled = 0;
            return;
        }
        polled = next->since;
        gate_poll_once(next);
    }
}

BOOL gate_poll_patiently(struct gate_thread *thread, DWORD milliseconds)
{
    ULONGLONG end = GetTickCount64() + milliseconds;

    while (thread->state == GATE_POLLING && !gate_poll_once(thread)) {
        if (GetTickCount64() >= end)
            return FALSE;
        ReleaseSRWLockExclusive(&gate.lock);
        SwitchToThread();
        AcquireSRWLockExclusive(&gate.lock);
    }
    return TRUE;
}

void gate_expire(unsigned int number)
{
    for (unsigned int i = 0; i < THREADS_MOST; i++)
        if (gate.threads[i].number == number && gate.threads[i].state == GATE_POLLING)
            gate.threads[i].expired = !gate.threads[i].satisfied && !gate_poll_once(&gate.threads[i]);
}
