#include "wine_runner/progress.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define SECOND 1000000000u

enum { PLAIN_SECONDS = 5, LINE_SIZE = 512, COLUMNS = 80 };

bool progress_parse(const char *line, struct progress *progress)
{
    unsigned done, total;
    int id = 0;
    if (sscanf(line, "progress\t%u\t%u\t%n", &done, &total, &id) != 2 || !id || !line[id])
        return false;
    progress->done = done;
    progress->total = total;
    if (strcmp(line + id, "-") != 0)
        snprintf(progress->current, sizeof progress->current, "%s", line + id);
    return true;
}

bool progress_read(struct progress_source *source, const char *path, struct progress *progress)
{
    char bytes[8192];
    bool is_new = false;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length;
    while (file >= 0 && (length = pread(file, bytes, sizeof bytes - 1, source->offset)) > 0) {
        bytes[length] = '\0';
        char *line = bytes, *end;
        for (; (end = memchr(line, '\n', (size_t)(bytes + length - line))); line = end + 1) {
            *end = '\0';
            line[strcspn(line, "\r")] = '\0';
            is_new |= progress_parse(line, progress);
        }
        if (line == bytes && length < (ssize_t)sizeof bytes - 1)
            break;
        source->offset += line == bytes ? length : line - bytes;
    }
    if (file >= 0)
        close(file);
    return is_new;
}

void progress_format(char *text, size_t size, size_t width, const char *label,
                     const struct progress *progress, double seconds)
{
    double rate = seconds > 0 ? progress->done / seconds : 0;
    int length = snprintf(text, size, "%s  %u/%u", label, progress->done, progress->total);
    if (rate > 0)
        length += snprintf(text + length, size - (size_t)length, "  %.*f/s  %.0f s left", rate < 10, rate,
                           (progress->total - progress->done) / rate);
    if (progress->current[0])
        snprintf(text + length, size - (size_t)length, "  %s", progress->current);
    if (width < size)
        text[width] = '\0';
}

static size_t terminal_width(void)
{
    struct winsize window;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col ? window.ws_col : COLUMNS;
}

void progress_show(struct progress_display *display, uint64_t now, const char *label,
                   const struct progress *progress)
{
    char text[LINE_SIZE];
    if (!display->started) {
        display->on_terminal = isatty(STDERR_FILENO);
        display->started = display->shown = now;
    }
    if (!progress->total ||
        (!display->on_terminal && now - display->shown < (uint64_t)PLAIN_SECONDS * SECOND))
        return;
    display->shown = now;
    size_t width = display->on_terminal ? terminal_width() - 1 : sizeof text;
    progress_format(text, sizeof text, width, label, progress, (double)(now - display->started) / SECOND);
    fprintf(stderr, display->on_terminal ? "\r%s\033[K" : "%s\n", text);
    fflush(stderr);
}

void progress_clear(const struct progress_display *display)
{
    if (display->on_terminal)
        fputs("\r\033[K", stderr);
}
