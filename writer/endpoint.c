#include "endpoint.h"
#include "imports.h"

/* Names and values of Microsoft's ntifs.h documentation; not every winternl.h has them. */
#define SYNCHRONOUS_MODES 0x30 /* FILE_SYNCHRONOUS_IO_ALERT, FILE_SYNCHRONOUS_IO_NONALERT */
#define MODE_INFORMATION ((FILE_INFORMATION_CLASS)16)
#define ACCESS_INFORMATION ((FILE_INFORMATION_CLASS)8)

static BOOL ask(HANDLE handle, FILE_INFORMATION_CLASS information, ULONG *bits)
{
    IO_STATUS_BLOCK block;

    *bits = 0;
    return NtQueryInformationFile(handle, &block, bits, sizeof(*bits), information) >= 0;
}

DWORD writer_endpoint_check(HANDLE handle, BOOL *messages)
{
    ULONG mode, access;
    DWORD flags = 0, error;

    if (!handle || handle == INVALID_HANDLE_VALUE)
        return ERROR_INVALID_HANDLE;
    if (GetFileType(handle) != FILE_TYPE_PIPE)
        return ERROR_INVALID_HANDLE;
    if (!ask(handle, MODE_INFORMATION, &mode) || (mode & SYNCHRONOUS_MODES))
        return ERROR_INVALID_PARAMETER;
    if (!ask(handle, ACCESS_INFORMATION, &access) || !(access & FILE_WRITE_DATA))
        return ERROR_ACCESS_DENIED;
    if (GetNamedPipeInfo(handle, &flags, NULL, NULL, NULL)) {
        *messages = (flags & PIPE_TYPE_MESSAGE) != 0;
        return ERROR_SUCCESS;
    }
    error = GetLastError();
    return error == ERROR_ACCESS_DENIED ? ERROR_SUCCESS : error;
}
