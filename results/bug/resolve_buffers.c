/* Bytes in C: buffers, names, security descriptors. */
#include "results/bug/resolve_parts.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES_SHOWN = 256, BUFFER_MOST = 64 << 20 };

/* How many characters of TEXT the middle of a name of ours takes, which holds ids of the run that the trace
 * was made in: "twinpipe-20-9cb79651-" of "twinpipe-20-9cb79651-1". 0: it is none. */
static size_t length_of_ids(const char *text)
{
    unsigned process, unique;
    int length = 0;
    return sscanf(text, "twinpipe-%x-%x-%n", &process, &unique, &length) == 2 && length > 0 ? (size_t)length
                                                                                            : 0;
}

static void write_name(FILE *out, const char *text)
{
    fputs("L\"", out);
    while (*text) {
        size_t ids = length_of_ids(text);
        if (ids) {
            fputs("repro", out);
            text += ids;
        } else {
            fprintf(out, strchr("\\\"", *text) ? "\\%c" : "%c", *text);
            text++;
        }
    }
    fputc('"', out);
}

/* Who uses the same name uses the same object. */
static void link_by_name(struct resolving *state, const char *text)
{
    uint64_t hash = 14695981039346656037u;
    const char *base = strrchr(text, '\\') ? strrchr(text, '\\') + 1 : text;
    const struct variable *link;
    if (!*base)
        return;
    for (; *base; base++)
        hash = (hash ^ (unsigned char)*base) * 1099511628211u;
    link = NULL;
    for (size_t i = 0; i < state->variables->count; i++)
        if (state->variables->list[i]->space == VARIABLE_LINK && state->variables->list[i]->value == hash)
            link = state->variables->list[i];
    if (!link)
        link = new_variable(state, VARIABLE_LINK, "", "name of a pipe", hash);
    objects_add(state, link);
}

const char *name_text(struct resolving *state, const unsigned char *wide, size_t characters)
{
    char *text = NULL, *plain = arena_alloc(&state->program->arena, characters + 1);
    size_t size = 0;
    for (size_t i = 0; i < characters; i++)
        plain[i] = wide[2 * i + 1] || wide[2 * i] < ' ' || wide[2 * i] > '~' ? '?' : (char)wide[2 * i];
    plain[characters] = '\0';
    link_by_name(state, plain);
    FILE *out = memory_present(open_memstream(&text, &size));
    write_name(out, plain);
    fclose(out);
    const char *kept = program_text(state->program, "%s", text);
    free(text);
    return kept;
}

const char name_is_cut[] = "a name is longer than the 1024 bytes that a trace has of it";

const char *string_text(struct resolving *state, uint64_t address)
{
    size_t length = 0;
    uint64_t unit = 1;
    while (program_number(state->event->before, address + 2 * length, 2, &unit) && unit)
        length++;
    if (length && unit)
        state->event->refusal = name_is_cut;
    const unsigned char *text = program_bytes(state->event->before, address, 2 * length);
    return text ? name_text(state, text, length) : "NULL";
}

static void write_bytes(FILE *out, const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        fprintf(out, "%s%s0x%02x", i ? "," : "", i && i % 12 == 0 ? "\n    " : i ? " " : "", bytes[i]);
}

static const char *initializer(struct resolving *state, const unsigned char *bytes, size_t size)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = memory_present(open_memstream(&text, &length));
    fputs("{", out);
    write_bytes(out, bytes, size);
    fputs("}", out);
    fclose(out);
    const char *kept = program_text(state->program, "%s", text);
    free(text);
    return kept;
}

static size_t number_in(const unsigned char *bytes, size_t size)
{
    size_t number = 0;
    memcpy(&number, bytes, size);
    return number;
}

/* Whether a self-relative descriptor's owner, group and lists lie in its SIZE bytes. */
static bool is_whole(const unsigned char *bytes, size_t size)
{
    enum { OWNER = 4, SYSTEM_LIST = 12, HEAD = 20, OF_PART = 8 };
    if (size < HEAD)
        return false;
    for (size_t field = OWNER; field < HEAD; field += 4) {
        const size_t offset = number_in(bytes + field, 4);
        if (offset && (offset > size || size - offset < OF_PART))
            return false;
        const size_t length = !offset                ? 0
                              : field >= SYSTEM_LIST ? number_in(bytes + offset + 2, 2)
                                                     : 8 + (size_t)4 * bytes[offset + 1];
        if (length > size - offset)
            return false;
    }
    return true;
}

const char *descriptor_text(struct resolving *state, uint64_t address)
{
    const struct program_memory *memory = state->event->before;
    if (!address)
        return "NULL";
    while (memory && !(memory->is_descriptor && memory->address == address))
        memory = memory->next;
    if (!memory || !is_whole(memory->bytes, memory->size)) {
        state->event->refusal = "its security descriptor is not in the trace, or not whole";
        return "NULL";
    }
    struct variable *variable =
        new_variable(state, VARIABLE_CONSTANT, "unsigned char", "descriptor", address);
    variable->size = memory->size;
    variable->initializer = initializer(state, memory->bytes, memory->size);
    objects_add(state, variable);
    return variable->name;
}

static bool is_uniform(const unsigned char *bytes, size_t size)
{
    for (size_t i = 1; i < size; i++)
        if (bytes[i] != bytes[0])
            return false;
    return true;
}

/* What a call reads; who wrote it there is not in the trace. */
static void fill(struct resolving *state, const char *name, const unsigned char *bytes, size_t size)
{
    if (is_uniform(bytes, size)) {
        if (bytes[0])
            fprintf(state->setup, "memset(%s, 0x%02x, %zu);\n", name, bytes[0], size);
        return;
    }
    if (size > BYTES_SHOWN)
        return; /* a pattern: what is in it is not what is looked at */
    struct variable *content = new_variable(state, VARIABLE_CONSTANT, "unsigned char", "content", 0);
    content->size = size;
    content->initializer = initializer(state, bytes, size);
    objects_add(state, content);
    fprintf(state->setup, "memcpy(%s, %s, sizeof(%s));\n", name, content->name, content->name);
}

static bool is_read(const struct program_event *event, const struct program_parameter *parameter)
{
    return !strncmp(parameter->type, "const", 5) || !strcmp(parameter->name, "in") ||
           !strncmp(event->name, "NtSet", 5) || !strcmp(parameter->type, "TOKEN_PRIVILEGES *");
}

static size_t size_of(const struct program_event *event, size_t index)
{
    const struct program_parameter *parameter = &event->parameters[index];
    if (!strcmp(parameter->type, "TOKEN_PRIVILEGES *"))
        return 16;
    if (index + 1 == event->parameter_count)
        return 64;
    size_t size = event->parameters[index + 1].value & 0xffffffff;
    size *= !strcmp(parameter->type, "OVERLAPPED_ENTRY *") ? 32 : !strcmp(parameter->type, "LPWSTR") ? 2 : 1;
    return size;
}

const char *buffer_text(struct resolving *state, size_t index)
{
    const struct program_parameter *parameter = &state->event->parameters[index];
    size_t size = size_of(state->event, index);
    struct variable *variable = memory_variable(state, "char", "buffer", parameter->value);
    const unsigned char *bytes;
    if (size > BUFFER_MOST) {
        state->event->refusal = program_text(
            state->program, "a buffer of %zu bytes is larger than %d, the most", size, BUFFER_MOST);
        size = 0;
    }
    variable->size = variable->size > size ? variable->size : size;
    variable->size = variable->size ? variable->size : 1;
    bytes = program_bytes(state->event->before, parameter->value, size > 1024 ? 1024 : size);
    if (size && bytes && is_read(state->event, parameter))
        fill(state, variable->name, bytes, size > 1024 ? 1024 : size);
    if (!strcmp(parameter->type, "void *") || !strcmp(parameter->type, "const void *"))
        return variable->name;
    return program_text(state->program, "(%s)%s", parameter->type, variable->name);
}
