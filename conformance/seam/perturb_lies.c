#include "perturb_lies.h"

BOOL mistaken(BOOL success, DWORD from, DWORD to)
{
    if (failed_with(success, from))
        SetLastError(to);
    return success;
}

BOOL forgiven(BOOL success, DWORD error)
{
    return success || GetLastError() == error;
}

BOOL refused(DWORD error)
{
    SetLastError(error);
    return FALSE;
}

int failed_with(BOOL success, DWORD error)
{
    return !success && GetLastError() == error;
}

HANDLE event_of(const OVERLAPPED *overlapped)
{
    return overlapped ? (HANDLE)((ULONG_PTR)overlapped->hEvent & ~(ULONG_PTR)3) : NULL;
}

int event_is_set(const OVERLAPPED *overlapped)
{
    HANDLE event = event_of(overlapped);

    return event && WaitForSingleObject(event, 0) == WAIT_OBJECT_0;
}

int reads_messages(HANDLE pipe)
{
    DWORD state, error = GetLastError();
    int messages =
        GetNamedPipeHandleStateW(pipe, &state, NULL, NULL, NULL, NULL, 0) && (state & PIPE_READMODE_MESSAGE);

    SetLastError(error);
    return messages;
}

struct later {
    DWORD milliseconds;
    void (*function)(void *);
    void *argument;
};

static DWORD WINAPI call_later(void *argument)
{
    struct later later = *(struct later *)argument;

    HeapFree(GetProcessHeap(), 0, argument);
    SleepEx(later.milliseconds, FALSE);
    later.function(later.argument);
    return 0;
}

void later(DWORD milliseconds, void (*function)(void *), void *argument)
{
    DWORD error = GetLastError();
    struct later *later = HeapAlloc(GetProcessHeap(), 0, sizeof(*later));
    HANDLE thread;

    *later = (struct later){milliseconds, function, argument};
    thread = CreateThread(NULL, 0, call_later, later, 0, NULL);
    if (thread)
        CloseHandle(thread);
    SetLastError(error);
}
