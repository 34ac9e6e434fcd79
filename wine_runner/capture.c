#include "wine_runner/capture.h"

#include "wine_runner/child.h"
#include "wine_runner/interrupt.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

enum { POLL_MILLISECONDS = 50 };

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

static int run_to_end(uv_loop_t *loop, const struct words *words, int seconds, int output)
{
    struct child child;
    int status = child_start(loop, &child, words, output);
    if (status == 0 && !loop_run_until(loop, &child.done, seconds)) {
        child_signal(&child, SIGKILL);
        status = interrupt_signal() ? -EINTR : -ETIMEDOUT;
    }
    child_reap(loop, &child);
    return status ? status : child.code;
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
