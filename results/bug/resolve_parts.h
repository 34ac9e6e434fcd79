/* What resolve.c and resolve_parameters.c have in common. */
#ifndef RESULTS_BUG_RESOLVE_PARTS_H
#define RESULTS_BUG_RESOLVE_PARTS_H

#include "results/bug/resolve.h"

#include <stdio.h>

struct binding {
    struct variable *variable;
    uint64_t value;
};

struct resolving {
    struct program *program;
    struct variables *variables;
    struct program_event *event;
    FILE *setup; /* statements that come before the call */
    struct binding bound[PARAMETERS_MOST + 1];
    size_t bound_count;
};

/* The argument in C; what it points to is set up before. */
const char *parameter_text(struct resolving *state, size_t index);

/* It does not belong to the call yet: objects_add. */
struct variable *new_variable(struct resolving *state, enum variable_space space, const char *type,
                              const char *name, uint64_t value);
void objects_add(struct resolving *state, const struct variable *variable);
struct variable *memory_variable(struct resolving *state, const char *type, const char *name,
                                 uint64_t address);
const char *handle_text(struct resolving *state, uint64_t value);
const char *stored_handle(struct resolving *state, const struct program_parameter *parameter);

/* The parts: resolve_buffers.c. */
const char *buffer_text(struct resolving *state, size_t index);
extern const char name_is_cut[]; /* a refusal */
/* What ends with a zero. */
const char *string_text(struct resolving *state, uint64_t address);
const char *name_text(struct resolving *state, const unsigned char *wide, size_t characters);
const char *descriptor_text(struct resolving *state, uint64_t address);

#endif
