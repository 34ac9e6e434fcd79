/* The floor: one overlapped WriteFile at a time, waited for. No queue, so every mode is the same to it. */
#include "candidate.h"

#include <stdlib.h>

struct plain {
    HANDLE pipe;
    OVERLAPPED overlapped;
};

static void *plain_open(HANDLE pipe, BOOL notified)
{
    struct plain *plain = bench_memory(sizeof(*plain));

    (void)notified;
    plain->pipe = pipe;
    if (!(plain->overlapped.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL)))
        bench_fail("plain: CreateEvent", GetLastError());
    return plain;
}

static DWORD finish(struct plain *plain)
{
    DWORD written = 0;

    if (GetLastError() != ERROR_IO_PENDING)
        bench_fail("plain: WriteFile", GetLastError());
    if (WaitForSingleObject(plain->overlapped.hEvent, INFINITE) != WAIT_OBJECT_0)
        bench_fail("plain: the wait", GetLastError());
    if (!GetOverlappedResult(plain->pipe, &plain->overlapped, &written, FALSE))
        bench_fail("plain: GetOverlappedResult", GetLastError());
    return written;
}

static void plain_write(void *writer, const void *bytes, DWORD size, BOOL more)
{
    struct plain *plain = writer;

    (void)more;
    for (DWORD done = 0, written = 0; done < size; done += written)
        if (!WriteFile(plain->pipe, (const char *)bytes + done, size - done, &written, &plain->overlapped))
            written = finish(plain);
}

static void plain_wait(void *writer)
{
    (void)writer;
}

static void plain_close(void *writer)
{
    struct plain *plain = writer;

    CloseHandle(plain->pipe);
    CloseHandle(plain->overlapped.hEvent);
    free(plain);
}

const struct candidate candidate_plain = {"plain", plain_open, plain_write, plain_wait,
                                          NULL,    NULL,       plain_close};
