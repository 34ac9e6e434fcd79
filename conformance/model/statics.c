/* Static variables of tests, fixtures and writer. The linker has them side by side (Makefile.in), so that
 * each run can begin with what they held when the model was installed. */
#include <stdlib.h>
#include "reset.h"
#include "kernel.h"

static char first[16] __attribute__((section(".tpsta$a"), used, aligned(16)));
static char last[16] __attribute__((section(".tpsta$z"), used, aligned(16)));
static char tests_end[16] __attribute__((section(".tpsta$t"), used, aligned(16))); /* the writer's follow */
static char *saved;

void model_statics_save(void)
{
    size_t size = (size_t)(last - first);

    if ((saved = malloc(size)))
        memcpy(saved, first, size);
}

void model_statics_restore(void)
{
    if (saved)
        memcpy(first, saved, (size_t)(last - first));
}

/* Those of tests and fixtures alone. */
void model_statics_restore_tests(void)
{
    if (saved)
        memcpy(first, saved, (size_t)(tests_end - first));
}

void model_statics_exchange_writers(void)
{
    static char *others;
    size_t size = (size_t)(last - tests_end);

    if (!others && saved && (others = malloc(size)))
        memcpy(others, saved + (tests_end - first), size);
    if (!others)
        return;
    for (size_t i = 0; i < size; i++) {
        char mine = tests_end[i];

        tests_end[i] = others[i];
        others[i] = mine;
    }
}

size_t model_statics_size(void)
{
    return (size_t)(last - first);
}
