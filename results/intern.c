#include "intern.h"

#include <stdlib.h>
#include <string.h>

struct interned {
    size_t mark;
    size_t length;
    char text[];
};

struct intern_slot {
    uint64_t hash;
    struct interned *string; /* NULL: free */
};

static uint64_t hash_bytes(const char *text, size_t length)
{
    const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = length * factor;
    for (; length >= 8; text += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, text, 8);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    uint64_t rest = 0;
    memcpy(&rest, text, length);
    hash = (hash ^ rest) * factor;
    return hash ^ (hash >> 29);
}

static struct intern_slot *find_slot(const struct intern *intern, uint64_t hash, const char *text,
                                     size_t length)
{
    size_t i = hash & (intern->slot_count - 1);
    for (;; i = (i + 1) & (intern->slot_count - 1)) {
        struct intern_slot *slot = &intern->slots[i];
        if (!slot->string)
            return slot;
        if (slot->hash == hash && slot->string->length == length && !memcmp(slot->string->text, text, length))
            return slot;
    }
}

static void grow(struct intern *intern)
{
    struct intern old = *intern;
    intern->slot_count = old.slot_count ? old.slot_count * 2 : 1024;
    intern->slots = memory_new(intern->slot_count, sizeof *intern->slots);
    for (size_t i = 0; i < old.slot_count; i++) {
        if (!old.slots[i].string)
            continue;
        size_t place = old.slots[i].hash & (intern->slot_count - 1);
        while (intern->slots[place].string)
            place = (place + 1) & (intern->slot_count - 1);
        intern->slots[place] = old.slots[i];
    }
    free(old.slots);
}

const char *intern_add(struct intern *intern, const char *text, size_t length)
{
    if (intern->string_count * 2 >= intern->slot_count)
        grow(intern);
    uint64_t hash = hash_bytes(text, length);
    struct intern_slot *slot = find_slot(intern, hash, text, length);
    if (!slot->string) {
        struct interned *string = arena_alloc(&intern->arena, sizeof *string + length + 1);
        string->mark = 0;
        string->length = length;
        memcpy(string->text, text, length);
        string->text[length] = '\0';
        *slot = (struct intern_slot){hash, string};
        intern->string_count++;
    }
    return slot->string->text;
}

const char *intern_find(const struct intern *intern, const char *text, size_t length)
{
    if (!intern->slot_count)
        return NULL;
    const struct intern_slot *slot = find_slot(intern, hash_bytes(text, length), text, length);
    return slot->string ? slot->string->text : NULL;
}

size_t *intern_mark(const char *interned)
{
    /* The texts live in our own writable blocks; callers get them const because they are shared. */
    return &((struct interned *)(interned - offsetof(struct interned, text)))->mark;
}

void intern_free(struct intern *intern)
{
    free(intern->slots);
    arena_free(&intern->arena);
    *intern = (struct intern){0};
}
