#include "plan.h"

#define ONE_OF(draw_, ...)                                                                                   \
    ((const DWORD[]){__VA_ARGS__})[draw_below(draw_, sizeof((DWORD[]){__VA_ARGS__}) / sizeof(DWORD))]

struct round_plan plan_round(struct draw *draw)
{
    struct round_plan plan;
    unsigned int notified = draw_below(draw, 4); /* half of them want everything */

    plan.flags = draw_once_in(draw, 5) ? PIPE_WRITER_POLLED : 0;
    plan.streams = 1 + draw_below(draw, 4);
    plan.limit = ONE_OF(draw, 0, 1, 100, 4096, 70000, 16 * 1024 * 1024);
    plan.low_mark = draw_once_in(draw, 2) ? PIPE_WRITER_HALF : draw_below(draw, (DWORD)plan.limit);
    plan.max_io = ONE_OF(draw, 1, 7, 512, 4096, 65536, 256 * 1024);
    plan.on_progress = notified > 1 || draw_once_in(draw, 2);
    plan.on_drain = notified > 1 || draw_once_in(draw, 2);
    plan.on_error = notified > 1 || draw_once_in(draw, 2);
    return plan;
}

static enum stream_end plan_end(struct draw *draw, BOOL last)
{
    enum stream_end end = draw_below(draw, last ? STREAM_ENDS : END_DESTROY);

    return last && draw_once_in(draw, 3) ? END_DESTROY_IN_NOTIFICATION : end;
}

struct stream_plan plan_stream(struct draw *draw, const struct round_plan *round, BOOL last)
{
    struct stream_plan plan;

    plan.end = plan_end(draw, last);
    plan.messages = draw_once_in(draw, 3);
    plan.reader_is_server = draw_once_in(draw, 2);
    plan.one_way = draw_once_in(draw, 3);
    plan.owned = draw_once_in(draw, 2);
    plan.threads_leave = draw_once_in(draw, 12);
    plan.reset_alone = draw_once_in(draw, 2);
    plan.quota = ONE_OF(draw, 0, 1, 512, 4096, 4096, 65536);
    plan.attach_after = draw_once_in(draw, 4) ? draw_below(draw, 5) : 0;
    plan.end_after = draw_once_in(draw, 3) ? 0 : draw_below(draw, 40);
    plan.deadline = draw_below(draw, 20);
    plan.threads = 1 + draw_below(draw, WRITING_THREADS);
    plan.writes = draw_size(draw, 200);
    plan.largest = ONE_OF(draw, 10, 100, 3000, 20000, LARGEST_WRITE);
    plan.budget = round->max_io < STREAM_BYTES / 300 ? round->max_io * 300 : STREAM_BYTES;
    plan.read_size = ONE_OF(draw, 1, 100, 4096, 65536);
    plan.stall_once_in = ONE_OF(draw, 0, 3, 20, 100);
    plan.longest_stall = ONE_OF(draw, 2, 10, 40);
    plan.close_at = draw_size(draw, plan.budget);
    plan.call_once_in = ONE_OF(draw, 0, 2, 10, 50);
    if (plan.read_size == 1 && plan.budget > 2000)
        plan.budget = 2000;
    /* A round has to end in time, and an operation has max_io bytes at most. */
    if (plan.largest > plan.budget)
        plan.largest = plan.budget;
    if (plan.end == END_PEER_DISCONNECTS || plan.end == END_OWN_DISCONNECT)
        plan.reader_is_server = plan.end == END_PEER_DISCONNECTS;
    if (plan.end == END_DESTROY_IN_NOTIFICATION)
        plan.owned = TRUE; /* so that its being gone shows at the other end */
    return plan;
}

const char *plan_end_name(enum stream_end end)
{
    static const char *const names[] = {
        [END_CLEAN] = "clean",
        [END_SHUTDOWN] = "shutdown",
        [END_STOP] = "stop",
        [END_STOP_BY_TWO] = "stop by two",
        [END_STOP_IN_NOTIFICATION] = "stop in notification",
        [END_PEER_CLOSES] = "peer closes",
        [END_PEER_DISCONNECTS] = "peer disconnects",
        [END_OWN_DISCONNECT] = "own disconnect",
        [END_DESTROY] = "destroy",
        [END_DESTROY_IN_NOTIFICATION] = "destroy in notification",
    };

    return names[end];
}
