/* The names of pipes and of named objects, which hold process ids and counters, as numbers in the order in
 * which they appear. For names.c. */
#ifndef TWINPIPE_TRACE_PATHS_H
#define TWINPIPE_TRACE_PATHS_H

#include <stddef.h>
#include <wchar.h>

void path_end_text(const wchar_t *path, const char *end, char *text, size_t size);

/* Of names.c: the next number of a kind, a string that lasts. */
unsigned int name_number(const char *kind);

#endif
