/* The threads that write and that look on. */
#include "soak.h"

static BOOL gone_on(struct lane *lane, pipe_writer_status status)
{
    return !lane->ending && (status == PIPE_WRITER_OK || status == PIPE_WRITER_E_AGAIN);
}

static void write_all(struct writing *writing, BYTE *scratch)
{
    struct lane *lane = writing->lane;
    struct draw *draw = &writing->draw;
    enum actor actor = WRITING + writing->number;
    pipe_writer_status status = PIPE_WRITER_OK;
    DWORD size;

    for (unsigned int i = 0; i < lane->plan.writes && lane->budget > 0 && gone_on(lane, status); i++) {
        size = draw_once_in(draw, 20) ? 0 : draw_size(draw, lane->plan.largest);
        while ((status = soak_write(lane, actor, size, draw_once_in(draw, 4) ? PIPE_WRITER_MORE : 0,
                                    scratch)) == PIPE_WRITER_E_AGAIN &&
               lane->budget > 0 && gone_on(lane, status))
            soak_random_call(lane, actor, draw, 20);
        if (draw_once_in(draw, 4))
            soak_random_call(lane, actor, draw, 20);
        if (draw_once_in(draw, 30))
            Sleep(draw_below(draw, 10));
    }
}

DWORD WINAPI soak_writing(void *argument)
{
    struct writing *writing = argument;
    struct lane *lane = writing->lane;
    BYTE *scratch = HeapAlloc(GetProcessHeap(), 0, LARGEST_WRITE);

    if (!scratch)
        soak_trouble("memory");
    write_all(writing, scratch);
    HeapFree(GetProcessHeap(), 0, scratch);
    soak_step(lane, WRITING + writing->number, "done");
    if (!InterlockedDecrement(&lane->busy))
        SetEvent(lane->idle);
    if (!lane->plan.threads_leave)
        WaitForSingleObject(lane->over, INFINITE);
    return 0;
}

/* Lives as long as the writer, through resets. */
DWORD WINAPI soak_probing(void *argument)
{
    struct lane *lane = argument;
    struct draw draw = {draw_seed(lane->seed, 1000)};

    while (!lane->prober_ends) {
        soak_random_call(lane, PROBER, &draw, 10);
        if (InterlockedCompareExchange(&lane->second_stop, 2, 1) == 1) {
            soak_step(lane, PROBER, "second stop");
            soak_expect(lane, "second stop", pipe_writer_stop(lane->writer), MAY(OK));
            InterlockedExchange(&lane->second_stop, 0);
        }
        if (draw_once_in(&draw, 3))
            Sleep(draw_below(&draw, 4));
    }
    soak_step(lane, PROBER, "done");
    SetEvent(lane->prober_rests);
    WaitForSingleObject(lane->over, INFINITE);
    return 0;
}
