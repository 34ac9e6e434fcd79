/* The writer with its default configuration. Notifications are asked for only where they are what is waited
 * for. */
#include "candidate.h"

#include "writer/pipe_writer.h"

#include <stdlib.h>

struct client {
    struct pipe_writer *writer;
    ULONGLONG accepted, written; /* written: as reported */
    SRWLOCK lock;                /* both take no request */
    CONDITION_VARIABLE progress;
};

static void check(const char *what, pipe_writer_status status)
{
    if (status != PIPE_WRITER_OK)
        bench_fail(what, status);
}

static void on_progress(void *context, struct pipe_writer *writer, ULONGLONG bytes)
{
    struct client *client = context;

    (void)writer;
    AcquireSRWLockExclusive(&client->lock);
    client->written += bytes;
    ReleaseSRWLockExclusive(&client->lock);
    WakeConditionVariable(&client->progress);
}

static void *client_open(HANDLE pipe, BOOL notified)
{
    struct client *client = bench_memory(sizeof(*client));
    pipe_writer_config config = PIPE_WRITER_CONFIG;

    InitializeSRWLock(&client->lock);
    InitializeConditionVariable(&client->progress);
    config.handle = pipe;
    config.flags = PIPE_WRITER_OWN;
    config.context = client;
    if (notified)
        config.on_progress = on_progress;
    check("pipe_writer_create", pipe_writer_create(&config, &client->writer));
    return client;
}

static void client_write(void *writer, const void *bytes, DWORD size, BOOL more)
{
    struct client *client = writer;

    check("pipe_writer_write",
          pipe_writer_write(client->writer, bytes, size, more ? PIPE_WRITER_MORE : 0, &client->accepted));
}

static void client_wait(void *writer)
{
    struct client *client = writer;

    check("pipe_writer_wait_written",
          pipe_writer_wait_written(client->writer, client->accepted, INFINITE, NULL));
}

/* Corked, so that the wait starts it and the pool need not be armed. */
static void client_write_and_wait(void *writer, const void *bytes, DWORD size)
{
    client_write(writer, bytes, size, TRUE);
    client_wait(writer);
}

static void client_wait_notified(void *writer)
{
    struct client *client = writer;

    AcquireSRWLockExclusive(&client->lock);
    while (client->written < client->accepted)
        SleepConditionVariableSRW(&client->progress, &client->lock, INFINITE, 0);
    ReleaseSRWLockExclusive(&client->lock);
}

static void client_close(void *writer)
{
    struct client *client = writer;

    check("pipe_writer_destroy", pipe_writer_destroy(client->writer));
    free(client);
}

const struct candidate candidate_writer = {"writer",    client_open,           client_write,
                                           client_wait, client_write_and_wait, client_wait_notified,
                                           client_close};
