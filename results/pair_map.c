#include "pair_map.h"
#include "memory.h"

#include <stdlib.h>

struct pair_entry {
    uint64_t a; /* 0: free */
    uint64_t b;
    size_t value;
};

static struct pair_entry *find(const struct pair_map *map, uint64_t a, uint64_t b)
{
    uint64_t hash = (a * UINT64_C(0x9e3779b97f4a7c15) ^ b) * UINT64_C(0xc2b2ae3d27d4eb4f);
    size_t i = (hash ^ (hash >> 31)) & (map->entry_count - 1);
    while (map->entries[i].a && (map->entries[i].a != a || map->entries[i].b != b))
        i = (i + 1) & (map->entry_count - 1);
    return &map->entries[i];
}

static void grow(struct pair_map *map)
{
    struct pair_map old = *map;
    map->entry_count = old.entry_count ? old.entry_count * 2 : 1024;
    map->entries = memory_new(map->entry_count, sizeof *map->entries);
    for (size_t i = 0; i < old.entry_count; i++) {
        if (old.entries[i].a)
            *find(map, old.entries[i].a, old.entries[i].b) = old.entries[i];
    }
    free(old.entries);
}

size_t *pair_map_at(struct pair_map *map, uint64_t a, uint64_t b)
{
    if (map->used * 2 >= map->entry_count)
        grow(map);
    struct pair_entry *entry = find(map, a, b);
    if (!entry->a) {
        *entry = (struct pair_entry){a, b, PAIR_MAP_NONE};
        map->used++;
    }
    return &entry->value;
}

void pair_map_free(struct pair_map *map)
{
    free(map->entries);
    *map = (struct pair_map){0};
}
