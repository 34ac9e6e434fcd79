/* What a round will do, all drawn from its seed before it starts. What threads do among themselves is drawn
 * while they run, from seeds of their own; only the order in which they get to it is left to chance.
 */
#ifndef SOAK_PLAN_H
#define SOAK_PLAN_H

#include "draw.h"
#include "writer/pipe_writer.h"

enum {
    WRITING_THREADS = 3,
    STREAM_BYTES = 512 * 1024, /* at most accepted in a stream, give or take a write for each thread */
    LARGEST_WRITE = 100 * 1024,
};

/* How a stream ends. */
enum stream_end {
    END_CLEAN,       /* everything written, then shutdown */
    END_SHUTDOWN,    /* whatever is going on, to a short deadline */
    END_STOP,        /* likewise, without */
    END_STOP_BY_TWO, /* at once */
    END_STOP_IN_NOTIFICATION,
    END_PEER_CLOSES,
    END_PEER_DISCONNECTS,
    END_OWN_DISCONNECT, /* DisconnectNamedPipe behind the writer's back */
    END_DESTROY,
    END_DESTROY_IN_NOTIFICATION,
    STREAM_ENDS
};

struct stream_plan {
    enum stream_end end;
    BOOL messages, reader_is_server, one_way, owned, threads_leave, reset_alone;
    DWORD quota;
    unsigned int attach_after, end_after, deadline; /* ms */
    unsigned int threads, writes, largest, budget;  /* writes of a thread; bytes of a write, of all */
    unsigned int read_size, stall_once_in, longest_stall, close_at;
    unsigned int call_once_in; /* from notifications */
};

struct round_plan {
    unsigned int flags, streams;
    ULONGLONG limit, low_mark;
    DWORD max_io;
    BOOL on_progress, on_drain, on_error;
};

struct round_plan plan_round(struct draw *draw);
struct stream_plan plan_stream(struct draw *draw, const struct round_plan *round, BOOL last);
const char *plan_end_name(enum stream_end end);

#endif
