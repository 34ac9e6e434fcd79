/* copy_check PROGRAM: PROGRAM copies its standard input to the pipe that it is told, byte for byte. The
 * reader is slow to begin with and small, so that the program has to wait.
 */
#include <windows.h>
#include <stdio.h>

#define SIZE 1000000

static unsigned char byte_at(DWORD position)
{
    return (unsigned char)(position * 7 + position / 251);
}

static HANDLE input_file(void)
{
    static unsigned char bytes[SIZE];
    SECURITY_ATTRIBUTES inherited = {sizeof(inherited), NULL, TRUE};
    char name[MAX_PATH], directory[MAX_PATH - 20];
    HANDLE file;
    DWORD count;

    GetTempPathA(sizeof(directory), directory);
    snprintf(name, sizeof(name), "%scopy_check-%lu", directory, GetCurrentProcessId());
    file = CreateFileA(name, GENERIC_READ | GENERIC_WRITE, 0, &inherited, CREATE_ALWAYS,
                       FILE_FLAG_DELETE_ON_CLOSE, NULL);
    for (DWORD i = 0; i < SIZE; i++)
        bytes[i] = byte_at(i);
    WriteFile(file, bytes, SIZE, &count, NULL);
    SetFilePointer(file, 0, NULL, FILE_BEGIN);
    return file;
}

static HANDLE start(const char *program, const char *pipe)
{
    STARTUPINFOA startup = {.cb = sizeof(startup), .dwFlags = STARTF_USESTDHANDLES};
    PROCESS_INFORMATION process = {0};
    char line[1024];

    snprintf(line, sizeof(line), "\"%s\" %s", program, pipe);
    startup.hStdInput = input_file();
    startup.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    if (!CreateProcessA(program, line, NULL, NULL, TRUE, 0, NULL, NULL, &startup, &process))
        printf("%s does not start: error %lu\n", program, GetLastError());
    CloseHandle(startup.hStdInput);
    return process.hProcess;
}

int main(int count, char **arguments)
{
    DWORD position = 0, wrong = 0, size, code = 99;
    unsigned char bytes[3000];
    HANDLE pipe, process;
    char name[64];

    snprintf(name, sizeof(name), "\\\\.\\pipe\\copy_check-%lu", GetCurrentProcessId());
    pipe = CreateNamedPipeA(name, PIPE_ACCESS_INBOUND, PIPE_TYPE_BYTE, 1, 0, 4096, 0, NULL);
    if (count != 2 || !(process = start(arguments[1], name)))
        return 2;
    ConnectNamedPipe(pipe, NULL);
    while (ReadFile(pipe, bytes, sizeof(bytes), &size, NULL))
        for (DWORD i = 0; i < size; i++)
            wrong += bytes[i] != byte_at(position++);
    WaitForSingleObject(process, 20000);
    GetExitCodeProcess(process, &code);
    printf("copied %lu of %d bytes, %lu wrong, exit code %lu\n", position, SIZE, wrong, code);
    return position != SIZE || wrong || code;
}
