/* Runs units of a winetest program, several at a time, each with its output in UNIT.log in the working
 * directory:   run_units.exe PROGRAM DIRECTORY LANES UNIT...
 * The exit code is the number of units that did not end with 0, at most 100. No part of the suite. */
#include <stdio.h>
#include <windows.h>

enum { LANES_MOST = 32, FAILURES_MOST = 100, DEADLINE = 120000 };

/* The process, whose output goes to UNIT.log; NULL if it cannot be started. */
static HANDLE start(const wchar_t *program, const wchar_t *unit)
{
    SECURITY_ATTRIBUTES inherited = {sizeof(inherited), NULL, TRUE};
    STARTUPINFOW startup = {.cb = sizeof(startup), .dwFlags = STARTF_USESTDHANDLES};
    PROCESS_INFORMATION process = {.hProcess = NULL};
    wchar_t command[1024], log[128];

    swprintf(command, ARRAYSIZE(command), L"\"%ls\" %ls", program, unit);
    swprintf(log, ARRAYSIZE(log), L"%ls.log", unit);
    startup.hStdOutput = startup.hStdError =
        CreateFileW(log, GENERIC_WRITE, FILE_SHARE_READ, &inherited, CREATE_ALWAYS, 0, NULL);
    if (CreateProcessW(NULL, command, NULL, NULL, TRUE, 0, NULL, NULL, &startup, &process))
        CloseHandle(process.hThread);
    else
        fwprintf(stderr, L"%ls does not start: error %lu\n", unit, GetLastError());
    CloseHandle(startup.hStdOutput);
    return process.hProcess;
}

static int has_failed(HANDLE process)
{
    DWORD code = 1;

    if (WaitForSingleObject(process, 0) != WAIT_OBJECT_0)
        TerminateProcess(process, 1);
    else
        GetExitCodeProcess(process, &code);
    CloseHandle(process);
    return code != 0;
}

int wmain(int argc, wchar_t **argv)
{
    HANDLE running[LANES_MOST];
    DWORD count = 0, lanes = argc > 4 ? wcstoul(argv[3], NULL, 10) : 0;
    int failures = 0, next = 4;

    if (!lanes || !SetCurrentDirectoryW(argv[2])) {
        fprintf(stderr, "run_units: PROGRAM DIRECTORY LANES UNIT..., and a directory that is there\n");
        return FAILURES_MOST;
    }
    lanes = lanes < LANES_MOST ? lanes : LANES_MOST;
    while (next < argc || count) {
        DWORD ended;

        if (next < argc && count < lanes) {
            HANDLE process = start(argv[1], argv[next++]);

            if (process)
                running[count++] = process;
            failures += !process;
            continue;
        }
        ended = WaitForMultipleObjects(count, running, FALSE, DEADLINE);
        ended = ended < count ? ended : 0;
        failures += has_failed(running[ended]);
        running[ended] = running[--count];
    }
    return failures < FAILURES_MOST ? failures : FAILURES_MOST;
}
