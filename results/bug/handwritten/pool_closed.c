/* A worker of a private pool has issued a write, which is pending; then the pool is closed. On Windows
 * it is taken to go on: it does not end before anybody has read. */
#define PATIENCE 8000 /* milliseconds */

static HANDLE writing;
static OVERLAPPED overlapped;
static char bytes[1000];

static void CALLBACK write_in_callback(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *work)
{
    WriteFile(writing, bytes, sizeof(bytes), NULL, &overlapped);
}

static int difference(void)
{
    HANDLE server = CreateNamedPipeW(L"\\\\.\\pipe\\repro", PIPE_ACCESS_INBOUND | FILE_FLAG_OVERLAPPED, 0, 1,
                                     10, 10, 0, NULL);
    TP_CALLBACK_ENVIRON environment = {.Version = 1};
    TP_WORK *work;

    writing =
        CreateFileW(L"\\\\.\\pipe\\repro", GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
    if (server == INVALID_HANDLE_VALUE || writing == INVALID_HANDLE_VALUE)
        ExitProcess(2);
    overlapped.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
    environment.Pool = CreateThreadpool(NULL);
    SetThreadpoolThreadMaximum(environment.Pool, 1);
    work = CreateThreadpoolWork(write_in_callback, NULL, &environment);
    SubmitThreadpoolWork(work);
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    CloseThreadpoolWork(work);
    CloseThreadpool(environment.Pool);
    return WaitForSingleObject(overlapped.hEvent, PATIENCE) == WAIT_OBJECT_0;
}
