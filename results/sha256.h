/* SHA-256, and bytes as the digits that are written of them. */
#ifndef RESULTS_SHA256_H
#define RESULTS_SHA256_H

#include <stddef.h>

enum { SHA256_DIGITS = 64 };

/* COUNT bytes as 2 * COUNT lower-case hexadecimal digits and a NUL. */
void hexadecimal_write(const unsigned char *bytes, size_t count, char *text);

/* All 64 digits of the sum of SIZE bytes. Where libcrypto has no SHA-256 that is said, and the process ends
 * with code 2: what would be stored under a wrong sum helps nobody. */
void sha256_write(const void *bytes, size_t size, char digits[SHA256_DIGITS + 1]);

/* Says so and ends the process unless SUCCEEDED, which a function of libcrypto has returned. */
void sha256_must(int succeeded);

#endif
