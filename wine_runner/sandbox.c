#include "wine_runner/sandbox.h"

#include "wine_runner/capture.h"
#include "wine_runner/children.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ALIVE_MOST = 128, KILL_MILLISECONDS = 5000, TOLD_SECONDS = 30 };

static struct sandbox *alive;
static struct words supervised(const struct sandbox_command *command)
{
    struct words words = {0};
    isolation_add_words(command->isolation, command->root, command->self, &words);
    words_add(&words, SUPERVISE_COMMAND);
    words_add(&words, command->server ? command->server : "-");
    words_add(&words, command->save ? "save" : "drop");
    words_append(&words, &command->program);
    return words;
}

static void set_alive(struct sandbox *sandbox)
{
    sandbox->alive = true;
    sandbox->next = alive;
    alive = sandbox;
}

static void set_dead(struct sandbox *sandbox)
{
    struct sandbox **link = &alive;
    while (*link != sandbox)
        link = &(*link)->next;
    *link = sandbox->next;
    sandbox->alive = false;
}

/* A supervisor that was killed could not clean up; what it had started is ours now. */
static void end_orphans(void)
{
    pid_t spared[ALIVE_MOST];
    size_t count = 0;
    for (const struct sandbox *sandbox = alive; sandbox && count < ALIVE_MOST; sandbox = sandbox->next)
        spared[count++] = sandbox->process.pid;
    children_end(KILL_MILLISECONDS, spared, count);
}

static void process_closed(uv_handle_t *handle)
{
    struct sandbox *sandbox = handle->data;
    sandbox->over = true;
    if (sandbox->ended)
        sandbox->ended(sandbox, sandbox->code);
}

/* The handle must be closed before `ended` may start another program with it. */
static void process_exited(uv_process_t *process, int64_t status, int signal)
{
    struct sandbox *sandbox = process->data;
    set_dead(sandbox);
    sandbox->code = signal ? SUPERVISE_DIED : (int)status;
    if (signal)
        end_orphans();
    uv_close((uv_handle_t *)process, process_closed);
}

static int spawn(uv_loop_t *loop, struct sandbox *sandbox, const struct sandbox_command *command, int output)
{
    struct words words = supervised(command);
    uv_stdio_container_t stdio[3] = {
        {.flags = UV_IGNORE},
        {.flags = UV_INHERIT_FD, .data.fd = output},
        {.flags = UV_INHERIT_FD, .data.fd = output},
    };
    const uv_process_options_t options = {
        .exit_cb = process_exited,
        .file = words.list[0],
        .args = words.list,
        .env = command->environment.list,
        .cwd = command->directory,
        .flags = UV_PROCESS_DETACHED, /* a Ctrl-C is for us, who end the rest in order */
        .stdio_count = 3,
        .stdio = stdio,
    };
    int error = uv_spawn(loop, &sandbox->process, &options);
    words_free(&words);
    return error;
}

bool sandbox_start(uv_loop_t *loop, struct sandbox *sandbox, const struct sandbox_command *command,
                   struct trouble *trouble)
{
    int output = open(command->output_path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (output < 0)
        return trouble_set(trouble, "cannot write %s: %s", command->output_path, strerror(errno));
    sandbox->process.data = sandbox;
    sandbox->isolation = command->isolation;
    int error = spawn(loop, sandbox, command, output);
    close(output);
    if (error == 0) {
        set_alive(sandbox);
        return true;
    }
    uv_close((uv_handle_t *)&sandbox->process, NULL);
    return trouble_set(trouble, "cannot start %s: %s", command->self, uv_strerror(error));
}

/* The first process of the namespace takes all others with it, and bubblewrap ends after it. */
static void stop_namespace(pid_t bwrap)
{
    pid_t first;
    if (children_of(bwrap, &first, 1) == 1)
        kill(first, SIGKILL);
    else
        kill(bwrap, SIGKILL);
}

void sandbox_stop(struct sandbox *sandbox)
{
    if (!sandbox->alive)
        return;
    if (sandbox->isolation == ISOLATION_PID_NAMESPACE)
        stop_namespace(sandbox->process.pid);
    else
        kill(sandbox->process.pid, SIGTERM);
}

/* The supervisor passes it on. In a namespace it is the child of the first process. */
static void pass_on(const struct sandbox *sandbox)
{
    pid_t supervisor = sandbox->process.pid, first;
    if (sandbox->isolation == ISOLATION_PID_NAMESPACE &&
        (children_of(sandbox->process.pid, &first, 1) != 1 || children_of(first, &supervisor, 1) != 1))
        return;
    kill(supervisor, SIGINT);
}

/* Whether it has ended by itself. */
static bool run_to_end(uv_loop_t *loop, struct sandbox *sandbox, bool is_told, int seconds)
{
    if (loop_run_until(loop, &sandbox->over, seconds))
        return true;
    if (!is_told || interrupt_signal() != SIGINT)
        return false;
    pass_on(sandbox);
    return loop_run_on(loop, &sandbox->over, TOLD_SECONDS);
}

int sandbox_run(uv_loop_t *loop, struct sandbox *sandbox, const struct sandbox_command *command, int seconds,
                struct trouble *trouble)
{
    sandbox->ended = NULL;
    sandbox->over = false;
    if (!sandbox_start(loop, sandbox, command, trouble))
        return SUPERVISE_NOT_STARTED;
    const bool in_time = run_to_end(loop, sandbox, command->is_told, seconds);
    if (!in_time) {
        sandbox_stop(sandbox);
        while (!sandbox->over)
            uv_run(loop, UV_RUN_ONCE);
    }
    return in_time ? sandbox->code : SUPERVISE_STOPPED;
}
