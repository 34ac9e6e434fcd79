#include "lies.h"
#include "conformance/seam/seam.h"

enum lie lie;
LONG lie_calls, lie_until, lie_objects;
DWORD lie_error;

void lie_begin(enum lie which, LONG until, DWORD error)
{
    lie_calls = 0;
    lie_until = until;
    lie_error = error;
    lie = which;
}

static BOOL lies(enum lie which)
{
    return lie == which && InterlockedIncrement(&lie_calls) <= lie_until;
}

static BOOL fail(void)
{
    SetLastError(lie_error);
    return FALSE;
}

static BOOL WINAPI write_file(HANDLE file, const void *bytes, DWORD size, DWORD *count,
                              OVERLAPPED *overlapped)
{
    BOOL success;

    if (lies(WRITE_FAILS))
        return fail();
    if (lies(WRITE_TAKES_NONE)) {
        *count = 0;
        return SetEvent(overlapped->hEvent);
    }
    success = WriteFile(file, bytes, size > 1 && lies(WRITE_TAKES_HALF) ? size / 2 : size, count, overlapped);
    if (success && lies(COUNT_IS_TOO_LARGE))
        *count = size + 1;
    return success;
}

static BOOL WINAPI get_result(HANDLE file, OVERLAPPED *overlapped, DWORD *count, BOOL wait)
{
    if (lies(RESULT_FAILS))
        return fail();
    if (lies(RESULT_INCOMPLETE)) {
        SetLastError(ERROR_IO_INCOMPLETE);
        return FALSE;
    }
    if (!GetOverlappedResult(file, overlapped, count, wait))
        return FALSE;
    if (lies(COUNT_IS_TOO_LARGE))
        *count += 1000000;
    return TRUE;
}

static HANDLE later_file;
static OVERLAPPED *later_overlapped;

static DWORD WINAPI cancel_later(void *unused)
{
    (void)unused;
    SleepEx(500, FALSE);
    return (DWORD)CancelIoEx(later_file, later_overlapped);
}

static BOOL WINAPI cancel(HANDLE file, OVERLAPPED *overlapped)
{
    if (lies(CANCEL_REFUSED))
        return fail();
    if (lies(CANCEL_LATER)) {
        later_file = file;
        later_overlapped = overlapped;
        CloseHandle(CreateThread(NULL, 0, cancel_later, NULL, 0, NULL));
        return !lie_error || fail();
    }
    CancelIoEx(file, overlapped);
    return !lies(CANCEL_DENIED) || fail();
}

static DWORD WINAPI wait(DWORD count, const HANDLE *handles, BOOL all, DWORD milliseconds)
{
    if (lies(WAIT_FAILS)) {
        fail();
        return WAIT_FAILED;
    }
    if (lies(WAIT_SEES_APC))
        return WAIT_IO_COMPLETION;
    return WaitForMultipleObjects(count, handles, all, milliseconds);
}

static BOOL creation_fails(void)
{
    if (lie != CREATION_FAILS || InterlockedIncrement(&lie_calls) != lie_until)
        return FALSE;
    SetLastError(lie_error);
    return TRUE;
}

static void *counted(void *object)
{
    InterlockedExchangeAdd(&lie_objects, object != NULL);
    return object;
}

static HANDLE WINAPI create_event(SECURITY_ATTRIBUTES *security, BOOL manual, BOOL initial, const WCHAR *name)
{
    return creation_fails() ? NULL : counted(CreateEventW(security, manual, initial, name));
}

static BOOL WINAPI close_handle(HANDLE handle)
{
    InterlockedDecrement(&lie_objects);
    return CloseHandle(handle);
}

static void *WINAPI allocate(HANDLE heap, DWORD flags, SIZE_T size)
{
    return creation_fails() ? NULL : counted(HeapAlloc(heap, flags, size));
}

static BOOL WINAPI release(HANDLE heap, DWORD flags, void *memory)
{
    InterlockedDecrement(&lie_objects);
    return HeapFree(heap, flags, memory);
}

static TP_WAIT *WINAPI create_wait(PTP_WAIT_CALLBACK callback, void *context,
                                   TP_CALLBACK_ENVIRON *environment)
{
    return creation_fails() ? NULL : counted(CreateThreadpoolWait(callback, context, environment));
}

static void WINAPI close_wait(TP_WAIT *object)
{
    InterlockedDecrement(&lie_objects);
    CloseThreadpoolWait(object);
}

static TP_WORK *WINAPI create_work(PTP_WORK_CALLBACK callback, void *context,
                                   TP_CALLBACK_ENVIRON *environment)
{
    return creation_fails() ? NULL : counted(CreateThreadpoolWork(callback, context, environment));
}

static void WINAPI close_work(TP_WORK *object)
{
    InterlockedDecrement(&lie_objects);
    CloseThreadpoolWork(object);
}

void lies_install(void)
{
    seam_import_WriteFile = (seam_function)write_file;
    seam_import_GetOverlappedResult = (seam_function)get_result;
    seam_import_CancelIoEx = (seam_function)cancel;
    seam_import_WaitForMultipleObjects = (seam_function)wait;
    seam_import_CreateEventW = (seam_function)create_event;
    seam_import_CloseHandle = (seam_function)close_handle;
    seam_import_HeapAlloc = (seam_function)allocate;
    seam_import_HeapFree = (seam_function)release;
    seam_import_CreateThreadpoolWait = (seam_function)create_wait;
    seam_import_CloseThreadpoolWait = (seam_function)close_wait;
    seam_import_CreateThreadpoolWork = (seam_function)create_work;
    seam_import_CloseThreadpoolWork = (seam_function)close_work;
}
