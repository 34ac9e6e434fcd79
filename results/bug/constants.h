/* Numbers as Windows' headers call them. */
#ifndef RESULTS_BUG_CONSTANTS_H
#define RESULTS_BUG_CONSTANTS_H

#include <stdint.h>
#include <stdio.h>

/* Writes VALUE, which CALL gets as PARAMETER, as C. */
void constant_write(FILE *out, const char *call, const char *parameter, uint64_t value);

#endif
