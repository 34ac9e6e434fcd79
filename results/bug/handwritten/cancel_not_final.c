/* A step of the platform decides: when the thread that has issued the write takes note of its end. Another
 * thread cancels it. On Windows the status of a pipe's write is taken to be final when CancelIoEx has
 * returned TRUE for it, which no documentation promises: a program has to wait for the write all the same. */
#define ROUNDS 1000

static HANDLE writing, issued, go_on;
static OVERLAPPED overlapped;
static char bytes[1000];

static DWORD WINAPI issuing_thread(void *context)
{
    while (WaitForSingleObject(go_on, 10000) == WAIT_OBJECT_0) {
        WriteFile(writing, bytes, sizeof(bytes), NULL, &overlapped);
        SetEvent(issued);
    }
    return 0;
}

static int difference(void)
{
    HANDLE server = CreateNamedPipeW(L"\\\\.\\pipe\\repro", PIPE_ACCESS_INBOUND | FILE_FLAG_OVERLAPPED, 0, 1,
                                     10, 10, 0, NULL);
    int pending = 0;

    writing =
        CreateFileW(L"\\\\.\\pipe\\repro", GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
    if (server == INVALID_HANDLE_VALUE || writing == INVALID_HANDLE_VALUE)
        ExitProcess(2);
    issued = CreateEventW(NULL, FALSE, FALSE, NULL);
    go_on = CreateEventW(NULL, FALSE, FALSE, NULL);
    overlapped.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
    CreateThread(NULL, 0, issuing_thread, NULL, 0, NULL);
    for (int round = 0; round < ROUNDS && !pending; round++) {
        DWORD count;

        SetEvent(go_on);
        WaitForSingleObject(issued, 5000);
        pending = CancelIoEx(writing, &overlapped) && !HasOverlappedIoCompleted(&overlapped);
        GetOverlappedResult(writing, &overlapped, &count, TRUE);
    }
    return pending;
}
