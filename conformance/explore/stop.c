#include "../platform.h"
#include "stop.h"

static volatile LONG interrupted;
static ULONGLONG until;

static BOOL WINAPI handle(DWORD kind)
{
    return (kind == CTRL_C_EVENT || kind == CTRL_BREAK_EVENT) && !InterlockedExchange(&interrupted, TRUE);
}

void stop_watch(unsigned int seconds)
{
    SetConsoleCtrlHandler(NULL, FALSE);
    SetConsoleCtrlHandler(handle, TRUE);
    until = seconds ? GetTickCount64() + 1000ull * seconds : 0;
}

int stop_is_wanted(void)
{
    return interrupted || (until && GetTickCount64() >= until);
}
