#include "wine_runner/step.h"

#include "wine_runner/capture.h"
#include "wine_runner/child.h"
#include "wine_runner/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CLEAN_UP_SECONDS = 30, WIDTH = 79 };

bool step_has_program(const char *name)
{
    const char *at = getenv("PATH");
    while (at && *at) {
        const size_t length = strcspn(at, ":");
        char path[PATH_MAX];
        if (snprintf(path, sizeof path, "%.*s/%s", (int)length, at, name) < PATH_MAX &&
            access(path, X_OK) == 0)
            return true;
        at += length + (at[length] == ':');
    }
    return false;
}

const char *step_progress_of(const char *line)
{
    return strncmp(line, "I: ", 3) == 0 && line[3] ? line + 3 : NULL;
}

void step_failure(const char *log, char *text, size_t size)
{
    char line[512];
    bool is_found = false;
    FILE *file = fopen(log, "re");
    text[0] = '\0';
    while (file && !is_found && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\r\n")] = '\0';
        const bool is_error = strncmp(line, "E: ", 3) == 0;
        is_found = is_error || strstr(line, ": error") || strstr(line, "Cannot");
        if (line[0])
            snprintf(text, size, "%s", is_error ? line + 3 : line);
    }
    if (file)
        fclose(file);
}

bool step_said(const char *log, const char *words)
{
    char line[512];
    bool is_found = false;
    FILE *file = fopen(log, "re");
    while (file && !is_found && fgets(line, sizeof line, file))
        is_found = strstr(line, words);
    if (file)
        fclose(file);
    return is_found;
}

bool step_ran_out_of_space(const char *log)
{
    return step_said(log, strerror(ENOSPC)) || step_said(log, "enough free space");
}

/* Where reading the log has got to, and what is shown. */
struct display {
    const char *label;
    FILE *log;
    bool on_terminal;
    char current[256];
    uint64_t started;
};

static void show(struct display *display)
{
    char line[512];
    const char *text;
    for (long at = ftell(display->log); fgets(line, sizeof line, display->log); at = ftell(display->log)) {
        if (!strchr(line, '\n') && strlen(line) < sizeof line - 1) { /* it is still being written */
            fseek(display->log, at, SEEK_SET);
            break;
        }
        line[strcspn(line, "\r\n")] = '\0';
        if (!(text = step_progress_of(line)))
            continue;
        snprintf(display->current, sizeof display->current, "%.200s", text);
        if (!display->on_terminal)
            fprintf(stderr, "twinpipe: %s: %s\n", display->label, text);
    }
    clearerr(display->log);
    if (!display->on_terminal)
        return;
    snprintf(line, sizeof line, "%s  %d s  %s", display->label,
             (int)((uv_hrtime() - display->started) / 1000000000u), display->current);
    fprintf(stderr, "\r\033[K%.*s", WIDTH, line);
}

static int watch(uv_loop_t *loop, const struct words *words, int output, struct display *display)
{
    struct child child;
    int status = child_start(loop, &child, words, output);
    while (status == 0 && !loop_run_until(loop, &child.done, 1) && !interrupt_signal())
        show(display);
    if (status == 0 && !child.done) {
        child_signal(&child, SIGTERM);
        if (!loop_run_on(loop, &child.done, CLEAN_UP_SECONDS))
            child_signal(&child, SIGKILL);
        status = -EINTR;
    }
    child_reap(loop, &child);
    show(display);
    return status ? status : child.code;
}

int step_run(uv_loop_t *loop, const struct words *words, const char *log, const char *label)
{
    struct display display = {.label = label, .on_terminal = isatty(STDERR_FILENO), .started = uv_hrtime()};
    const int output = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (output < 0)
        return -errno;
    display.log = fopen(log, "re");
    const int status = display.log ? watch(loop, words, output, &display) : -errno;
    if (display.on_terminal)
        fputs("\r\033[K", stderr);
    if (display.log)
        fclose(display.log);
    close(output);
    return status;
}
