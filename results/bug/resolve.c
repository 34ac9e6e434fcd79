#include "results/bug/resolve.h"

#include "results/bug/resolve_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void objects_add(struct resolving *state, const struct variable *variable)
{
    object_set_add(&state->event->objects, variable->index);
}

/* How many have the name, or the name and a number. */
static unsigned count_named(const struct variables *variables, const char *name)
{
    const size_t length = strlen(name);
    unsigned count = 0;
    for (size_t i = 0; i < variables->count; i++) {
        const char *other = variables->list[i]->name;
        count += !strncmp(other, name, length) && !other[length + strspn(other + length, "0123456789")];
    }
    return count;
}

/* "server", and "server2" for the next one. */
struct variable *new_variable(struct resolving *state, enum variable_space space, const char *type,
                              const char *name, uint64_t value)
{
    struct variables *variables = state->variables;
    struct variable *variable = arena_alloc(&state->program->arena, sizeof *variable);
    const unsigned same = count_named(variables, name);
    *variable = (struct variable){.space = space, .index = variables->count, .type = type, .value = value};
    variable->name = same ? program_text(state->program, "%s%u", name, same + 1)
                          : program_text(state->program, "%s", name);
    variables->list =
        memory_reserve(variables->list, &variables->capacity, variables->count + 1, sizeof *variables->list);
    variables->list[variables->count++] = variable;
    return variable;
}

const struct variable *resolve_memory(const struct variables *variables, uint64_t address, const char *type)
{
    for (size_t i = variables->count; i--;)
        if (variables->list[i]->space == VARIABLE_MEMORY && variables->list[i]->value == address &&
            !strcmp(variables->list[i]->type, type))
            return variables->list[i];
    return NULL;
}

struct variable *memory_variable(struct resolving *state, const char *type, const char *name,
                                 uint64_t address)
{
    struct variable *found = (struct variable *)resolve_memory(state->variables, address, type);
    if (!found)
        found = new_variable(state, VARIABLE_MEMORY, type, name, address);
    objects_add(state, found);
    return found;
}

static struct variable *known_handle(struct variables *variables, uint64_t value)
{
    for (size_t i = variables->count; i--;)
        if (variables->list[i]->space == VARIABLE_HANDLE && variables->list[i]->value == value)
            return variables->list[i];
    return NULL;
}

const char *handle_text(struct resolving *state, uint64_t value)
{
    struct variable *variable;
    if (!value)
        return "NULL";
    variable = known_handle(state->variables, value);
    if (variable) {
        objects_add(state, variable);
        return variable->name;
    }
    if (value == (uint64_t)-1)
        return strcmp(state->event->name, "DuplicateHandle") ? "INVALID_HANDLE_VALUE" : "GetCurrentProcess()";
    if (value == (uint64_t)-2)
        return "GetCurrentThread()";
    return program_text(state->program, "(HANDLE)(ULONG_PTR)0x%llx", (unsigned long long)value);
}

/* What a call makes is called after what it is. */
static const char *kind_of_made(const struct program_event *event)
{
    const char *kind = event->form + 1;
    if (!strcmp(event->name, "CreateFileW")) {
        const unsigned char *name = program_bytes(event->before, event->parameters[0].value, 16);
        return name && !memcmp(name, "\\\0\\\0.\0\\\0p\0i\0p\0e\0", 16) ? "client" : "file";
    }
    return kind;
}

static const char *variable_name_of_parameter(const struct program_event *event,
                                              const struct program_parameter *parameter)
{
    if (!strcmp(event->name, "CreatePipe"))
        return strcmp(parameter->name, "read") ? "writer" : "reader";
    if (!strcmp(event->name, "NtCreateNamedPipeFile"))
        return "server";
    if (!strcmp(event->name, "NtOpenFile"))
        return "file";
    return parameter->name;
}

/* A handle that the call stores: a new variable. */
const char *stored_handle(struct resolving *state, const struct program_parameter *parameter)
{
    uint64_t value = 0;
    const char *type = !strcmp(parameter->type, "HANDLE *") ? "HANDLE" : "TP_WAIT *";
    if (!parameter->value)
        return "NULL";
    struct variable *variable =
        new_variable(state, VARIABLE_HANDLE, type, variable_name_of_parameter(state->event, parameter), 0);
    if (program_number(state->event->after, parameter->value, 8, &value) && value)
        state->bound[state->bound_count++] = (struct binding){variable, value};
    objects_add(state, variable);
    return program_text(state->program, "&%s", variable->name);
}

static void bind_result(struct resolving *state)
{
    struct program_event *event = state->event;
    if (event->form[0] != '+')
        return;
    struct variable *variable = new_variable(state, VARIABLE_HANDLE, event->type, kind_of_made(event), 0);
    event->made = variable->name;
    objects_add(state, variable);
    if (event->result && event->result != (uint64_t)-1)
        state->bound[state->bound_count++] = (struct binding){variable, event->result};
}

/* Handles get their values when the call has returned; what comes before sees the old ones. */
static void resolve_event(struct resolving *state)
{
    struct program_event *event = state->event;
    char *text = NULL;
    size_t size = 0;
    state->bound_count = 0;
    state->setup = memory_present(open_memstream(&text, &size));
    for (size_t i = 0; i < event->parameter_count; i++)
        event->parameters[i].text = parameter_text(state, i);
    bind_result(state);
    fclose(state->setup);
    event->setup = program_text(state->program, "%s", text);
    free(text);
    for (size_t i = 0; i < state->bound_count; i++)
        state->bound[i].variable->value = state->bound[i].value;
}

struct variables *resolve(struct program *program)
{
    struct resolving state = {.program = program};
    state.variables = memory_new(1, sizeof *state.variables);
    for (size_t i = 0; i < program->event_count; i++) {
        state.event = &program->events[i];
        object_set_clear(&state.event->objects);
        state.event->refusal = NULL;
        if (state.event->kind == PROGRAM_CALL)
            resolve_event(&state);
    }
    return state.variables;
}

void variables_free(struct variables *variables)
{
    free(variables->list);
    free(variables);
}
