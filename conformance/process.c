#include "process.h"

#define STARTS_MOST 20
#define RETRY_MILLISECONDS 100

HANDLE process_start(const wchar_t *path, wchar_t *command, DWORD flags, STARTUPINFOW *startup,
                     HANDLE *thread)
{
    PROCESS_INFORMATION process = {0};

    startup->cb = sizeof(*startup);
    for (unsigned int starts = 1;; starts++) {
        if (CreateProcessW(path, command, NULL, NULL, TRUE, flags, NULL, NULL, startup, &process) ||
            starts == STARTS_MOST)
            break;
        WaitForSingleObject(GetCurrentProcess(), RETRY_MILLISECONDS);
    }
    *thread = process.hThread;
    return process.hProcess;
}
