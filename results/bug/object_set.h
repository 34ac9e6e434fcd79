/* Sets of variables, by their indices: what a call touches. They grow as they need to. */
#ifndef RESULTS_BUG_OBJECT_SET_H
#define RESULTS_BUG_OBJECT_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialise it, and free it with object_set_clear. */
struct object_set {
    uint64_t *words;
    size_t count, capacity;
};

void object_set_add(struct object_set *set, size_t member);
void object_set_unite(struct object_set *into, const struct object_set *from);
bool object_set_has(const struct object_set *set, size_t member);
bool object_set_is_empty(const struct object_set *set);
bool object_set_meet(const struct object_set *one, const struct object_set *other);
void object_set_clear(struct object_set *set);

#endif
