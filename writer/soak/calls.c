#include "soak.h"

enum { TICK = 20, PATIENCE = 8000 /* ms; what a busy machine may add to a wait */ };

void soak_check_info(struct lane *lane, const pipe_writer_info *info)
{
    if (info->accepted != info->written + info->in_flight + info->queued + info->discarded ||
        info->uncertain > info->discarded || info->reported > info->written)
        soak_violation(lane,
                       "ledger: accepted %llu, written %llu, in flight %llu, queued %llu, discarded %llu, "
                       "uncertain %llu, reported %llu",
                       info->accepted, info->written, info->in_flight, info->queued, info->discarded,
                       info->uncertain, info->reported);
}

static void check_time(struct lane *lane, const char *call, pipe_writer_status status, ULONGLONG started,
                       DWORD milliseconds)
{
    ULONGLONG elapsed = GetTickCount64() - started;

    soak_expect(lane, call, status, MAY(OK) | MAY(E_TIMEOUT) | MAY(E_CANCELLED));
    if (elapsed > milliseconds + PATIENCE ||
        (status == PIPE_WRITER_E_TIMEOUT && elapsed + TICK < milliseconds))
        soak_violation(lane, "%s of %lu ms took %llu ms, status %d", call, milliseconds, elapsed, status);
}

static void wait_somehow(struct lane *lane, enum actor actor, struct draw *draw, unsigned int longest)
{
    DWORD milliseconds = draw_below(draw, longest + 1);
    ULONGLONG started = GetTickCount64(), position;
    pipe_writer_written result;
    pipe_writer_status status;

    switch (draw_below(draw, 3)) {
    case 0:
        soak_step(lane, actor, "flush");
        check_time(lane, "flush", pipe_writer_flush(lane->writer, milliseconds), started, milliseconds);
        break;
    case 1:
        soak_step(lane, actor, "wait");
        check_time(lane, "wait", pipe_writer_wait(lane->writer, milliseconds), started, milliseconds);
        break;
    case 2:
        soak_step(lane, actor, "wait_written");
        position = draw_below(draw, STREAM_BYTES / 16);
        status = pipe_writer_wait_written(lane->writer, position, milliseconds, &result);
        check_time(lane, "wait_written", status, started, milliseconds);
        if (status == PIPE_WRITER_OK && result.written < position)
            soak_violation(lane, "wait_written(%llu) was done at %llu", position, result.written);
    }
}

void soak_random_call(struct lane *lane, enum actor actor, struct draw *draw, unsigned int longest)
{
    pipe_writer_info info;
    const char *invariant;

    switch (draw_below(draw, 6)) {
    case 0:
        soak_step(lane, actor, "query");
        pipe_writer_query(lane->writer, &info);
        soak_check_info(lane, &info);
        break;
    case 1:
        soak_step(lane, actor, "check");
        if ((invariant = pipe_writer_check(lane->writer)))
            soak_violation(lane, "invariant %s", invariant);
        break;
    case 2:
        soak_step(lane, actor, "attach again");
        soak_expect(lane, "attach of no handle", pipe_writer_attach(lane->writer, NULL, 0),
                    MAY(E_INVAL) | MAY(E_STATE));
        break;
    case 3:
        soak_step(lane, actor, "poll");
        soak_expect(lane, "poll", pipe_writer_poll(lane->writer), MAY(OK) | MAY(E_CANCELLED));
        break;
    default:
        wait_somehow(lane, actor, draw, longest);
    }
    soak_step(lane, actor, "between calls");
}
