/* Interned strings: equal texts are stored once, so that equality is a comparison of pointers. */
#ifndef RESULTS_INTERN_H
#define RESULTS_INTERN_H

#include "memory.h"

#include <stddef.h>
#include <stdint.h>

/* Zero-initialise it. */
struct intern {
    struct arena arena;
    struct intern_slot *slots;
    size_t slot_count; /* a power of two, or 0 */
    size_t string_count;
};

/* The one copy of these LENGTH bytes (without NUL bytes), NUL-terminated, valid until intern_free. */
const char *intern_add(struct intern *intern, const char *text, size_t length);

/* The one copy, or NULL if these bytes were never added. */
const char *intern_find(const struct intern *intern, const char *text, size_t length);

/* A number that belongs to an interned string, 0 at first, for whoever owns the table to mark strings with.
 */
size_t *intern_mark(const char *interned);

void intern_free(struct intern *intern);

#endif
