/* The functions that a platform may lack, asked for by seam_lookup(), sorted by module:
 *
 *   SEAM_LOOKUP(MODULE, RESULT, NAME, (TYPE parameter, ...), (parameter, ...), FORM)
 *
 * with the columns of calls.h. Microsoft documents each; headers lack some. No include guard: this is an X-macro list.
 */
SEAM_LOOKUP("kernel32.dll", BOOL, CallbackMayRunLong, (TP_CALLBACK_INSTANCE *instance), (instance), "truth: -")
SEAM_LOOKUP("kernel32.dll", BOOL, CompareObjectHandles, (HANDLE first, HANDLE second), (first, second), "bool: handle handle")
SEAM_LOOKUP("kernel32.dll", BOOL, GetOverlappedResultEx, (HANDLE file, OVERLAPPED *overlapped, DWORD *count, DWORD timeout, BOOL alertable), (file, overlapped, count, timeout, alertable), "bool: handle overlapped >number ms bool")
SEAM_LOOKUP("kernel32.dll", BOOL, SetThreadpoolWaitEx, (TP_WAIT *wait, HANDLE object, FILETIME *timeout, void *reserved), (wait, object, timeout, reserved), "truth: handle handle time -")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtAlertThreadByThreadId, (HANDLE thread), (thread), "status: -")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtCancelIoFile, (HANDLE file, IO_STATUS_BLOCK *block), (file, block), "status: handle block")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtCancelIoFileEx, (HANDLE file, IO_STATUS_BLOCK *request, IO_STATUS_BLOCK *block), (file, request, block), "status: handle block block")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtCreateNamedPipeFile, (HANDLE *pipe, ULONG access, OBJECT_ATTRIBUTES *attributes, IO_STATUS_BLOCK *block, ULONG sharing, ULONG disposition, ULONG options, ULONG type, ULONG read_mode, ULONG completion, ULONG instances, ULONG in, ULONG out, LARGE_INTEGER *timeout), (pipe, access, attributes, block, sharing, disposition, options, type, read_mode, completion, instances, in, out, timeout), "status: >handle hex given block hex number hex number number number number number number given")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtFsControlFile, (HANDLE file, HANDLE event, PIO_APC_ROUTINE routine, void *context, IO_STATUS_BLOCK *block, ULONG code, void *in, ULONG in_size, void *out, ULONG out_size), (file, event, routine, context, block, code, in, in_size, out, out_size), "status: handle handle given - block hex buffer number buffer number")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtOpenFile, (HANDLE *file, ULONG access, OBJECT_ATTRIBUTES *attributes, IO_STATUS_BLOCK *block, ULONG sharing, ULONG options), (file, access, attributes, block, sharing, options), "status: >handle hex given block hex hex")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtQueryEvent, (HANDLE event, int class, void *data, ULONG size, ULONG *length), (event, class, data, size, length), "status: handle number given number >number")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtQueryInformationFile, (HANDLE file, IO_STATUS_BLOCK *block, void *data, ULONG size, FILE_INFORMATION_CLASS class), (file, block, data, size, class), "status: handle block given number number")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtQueryObject, (HANDLE handle, int class, void *data, ULONG size, ULONG *length), (handle, class, data, size, length), "status: handle number given number >number")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtQuerySecurityObject, (HANDLE handle, ULONG which, void *descriptor, ULONG size, ULONG *length), (handle, which, descriptor, size, length), "status: handle hex given number -")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtQueryVolumeInformationFile, (HANDLE file, IO_STATUS_BLOCK *block, void *data, ULONG size, int class), (file, block, data, size, class), "status: handle block given number number")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtReadFile, (HANDLE file, HANDLE event, PIO_APC_ROUTINE routine, void *context, IO_STATUS_BLOCK *block, void *bytes, ULONG size, LARGE_INTEGER *offset, ULONG *key), (file, event, routine, context, block, bytes, size, offset, key), "status: handle handle given - block buffer number given given")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtSetInformationFile, (HANDLE file, IO_STATUS_BLOCK *block, void *data, ULONG size, FILE_INFORMATION_CLASS class), (file, block, data, size, class), "status: handle block given number number")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtSetSecurityObject, (HANDLE handle, ULONG which, void *descriptor), (handle, which, descriptor), "status: handle hex -")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, NtWriteFile, (HANDLE file, HANDLE event, PIO_APC_ROUTINE routine, void *context, IO_STATUS_BLOCK *block, const void *bytes, ULONG size, LARGE_INTEGER *offset, ULONG *key), (file, event, routine, context, block, bytes, size, offset, key), "status: handle handle given - block buffer number given given")
SEAM_LOOKUP("ntdll.dll", ULONG, RtlNtStatusToDosError, (NTSTATUS status), (status), "number: status")
SEAM_LOOKUP("ntdll.dll", NTSTATUS, TpSimpleTryPost, (PTP_SIMPLE_CALLBACK callback, void *context, TP_CALLBACK_ENVIRON *environment), (callback, context, environment), "status: - - environment")
