#include <conio.h>
#include <stdio.h>
#include "platform.h"
#include "driver.h"
#include "head.h"
#include "user_run.h"
#include "utf8.h"

#define HASH_DIGITS 12
#define PATH_SIZE 1024

/* Whether its window goes when this process ends, and a key can be waited for before that. */
static int owns_console(void)
{
    DWORD mode, processes[2];

    return GetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), &mode) &&
           GetConsoleProcessList(processes, ARRAY_SIZE(processes)) == 1;
}

/* A file that goes with its handle shows it. */
static int can_write_into(const wchar_t *directory)
{
    wchar_t path[PATH_SIZE + 64];
    HANDLE file;

    swprintf(path, ARRAY_SIZE(path), L"%ls\\twinpipe-%lu.try", directory, GetCurrentProcessId());
    file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_NEW, FILE_FLAG_DELETE_ON_CLOSE, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 0;
    CloseHandle(file);
    return 1;
}

static int find_directory(wchar_t directory[PATH_SIZE])
{
    DWORD length = GetModuleFileNameW(NULL, directory, PATH_SIZE);

    if (length && length < PATH_SIZE) {
        *wcsrchr(directory, '\\') = 0;
        if (can_write_into(directory))
            return 1;
    }
    length = GetTempPathW(PATH_SIZE, directory);
    if (!length || length >= PATH_SIZE)
        return 0;
    directory[length - 1] = 0;
    return can_write_into(directory);
}

/* Allocated; NULL after a line that says why. */
static char *output_path(void)
{
    wchar_t directory[PATH_SIZE], path[2 * PATH_SIZE];
    char hash[65];

    if (!find_directory(directory)) {
        fprintf(stderr,
                "twinpipe_test: cannot write beside this program nor into the directory for temporary "
                "files: copy it to where you may write\n");
        return NULL;
    }
    if (!head_hash_binary(hash)) {
        fprintf(stderr, "twinpipe_test: cannot read this program to identify it: copy it to a local disk\n");
        return NULL;
    }
    swprintf(path, ARRAY_SIZE(path), L"%ls\\twinpipe-%hs-%hs-%.*hs.run", directory, platform_name(),
             ARCHITECTURE, HASH_DIGITS, hash);
    return utf8_from_wide(path);
}

static int run_into(const char *path)
{
    struct driver_options options = {.output = path,
                                     .isolation = "none",
                                     .text = "",
                                     .resume = 1,
                                     .sets_aside = 1,
                                     .progress = PROGRESS_COUNTED};
    int code;

    printf(
        "twinpipe measures how this Windows treats asynchronous pipe writers. It takes about a minute,\n"
        "changes nothing and needs no rights. Closing the window stops it; started again, it goes on.\n\n");
    fflush(stdout);
    code = driver_run(&options);
    if (code != EXIT_TROUBLE)
        printf("\nThis file is the result; please send it back:\n%s\n", path);
    fflush(stdout);
    return code;
}

int user_run(void)
{
    int waits = owns_console(), code = EXIT_TROUBLE;
    UINT code_page = GetConsoleOutputCP(); /* that of a console which somebody goes on to use */
    char *path;

    SetConsoleOutputCP(CP_UTF8);
    if ((path = output_path()))
        code = run_into(path);
    if (waits) {
        fprintf(stderr, "\nPress a key to close this window.\n");
        _getch();
    }
    free(path);
    SetConsoleOutputCP(code_page);
    return code;
}
