#include <stdint.h>
#include <stdio.h>
#include "../platform.h"
#include "seam.h"

static struct seam_lookups own_found;
static struct seam_lookups *found = &own_found;
static const struct seam_lookups *over; /* of the trace, or NULL */

static struct lookup {
    const char *module, *name;
    size_t place; /* in struct seam_lookups */
    int known;
} lookups[] = {
#define SEAM_LOOKUP(module_, type_, name_, parameters_, arguments_, form_)                                   \
    {module_, #name_, offsetof(struct seam_lookups, name_), 0},
#include "lookups.h"
#undef SEAM_LOOKUP
};

static seam_function *place_in(const struct seam_lookups *table, const struct lookup *lookup)
{
    return (seam_function *)((uintptr_t)table + lookup->place);
}

static struct lookup *find(const char *name)
{
    for (unsigned int i = 0; i < ARRAY_SIZE(lookups); i++)
        if (!strcmp(lookups[i].name, name))
            return &lookups[i];
    fprintf(stderr, "twinpipe_test: '%s' is not in the table of seam/lookups.h: add it there\n", name);
    fflush(stderr);
    TerminateProcess(GetCurrentProcess(), 5);
    return NULL;
}

static void *find_function(struct lookup *lookup)
{
    DWORD last_error = GetLastError();
    seam_function *function = place_in(found, lookup);

    if (!lookup->known) {
        *function = (void *)(uintptr_t)GetProcAddress(GetModuleHandleA(lookup->module), lookup->name);
        lookup->known = 1;
    }
    SetLastError(last_error);
    return *function;
}

void *seam_lookup(const char *name)
{
    struct lookup *lookup = find(name);
    void *function = find_function(lookup);

    return function && over ? *place_in(over, lookup) : function;
}

void seam_replace_lookup(const char *name, void *function)
{
    struct lookup *lookup = find(name);

    *place_in(found, lookup) = function;
    lookup->known = 1;
}

void seam_trace_lookups(struct seam_lookups *trace_found, const struct seam_lookups *trace_over)
{
    for (unsigned int i = 0; i < ARRAY_SIZE(lookups); i++)
        find_function(&lookups[i]);
    *trace_found = *found;
    found = trace_found;
    over = trace_over;
}
