/* What is special to Windows in the binary, as far as Wine can exercise it. No part of the suite.
 *   windows_check.exe console EXE TEMP   EXE started as by a double click, with TEMP as the directory for
 * temporary files: prints what stands last on its console, then sends the key that it waits for
 *   windows_check.exe shared EXE TEMP    the same in the console of a process that stays, as cmd does: prints
 * what stands on it when EXE has ended by itself
 *   windows_check.exe version            which Windows a registry that is made up names
 *   windows_check.exe resource EXE       its manifest, and what Windows shows of it
 */
#include <stdio.h>
#include <windows.h>
#include "../windows_version.h"

#define DEADLINE 60000
#define SCREEN_SIZE 65536
#define PSEUDOCONSOLE 0x20016 /* PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE, which older headers lack */

typedef HRESULT(WINAPI *create_console)(COORD, HANDLE, HANDLE, DWORD, void **);

/* A console without a window, and what has been printed on it, escape sequences and all. */
static struct {
    HANDLE keys, screen;
    void *handle;
    char text[SCREEN_SIZE];
    DWORD size;
} own;

static int wrong(const char *what)
{
    fprintf(stderr, "windows_check: %s: error %lu\n", what, GetLastError());
    fflush(stderr);
    return 1;
}

/* Wide, so that no path is broken. */
static int open_console(void)
{
    create_console create =
        (create_console)(ULONG_PTR)GetProcAddress(GetModuleHandleA("kernel32.dll"), "CreatePseudoConsole");
    HANDLE keys, screen;

    return create && CreatePipe(&keys, &own.keys, NULL, 0) && CreatePipe(&own.screen, &screen, NULL, 0) &&
           !create((COORD){500, 50}, keys, screen, 0, &own.handle);
}

/* In the console: what a process has for standard handles there is the console, as after a double click. */
static int create_inside(char *program, PROCESS_INFORMATION *process)
{
    STARTUPINFOA startup = {.cb = sizeof(startup), .dwFlags = STARTF_USESTDHANDLES};
    SECURITY_ATTRIBUTES inherited = {sizeof(inherited), NULL, TRUE};

    startup.hStdInput = CreateFileA("CONIN$", GENERIC_READ | GENERIC_WRITE,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, OPEN_EXISTING, 0, NULL);
    startup.hStdOutput = startup.hStdError =
        CreateFileA("CONOUT$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited,
                    OPEN_EXISTING, 0, NULL);
    return CreateProcessA(NULL, program, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &startup, process);
}

static int inside(char *program)
{
    PROCESS_INFORMATION process;

    return create_inside(program, &process) ? (int)process.dwThreadId : 0;
}

static int stays_inside(char *program)
{
    PROCESS_INFORMATION process;
    DWORD code = 2;

    if (!create_inside(program, &process))
        return 2;
    ResumeThread(process.hThread);
    WaitForSingleObject(process.hProcess, DEADLINE);
    GetExitCodeProcess(process.hProcess, &code);
    return (int)code;
}

static int start_in_console(char *command, PROCESS_INFORMATION *process)
{
    static char memory[1024];
    STARTUPINFOEXA startup = {.StartupInfo.cb = sizeof(startup)};
    SIZE_T size = sizeof(memory);

    startup.lpAttributeList = (LPPROC_THREAD_ATTRIBUTE_LIST)memory;
    return InitializeProcThreadAttributeList(startup.lpAttributeList, 1, 0, &size) &&
           UpdateProcThreadAttribute(startup.lpAttributeList, 0, PSEUDOCONSOLE, own.handle,
                                     sizeof(own.handle), NULL, NULL) &&
           CreateProcessA(NULL, command, NULL, NULL, FALSE, EXTENDED_STARTUPINFO_PRESENT, NULL, NULL,
                          &startup.StartupInfo, process);
}

/* By a process that is gone when the program goes on, so that the console is the program's alone. */
static HANDLE start(const char *program)
{
    char self[512], command[1200];
    PROCESS_INFORMATION process;
    DWORD id = 0;
    HANDLE thread, started;

    GetModuleFileNameA(NULL, self, sizeof(self));
    snprintf(command, sizeof(command), "\"%s\" inside \"%s\"", self, program);
    if (!start_in_console(command, &process))
        return NULL;
    WaitForSingleObject(process.hProcess, DEADLINE);
    GetExitCodeProcess(process.hProcess, &id);
    if (!(thread = OpenThread(THREAD_SUSPEND_RESUME | THREAD_QUERY_LIMITED_INFORMATION, FALSE, id)))
        return NULL;
    started = OpenProcess(PROCESS_QUERY_INFORMATION | SYNCHRONIZE, FALSE, GetProcessIdOfThread(thread));
    ResumeThread(thread);
    return started;
}

/* Without what moves the cursor; one step to the right stands for a space. */
static void keep(const char *bytes, DWORD count)
{
    static enum { PLAIN, ESCAPED, IN_SEQUENCE } state;

    for (DWORD i = 0; i < count && own.size < SCREEN_SIZE - 1; i++) {
        int ends = bytes[i] >= '@' && bytes[i] <= '~';

        if (state == PLAIN && bytes[i] != '\x1b')
            own.text[own.size++] = bytes[i];
        else if (state == IN_SEQUENCE && bytes[i] == 'C')
            own.text[own.size++] = ' ';
        state = state == PLAIN     ? (bytes[i] == '\x1b' ? ESCAPED : PLAIN)
                : state == ESCAPED ? (bytes[i] == '[' ? IN_SEQUENCE : PLAIN)
                                   : (ends ? PLAIN : IN_SEQUENCE);
    }
}

/* Until it has printed the text or is over. */
static int read_until(const char *text, HANDLE process)
{
    DWORD start_time = GetTickCount(), available = 0, count;
    char bytes[4096];

    while (!strstr(own.text, text) && GetTickCount() - start_time < DEADLINE) {
        if (PeekNamedPipe(own.screen, NULL, 0, NULL, &available, NULL) && available &&
            ReadFile(own.screen, bytes, sizeof(bytes), &count, NULL))
            keep(bytes, count);
        else if (WaitForSingleObject(process, 20) == WAIT_OBJECT_0 && !available)
            return 0;
    }
    return strstr(own.text, text) != NULL;
}

static int console(const char *program, const char *temporary)
{
    DWORD code = 2, count;
    HANDLE process;

    SetEnvironmentVariableA("TEMP", temporary);
    SetEnvironmentVariableA("TMP", temporary);
    if (!open_console())
        return wrong("no pseudo console");
    if (!(process = start(program)))
        return wrong("cannot start the program");
    if (!read_until("Press a key", process))
        return printf("%s\n", own.text), wrong("it asks for no key");
    printf("%s\n", own.text);
    if (WaitForSingleObject(process, 200) == WAIT_OBJECT_0)
        return wrong("it did not wait for a key");
    if (!WriteFile(own.keys, "\r", 1, &count, NULL) || WaitForSingleObject(process, DEADLINE))
        return wrong("it does not end with a key");
    GetExitCodeProcess(process, &code);
    printf("exit code %lu\n", code);
    return 0;
}

static int shared(const char *program, const char *temporary)
{
    char self[512], command[1200];
    PROCESS_INFORMATION process;
    DWORD code = 2;

    SetEnvironmentVariableA("TEMP", temporary);
    SetEnvironmentVariableA("TMP", temporary);
    GetModuleFileNameA(NULL, self, sizeof(self));
    snprintf(command, sizeof(command), "\"%s\" stays \"%s\"", self, program);
    if (!open_console() || !start_in_console(command, &process))
        return wrong("cannot start the program in a console");
    if (read_until("Press a key", process.hProcess))
        return wrong("it asks for a key in a console that is not its own");
    if (WaitForSingleObject(process.hProcess, DEADLINE))
        return wrong("it does not end");
    GetExitCodeProcess(process.hProcess, &code);
    printf("%s\nexit code %lu\n", own.text, code);
    return 0;
}

static void set(HKEY key, const char *name, const char *text)
{
    RegSetValueExA(key, name, 0, REG_SZ, (const BYTE *)text, (DWORD)strlen(text) + 1);
}

static int version(void)
{
    char name[64], build[512];
    DWORD revision = 4460;
    HKEY key;

    if (!GetProcAddress(GetModuleHandleA("ntdll.dll"), "wine_get_version"))
        return wrong("only in a prefix of Wine that is thrown away: it writes into the machine's registry");
    if (RegOpenKeyExA(HKEY_LOCAL_MACHINE, "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion", 0,
                      KEY_SET_VALUE | KEY_WOW64_64KEY, &key))
        return wrong("no key");
    RegSetValueExA(key, "UBR", 0, REG_DWORD, (const BYTE *)&revision, sizeof(revision));
    set(key, "DisplayVersion", "23H2");
    set(key, "EditionID", "Professional");
    set(key, "BuildLabEx", "22621.1.amd64fre.ni_release.220506-1250");
    windows_version_name(name, sizeof(name));
    windows_version_build(build, sizeof(build));
    printf("%s\n%s\n", name, build);
    return 0;
}

static int resource(const char *program)
{
    HMODULE module = LoadLibraryExA(program, NULL, LOAD_LIBRARY_AS_DATAFILE);
    HRSRC manifest = FindResourceA(module, MAKEINTRESOURCEA(1), MAKEINTRESOURCEA(24));
    HRSRC shown = FindResourceA(module, MAKEINTRESOURCEA(1), MAKEINTRESOURCEA(16));
    const WCHAR *words;

    if (!manifest || !shown)
        return wrong("a resource is missing");
    printf("%.*s\n", (int)SizeofResource(module, manifest),
           (const char *)LockResource(LoadResource(module, manifest)));
    words = LockResource(LoadResource(module, shown));
    for (DWORD i = 0; i < SizeofResource(module, shown) / sizeof(*words); i++)
        putchar(words[i] >= ' ' && words[i] < 0x7f ? (char)words[i] : '\n');
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && !strcmp(argv[1], "console"))
        return console(argv[2], argv[3]);
    if (argc == 4 && !strcmp(argv[1], "shared"))
        return shared(argv[2], argv[3]);
    if (argc == 3 && !strcmp(argv[1], "stays"))
        return stays_inside(argv[2]);
    if (argc == 3 && !strcmp(argv[1], "inside"))
        return inside(argv[2]);
    if (argc == 2 && !strcmp(argv[1], "version"))
        return version();
    if (argc == 3 && !strcmp(argv[1], "resource"))
        return resource(argv[2]);
    return wrong("see the head of windows_check.c");
}
