/* The virtual clock. */
#include "kernel.h"
#include "reset.h"

#define QUERY 500                 /* 100 ns units that a query of the time takes */
#define STARTED 0x1dc5a0000000000 /* as a FILETIME: in 2025 */
#define TICKS_STARTED 1000000     /* ms that the system had run */

ULONGLONG model_now;

void model_time_reset(void)
{
    model_now = 0;
}

ULONGLONG model_deadline(DWORD milliseconds)
{
    if (milliseconds && milliseconds != INFINITE)
        model_touch(&model_now, FALSE);
    return milliseconds == INFINITE ? MODEL_NEVER : model_now + (ULONGLONG)milliseconds * MODEL_MILLISECOND;
}

ULONGLONG model_deadline_of(LONGLONG filetime)
{
    model_touch(&model_now, FALSE);
    if (filetime <= 0)
        return model_now + (ULONGLONG)-filetime;
    return filetime <= STARTED ? model_now : (ULONGLONG)(filetime - STARTED);
}

ULONGLONG WINAPI model_GetTickCount64(void)
{
    model_point();
    model_touch(&model_now, TRUE);
    model_now += QUERY;
    return TICKS_STARTED + model_now / MODEL_MILLISECOND;
}

void WINAPI model_GetSystemTimeAsFileTime(FILETIME *time)
{
    ULARGE_INTEGER now;

    model_point();
    model_touch(&model_now, TRUE);
    model_now += QUERY;
    now.QuadPart = STARTED + model_now;
    time->dwLowDateTime = now.LowPart;
    time->dwHighDateTime = now.HighPart;
}
