/* How far a run is: reads what the test binary says, and shows it. */
#ifndef WINE_RUNNER_PROGRESS_H
#define WINE_RUNNER_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct progress {
    unsigned done;
    unsigned total;    /* 0 until known */
    char current[128]; /* the behaviour that was spoken of last */
};

/* Takes a line `progress<TAB>DONE<TAB>TOTAL<TAB>ID` without its line feed. False for any other line. */
bool progress_parse(const char *line, struct progress *progress);

/* Where reading a growing file has got to. Zero-initialise it. */
struct progress_source {
    off_t offset; /* after the last whole line that was read */
};

/* Reads the lines that PATH has gained. True if there was one of progress. */
bool progress_read(struct progress_source *source, const char *path, struct progress *progress);

/* Writes the one-line form, cut to WIDTH columns: `wine-8.0  120/260  40/s  4 s left  cancel/other-thread`.
 */
void progress_format(char *text, size_t size, size_t width, const char *label,
                     const struct progress *progress, double seconds);

/* The place where progress is shown: stderr. Zero-initialise it. */
struct progress_display {
    uint64_t started; /* 0 before the first call */
    uint64_t shown;
    bool on_terminal;
};

/* Shows it: on a terminal one line that is overwritten, elsewhere a line every few seconds. NOW is in
 * nanoseconds. */
void progress_show(struct progress_display *display, uint64_t now, const char *label,
                   const struct progress *progress);

/* Takes the line away, so that something else can be printed. */
void progress_clear(const struct progress_display *display);

#endif
