#include <stdio.h>
#include "names.h"
#include "paths.h"

#define NAMES_MOST 32768
#define HASHES 4096
#define KINDS_MOST 64

static struct name names[NAMES_MOST];
static unsigned int name_count;
static struct name *by_value[HASHES];
static struct {
    char kind[24];
    unsigned int count;
} kinds[KINDS_MOST];

unsigned int name_number(const char *kind)
{
    for (unsigned int i = 0; i < KINDS_MOST; i++) {
        if (!*kinds[i].kind)
            snprintf(kinds[i].kind, sizeof(kinds[i].kind), "%s", kind);
        if (!strcmp(kinds[i].kind, kind))
            return ++kinds[i].count;
    }
    return 0;
}

static struct name **place(enum name_space space, ULONG_PTR value)
{
    return &by_value[((value >> 2) + (value >> 14) * 7 + space * 61u) % HASHES];
}

/* Stands for all that there is no room for. */
static struct name more = {.text = "more"};

static struct name *new_name(void)
{
    return name_count < NAMES_MOST ? &names[name_count++] : &more;
}

struct name *name_reserve(const char *kind)
{
    struct name *name = new_name();

    if (name != &more)
        snprintf(name->text, sizeof(name->text), "%s%u", kind, name_number(kind));
    return name;
}

struct name *name_known(enum name_space space, ULONG_PTR value)
{
    struct name *name = *place(space, value);

    while (name && (name->value != value || name->space != space))
        name = name->next;
    return name;
}

void name_bind(struct name *name, enum name_space space, ULONG_PTR value)
{
    struct name *before = name_known(space, value);

    if (before)
        name_forget(before);
    if (name == &more)
        return;
    name->space = space;
    name->value = value;
    name->next = *place(space, value);
    *place(space, value) = name;
}

struct name *name_of(enum name_space space, ULONG_PTR value, const char *kind)
{
    struct name *name = name_known(space, value);

    if (!name) {
        name = name_reserve(kind);
        name_bind(name, space, value);
    }
    return name;
}

struct name *name_made(enum name_space space, ULONG_PTR value, const char *kind)
{
    struct name *name = name_known(space, value);

    if (!name || !name->fresh) {
        name = name_reserve(kind);
        name_bind(name, space, value);
    }
    name->fresh = 0;
    return name;
}

struct name *name_copy(struct name *original, ULONG_PTR value)
{
    struct name *name = new_name();
    int base = (int)strcspn(original->text, ".");

    if (!strncmp(original->text, "pipe", 4))
        base = (int)(strstr(original->text, ".copy") ? strstr(original->text, ".copy") - original->text
                                                     : (ptrdiff_t)strlen(original->text));
    if (name == &more)
        return name;
    snprintf(name->text, sizeof(name->text), "%.*s.copy%u", base > 32 ? 32 : base, original->text,
             ++original->copies);
    name_bind(name, NAMED_HANDLE, value);
    return name;
}

struct name *name_end(const WCHAR *path, const char *end, ULONG_PTR value)
{
    struct name *name = new_name();

    if (name != &more)
        path_end_text(path, end, name->text, sizeof(name->text));
    name_bind(name, NAMED_HANDLE, value);
    return name;
}

void name_anonymous(ULONG_PTR reader, ULONG_PTR writer)
{
    unsigned int number = name_number("pipe");
    struct name *read = new_name(), *write = new_name();

    if (write == &more)
        return;
    snprintf(read->text, sizeof(read->text), "pipe%u.reader", number);
    snprintf(write->text, sizeof(write->text), "pipe%u.writer", number);
    name_bind(read, NAMED_HANDLE, reader);
    name_bind(write, NAMED_HANDLE, writer);
}

void name_forget(struct name *name)
{
    for (struct name **at = place(name->space, name->value); *at; at = &(*at)->next)
        if (*at == name) {
            *at = name->next;
            return;
        }
}

void name_forget_memory(ULONG_PTR value)
{
    struct name *memory = name_known(NAMED_MEMORY, value);

    if (!memory)
        return;
    for (unsigned int i = 0; i < name_count; i++)
        if (names[i].space != NAMED_HANDLE && names[i].space != NAMED_TAG && names[i].value >= value &&
            names[i].value < value + memory->size)
            name_forget(&names[i]);
    name_forget(memory);
}
