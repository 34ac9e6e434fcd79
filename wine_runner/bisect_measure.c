#include "wine_runner/bisect_measure.h"

#include "results/memory.h"
#include "wine_runner/bisect_options.h"
#include "wine_runner/files.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/prefix.h"
#include "wine_runner/session.h"

#include <stdio.h>
#include <stdlib.h>

enum { POLL_MILLISECONDS = 100 };

struct measurement {
    struct session session;
    struct session_setup setup;
    struct options options;
    char output[PATH_MAX];
    uv_timer_t timer;
    struct progress_display display;
};

static void tick(uv_timer_t *timer)
{
    struct measurement *measurement = timer->data;
    struct session *session = &measurement->session;
    session_poll(session);
    if (session->restarted.text[0]) {
        progress_clear(&measurement->display);
        fprintf(stderr, "twinpipe: %s: %s\n", session->wine->name, session->restarted.text);
        session->restarted.text[0] = '\0';
    }
    if (interrupt_signal())
        session_stop(session);
    if (session->started && !session->over)
        progress_show(&measurement->display, uv_hrtime(), session->wine->name, &session->progress);
}

static bool prepare(struct measurement *measurement, const struct bisect_place *place, size_t index,
                    unsigned repeats, struct trouble *trouble)
{
    char number[24];
    const struct wine *wine = builds_wine(place->builds, place->loop, index, trouble);
    snprintf(number, sizeof number, "%zu", index + 1);
    measurement->options = (struct options){.architectures = wine_architecture_of(place->architecture),
                                            .schedules = bisect_is_of_schedules(place->behaviour),
                                            .only = place->behaviour,
                                            .repeat = repeats,
                                            .jobs = 1};
    measurement->setup = (struct session_setup){
        .loop = place->loop,
        .self = place->self,
        .isolation = place->isolation,
        .options = &measurement->options,
        .output = measurement->output,
    };
    measurement->session.setup = &measurement->setup;
    measurement->session.wine = wine;
    measurement->session.architecture = place->architecture;
    measurement->session.binary = place->binary;
    return wine && path_join(measurement->output, place->output, number, trouble) &&
           make_directories(measurement->output, trouble) &&
           session_prepare(&measurement->session, trouble) &&
           prefix_ready(place->loop, place->self, place->isolation, wine, measurement->session.cached,
                        trouble);
}

static void execute(struct measurement *measurement, uv_loop_t *loop)
{
    uv_timer_init(loop, &measurement->timer);
    measurement->timer.data = measurement;
    uv_timer_start(&measurement->timer, tick, POLL_MILLISECONDS, POLL_MILLISECONDS);
    session_start(&measurement->session);
    while (!measurement->session.over)
        uv_run(loop, UV_RUN_ONCE);
    progress_clear(&measurement->display);
    uv_close((uv_handle_t *)&measurement->timer, NULL);
    uv_run(loop, UV_RUN_NOWAIT);
}

enum bisect_measured bisect_measure(void *data, size_t index, unsigned repeats, struct evidence *evidence,
                                    struct trouble *trouble)
{
    const struct bisect_place *place = data;
    struct measurement *measurement = memory_new(1, sizeof *measurement);
    enum bisect_measured measured = NOT_MEASURED;
    if (prepare(measurement, place, index, repeats, trouble)) {
        execute(measurement, place->loop);
        if (measurement->session.result == 2)
            *trouble = measurement->session.trouble;
        else if (evidence_read(evidence, measurement->session.run_file, place->behaviour, trouble))
            measured = MEASURED;
    }
    free(measurement);
    return interrupt_signal() ? MEASURING_STOPPED : measured;
}
