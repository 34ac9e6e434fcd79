#include "results/bug/resolve.h"

#include "results/bug/resolve_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void objects_add(struct program_event *event, const struct variables *variables,
                 const struct variable *variable)
{
    size_t index = variable ? (size_t)(variable - variables->list) : VARIABLES_MOST;
    if (index < 128)
        event->objects[index / 64] |= 1ull << (index % 64);
}

/* "server", and "server2" for the next one. */
struct variable *new_variable(struct variables *variables, enum variable_space space, const char *type,
                              const char *name, uint64_t value)
{
    static struct variable too_many;
    if (variables->count == VARIABLES_MOST)
        return &too_many;
    struct variable *variable = &variables->list[variables->count];
    size_t length = strlen(name);
    unsigned same = 1;
    for (size_t i = 0; i < variables->count; i++)
        same += !strncmp(variables->list[i].name, name, length) &&
                strspn(variables->list[i].name + length, "0123456789") ==
                    strlen(variables->list[i].name + length);
    *variable = (struct variable){.space = space, .type = type, .value = value};
    if (same == 1)
        snprintf(variable->name, sizeof variable->name, "%s", name);
    else
        snprintf(variable->name, sizeof variable->name, "%.30s%u", name, same);
    variables->count++;
    return variable;
}

const struct variable *resolve_memory(const struct variables *variables, uint64_t address, const char *type)
{
    for (size_t i = variables->count; i--;)
        if (variables->list[i].space == VARIABLE_MEMORY && variables->list[i].value == address &&
            !strcmp(variables->list[i].type, type))
            return &variables->list[i];
    return NULL;
}

struct variable *memory_variable(struct resolving *state, const char *type, const char *name,
                                 uint64_t address)
{
    struct variable *found = (struct variable *)resolve_memory(state->variables, address, type);
    if (!found)
        found = new_variable(state->variables, VARIABLE_MEMORY, type, name, address);
    objects_add(state->event, state->variables, found);
    return found;
}

static struct variable *known_handle(struct variables *variables, uint64_t value)
{
    for (size_t i = variables->count; i--;)
        if (variables->list[i].space == VARIABLE_HANDLE && variables->list[i].value == value)
            return &variables->list[i];
    return NULL;
}

const char *handle_text(struct resolving *state, uint64_t value)
{
    struct variable *variable;
    if (!value)
        return "NULL";
    variable = known_handle(state->variables, value);
    if (variable) {
        objects_add(state->event, state->variables, variable);
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
    struct variable *variable = new_variable(state->variables, VARIABLE_HANDLE, type,
                                             variable_name_of_parameter(state->event, parameter), 0);
    if (program_number(state->event->after, parameter->value, 8, &value) && value)
        state->bound[state->bound_count++] = (struct binding){variable, value};
    objects_add(state->event, state->variables, variable);
    return program_text(state->program, "&%s", variable->name);
}

static void bind_result(struct resolving *state)
{
    struct program_event *event = state->event;
    if (event->form[0] != '+')
        return;
    struct variable *variable =
        new_variable(state->variables, VARIABLE_HANDLE, event->type, kind_of_made(event), 0);
    event->made = variable->name;
    objects_add(event, state->variables, variable);
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
        state.event->objects[0] = state.event->objects[1] = 0;
        if (state.event->kind == PROGRAM_CALL)
            resolve_event(&state);
    }
    return state.variables;
}
