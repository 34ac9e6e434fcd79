#include "perturb_watch.h"

#define WATCHED_MOST 4096 /* at a time; the oldest are forgotten */

static struct watched *volatile all[WATCHED_MOST];
static volatile LONG count;

struct watched *watched_of(const TP_WAIT *wait)
{
    for (LONG i = count - 1; i >= 0 && i >= count - WATCHED_MOST; i--) {
        struct watched *watched = all[i % WATCHED_MOST];

        if (watched && watched->wait == wait && watched->open)
            return watched;
    }
    return NULL;
}

void watched_call(struct watched *watched, TP_CALLBACK_INSTANCE *instance, TP_WAIT_RESULT result)
{
    InterlockedIncrement(&watched->running);
    watched->callback(instance, watched->context, watched->wait, result);
    InterlockedDecrement(&watched->running);
}

TP_WAIT *watch(PTP_WAIT_CALLBACK lie, PTP_WAIT_CALLBACK callback, void *context,
               TP_CALLBACK_ENVIRON *environment)
{
    struct watched *watched = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(*watched));

    if (!watched || (environment && environment->CleanupGroup))
        return CreateThreadpoolWait(callback, context, environment);
    watched->callback = callback;
    watched->context = context;
    watched->wait = CreateThreadpoolWait(lie, watched, environment);
    watched->open = watched->wait != NULL;
    all[(InterlockedIncrement(&count) - 1) % WATCHED_MOST] = watched;
    return watched->wait;
}

static void CALLBACK tell_the_truth(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                                    TP_WAIT_RESULT result)
{
    struct watched *watched = context;

    (void)wait;
    watched->object = NULL;
    watched_call(watched, instance, result);
}

TP_WAIT *WINAPI watched_create(PTP_WAIT_CALLBACK callback, void *context, TP_CALLBACK_ENVIRON *environment)
{
    return watch(tell_the_truth, callback, context, environment);
}

void WINAPI watched_set(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    struct watched *watched = watched_of(wait);

    if (watched)
        watched->object = object;
    SetThreadpoolWait(wait, object, timeout);
}

void WINAPI watched_close(TP_WAIT *wait)
{
    struct watched *watched = watched_of(wait);

    if (watched)
        watched->open = 0;
    CloseThreadpoolWait(wait);
}
