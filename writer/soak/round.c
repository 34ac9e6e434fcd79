#include "soak.h"

static void create(struct lane *lane)
{
    pipe_writer_config config = PIPE_WRITER_CONFIG;
    struct pipe_writer *writer;

    config.flags = lane->round.flags;
    config.limit = lane->round.limit;
    config.low_mark = lane->round.low_mark;
    config.max_io = lane->round.max_io;
    config.context = lane;
    config.on_progress = lane->round.on_progress ? soak_on_progress : NULL;
    config.on_drain = lane->round.on_drain ? soak_on_drain : NULL;
    config.on_error = lane->round.on_error ? soak_on_error : NULL;
    soak_step(lane, LANE, "create");
    if (pipe_writer_create(&config, &writer) != PIPE_WRITER_OK)
        soak_trouble("pipe_writer_create");
    lane->writer = writer;
}

static void describe(const struct lane *lane)
{
    const struct round_plan *round = &lane->round;
    const struct stream_plan *plan = &lane->plan;

    soak_line(
        "round %#llx: %s, limit %llu, low mark %lld, max_io %lu, notified of%s%s%s; stream %ld of %u: %s, "
        "%s, quota %lu, %u x %u writes of up to %u bytes, reads of %u%s",
        lane->seed, round->flags ? "polled" : "pool", round->limit, (LONGLONG)round->low_mark, round->max_io,
        round->on_progress ? " progress" : "", round->on_drain ? " drain" : "",
        round->on_error ? " error" : "", lane->stream + 1, round->streams,
        plan->messages ? "messages" : "bytes", plan_end_name(plan->end), plan->quota, plan->threads,
        plan->writes, plan->largest, plan->read_size, plan->owned ? ", owned" : "");
}

void soak_round(struct lane *lane)
{
    HANDLE prober = NULL;
    BOOL lives = TRUE;

    lane->draw.state = lane->seed;
    lane->notified_draw.state = draw_seed(lane->seed, 1);
    lane->round = plan_round(&lane->draw);
    lane->destroyed = lane->prober_ends = FALSE;
    ResetEvent(lane->prober_rests);
    InterlockedExchange64((volatile LONGLONG *)&lane->started, (LONGLONG)GetTickCount64());
    create(lane);
    for (unsigned int i = 0; lives && i < lane->round.streams; i++) {
        lane->stream = (LONG)i;
        lane->plan = plan_stream(&lane->draw, &lane->round, i + 1 == lane->round.streams);
        if (soak_verbose)
            describe(lane);
        lives = soak_stream(lane, &prober);
    }
    if (prober) {
        InterlockedExchange(&lane->prober_ends, TRUE);
        soak_step(lane, LANE, "the prober");
        WaitForSingleObject(prober, INFINITE);
        CloseHandle(prober);
    }
    if (lives) {
        soak_step(lane, LANE, "destroy");
        soak_expect(lane, "destroy", pipe_writer_destroy(lane->writer), MAY(OK));
    }
    InterlockedExchange64((volatile LONGLONG *)&lane->started, 0);
}
