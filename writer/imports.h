/* Calls that mingw-w64 declares without dllimport: then they are no imports of the objects that make them,
 * and the tests could not redirect them. */
#ifndef PIPE_WRITER_IMPORTS_H
#define PIPE_WRITER_IMPORTS_H

#include <windows.h>
#include <winternl.h>

WINBASEAPI VOID WINAPI AcquireSRWLockExclusive(SRWLOCK *lock);
WINBASEAPI VOID WINAPI ReleaseSRWLockExclusive(SRWLOCK *lock);
__declspec(dllimport) NTSTATUS NTAPI
    NtQueryInformationFile(HANDLE, IO_STATUS_BLOCK *, void *, ULONG, FILE_INFORMATION_CLASS);

#endif
