#include "wine_runner/interrupt.h"

#include <signal.h>

static const int caught[] = {SIGINT, SIGTERM, SIGHUP};
enum { CAUGHT = sizeof caught / sizeof *caught };

static uv_signal_t watchers[CAUGHT];
static int came, count;

static void note(uv_signal_t *watcher, int signal)
{
    (void)watcher;
    if (!came)
        came = signal;
    count++;
}

void interrupt_catch(uv_loop_t *loop)
{
    for (int i = 0; i < CAUGHT; i++) {
        uv_signal_init(loop, &watchers[i]);
        uv_signal_start(&watchers[i], note, caught[i]);
        uv_unref((uv_handle_t *)&watchers[i]);
    }
}

int interrupt_count(void)
{
    return count;
}

int interrupt_signal(void)
{
    return came;
}

void interrupt_release(void)
{
    for (int i = 0; i < CAUGHT; i++)
        uv_close((uv_handle_t *)&watchers[i], NULL);
}

void interrupt_obey(void)
{
    if (!came)
        return;
    signal(came, SIG_DFL);
    raise(came);
}
