#include <stdio.h>
#include "platform.h"
#include "batch.h"
#include "driver.h"
#include "utf8.h"

#define STARTS_MOST 20
#define RETRY_MILLISECONDS 100
#define BESIDE 3        /* a run mostly waits for its child */
#define LINE_MOST 32000 /* as long as a command line */

static struct batch {
    HANDLE runs[BESIDE];
    char lines[BESIDE][LINE_MOST];
    unsigned int count;
    int trouble;
} batch;

static int trouble(const char *what, const char *about)
{
    fprintf(stderr, "twinpipe_test: %s: %s\n", about, what);
    fflush(stderr);
    return EXIT_TROUBLE;
}

/* Under load Wine sometimes refuses a process that it makes a moment later. */
static HANDLE start_process(const wchar_t *path, wchar_t *command)
{
    STARTUPINFOW startup = {.cb = sizeof(startup)};
    PROCESS_INFORMATION process = {0};

    for (unsigned int i = 0; i < STARTS_MOST && !process.hProcess; i++) {
        if (CreateProcessW(path, command, NULL, NULL, TRUE, 0, NULL, NULL, &startup, &process))
            CloseHandle(process.hThread);
        else
            WaitForSingleObject(GetCurrentProcess(), RETRY_MILLISECONDS);
    }
    return process.hProcess;
}

static void begin(const char *line)
{
    static wchar_t path[MAX_PATH];
    static char text[LINE_MOST + 3 * MAX_PATH + 16];
    DWORD length = GetModuleFileNameW(NULL, path, ARRAY_SIZE(path));
    char *binary = length < ARRAY_SIZE(path) ? utf8_from_wide(path) : NULL;
    wchar_t *command;
    HANDLE process;

    snprintf(text, sizeof(text), "\"%s\" run %s", binary ? binary : "", line);
    command = wide_from_utf8(text);
    process = command ? start_process(path, command) : NULL;
    free(binary);
    free(command);
    if (!process) {
        batch.trouble = trouble("cannot be started", line);
        return;
    }
    batch.runs[batch.count] = process;
    snprintf(batch.lines[batch.count++], LINE_MOST, "%s", line);
}

static void finish_one(void)
{
    DWORD code = EXIT_TROUBLE, at = WaitForMultipleObjects(batch.count, batch.runs, FALSE, INFINITE);

    if (at >= batch.count)
        at = 0;
    GetExitCodeProcess(batch.runs[at], &code);
    if (code != EXIT_CONFORMS && code != EXIT_DIFFERS)
        batch.trouble = trouble("the run failed", batch.lines[at]);
    CloseHandle(batch.runs[at]);
    batch.runs[at] = batch.runs[--batch.count];
    memmove(batch.lines[at], batch.lines[batch.count], LINE_MOST);
}

int batch_run(const char *path)
{
    char line[LINE_MOST];
    FILE *file = fopen(path, "rb");

    if (!file)
        return trouble("cannot be read: name a file with a run's options in each line", path);
    while (fgets(line, sizeof(line), file)) {
        line[strcspn(line, "\r\n")] = 0;
        if (batch.count == BESIDE)
            finish_one();
        if (*line)
            begin(line);
    }
    fclose(file);
    while (batch.count)
        finish_one();
    return batch.trouble ? EXIT_TROUBLE : EXIT_CONFORMS;
}
