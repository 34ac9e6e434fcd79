#include "results/bug/object_set.h"

#include "results/memory.h"

#include <stdlib.h>

enum { BITS = 64 };

static void grow(struct object_set *set, size_t count)
{
    set->words = memory_reserve(set->words, &set->capacity, count, sizeof *set->words);
    while (set->count < count)
        set->words[set->count++] = 0;
}

void object_set_add(struct object_set *set, size_t member)
{
    grow(set, member / BITS + 1);
    set->words[member / BITS] |= UINT64_C(1) << (member % BITS);
}

void object_set_unite(struct object_set *into, const struct object_set *from)
{
    grow(into, from->count);
    for (size_t i = 0; i < from->count; i++)
        into->words[i] |= from->words[i];
}

bool object_set_has(const struct object_set *set, size_t member)
{
    return member / BITS < set->count && (set->words[member / BITS] >> (member % BITS) & 1);
}

bool object_set_is_empty(const struct object_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->words[i])
            return false;
    return true;
}

bool object_set_meet(const struct object_set *one, const struct object_set *other)
{
    for (size_t i = 0; i < one->count && i < other->count; i++)
        if (one->words[i] & other->words[i])
            return true;
    return false;
}

void object_set_clear(struct object_set *set)
{
    free(set->words);
    *set = (struct object_set){0};
}
