/* A hash map from a pair of numbers to a number. */
#ifndef RESULTS_PAIR_MAP_H
#define RESULTS_PAIR_MAP_H

#include <stddef.h>
#include <stdint.h>

/* Zero-initialise it. */
struct pair_map {
    struct pair_entry *entries;
    size_t entry_count; /* a power of two, or 0 */
    size_t used;
};

enum { PAIR_MAP_NONE = 0 };

/* The value stored for (A, B), for reading or setting; PAIR_MAP_NONE when the pair is new. The pointer is
 * valid until the next call. A must not be 0. */
size_t *pair_map_at(struct pair_map *map, uint64_t a, uint64_t b);

void pair_map_free(struct pair_map *map);

#endif
