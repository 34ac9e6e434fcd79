/* One build measured: a session of its own, whose run file is kept. */
#ifndef WINE_RUNNER_BISECT_MEASURE_H
#define WINE_RUNNER_BISECT_MEASURE_H

#include "wine_runner/bisect_builds.h"
#include "wine_runner/bisect_search.h"
#include "wine_runner/sandbox.h"

#include <limits.h>
#include <uv.h>

struct bisect_place {
    uv_loop_t *loop;
    const char *self;
    enum isolation isolation;
    struct builds *builds;
    const char *behaviour;
    const char *architecture;
    const char *binary; /* absolute */
    const char *output; /* the directory, absolute; build I has OUTPUT/I+1 in it */
};

/* A bisect.measure, whose data is a struct bisect_place. Shows progress on stderr meanwhile. */
enum bisect_measured bisect_measure(void *place, size_t index, unsigned repeats, struct evidence *evidence,
                                    struct trouble *trouble);

#endif
