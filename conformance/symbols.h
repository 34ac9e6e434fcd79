/* Values as text: symbolic where a name is known, with the number beside it, e.g. "ERROR_IO_PENDING (997)".
 */
#ifndef TWINPIPE_SYMBOLS_H
#define TWINPIPE_SYMBOLS_H

#include "observe.h"

#define VALUE_TEXT_SIZE 512

/* The word of FORMAT.md for a kind. */
const char *kind_name(enum observation_kind kind);
const char *provenance_name(enum provenance provenance);

/* Writes at most size bytes, NUL included. Values of 32-bit kinds are cut to 32 bits. */
void format_value(char *text, size_t size, enum observation_kind kind, observed value);

/* Bytes as a value of kind text: printable ASCII as it is, others as <HH>; long ones by length and CRC-32. */
void format_bytes(char *text, size_t size, const void *bytes, size_t count);

/* All allowed values joined by " | ", or LOW..HIGH. */
void format_allowed(char *text, size_t size, enum observation_kind kind,
                    const struct expectation *expectation);

#endif
