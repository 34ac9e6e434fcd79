/* The working file of a run (results/FORMAT.md): how it begins, anew or after a run that did not end, and how
 * it becomes the run file. Each step writes a file of its own first, so that nothing is lost and nothing half
 * written.
 */
#ifndef TWINPIPE_WORKING_FILE_H
#define TWINPIPE_WORKING_FILE_H

#include "working_lines.h"

enum working_begin {
    WORKING_ANEW,            /* an earlier working file with outcomes in it is kept under another name */
    WORKING_RESUMED,         /* goes on with it; a repeat that had no outcome is run again */
    WORKING_RESUMED_OR_ANEW, /* the one, or the other where that is another run's, or damaged */
    /* The same after the platform has died, or a test process from outside: what ran then may have done it,
     * and is a suspect. */
    WORKING_AFTER_DEATH,
    /* A suspect that was run alone, and it has died again: that is the suspect's outcome. */
    WORKING_DIED_ALONE,
};

struct working_repeat {
    unsigned int place, repeat; /* as in struct working_line */
};

struct working_file {
    const char *name;   /* the run file as the user says it */
    wchar_t *path;      /* the run file */
    wchar_t *working;   /* with .part appended */
    wchar_t *temporary; /* with .part.new appended */
    /* Once begun: what is in the file, and what is to be run alone. */
    struct working_lines lines;
    struct working_repeat *suspects;
    unsigned int suspect_count;
};

/* Names the files of a run; name stays the caller's. Returns 0 when memory is short. */
int working_file_name(struct working_file *file, const char *name);

/* Makes the working file, to which recorder_open() then appends. write_head records everything that stands
 * before the first body; it returns 0, having said why, when it cannot. Returns 0, having said why on stderr,
 * when the file cannot be made, or the one to resume, and nothing else, was made by another binary, on
 * another platform or with other options. */
int working_file_begin(struct working_file *file, enum working_begin how, int (*write_head)(void));

struct working_counts {
    unsigned int outcomes, observations, differing, late;
};

/* Puts the bodies in order, adds the end line, and replaces the run file by the result; the working file is
 * gone then. outcomes is how many there must be. Returns 0 when that failed, with the working file still
 * there and GetLastError() set: ERROR_INVALID_DATA if one is missing. */
int working_file_finish(const struct working_file *file, unsigned int outcomes,
                        struct working_counts *counts);

#endif
