/* This file is not behind the seam: what it calls is the platform's. */
#include "failing_state.h"
#include "seam.h"

static struct seam_calls below;

static SECURITY_ATTRIBUTES *noted(SECURITY_ATTRIBUTES *security)
{
    if (failing.thread == seam_import_GetCurrentThreadId()) {
        failing.events++;
        failing.secured_events += security != NULL;
    }
    return security;
}

/* type, name, parameters, arguments, what a failure returns, its error. A heap leaves no error code. */
#define FAILING_CALLS(CALL)                                                                                  \
    CALL(BOOL, CancelIoEx, (HANDLE file, OVERLAPPED * overlapped), (file, overlapped), FALSE,                \
         ERROR_ACCESS_DENIED)                                                                                \
    CALL(DWORD, GetFileType, (HANDLE file), (file), FILE_TYPE_UNKNOWN, ERROR_INVALID_HANDLE)                 \
    CALL(BOOL, GetNamedPipeInfo, (HANDLE pipe, DWORD * flags, DWORD * out, DWORD * in, DWORD * instances),   \
         (pipe, flags, out, in, instances), FALSE, ERROR_ACCESS_DENIED)                                      \
    CALL(NTSTATUS, NtQueryInformationFile,                                                                   \
         (HANDLE file, IO_STATUS_BLOCK * status, void *data, ULONG size, FILE_INFORMATION_CLASS class),      \
         (file, status, data, size, class), STATUS_ACCESS_DENIED, ERROR_SUCCESS)                             \
    CALL(BOOL, ResetEvent, (HANDLE event), (event), FALSE, ERROR_ACCESS_DENIED)                              \
    CALL(BOOL, SetEvent, (HANDLE event), (event), FALSE, ERROR_ACCESS_DENIED)                                \
    CALL(BOOL, SetThreadpoolThreadMinimum, (TP_POOL * pool, DWORD minimum), (pool, minimum), FALSE,          \
         ERROR_NO_SYSTEM_RESOURCES)                                                                          \
    CALL(DWORD, WaitForMultipleObjects, (DWORD count, const HANDLE *handles, BOOL all, DWORD timeout),       \
         (count, handles, all, timeout), WAIT_FAILED, ERROR_INVALID_HANDLE)                                  \
    CALL(DWORD, WaitForSingleObject, (HANDLE handle, DWORD timeout), (handle, timeout), WAIT_FAILED,         \
         ERROR_INVALID_HANDLE)                                                                               \
    CALL(BOOL, WriteFile,                                                                                    \
         (HANDLE file, const void *bytes, DWORD size, DWORD *count, OVERLAPPED *overlapped),                 \
         (file, bytes, size, count, overlapped), FALSE, ERROR_GEN_FAILURE)

/* What makes an object; a failure is NULL. */
#define MAKING_CALLS(CALL)                                                                                   \
    CALL(HANDLE, CreateEventW, (SECURITY_ATTRIBUTES * security, BOOL manual, BOOL signaled, LPCWSTR name),   \
         (noted(security), manual, signaled, name), ERROR_NO_SYSTEM_RESOURCES)                               \
    CALL(TP_POOL *, CreateThreadpool, (void *reserved), (reserved), ERROR_NO_SYSTEM_RESOURCES)               \
    CALL(TP_WAIT *, CreateThreadpoolWait,                                                                    \
         (PTP_WAIT_CALLBACK callback, void *context, TP_CALLBACK_ENVIRON *environment),                      \
         (callback, context, environment), ERROR_NO_SYSTEM_RESOURCES)                                        \
    CALL(TP_WORK *, CreateThreadpoolWork,                                                                    \
         (PTP_WORK_CALLBACK callback, void *context, TP_CALLBACK_ENVIRON *environment),                      \
         (callback, context, environment), ERROR_NO_SYSTEM_RESOURCES)                                        \
    CALL(void *, HeapAlloc, (HANDLE heap, DWORD flags, SIZE_T size), (heap, flags, size), ERROR_SUCCESS)

#define DEFINE_FAILING(type_, name_, parameters_, arguments_, failure_, error_)                              \
    static type_ WINAPI failing_##name_ parameters_                                                          \
    {                                                                                                        \
        return failing_decide(#name_, error_) ? failure_ : below.name_ arguments_;                           \
    }
FAILING_CALLS(DEFINE_FAILING)

#define DEFINE_MAKING(type_, name_, parameters_, arguments_, error_)                                         \
    static type_ WINAPI failing_##name_ parameters_                                                          \
    {                                                                                                        \
        type_ made = failing_decide(#name_, error_) ? NULL : below.name_ arguments_;                         \
                                                                                                             \
        if (made)                                                                                            \
            InterlockedIncrement(&failing.open_objects);                                                     \
        return made;                                                                                         \
    }
MAKING_CALLS(DEFINE_MAKING)

static BOOL WINAPI counting_CloseHandle(HANDLE handle)
{
    BOOL closed = below.CloseHandle(handle);

    if (closed)
        InterlockedDecrement(&failing.open_objects);
    else
        InterlockedIncrement(&failing.bad_closes);
    return closed;
}

static BOOL WINAPI counting_HeapFree(HANDLE heap, DWORD flags, void *memory)
{
    if (memory)
        InterlockedDecrement(&failing.open_objects);
    return below.HeapFree(heap, flags, memory);
}

static void WINAPI counting_CloseThreadpool(TP_POOL *pool)
{
    InterlockedDecrement(&failing.open_objects);
    below.CloseThreadpool(pool);
}

static void WINAPI counting_CloseThreadpoolWait(TP_WAIT *wait)
{
    InterlockedDecrement(&failing.open_objects);
    below.CloseThreadpoolWait(wait);
}

static void WINAPI counting_CloseThreadpoolWork(TP_WORK *work)
{
    InterlockedDecrement(&failing.open_objects);
    below.CloseThreadpoolWork(work);
}

void failing_install(void)
{
#define INSTALL_FAILING(type_, name_, parameters_, arguments_, failure_, error_)                             \
    SEAM_LAY(name_, failing_##name_, &below);
#define INSTALL_MAKING(type_, name_, parameters_, arguments_, error_)                                        \
    SEAM_LAY(name_, failing_##name_, &below);
#define INSTALL_COUNTING(name_) SEAM_LAY(name_, counting_##name_, &below);
    FAILING_CALLS(INSTALL_FAILING)
    MAKING_CALLS(INSTALL_MAKING)
    INSTALL_COUNTING(CloseHandle)
    INSTALL_COUNTING(CloseThreadpool)
    INSTALL_COUNTING(CloseThreadpoolWait)
    INSTALL_COUNTING(CloseThreadpoolWork)
    INSTALL_COUNTING(HeapFree)
    failing.installed = 1;
}
