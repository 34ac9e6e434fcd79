/* This file is not behind the seam: what it calls is the platform's. */
#include "../platform.h"
#include "seam.h"
#include "watched.h"

#define ARMED_MOST 64

static struct seam_calls below;
static HANDLE watched;
static unsigned int wait_timeout;
static volatile LONG closes, cancels, closed_armed;
static SRWLOCK armed_lock = SRWLOCK_INIT;
static struct {
    TP_WAIT *wait;
    HANDLE object;
} armed[ARMED_MOST];

/* object NULL: disarmed, or gone. */
static void note_armed(TP_WAIT *wait, HANDLE object)
{
    unsigned int place = ARMED_MOST;

    AcquireSRWLockExclusive(&armed_lock);
    for (unsigned int i = 0; i < ARMED_MOST; i++)
        if (armed[i].wait == wait || (!armed[i].wait && place == ARMED_MOST))
            place = i;
    if (place < ARMED_MOST && (object || armed[place].wait == wait)) {
        armed[place].wait = object ? wait : NULL;
        armed[place].object = object;
    }
    ReleaseSRWLockExclusive(&armed_lock);
}

static int is_armed_with(HANDLE object)
{
    int found = 0;

    AcquireSRWLockShared(&armed_lock);
    for (unsigned int i = 0; i < ARMED_MOST; i++)
        found |= armed[i].wait && armed[i].object == object;
    ReleaseSRWLockShared(&armed_lock);
    return found;
}

static BOOL WINAPI watched_CloseHandle(HANDLE handle)
{
    if (handle && handle == watched)
        InterlockedIncrement(&closes);
    if (is_armed_with(handle))
        InterlockedIncrement(&closed_armed);
    return below.CloseHandle(handle);
}

static BOOL WINAPI watched_CancelIoEx(HANDLE file, OVERLAPPED *overlapped)
{
    if (file && file == watched)
        InterlockedIncrement(&cancels);
    return below.CancelIoEx(file, overlapped);
}

static void WINAPI watched_SetThreadpoolWait(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    ULARGE_INTEGER relative = {.QuadPart = 0 - wait_timeout * 10000ull};
    FILETIME soon = {relative.LowPart, relative.HighPart};

    note_armed(wait, object);
    below.SetThreadpoolWait(wait, object, object && !timeout && wait_timeout ? &soon : timeout);
}

static void WINAPI watched_CloseThreadpoolWait(TP_WAIT *wait)
{
    note_armed(wait, NULL);
    below.CloseThreadpoolWait(wait);
}

void watched_begin(void *handle, unsigned int timeout)
{
    SEAM_LAY(CloseHandle, watched_CloseHandle, &below);
    SEAM_LAY(CancelIoEx, watched_CancelIoEx, &below);
    SEAM_LAY(SetThreadpoolWait, watched_SetThreadpoolWait, &below);
    SEAM_LAY(CloseThreadpoolWait, watched_CloseThreadpoolWait, &below);
    closes = cancels = closed_armed = 0;
    wait_timeout = timeout;
    watched = handle;
}

struct watched watched_counts(void)
{
    return (struct watched){closes, cancels, closed_armed};
}

void watched_end(void)
{
    watched = NULL;
    wait_timeout = 0;
}
