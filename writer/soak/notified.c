/* What is called back, and what it calls. Notifications of a writer come one at a time, so that its draw is
 * its own. */
#include "soak.h"

static void stop_or_destroy(struct lane *lane, struct pipe_writer *writer)
{
    pipe_writer_status status;

    if (InterlockedExchange(&lane->stop_wanted, 0)) {
        soak_step(lane, NOTIFIER, "stop");
        status = pipe_writer_stop(writer);
        soak_expect(lane, "stop in a notification", status, MAY(E_DEFERRED));
    }
    if (InterlockedExchange(&lane->destroy_wanted, 0)) {
        lane->destroyed = TRUE;
        soak_step(lane, NOTIFIER, "destroy");
        status = pipe_writer_destroy(writer);
        soak_expect(lane, "destroy in a notification", status, MAY(E_DEFERRED));
    }
}

static void call_something(struct lane *lane)
{
    static BYTE scratch[LANES][4096];
    struct draw *draw = &lane->notified_draw;

    switch (draw_below(draw, 3)) {
    case 0:
        soak_write(lane, NOTIFIER, draw_size(draw, 4000), draw_once_in(draw, 5) ? PIPE_WRITER_MORE : 0,
                   scratch[lane->number]);
        break;
    case 1:
        soak_random_call(lane, NOTIFIER, draw, 3);
        break;
    case 2:
        Sleep(draw_below(draw, 3));
    }
}

static void enter(struct lane *lane, struct pipe_writer *writer)
{
    if (writer != lane->writer)
        soak_violation(lane, "a notification of another writer");
    if (lane->quiet)
        soak_violation(lane, "a notification after stop or destroy has returned");
    if (InterlockedIncrement(&lane->inside) != 1)
        soak_violation(lane, "two notifications at once");
}

static void leave(struct lane *lane, struct pipe_writer *writer)
{
    if (!lane->destroyed)
        stop_or_destroy(lane, writer);
    if (!lane->destroyed && draw_once_in(&lane->notified_draw, lane->plan.call_once_in))
        call_something(lane);
    soak_step(lane, NOTIFIER, "done");
    InterlockedDecrement(&lane->inside);
}

void soak_on_progress(void *context, struct pipe_writer *writer, ULONGLONG bytes)
{
    struct lane *lane = context;

    enter(lane, writer);
    if (!bytes || lane->errors)
        soak_violation(lane, "progress of %llu bytes after %ld errors", bytes, lane->errors);
    InterlockedExchangeAdd64(&lane->reported, bytes);
    leave(lane, writer);
}

void soak_on_drain(void *context, struct pipe_writer *writer)
{
    struct lane *lane = context;

    enter(lane, writer);
    InterlockedIncrement(&lane->drains);
    leave(lane, writer);
}

void soak_on_error(void *context, struct pipe_writer *writer, pipe_writer_status status, DWORD error)
{
    struct lane *lane = context;

    enter(lane, writer);
    InterlockedIncrement(&lane->errors);
    if (!(soak_may_fail(lane) >> status & 1))
        soak_violation(lane, "on_error came with status %d, error %lu", status, error);
    leave(lane, writer);
}
