/* UTF-8 and the wide strings of Win32. */
#ifndef TWINPIPE_UTF8_H
#define TWINPIPE_UTF8_H

#include <stddef.h>

/* The length of the valid UTF-8 sequence at a NUL-terminated string, 0 if there is none. */
size_t utf8_sequence(const unsigned char *at);

/* Allocated with malloc; NULL only when memory is exhausted. */
char *utf8_from_wide(const wchar_t *wide);
wchar_t *wide_from_utf8(const char *text);

#endif
