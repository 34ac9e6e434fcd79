/* A file, read whole. */
#ifndef RESULTS_WHOLE_FILE_H
#define RESULTS_WHOLE_FILE_H

#include "trouble.h"

#include <stddef.h>

/* What is larger is taken for a mistake. */
#define WHOLE_FILE_MOST ((size_t)1 << 30)

/* The bytes of PATH up to its end, whatever they are, and a NUL behind them, which *SIZE does not count; free
 * them. It may be anything that can be opened and ends: a pipe, a file of /proc.
 *
 * NULL if it cannot be opened or read to its end, or holds more than MOST bytes. WHY then has the reason
 * alone, without the path: the caller knows what the file was to be. Nothing is returned in part. */
char *whole_file_bytes(const char *path, size_t most, size_t *size, struct trouble *why);

/* The same of a text, up to WHOLE_FILE_MOST bytes: what holds a zero byte is refused, since whoever looks at
 * strings would take it for the end. */
char *whole_file_text(const char *path, size_t *size, struct trouble *why);

#endif
