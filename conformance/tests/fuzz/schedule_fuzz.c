/* The text of schedules: what is taken in is written so that it gives the same schedule again. */
#include "conformance/explore/schedule_text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct schedule first = {0}, second = {0};
    char *text = calloc(1, size + 1);
    if (!text)
        abort();
    memcpy(text, bytes, size);
    const char *problem = schedule_problem(text);
    if (problem && !*problem)
        abort();
    if (!problem) {
        schedule_read(&first, text);
        char *written = strdup(schedule_text(&first));
        if (!written || schedule_problem(written))
            abort();
        schedule_read(&second, written);
        if (first.count != second.count ||
            (first.count && memcmp(first.items, second.items, first.count * sizeof *first.items) != 0))
            abort();
        free(written);
    }
    free(first.items);
    free(second.items);
    free(text);
    return 0;
}
