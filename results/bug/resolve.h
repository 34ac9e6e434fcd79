/* From words to C: which variable each word and each piece of memory of a program is. */
#ifndef RESULTS_BUG_RESOLVE_H
#define RESULTS_BUG_RESOLVE_H

#include "results/bug/program.h"

/* VARIABLE_LINK is none: who uses the same name has it in common. */
enum variable_space { VARIABLE_HANDLE, VARIABLE_MEMORY, VARIABLE_CONSTANT, VARIABLE_LINK };

struct variable {
    enum variable_space space;
    size_t index; /* in its list, and in sets of objects */
    const char *name;
    const char *type;        /* "OVERLAPPED"; "char" of a buffer */
    uint64_t value;          /* the handle or the address */
    size_t size;             /* of a buffer, in elements; 0: no array */
    const char *initializer; /* NULL if there is none */
    uint64_t stored;         /* what the program last stored there; hEvent of an OVERLAPPED */
    bool is_used;            /* by what is kept, see slice.h */
    bool is_set;
};

struct variables {
    struct variable **list; /* what they are belongs to the program */
    size_t count, capacity;
    bool lacks_process; /* a second process is needed */
};

/* Fills `text` of every parameter, `setup`, `made` and `objects` of every event of the program. */
struct variables *resolve(struct program *program);
void variables_free(struct variables *variables);

/* The variable of that kind at an address at that time; NULL: none. */
const struct variable *resolve_memory(const struct variables *variables, uint64_t address, const char *type);

#endif
