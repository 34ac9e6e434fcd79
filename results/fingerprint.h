/* The name of a difference: the same in every run that shows it. FORMAT.md says what goes into it. */
#ifndef RESULTS_FINGERPRINT_H
#define RESULTS_FINGERPRINT_H

#include <stddef.h>

enum { FINGERPRINT_SIZE = 13 }; /* 12 hexadecimal digits and a NUL byte */

struct fingerprint;

/* Starts a fingerprint; feed it with _add and end it with _finish. */
struct fingerprint *fingerprint_new(void);

/* One string and the NUL byte after it. An empty string separates two lists. */
void fingerprint_add(struct fingerprint *fingerprint, const char *text);

/* Writes the digits and makes the fingerprint ready for the next one. */
void fingerprint_finish(struct fingerprint *fingerprint, char digits[FINGERPRINT_SIZE]);
void fingerprint_free(struct fingerprint *fingerprint);

#endif
