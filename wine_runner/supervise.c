#include "wine_runner/supervise.h"

#include "wine_runner/children.h"

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    SERVER_START_SECONDS = 20,
    SERVER_SAVE_SECONDS = 20,
    SERVICES_SECONDS = 60,    /* a cold start on a busy machine */
    GRACE_MILLISECONDS = 500, /* for the program to end by itself once its wineserver is gone */
    KILL_MILLISECONDS = 10000,
    CHILDREN_MOST = 256
};

struct supervision {
    sigset_t signals;
    pid_t server;  /* 0 if there is none, or it is gone */
    pid_t program; /* 0 when it has ended */
    int program_status;
    bool stopped;
};

static long milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ERRORS: a file for standard error instead, or NULL. */
static void silence(const char *errors)
{
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; fd++)
        dup2(null, fd);
    int file = errors ? open(errors, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    if (file >= 0)
        dup2(file, STDERR_FILENO);
}

static pid_t start(char **argv, bool silent, const char *errors)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    if (silent)
        silence(errors);
    execv(argv[0], argv);
    _exit(SUPERVISE_NOT_STARTED);
}

static void reap(struct supervision *supervision)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        if (pid == supervision->program) {
            supervision->program = 0;
            supervision->program_status = status;
        } else if (pid == supervision->server) {
            supervision->server = 0;
        }
    }
}

/* Waits until *PID is gone, a stop is asked for, or for MILLISECONDS; -1 is for ever. Another process that
 * ends the wait when it goes may be given as OR. */
static void wait_gone(struct supervision *supervision, const pid_t *pid, const pid_t * or, long milliseconds)
{
    const long deadline = milliseconds_now() + milliseconds;
    while (reap(supervision), *pid && (! or || * or) && !supervision->stopped) {
        long left = milliseconds < 0 ? 1000 : deadline - milliseconds_now();
        if (left <= 0)
            return;
        const struct timespec time = {.tv_sec = left / 1000, .tv_nsec = left % 1000 * 1000000};
        int signal = sigtimedwait(&supervision->signals, NULL, &time);
        if (signal == SIGINT && supervision->program)
            kill(supervision->program, SIGINT);
        else if (signal > 0 && signal != SIGCHLD)
            supervision->stopped = true;
    }
}

/* The first process returns when its wineserver answers; the wineserver itself is then our only child. */
static bool start_server(struct supervision *supervision, char *path)
{
    const char *trace = getenv("TWINPIPE_SERVER_TRACE");
    char *argv[] = {path, "-p", trace ? "-d" : NULL, NULL};
    supervision->program = start(argv, true, trace);
    wait_gone(supervision, &supervision->program, NULL, SERVER_START_SECONDS * 1000L);
    if (supervision->program || supervision->program_status != 0)
        return false;
    return children_of(getpid(), &supervision->server, 1) == 1;
}

/* The wineserver that Wine started by itself, now an orphan of ours; 0 if there is none. */
static pid_t find_server(void)
{
    pid_t list[CHILDREN_MOST];
    const size_t count = children_of(getpid(), list, CHILDREN_MOST);
    for (size_t i = 0; i < count; i++) {
        char path[64], name[16] = "";
        snprintf(path, sizeof path, "/proc/%d/comm", list[i]);
        FILE *file = fopen(path, "re");
        const char *line = file ? fgets(name, sizeof name, file) : NULL;
        if (file)
            fclose(file);
        if (line && strncmp(line, "wineserver", 10) == 0)
            return list[i];
    }
    return 0;
}

static void save_registry(struct supervision *supervision)
{
    if (!supervision->server)
        supervision->server = find_server();
    if (!supervision->server)
        return;
    kill(supervision->server, SIGTERM);
    wait_gone(supervision, &supervision->server, NULL, SERVER_SAVE_SECONDS * 1000L);
}

static int result(const struct supervision *supervision, bool server_died)
{
    if (supervision->stopped)
        return SUPERVISE_STOPPED;
    if (server_died)
        return SUPERVISE_SERVER_DIED;
    int status = supervision->program_status;
    if (!WIFEXITED(status))
        return SUPERVISE_DIED;
    int code = WEXITSTATUS(status);
    return code < SUPERVISE_DIED || code == SUPERVISE_NOT_STARTED ? code : SUPERVISE_DIED;
}

/* The first program of a wineserver starts Wine's services and waits for them; they inherit its output, and
 * what one of them says when it crashes would stand in the midst of what is measured. So that program is one
 * that says nothing. */
static bool start_services(struct supervision *supervision, char *loader)
{
    char *argv[] = {loader, "C:\\windows\\system32\\cmd.exe", "/c", "exit", NULL};
    supervision->program = start(argv, true, NULL);
    wait_gone(supervision, &supervision->program, &supervision->server, SERVICES_SECONDS * 1000L);
    if (supervision->program) {
        kill(supervision->program, SIGKILL);
        wait_gone(supervision, &supervision->program, NULL, KILL_MILLISECONDS);
    }
    return supervision->server != 0;
}

static int run_program(struct supervision *supervision, char **argv)
{
    const bool has_server = supervision->server != 0;
    supervision->program = start(argv, false, NULL);
    wait_gone(supervision, &supervision->program, has_server ? &supervision->server : NULL, -1);
    const bool server_died = has_server && !supervision->server;
    if (server_died)
        wait_gone(supervision, &supervision->program, NULL, GRACE_MILLISECONDS);
    return result(supervision, server_died);
}

static void prepare(struct supervision *supervision)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    children_adopt();
    sigemptyset(&supervision->signals);
    const int signals[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaddset(&supervision->signals, signals[i]);
    sigprocmask(SIG_BLOCK, &supervision->signals, NULL);
}

int supervise_command(int argc, char **argv)
{
    if (argc < 4)
        return SUPERVISE_NOT_STARTED;
    struct supervision supervision = {0};
    prepare(&supervision);
    int code = SUPERVISE_NO_SERVER;
    const bool has_prefix = strcmp(argv[2], "save") != 0;
    if (strcmp(argv[1], "-") == 0 || start_server(&supervision, argv[1])) {
        const bool is_fit = !has_prefix || !supervision.server || start_services(&supervision, argv[3]);
        code = is_fit ? run_program(&supervision, argv + 3) : SUPERVISE_SERVER_DIED;
    }
    if (!has_prefix && !supervision.stopped)
        save_registry(&supervision);
    /* The wineserver last: whoever loses it says so, into what was measured. */
    children_end(KILL_MILLISECONDS, &supervision.server, supervision.server != 0);
    return children_end(KILL_MILLISECONDS, NULL, 0) ? code : SUPERVISE_LEFTOVERS;
}
