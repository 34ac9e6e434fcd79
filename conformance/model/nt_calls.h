/* Native forms of the calls that start operations, and the looked-up names. */
#ifndef TWINPIPE_MODEL_NT_CALLS_H
#define TWINPIPE_MODEL_NT_CALLS_H

#include "operation.h"

NTSTATUS model_read(const struct request *request, void *buffer, ULONG size);
NTSTATUS model_write(const struct request *request, const void *buffer, ULONG size);
NTSTATUS model_listen(const struct request *request);
NTSTATUS model_flush(const struct request *request);
NTSTATUS model_transceive(const struct request *request, const void *out, ULONG out_size, void *in,
                          ULONG in_size);

BOOL WINAPI model_GetOverlappedResultEx(HANDLE, OVERLAPPED *, DWORD *, DWORD, BOOL);
NTSTATUS NTAPI model_NtQueryInformationFile(HANDLE, IO_STATUS_BLOCK *, void *, ULONG, FILE_INFORMATION_CLASS);

NTSTATUS NTAPI model_NtQueryVolumeInformationFile(HANDLE, IO_STATUS_BLOCK *, void *, ULONG, int);
NTSTATUS NTAPI model_NtQueryObject(HANDLE, int, void *, ULONG, ULONG *);
NTSTATUS NTAPI model_NtSetInformationFile(HANDLE, IO_STATUS_BLOCK *, void *, ULONG, FILE_INFORMATION_CLASS);
NTSTATUS NTAPI model_NtCancelSynchronousIoFile(HANDLE, IO_STATUS_BLOCK *, IO_STATUS_BLOCK *);
NTSTATUS NTAPI model_NtOpenFile(HANDLE *, ULONG, OBJECT_ATTRIBUTES *, IO_STATUS_BLOCK *, ULONG, ULONG);
NTSTATUS NTAPI model_NtCreateDirectoryObject(HANDLE *, ULONG, OBJECT_ATTRIBUTES *);
NTSTATUS NTAPI model_NtCreateNamedPipeFile(HANDLE *, ULONG, OBJECT_ATTRIBUTES *, IO_STATUS_BLOCK *, ULONG,
                                           ULONG, ULONG, ULONG, ULONG, ULONG, ULONG, ULONG, ULONG,
                                           LARGE_INTEGER *);
/* Whether the bytes are mapped, and can be written if so wished. */
BOOL model_is_there(const void *bytes, DWORD size, BOOL to_write);
NTSTATUS NTAPI model_NtQuerySecurityObject(HANDLE, ULONG, void *, ULONG, ULONG *);
NTSTATUS NTAPI model_NtSetSecurityObject(HANDLE, ULONG, void *);
/* Why a handle is none of an end. */
NTSTATUS model_not_an_end(HANDLE file);

/* Puts the model's functions, or nothing, in the place of the names that are looked up. */
void model_install_nt(void);

#endif
