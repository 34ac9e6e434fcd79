#include "label_match.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

struct named {
    const char *label;
    size_t index;
};

static int compare_named(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->label, ((const struct named *)b)->label);
}

static void search(const struct observed_behaviour *first, const struct observed_behaviour *second,
                   size_t *match)
{
    struct named *sorted = memory_new(second->label_count, sizeof *sorted);
    for (size_t i = 0; i < second->label_count; i++)
        sorted[i] = (struct named){second->labels[i].label, i};
    qsort(sorted, second->label_count, sizeof *sorted, compare_named);
    for (size_t i = 0; i < first->label_count; i++) {
        struct named wanted = {first->labels[i].label, 0};
        const struct named *found =
            bsearch(&wanted, sorted, second->label_count, sizeof *sorted, compare_named);
        match[i] = found ? found->index : LABEL_MATCH_NONE;
    }
    free(sorted);
}

size_t *label_match(const struct observed_behaviour *first, const struct observed_behaviour *second)
{
    size_t *match = memory_new(first->label_count, sizeof *match);
    /* Nearly always both have the same labels in the same order. */
    size_t same = 0;
    while (same < first->label_count && same < second->label_count &&
           !strcmp(first->labels[same].label, second->labels[same].label)) {
        match[same] = same;
        same++;
    }
    if (same < first->label_count || same < second->label_count)
        search(first, second, match);
    return match;
}
