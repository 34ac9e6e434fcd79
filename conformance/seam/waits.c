/* This file is not behind the seam: what it calls is the platform's. */
#include "../platform.h"
#include "seam.h"
#include "waits.h"

static struct seam_calls below;
static struct waits_script script;
static volatile LONG failed, woken;
static ULONGLONG ahead;

static int is_one_of(volatile LONG *counter, unsigned int most)
{
    return (unsigned int)*counter < most && (unsigned int)InterlockedIncrement(counter) <= most;
}

static DWORD WINAPI told_WaitForMultipleObjects(DWORD count, const HANDLE *handles, BOOL all,
                                                DWORD milliseconds)
{
    DWORD result;

    if (is_one_of(&failed, script.fails)) {
        seam_import_SetLastError(script.error);
        return WAIT_FAILED;
    }
    if (milliseconds <= script.wake_after || !is_one_of(&woken, script.wakes))
        return below.WaitForMultipleObjects(count, handles, all, milliseconds);
    result = below.WaitForMultipleObjects(count, handles, all, script.wake_after);
    return result == WAIT_TIMEOUT ? WAIT_OBJECT_0 : result;
}

static ULONGLONG WINAPI told_GetTickCount64(void)
{
    return below.GetTickCount64() + ahead;
}

void waits_answer(const struct waits_script *told)
{
    ULONGLONG now;

    SEAM_LAY(WaitForMultipleObjects, told_WaitForMultipleObjects, &below);
    SEAM_LAY(GetTickCount64, told_GetTickCount64, &below);
    script = told ? *told : (struct waits_script){0};
    failed = woken = 0;
    now = below.GetTickCount64();
    ahead = script.ticks_to_wrap ? (DWORD)(0 - script.ticks_to_wrap - (DWORD)now) : 0;
}
