/* The second process has only to be there, for the duplicate of a handle: this program once more, which never
 * runs. A read is pending with a port and a context, and without an event, when this process closes its only
 * handle. The duplicate does not keep the read: a packet comes, with ERROR_OPERATION_ABORTED, and only when
 * it is taken does the status change. */
#include <stdlib.h>

static void step_failed(const char *step)
{
    printf("%s failed: error %lu\n", step, GetLastError());
    exit(2);
}

static HANDLE second_process(void)
{
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION process;
    WCHAR image[MAX_PATH];

    if (!GetModuleFileNameW(NULL, image, MAX_PATH) ||
        !CreateProcessW(image, NULL, NULL, NULL, FALSE, CREATE_SUSPENDED, NULL, NULL, &startup, &process))
        step_failed("CreateProcessW");
    return process.hProcess;
}

static int difference(void)
{
    static const WCHAR name[] = L"\\\\.\\pipe\\repro-context-closed";
    static OVERLAPPED read, *overlapped;
    static char bytes[16];
    HANDLE process = second_process(), server, client, duplicate, port;
    ULONG_PTR key;
    DWORD count, error = ERROR_SUCCESS;
    int is_early;

    server = CreateNamedPipeW(name, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED, PIPE_TYPE_MESSAGE, 1, 100, 100,
                              0, NULL);
    client =
        CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
    port = CreateIoCompletionPort(client, NULL, 1, 0);
    if (server == INVALID_HANDLE_VALUE || client == INVALID_HANDLE_VALUE || !port)
        step_failed("making the pipe and its port");
    if (ReadFile(client, bytes, sizeof bytes, NULL, &read) || GetLastError() != ERROR_IO_PENDING)
        step_failed("ReadFile");
    if (!DuplicateHandle(GetCurrentProcess(), client, process, &duplicate, 0, FALSE, DUPLICATE_SAME_ACCESS))
        step_failed("DuplicateHandle");
    CloseHandle(client);
    is_early = read.Internal != STATUS_PENDING;
    if (!GetQueuedCompletionStatus(port, &count, &key, &overlapped, 500))
        error = GetLastError();
    TerminateProcess(process, 0);
    if (error != ERROR_OPERATION_ABORTED || overlapped != &read)
        return 1;
    return is_early ? 2 : 0;
}
