/* TP_IO: the packets of a file call back. */
#include "pipe.h"
#include "pool.h"

struct pool_io {
    struct pool_object base;
    PTP_WIN32_IO_CALLBACK function;
    unsigned int announced; /* operations whose packets have not come; they are outstanding */
};

static void call(struct pool_callback *callback)
{
    const struct pool_io *io = (const struct pool_io *)callback->object;

    io->function((TP_CALLBACK_INSTANCE *)callback, io->base.context, callback->overlapped, callback->result,
                 callback->count, (TP_IO *)io);
}

/* A packet that nobody has announced, or no more, is dropped. */
static void deliver(const struct packet *packet)
{
    struct pool_io *io = (struct pool_io *)packet->key;
    struct pool_callback *callback;

    model_touch(&io->base, TRUE);
    if (!io->announced)
        return;
    io->announced--;
    callback = pool_object_queue(&io->base);
    callback->overlapped = packet->context;
    callback->result = model_error_of(packet->status);
    callback->count = packet->information;
    pool_object_adjust(&io->base, -1, 0);
}

TP_IO *WINAPI model_CreateThreadpoolIo(HANDLE file, PTP_WIN32_IO_CALLBACK function, void *context,
                                       TP_CALLBACK_ENVIRON *environment)
{
    struct pipe_end *end;
    struct pool_io *io;

    model_point();
    if (!(end = (struct pipe_end *)model_object_of(file, OBJECT_PIPE)))
        return NULL;
    io = model_allocate(sizeof(*io));
    if (end->port || end->synchronous || !function ||
        !pool_object_begin(&io->base, POOL_IO, call, context, environment)) {
        model_fail(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    model_touch(end->pipe, TRUE);
    io->function = function;
    port_associate(port_of_pool(deliver), end, (ULONG_PTR)io);
    return (TP_IO *)io;
}

static struct pool_io *open_io(TP_IO *io, const char *name)
{
    return (struct pool_io *)pool_object_of(io, POOL_IO, name);
}

static void forget(struct pool_io *io, unsigned int count)
{
    io->announced -= count;
    pool_object_adjust(&io->base, -(int)count, 0);
}

/* facts: threadpool-wait/tpio-wait-false-blocks */
void WINAPI model_StartThreadpoolIo(TP_IO *handle)
{
    struct pool_io *io;

    model_point();
    io = open_io(handle, "StartThreadpoolIo");
    io->announced++;
    pool_object_adjust(&io->base, 1, 0);
}

/* facts: threadpool-wait/tpio-immediate-failure-needs-cancel */
void WINAPI model_CancelThreadpoolIo(TP_IO *handle)
{
    struct pool_io *io;

    model_point();
    io = open_io(handle, "CancelThreadpoolIo");
    if (io->announced)
        forget(io, 1);
}

/* Cancelling forgets what is announced. facts: threadpool-wait/tpio-wait-true-cancels-callbacks */
void WINAPI model_WaitForThreadpoolIoCallbacks(TP_IO *handle, BOOL cancel)
{
    struct pool_io *io;

    model_point();
    io = open_io(handle, "WaitForThreadpoolIoCallbacks");
    if (cancel)
        forget(io, io->announced);
    pool_object_drain(&io->base, cancel);
}

void WINAPI model_CloseThreadpoolIo(TP_IO *handle)
{
    model_point();
    pool_object_close(&open_io(handle, "CloseThreadpoolIo")->base);
}
