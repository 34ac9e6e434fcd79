/* libuv's uv_write on a loop of its own; waiting is running the loop. Corked blocks go into one uv_write. */
#include <uv.h> /* before windows.h */

#include "candidate.h"

#include <fcntl.h>
#include <io.h>
#include <stdint.h>
#include <stdlib.h>

struct client {
    uv_loop_t loop;
    uv_pipe_t pipe;
    uv_write_t requests[ROUND];
    uv_buf_t held[ROUND];
    unsigned used, held_count, in_flight;
};

static void check(const char *what, int status)
{
    if (status < 0)
        bench_fail(what, status);
}

static void *client_open(HANDLE pipe, BOOL notified)
{
    struct client *client = bench_memory(sizeof(*client));

    (void)notified;
    check("uv_loop_init", uv_loop_init(&client->loop));
    check("uv_pipe_init", uv_pipe_init(&client->loop, &client->pipe, 0));
    check("uv_pipe_open", uv_pipe_open(&client->pipe, _open_osfhandle((intptr_t)pipe, _O_RDWR)));
    return client;
}

static void written(uv_write_t *request, int status)
{
    struct client *client = request->data;

    check("uv_write's callback", status);
    client->in_flight--;
}

static void client_write(void *writer, const void *bytes, DWORD size, BOOL more)
{
    struct client *client = writer;
    uv_write_t *request = &client->requests[client->used];

    client->held[client->held_count++] = uv_buf_init((char *)(uintptr_t)bytes, size);
    if (more)
        return;
    request->data = client;
    check("uv_write",
          uv_write(request, (uv_stream_t *)&client->pipe, client->held, client->held_count, written));
    client->used++;
    client->in_flight++;
    client->held_count = 0;
}

static void client_wait(void *writer)
{
    struct client *client = writer;

    while (client->in_flight)
        uv_run(&client->loop, UV_RUN_ONCE);
    client->used = 0;
}

static void client_close(void *writer)
{
    struct client *client = writer;

    uv_close((uv_handle_t *)&client->pipe, NULL);
    uv_run(&client->loop, UV_RUN_DEFAULT);
    check("uv_loop_close", uv_loop_close(&client->loop));
    free(client);
}

const struct candidate candidate_libuv = {"libuv", client_open, client_write, client_wait,
                                          NULL,    NULL,        client_close};
