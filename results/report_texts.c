#include "report_texts.h"

void report_texts_begin(struct report_texts *texts)
{
    *texts = (struct report_texts){.array = json_array()};
}

void report_texts_add(struct report_texts *texts, const char *text)
{
    size_t *known = pair_map_at(&texts->known, 1, (uintptr_t)text);
    if (*known == PAIR_MAP_NONE)
        json_array_append_new(texts->array, json_string(text));
    *known = 1;
}

void report_texts_add_remarks(struct report_texts *texts, const struct run_remark *remark)
{
    for (; remark; remark = remark->next)
        report_texts_add(texts, remark->text);
}

json_t *report_texts_end(struct report_texts *texts)
{
    pair_map_free(&texts->known);
    return texts->array;
}
