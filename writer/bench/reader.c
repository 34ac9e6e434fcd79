#include "reader.h"

#include "candidate.h"

#include <stdio.h>

enum { END_MILLISECONDS = 60000 };

static HANDLE open_pair(HANDLE *server, DWORD quota)
{
    static unsigned count;
    SECURITY_ATTRIBUTES inheritable = {sizeof(inheritable), NULL, TRUE};
    WCHAR name[80];
    HANDLE client;

    swprintf(name, sizeof(name) / sizeof(*name), L"\\\\.\\pipe\\twinpipe-bench-%lx-%x", GetCurrentProcessId(),
             count++);
    *server =
        CreateNamedPipeW(name, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
                         PIPE_TYPE_BYTE, 1, quota, quota, 0, NULL);
    if (*server == INVALID_HANDLE_VALUE)
        bench_fail("CreateNamedPipe", GetLastError());
    client = CreateFileW(name, GENERIC_READ, 0, &inheritable, OPEN_EXISTING, 0, NULL);
    if (client == INVALID_HANDLE_VALUE)
        bench_fail("opening the reader's end", GetLastError());
    return client;
}

void reader_start(struct reader *reader, DWORD quota, DWORD read_size)
{
    STARTUPINFOW startup = {.cb = sizeof(startup), .dwFlags = STARTF_USESTDHANDLES};
    PROCESS_INFORMATION process;
    WCHAR program[MAX_PATH], command[MAX_PATH + 32];

    startup.hStdInput = open_pair(&reader->pipe, quota);
    GetModuleFileNameW(NULL, program, MAX_PATH);
    swprintf(command, sizeof(command) / sizeof(*command), L"\"%ls\" reader %lu", program, read_size);
    if (!CreateProcessW(program, command, NULL, NULL, TRUE, 0, NULL, NULL, &startup, &process))
        bench_fail("CreateProcess", GetLastError());
    CloseHandle(startup.hStdInput);
    CloseHandle(process.hThread);
    reader->process = process.hProcess;
}

void reader_end(struct reader *reader)
{
    DWORD code = ERROR_TIMEOUT;

    if (WaitForSingleObject(reader->process, END_MILLISECONDS) == WAIT_OBJECT_0)
        GetExitCodeProcess(reader->process, &code);
    if (code)
        bench_fail("the reader", code);
    CloseHandle(reader->process);
}

void reader_main(DWORD read_size)
{
    HANDLE pipe = GetStdHandle(STD_INPUT_HANDLE);
    void *bytes = bench_memory(read_size);
    DWORD count;

    while (ReadFile(pipe, bytes, read_size, &count, NULL))
        continue;
    ExitProcess(GetLastError() == ERROR_BROKEN_PIPE ? 0 : GetLastError());
}
