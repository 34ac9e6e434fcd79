/* The fields of a line: tab-separated, never empty, with the escapes of FORMAT.md. */
#ifndef RESULTS_FIELDS_H
#define RESULTS_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

enum { FIELDS_MOST = 12 };

struct field {
    char *text; /* as in the file, NUL-terminated */
    size_t length;
};

struct fields {
    size_t count; /* may be larger than FIELDS_MOST; the fields beyond are not stored */
    struct field field[FIELDS_MOST];
};

/* Splits TEXT of LENGTH bytes in place. Returns NULL, or what is wrong with the line and what to do, as a
 * static text: an empty field, a raw control character, invalid UTF-8, an escape that the format does not
 * have. */
const char *fields_split(char *text, size_t length, struct fields *fields);

bool field_is(const struct field *field, const char *word);

/* An unsigned decimal number without sign or leading zeros, at most 4294967295. */
bool field_number(const struct field *field, unsigned *number);

/* Undoes doubled backslashes in place, for texts that only people read. */
void field_for_people(struct field *field);

#endif
