#include "steer_pending.h"

#define PENDING_MOST 64

static const OVERLAPPED *pending[PENDING_MOST];
static unsigned int count;

void steer_pending_begin(void)
{
    count = 0;
}

void steer_pending_add(const OVERLAPPED *overlapped)
{
    steer_pending_count();
    if (count < PENDING_MOST)
        pending[count++] = overlapped;
}

unsigned int steer_pending_count(void)
{
    for (unsigned int i = 0; i < count;)
        if (*(const volatile ULONG_PTR *)&pending[i]->Internal == STATUS_PENDING)
            i++;
        else
            pending[i] = pending[--count];
    return count;
}
