/* The reader of run files. A first byte of '+' gives the rest the end line that belongs to it, which no
 * mutation would ever hit upon. What the reader takes in is walked as compare and report do. */
#include "results/run_file.h"
#include "results/tests/fuzz/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static size_t count_lines(const char *bytes, size_t size, const char *first)
{
    size_t count = 0;
    for (const char *line = bytes, *end; line < bytes + size; line = end + 1) {
        if (!(end = memchr(line, '\n', (size_t)(bytes + size - line))))
            break;
        count += (size_t)(end - line) > strlen(first) && memcmp(line, first, strlen(first)) == 0;
    }
    return count;
}

static const char *sealed(const char *bytes, size_t size)
{
    char *whole = malloc(size + 100);
    if (!whole)
        abort();
    memcpy(whole, bytes, size);
    const unsigned long crc = crc32(0, (const Bytef *)bytes, (uInt)size);
    const int length =
        snprintf(whole + size, 100, "end\t%zu\t%zu\t%08lx\n", count_lines(bytes, size, "outcome\t"),
                 count_lines(bytes, size, "seen\t"), crc);
    const char *path = fuzz_file(whole, size + (size_t)length);
    free(whole);
    return path;
}

static size_t walk(const struct run_behaviour *behaviour)
{
    size_t seen = strlen(behaviour->id) + strlen(behaviour->summary);
    for (size_t i = 0; i < behaviour->repeat_count; i++) {
        const struct run_repeat *repeat = &behaviour->repeats[i];
        for (size_t k = 0; k < repeat->observation_count; k++)
            seen += strlen(repeat->observations[k].label) + strlen(repeat->observations[k].allowed) +
                    strlen(repeat->observations[k].seen);
        for (const struct run_remark *note = repeat->notes; note; note = note->next)
            seen += strlen(note->text);
    }
    return seen;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct trouble trouble = {0};
    const bool is_sealed = size && bytes[0] == '+';
    const char *path = is_sealed ? sealed((const char *)bytes + 1, size - 1) : fuzz_file(bytes, size);
    struct run_file *run = run_file_load(path, &trouble);
    size_t seen = 0;
    if (!run)
        return fuzz_one_line(trouble.text), 0;
    for (size_t i = 0; i < run->behaviour_count; i++)
        seen += walk(&run->behaviours[i]);
    run_file_free(run);
    if (seen > size * size + 100) /* more text than the file could hold */
        abort();
    return 0;
}
