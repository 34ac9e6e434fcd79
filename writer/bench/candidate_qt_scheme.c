/* The QWindowsPipeWriter scheme. It knows no corking: each block is a write of its own. */
#include "candidate.h"

#include "tests/qt_scheme.h"

#include <stdlib.h>

struct client {
    struct qt_scheme *scheme;
    HANDLE pipe;
};

static void *client_open(HANDLE pipe, BOOL notified)
{
    struct client *client = bench_memory(sizeof(*client));

    (void)notified;
    client->pipe = pipe;
    if (!(client->scheme = qt_scheme_open(pipe)))
        bench_fail("qt_scheme_open", GetLastError());
    return client;
}

static void client_write(void *writer, const void *bytes, DWORD size, BOOL more)
{
    struct client *client = writer;

    (void)more;
    if (!qt_scheme_write(client->scheme, bytes, size))
        bench_fail("qt_scheme_write", qt_scheme_error(client->scheme));
}

static void client_wait(void *writer)
{
    struct client *client = writer;

    do
        if (!qt_scheme_wait(client->scheme, INFINITE) || qt_scheme_error(client->scheme))
            bench_fail("qt_scheme_wait", qt_scheme_error(client->scheme));
    while (qt_scheme_bytes_to_write(client->scheme));
}

static void client_close(void *writer)
{
    struct client *client = writer;

    qt_scheme_close(client->scheme);
    CloseHandle(client->pipe);
    free(client);
}

const struct candidate candidate_qt_scheme = {"qt-scheme", client_open, client_write, client_wait,
                                              NULL,        NULL,        client_close};
