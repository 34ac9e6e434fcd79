/* The reader of known differences: it takes a file in or refuses it in one line. */
#include "results/known.h"
#include "results/tests/fuzz/target.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct trouble trouble = {0};
    struct known_file *known = known_file_load(fuzz_file(bytes, size), &trouble);
    if (!known)
        return fuzz_one_line(trouble.text), 0;
    for (size_t i = 0; i < known->count; i++) {
        const struct known_line *line = &known->lines[i];
        if (!known_file_find(known, line->id, line->label, line->seen) || (line->sometimes && !line->tries))
            abort();
    }
    known_file_free(known);
    return 0;
}
