/* The working file of a run (results/FORMAT.md): what a resumed run finds in it, and how it becomes the run
 * file. */
#ifndef TWINPIPE_WORKING_FILE_H
#define TWINPIPE_WORKING_FILE_H

#include <wchar.h>

struct working_counts {
    unsigned int outcomes, observations, differing;
};

/* Reads which behaviours began and which ended. To repair is to cut off an unfinished last line: only while
 * nobody writes. Returns 0 when there is no readable file. */
int working_file_load(const wchar_t *path, int repair);
/* After working_file_load: has this one begun, and has it ended? */
int working_file_has_ended(const char *id, unsigned int repeat);
/* Calls report for each one begun and not ended. */
void working_file_unfinished(void (*report)(const char *id, const char *repeat));

/* Puts the bodies in order, adds the end line, and replaces path by the result; the working file is gone
 * then. Returns 0 when that failed, with the working file still there and GetLastError() set. */
int working_file_finish(const wchar_t *working, const wchar_t *path, struct working_counts *counts);

#endif
