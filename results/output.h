/* Writes a file so that a reader only ever sees the old content or the new one. */
#ifndef RESULTS_OUTPUT_H
#define RESULTS_OUTPUT_H

#include "trouble.h"

#include <stdbool.h>
#include <stddef.h>

/* Puts SIZE bytes into the file PATH: written to a temporary file in the same directory, flushed to the disk,
 * then renamed. On trouble (no such directory, read-only, full disk) an existing file is untouched and
 * nothing is left behind. An existing file keeps its permissions; a symbolic link is followed; what is no
 * ordinary file (a terminal, a FIFO, /dev/null) is written to directly. Termination signals wait until it is
 * done. */
bool output_write(const char *path, const void *data, size_t size, struct trouble *trouble);

/* False, with TROUBLE filled, if PATH, which is to be written, and INPUT, which is read, are one file: a slip
 * of the keyboard must not cost a measurement. */
bool output_spares(const char *path, const char *input, struct trouble *trouble);

#endif
