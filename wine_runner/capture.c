#include "wine_runner/capture.h"

#include "wine_runner/children.h"
#include "wine_runner/interrupt.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

enum { KILL_MILLISECONDS = 5000, POLL_MILLISECONDS = 50 };

static void tick(uv_timer_t *timer)
{
    (void)timer;
}

static bool run_until(uv_loop_t *loop, const bool *done, int seconds, int interrupts)
{
    const uint64_t deadline = uv_hrtime() + (uint64_t)seconds * 1000000000u;
    uv_timer_t timer;
    uv_timer_init(loop, &timer);
    uv_timer_start(&timer, tick, POLL_MILLISECONDS, POLL_MILLISECONDS);
    while (!*done && interrupt_count() < interrupts && uv_hrtime() < deadline)
        uv_run(loop, UV_RUN_ONCE);
    uv_close((uv_handle_t *)&timer, NULL);
    uv_run(loop, UV_RUN_NOWAIT);
    return *done;
}

bool loop_run_until(uv_loop_t *loop, const bool *done, int seconds)
{
    return run_until(loop, done, seconds, 1);
}

bool loop_run_on(uv_loop_t *loop, const bool *done, int seconds)
{
    return run_until(loop, done, seconds, 2);
}

struct captured {
    int status;
    bool done;
};

static void process_exited(uv_process_t *process, int64_t status, int signal)
{
    struct captured *captured = process->data;
    *captured = (struct captured){.status = signal ? 128 + signal : (int)status, .done = true};
}

static int run_to_end(uv_loop_t *loop, const struct words *words, int seconds, int output)
{
    uv_process_t process = {0};
    struct captured captured = {0};
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
    process.data = &captured;
    int status = uv_spawn(loop, &process, &options);
    if (status == 0 && !loop_run_until(loop, &captured.done, seconds)) {
        kill(-process.pid, SIGKILL);
        status = interrupt_signal() ? -EINTR : -ETIMEDOUT;
    }
    while (status != 0 && uv_is_active((uv_handle_t *)&process))
        uv_run(loop, UV_RUN_ONCE);
    uv_close((uv_handle_t *)&process, NULL);
    uv_run(loop, UV_RUN_NOWAIT);
    children_end(KILL_MILLISECONDS, NULL, 0);
    return status ? status : captured.status;
}

int capture(uv_loop_t *loop, const struct words *words, int seconds, char *text, size_t size)
{
    text[0] = '\0';
    int output = memfd_create("twinpipe", MFD_CLOEXEC);
    if (output < 0)
        return -errno;
    int status = run_to_end(loop, words, seconds, output);
    ssize_t length = pread(output, text, size - 1, 0);
    text[length > 0 ? length : 0] = '\0';
    close(output);
    return status;
}
