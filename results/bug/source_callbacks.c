#include "results/bug/source_parts.h"

#include <string.h>

static uint64_t count_begun(const struct search *search, const char *name)
{
    const struct program *program = search->program;
    uint64_t count = 0;
    for (size_t i = 0; i < program->frame_count; i++)
        count +=
            program->frames[i].begun < search->observed->number && !strcmp(program->frames[i].name, name);
    return count;
}

static bool is_callback_made(const struct search *search, const struct program_event *event)
{
    return event->kind == PROGRAM_CALL && event->makes && event->number <= search->observed->number &&
           strncmp(event->makes, "thread", 6) != 0;
}

void look_callbacks(struct search *search)
{
    const struct program *program = search->program;
    const struct wording *wording = &search->wording;
    const bool is_number = !strcmp(search->observed->observed_kind, "number");
    const bool is_least =
        !strcmp(search->observed->observed_kind, "boolean") && wording->form == WORDING_AT_LEAST;
    for (int i = 0; i < (int)program->event_count; i++) {
        const struct program_event *event = &program->events[i];
        if (!is_callback_made(search, event))
            continue;
        const uint64_t count = count_begun(search, event->makes);
        search->event = i;
        search->score = i - (int)program->event_count;
        if (is_number && count == search->observed->value)
            source_add(search, SOURCE_CALLBACKS, 0, event->makes, SCORE_GUESS);
        if (is_least && (count >= wording->least) == (search->observed->value != 0))
            source_add(search, SOURCE_CALLBACKS, 0, event->makes, SCORE_NAMED)->least = wording->least;
    }
}
