#include "wine_runner/child.h"

#include "wine_runner/children.h"

#include <signal.h>

enum { KILL_MILLISECONDS = 10000 };

static void process_exited(uv_process_t *process, int64_t status, int signal)
{
    struct child *child = process->data;
    child->code = signal ? 128 + signal : (int)status;
    child->done = true;
}

int child_start(uv_loop_t *loop, struct child *child, const struct words *words, int output)
{
    uv_stdio_container_t stdio[3] = {
        {.flags = UV_IGNORE},
        {.flags = UV_INHERIT_FD, .data.fd = output},
        {.flags = UV_INHERIT_FD, .data.fd = output},
    };
    const uv_process_options_t options = {
        .exit_cb = process_exited,
        .file = words->list[0],
        .args = words->list,
        .flags = UV_PROCESS_DETACHED,
        .stdio_count = 3,
        .stdio = stdio,
    };
    *child = (struct child){.process.data = child};
    return uv_spawn(loop, &child->process, &options);
}

void child_signal(const struct child *child, int signal)
{
    kill(-child->process.pid, signal);
}

void child_reap(uv_loop_t *loop, struct child *child)
{
    while (uv_is_active((uv_handle_t *)&child->process))
        uv_run(loop, UV_RUN_ONCE);
    uv_close((uv_handle_t *)&child->process, NULL);
    uv_run(loop, UV_RUN_NOWAIT);
    children_end(KILL_MILLISECONDS, NULL, 0);
}
