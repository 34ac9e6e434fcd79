/* A log that never holds up its program: lines go to a reader that is away for a while. What does not fit is
 * dropped and counted, and the next line that fits says how many are missing. The reader is a thread of this
 * process here.
 */
#include "pipe_writer.h"
#include <stdio.h>

#define LINES 5000 /* before the reader comes, and again after */
#define PIPE_NAME "\\\\.\\pipe\\log_forwarder-%lu"

struct log {
    struct pipe_writer *writer;
    HANDLE room; /* set when lines fit again */
    unsigned int dropped, dropped_in_all, notes;
};

static void on_drain(void *context, struct pipe_writer *writer)
{
    struct log *log = context;

    (void)writer;
    SetEvent(log->room);
}

static void log_line(struct log *log, unsigned int number)
{
    char note[64], line[64];
    int note_size = log->dropped ? sprintf(note, "(%u lines are missing)\n", log->dropped) : 0;
    int line_size = sprintf(line, "line %u\n", number);
    pipe_writer_buffer buffers[] = {{note, (size_t)note_size}, {line, (size_t)line_size}};

    if (pipe_writer_writev(log->writer, buffers, 2, 0, NULL) == PIPE_WRITER_OK) {
        log->notes += note_size != 0;
        log->dropped = 0;
    } else {
        log->dropped++;
        log->dropped_in_all++;
    }
}

static DWORD WINAPI count_lines(void *pipe)
{
    char bytes[512];
    DWORD size, lines = 0;

    while (ReadFile(pipe, bytes, sizeof(bytes), &size, NULL) && size)
        for (DWORD i = 0; i < size; i++)
            lines += bytes[i] == '\n';
    return lines;
}

static int run(struct log *log, HANDLE reader)
{
    pipe_writer_status status;
    DWORD lines = 0;
    HANDLE thread;

    for (unsigned int i = 0; i < LINES; i++)
        log_line(log, i);
    if (!(thread = CreateThread(NULL, 0, count_lines, reader, 0, NULL)))
        return 2;
    WaitForSingleObject(log->room, INFINITE);
    for (unsigned int i = LINES; i < 2 * LINES; i++)
        log_line(log, i);
    status = pipe_writer_shutdown(log->writer, INFINITE);
    pipe_writer_destroy(log->writer);
    WaitForSingleObject(thread, INFINITE);
    GetExitCodeThread(thread, &lines);
    CloseHandle(thread);
    printf("%d lines logged, %u dropped, %lu read, status %d\n", 2 * LINES, log->dropped_in_all, lines,
           status);
    return status != PIPE_WRITER_OK || !log->dropped_in_all ||
           lines != 2 * LINES - log->dropped_in_all + log->notes;
}

int main(void)
{
    pipe_writer_config config = PIPE_WRITER_CONFIG;
    struct log log = {0};
    HANDLE reader;
    char name[64];

    sprintf(name, PIPE_NAME, GetCurrentProcessId());
    config.handle = CreateNamedPipeA(name, PIPE_ACCESS_OUTBOUND | FILE_FLAG_OVERLAPPED, PIPE_TYPE_BYTE, 1,
                                     4096, 0, 0, NULL);
    reader = CreateFileA(name, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    config.flags = PIPE_WRITER_OWN;
    config.limit = 16 * 1024;
    config.context = &log;
    config.on_drain = on_drain;
    log.room = CreateEventA(NULL, FALSE, FALSE, NULL);
    if (!log.room || reader == INVALID_HANDLE_VALUE ||
        pipe_writer_create(&config, &log.writer) != PIPE_WRITER_OK) {
        fprintf(stderr, "log_forwarder: error %lu\n", GetLastError());
        return 2;
    }
    return run(&log, reader);
}
