#include <stdio.h>
#include "platform.h"
#include "recorder.h"
#include "utf8.h"

#define LINE_SIZE 65536

static HANDLE working_file = INVALID_HANDLE_VALUE;
static HANDLE working_file_lock;
static CRITICAL_SECTION line_section;
static char line[LINE_SIZE];
static int has_joined, failed;

int recorder_open(const wchar_t *path, void *lock, enum recorder_opening opening)
{
    InitializeCriticalSection(&line_section);
    working_file_lock = lock;
    has_joined = opening == RECORDER_JOINS;
    failed = 0;
    working_file =
        CreateFileW(path, FILE_APPEND_DATA | SYNCHRONIZE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
                    opening == RECORDER_CREATES ? OPEN_ALWAYS : OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    return working_file != INVALID_HANDLE_VALUE;
}

int recorder_is_open(void)
{
    return working_file != INVALID_HANDLE_VALUE;
}

int recorder_has_failed(void)
{
    return failed;
}

static size_t append_escaped(size_t used, const char *field)
{
    const unsigned char *at = (const unsigned char *)(*field ? field : "-");

    while (*at && used + 8 < LINE_SIZE) {
        size_t length = utf8_sequence(at);
        const char *plain = *at == '\t'   ? "\\t"
                            : *at == '\n' ? "\\n"
                            : *at == '\r' ? "\\r"
                            : *at == '\\' ? "\\\\"
                                          : NULL;

        if (plain)
            used += (size_t)sprintf(line + used, "%s", plain), at++;
        else if (*at < 0x20 || *at == 0x7f || !length)
            used += (size_t)sprintf(line + used, "\\x%02x", *at++);
        else
            while (length--)
                line[used++] = (char)*at++;
    }
    return used;
}

static void refused(DWORD error)
{
    failed = 1;
    if (!has_joined)
        return;
    fprintf(stderr,
            "twinpipe_test: the run file cannot be written (error %lu): make room and go on with --resume\n",
            error);
    fflush(stderr);
    TerminateProcess(GetCurrentProcess(), EXIT_RECORD_REFUSED);
}

static void write_bytes(const char *bytes, size_t size)
{
    DWORD written = 0, error;
    BOOL success;

    if (failed)
        return;
    if (working_file_lock)
        WaitForSingleObject(working_file_lock, INFINITE);
    success = WriteFile(working_file, bytes, (DWORD)size, &written, NULL) && written == size;
    error = GetLastError();
    if (working_file_lock)
        ReleaseMutex(working_file_lock);
    if (!success)
        refused(error);
}

void record_fields(const char *const *fields)
{
    DWORD last_error = GetLastError();
    size_t used = 0;

    if (!recorder_is_open())
        return;
    EnterCriticalSection(&line_section);
    for (const char *const *field = fields; *field; field++) {
        if (field != fields)
            line[used++] = '\t';
        used = append_escaped(used, *field);
    }
    line[used++] = '\n';
    write_bytes(line, used);
    LeaveCriticalSection(&line_section);
    SetLastError(last_error);
}

void record_line(const char *bytes, size_t size)
{
    EnterCriticalSection(&line_section);
    write_bytes(bytes, size);
    LeaveCriticalSection(&line_section);
}

void recorder_silence_others(void)
{
    EnterCriticalSection(&line_section);
}

void recorder_flush(void)
{
    if (recorder_is_open())
        FlushFileBuffers(working_file);
}

void recorder_close(void)
{
    if (!recorder_is_open())
        return;
    CloseHandle(working_file);
    working_file = INVALID_HANDLE_VALUE;
    DeleteCriticalSection(&line_section);
}
