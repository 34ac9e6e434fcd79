/* The ways in which a stream ends. */
#include "soak.h"

enum { CLEAN_MILLISECONDS = 60000, NOTIFICATION_MILLISECONDS = 50 };

static void stop_or_cancel(struct lane *lane)
{
    pipe_writer_cancelled cancelled;
    pipe_writer_status status;

    soak_step(lane, LANE, "stop");
    if (!draw_once_in(&lane->draw, 2)) {
        soak_expect(lane, "stop", pipe_writer_stop(lane->writer), MAY(OK));
        return;
    }
    status = pipe_writer_cancel(lane->writer, &cancelled);
    soak_expect(lane, "cancel", status, MAY(OK));
    if (cancelled.uncertain > cancelled.discarded)
        soak_violation(lane, "cancel: uncertain %llu of %llu discarded", cancelled.uncertain,
                       cancelled.discarded);
}

static void await_writing_threads(struct lane *lane)
{
    soak_step(lane, LANE, "the writing threads");
    WaitForSingleObject(lane->idle, INFINITE);
}

static void shut_down(struct lane *lane, DWORD milliseconds, unsigned int allowed)
{
    soak_step(lane, LANE, "shutdown");
    soak_expect(lane, "shutdown", pipe_writer_shutdown(lane->writer, milliseconds), allowed);
}

/* The account of a stream that is stopped, or that has failed and is reset without a stop. */
static void take_account(struct lane *lane, pipe_writer_info *info)
{
    pipe_writer_query(lane->writer, info);
    if (info->state != PIPE_WRITER_FAILED || !lane->plan.reset_alone) {
        stop_or_cancel(lane);
        pipe_writer_query(lane->writer, info);
        if (info->state != PIPE_WRITER_STOPPED)
            soak_violation(lane, "state %d after stop", info->state);
        InterlockedExchange(&lane->quiet, TRUE);
    }
    soak_check_info(lane, info);
    if (info->in_flight || info->queued)
        soak_violation(lane, "%llu in flight, %llu queued at the end", info->in_flight, info->queued);
}

/* TRUE: nobody calls the writer any more, and it is destroyed. */
static void destroy(struct lane *lane)
{
    await_writing_threads(lane);
    InterlockedExchange(&lane->prober_ends, TRUE);
    soak_step(lane, LANE, "the prober");
    WaitForSingleObject(lane->prober_rests, INFINITE);
    if (lane->plan.end == END_DESTROY_IN_NOTIFICATION) {
        InterlockedExchange(&lane->destroy_wanted, TRUE);
        soak_step(lane, LANE, "poll for the end");
        if (lane->round.flags & PIPE_WRITER_POLLED)
            pipe_writer_poll(lane->writer);
        for (int i = 0; i < NOTIFICATION_MILLISECONDS && lane->destroy_wanted; i++)
            Sleep(1);
        if (!InterlockedExchange(&lane->destroy_wanted, FALSE))
            return;
    }
    soak_step(lane, LANE, "destroy");
    soak_expect(lane, "destroy", pipe_writer_destroy(lane->writer), MAY(OK));
    InterlockedExchange(&lane->quiet, TRUE);
    InterlockedExchange(&lane->destroyed, TRUE);
}

static void await_failure(struct lane *lane)
{
    for (int i = 0; i < NOTIFICATION_MILLISECONDS; i++) {
        pipe_writer_status status = pipe_writer_poll(lane->writer);

        if (status != PIPE_WRITER_OK)
            return;
        Sleep(1);
    }
}

static void end_as_planned(struct lane *lane)
{
    switch (lane->plan.end) {
    case END_CLEAN:
        await_writing_threads(lane);
        shut_down(lane, CLEAN_MILLISECONDS, MAY(OK));
        break;
    case END_SHUTDOWN:
        shut_down(lane, lane->plan.deadline, MAY(OK) | MAY(E_TIMEOUT) | MAY(E_CANCELLED));
        break;
    case END_STOP_IN_NOTIFICATION:
        InterlockedExchange(&lane->stop_wanted, TRUE);
        await_failure(lane);
        InterlockedExchange(&lane->stop_wanted, FALSE);
        break;
    case END_STOP_BY_TWO:
        InterlockedExchange(&lane->second_stop, 1);
        break;
    case END_OWN_DISCONNECT:
        DisconnectNamedPipe(lane->writing);
        await_failure(lane);
        break;
    case END_PEER_CLOSES:
    case END_PEER_DISCONNECTS:
        await_failure(lane);
        break;
    default:
        break;
    }
}

BOOL soak_end_stream(struct lane *lane, pipe_writer_info *info)
{
    soak_step(lane, LANE, "going on");
    Sleep(lane->plan.end_after);
    if (lane->plan.end != END_CLEAN)
        InterlockedIncrement(&lane->ending);
    soak_step(lane, LANE, plan_end_name(lane->plan.end));
    end_as_planned(lane);
    InterlockedIncrement(&lane->ending);
    if (lane->plan.end >= END_DESTROY) {
        destroy(lane);
        return FALSE;
    }
    take_account(lane, info);
    /* The next stream is not to be stopped by it. */
    if (InterlockedCompareExchange(&lane->second_stop, 0, 1) == 2)
        while (lane->second_stop)
            Sleep(1);
    await_writing_threads(lane);
    return TRUE;
}
