/* Memory that either is there or ends the process: these commands are short-lived and have nothing useful to
 * do without it. Running out prints one line and exits with code 2. */
#ifndef RESULTS_MEMORY_H
#define RESULTS_MEMORY_H

#include <stddef.h>

/* MEMORY itself, which a library just made; NULL ends the process. */
void *memory_present(void *memory);

/* COUNT elements of SIZE bytes, zeroed; free() it. */
void *memory_new(size_t count, size_t size);

/* Makes room for NEEDED elements of SIZE bytes in ARRAY (from malloc, or NULL), of which *CAPACITY fit.
 * Returns the array, perhaps moved; new elements hold garbage. Grows by half, so that appending is cheap. */
void *memory_reserve(void *array, size_t *capacity, size_t needed, size_t size);

/* Many small pieces, freed together. Zero-initialise it. */
struct arena {
    struct arena_block *blocks;
    size_t used;
    size_t size;
};

/* SIZE bytes aligned for any type, not zeroed, valid until arena_free. */
void *arena_alloc(struct arena *arena, size_t size);
void arena_free(struct arena *arena);

#endif
