#include "soak.h"

#include <stdio.h>

static void open_pipe(struct lane *lane)
{
    static volatile LONG count;
    const struct stream_plan *plan = &lane->plan;
    DWORD type = plan->messages ? PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE : PIPE_TYPE_BYTE;
    DWORD direction = !plan->one_way           ? PIPE_ACCESS_DUPLEX
                      : plan->reader_is_server ? PIPE_ACCESS_INBOUND
                                               : PIPE_ACCESS_OUTBOUND;
    DWORD access = plan->reader_is_server ? GENERIC_WRITE : GENERIC_READ | FILE_WRITE_ATTRIBUTES;
    DWORD mode = PIPE_READMODE_MESSAGE;
    HANDLE server, client;
    WCHAR name[80];

    swprintf(name, sizeof(name) / sizeof(*name), L"\\\\.\\pipe\\twinpipe-soak-%lx-%lx", GetCurrentProcessId(),
             InterlockedIncrement(&count));
    server = CreateNamedPipeW(name, direction | (plan->reader_is_server ? 0 : FILE_FLAG_OVERLAPPED), type, 1,
                              plan->quota, plan->quota, 0, NULL);
    if (server == INVALID_HANDLE_VALUE)
        soak_trouble("CreateNamedPipe");
    client = CreateFileW(name, access, 0, NULL, OPEN_EXISTING,
                         plan->reader_is_server ? FILE_FLAG_OVERLAPPED : 0, NULL);
    if (client == INVALID_HANDLE_VALUE)
        soak_trouble("CreateFile of the client's end");
    if (plan->messages && !plan->reader_is_server && !SetNamedPipeHandleState(client, &mode, NULL, NULL))
        soak_trouble("SetNamedPipeHandleState");
    lane->writing = plan->reader_is_server ? client : server;
    lane->reading = plan->reader_is_server ? server : client;
}

static void prepare(struct lane *lane)
{
    ResetEvent(lane->over);
    ResetEvent(lane->idle);
    lane->busy = (LONG)lane->plan.threads;
    lane->ending = lane->reader_drains = lane->refused = lane->reached = 0;
    lane->logged = lane->received = lane->message_count = 0;
    lane->reader_left = FALSE;
    ZeroMemory(lane->authored, sizeof(lane->authored));
    lane->errors = lane->drains = lane->stop_wanted = lane->destroy_wanted = 0;
    InterlockedExchange64(&lane->reported, 0);
    InterlockedExchange(&lane->budget, (LONG)lane->plan.budget);
    InterlockedExchange(&lane->quiet, FALSE);
}

static void attach(struct lane *lane)
{
    unsigned int flags =
        (lane->plan.owned ? PIPE_WRITER_OWN : 0) | (lane->plan.messages ? PIPE_WRITER_MESSAGES : 0);
    pipe_writer_status status;

    soak_step(lane, LANE, "attach");
    Sleep(lane->plan.attach_after);
    status = pipe_writer_attach(lane->writer, lane->writing, flags);
    soak_expect(lane, "attach", status, MAY(OK));
}

/* Lets go of the writer's end, so that the reader comes to the end of the stream. */
static void close_end(struct lane *lane, BOOL again)
{
    if (again) {
        soak_step(lane, LANE, "reset");
        soak_expect(lane, "reset", pipe_writer_reset(lane->writer), MAY(OK));
        InterlockedExchange(&lane->quiet, TRUE);
    }
    if (!lane->plan.owned)
        CloseHandle(lane->writing);
}

static void await_threads(struct lane *lane, HANDLE *threads)
{
    soak_step(lane, LANE, "threads that write");
    SetEvent(lane->over);
    WaitForMultipleObjects(lane->plan.threads, threads, TRUE, INFINITE);
    for (unsigned int i = 0; i < lane->plan.threads; i++)
        CloseHandle(threads[i]);
}

static void await_reader(struct lane *lane, HANDLE reader)
{
    soak_step(lane, LANE, "the reader");
    InterlockedExchange(&lane->reader_drains, TRUE);
    WaitForSingleObject(reader, INFINITE);
    CloseHandle(reader);
    InterlockedExchange(&lane->quiet, TRUE);
}

BOOL soak_stream(struct lane *lane, HANDLE *prober)
{
    struct writing writing[WRITING_THREADS];
    HANDLE threads[WRITING_THREADS], reader;
    pipe_writer_info info;
    BOOL again;

    open_pipe(lane);
    prepare(lane);
    reader = soak_thread(soak_reading, lane);
    if (!lane->plan.attach_after)
        attach(lane);
    for (unsigned int i = 0; i < lane->plan.threads; i++) {
        writing[i] = (struct writing){lane, i, {draw_seed(lane->seed, 3000 + 10 * lane->stream + i)}};
        threads[i] = soak_thread(soak_writing, &writing[i]);
    }
    if (lane->plan.attach_after)
        attach(lane);
    if (!*prober)
        *prober = soak_thread(soak_probing, lane);
    again = soak_end_stream(lane, &info);
    await_threads(lane, threads);
    close_end(lane, again);
    await_reader(lane, reader);
    soak_verify(lane, again ? &info : NULL);
    return again;
}
