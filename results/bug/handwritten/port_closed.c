/* A thread waits for a packet of a completion port, and another one closes the port's only handle. The thread
 * is woken at once; it does not wait for its whole timeout. */
static HANDLE port;
static DWORD error;

static DWORD WINAPI taking_thread(void *context)
{
    DWORD count;
    ULONG_PTR key;
    OVERLAPPED *overlapped;

    error = GetQueuedCompletionStatus(port, &count, &key, &overlapped, 2000) ? ERROR_SUCCESS : GetLastError();
    return 0;
}

static int difference(void)
{
    HANDLE thread;

    port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
    thread = CreateThread(NULL, 0, taking_thread, NULL, 0, NULL);
    Sleep(200); /* until it is inside its call */
    CloseHandle(port);
    WaitForSingleObject(thread, 10000);
    return error == WAIT_TIMEOUT;
}
