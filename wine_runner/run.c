#include "wine_runner/run.h"

#include "results/memory.h"
#include "wine_runner/children.h"
#include "wine_runner/help.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/outcome.h"
#include "wine_runner/output.h"
#include "wine_runner/run_plan.h"
#include "wine_runner/self.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { POLL_MILLISECONDS = 100, KILL_MILLISECONDS = 10000 };

struct run {
    uv_loop_t loop;
    uv_timer_t timer;
    struct options options;
    struct session_setup setup;
    char self[PATH_MAX], output[PATH_MAX];
    int output_lock;
    struct run_plan plan;
    struct progress_display display;
};

static bool prepare(struct run *run, struct trouble *trouble)
{
    const struct options *options = &run->options;
    if (!self_path(run->self, trouble) || !run_plan_binaries(&run->plan, options, run->self, trouble) ||
        !output_open(options->output, run->output, &run->output_lock, trouble))
        return false;
    run->setup = (struct session_setup){
        .loop = &run->loop,
        .self = run->self,
        .isolation = isolation_choose(&run->loop, run->self),
        .options = options,
        .output = run->output,
    };
    return run_plan_make(&run->plan, &run->setup, trouble);
}

static void show(struct run *run)
{
    struct progress sum = {0};
    const char *label = NULL;
    for (size_t i = 0; i < run->plan.count; i++) {
        struct session *session = &run->plan.sessions[i];
        sum.done += session->progress.done;
        sum.total += session->progress.total;
        if (session->restarted.text[0]) {
            progress_clear(&run->display);
            fprintf(stderr, "twinpipe: %s %s: %s\n", session->wine->name, session->architecture,
                    session->restarted.text);
            session->restarted.text[0] = '\0';
        }
        if (session->started && !session->over) {
            label = label ? "several runs" : session->wine->name;
            strcpy(sum.current, session->progress.current);
        }
    }
    if (label)
        progress_show(&run->display, uv_hrtime(), label, &sum);
}

static void tick(uv_timer_t *timer)
{
    struct run *run = timer->data;
    for (size_t i = 0; i < run->plan.count; i++)
        session_poll(&run->plan.sessions[i]);
    show(run);
}

/* Starts as many as may run at a time, or ends them all after an interrupt. False when nothing is left to do.
 */
static bool drive(struct run *run)
{
    unsigned running = 0;
    for (size_t i = 0; i < run->plan.count; i++)
        running += run->plan.sessions[i].started && !run->plan.sessions[i].over;
    for (size_t i = 0; i < run->plan.count; i++) {
        struct session *session = &run->plan.sessions[i];
        if (interrupt_signal()) {
            session_stop(session);
        } else if (!session->started && running < run->options.jobs) {
            session_start(session);
            running += !session->over;
        }
    }
    return running > 0;
}

static void execute(struct run *run)
{
    isolation_announce();
    uv_timer_init(&run->loop, &run->timer);
    run->timer.data = run;
    uv_timer_start(&run->timer, tick, POLL_MILLISECONDS, POLL_MILLISECONDS);
    while (drive(run))
        uv_run(&run->loop, UV_RUN_ONCE);
    show(run);
    progress_clear(&run->display);
    uv_close((uv_handle_t *)&run->timer, NULL);
}

static int report_session(const struct run *run, const struct session *session)
{
    const char *name = strrchr(session->run_file, '/') + 1;
    if (!session->started)
        return 2;
    if (session->result == 2) {
        fprintf(stderr, "twinpipe: %s %s: %s", session->wine->name, session->architecture,
                session->trouble.text);
        if (outcome_file_exists(session->working_file))
            fprintf(stderr, "; %s/%s.part holds what was measured", run->options.output, name);
        fputc('\n', stderr);
    } else {
        char summary[512];
        outcome_summary(session->run_file, summary, sizeof summary);
        printf("%s; %s/%s\n", summary, run->options.output, name);
    }
    return session->result;
}

static int report(const struct run *run)
{
    int result = run->plan.is_reduced ? 2 : 0;
    for (size_t i = 0; i < run->plan.count; i++) {
        int code = report_session(run, &run->plan.sessions[i]);
        result = code > result ? code : result;
    }
    return result;
}

static void release(struct run *run)
{
    interrupt_release();
    uv_run(&run->loop, UV_RUN_DEFAULT);
    uv_loop_close(&run->loop);
    run_plan_free(&run->plan);
    if (run->output_lock >= 0)
        close(run->output_lock);
    free(run);
}

int run_command(int argc, char **argv)
{
    struct trouble trouble = {0};
    struct run *run = memory_new(1, sizeof *run);
    run->output_lock = -1;
    uv_loop_init(&run->loop);
    interrupt_catch(&run->loop);
    children_adopt();
    int result = 2;
    if (!options_parse(argc, argv, &run->options, &trouble)) {
        fprintf(stderr, "twinpipe: %s\n", trouble.text);
    } else if (run->options.help) {
        result = help_print("run");
    } else if (prepare(run, &trouble)) {
        execute(run);
        result = report(run);
    } else if (!interrupt_signal() && trouble.text[0]) {
        fprintf(stderr, "twinpipe: %s\n", trouble.text);
    }
    if (!children_end(KILL_MILLISECONDS, NULL, 0)) {
        fputs("twinpipe: some processes cannot be killed\n", stderr);
        result = 2;
    }
    release(run);
    interrupt_obey();
    return result;
}
