#include "results/bug/source_parts.h"

#include <string.h>

static bool is_made(const struct program_event *event)
{
    return event->form[0] == '+';
}

static bool has_made(const struct program_event *event)
{
    return event->result && event->result != (uint64_t)-1;
}

static bool is_bool(const struct program_event *event)
{
    return !strcmp(event->type, "BOOL") || !strncmp(event->form, "bool", 4);
}

bool is_wait(const struct program_event *event)
{
    return !strncmp(event->form, "wait", 4);
}

void look_result(struct search *search, const struct program_event *event)
{
    uint64_t value = search->observed->value;
    bool is_error = !strcmp(search->observed->observed_kind, "error");
    if (is_bool(event) && (value ? !event->result && event->error == value : event->result != 0))
        source_add(search, SOURCE_RESULT, 0, NULL, 0);
    else if (is_made(event) && (value ? !has_made(event) && event->error == value : has_made(event)))
        source_add(search, SOURCE_MADE, 0, NULL, 0);
    else if (is_error && value && event->error == value)
        source_add(search, SOURCE_ERROR, 0, NULL, is_wait(event) ? 0 : -10);
}

/* In an OVERLAPPED or an IO_STATUS_BLOCK. */
static void look_stored_status(struct search *search, const struct program_event *event, size_t index)
{
    const struct program_parameter *parameter = &event->parameters[index];
    const bool is_block = !strcmp(parameter->type, "IO_STATUS_BLOCK *");
    const bool is_meant =
        wording_ends(search->wording.text, "Status") || wording_ends(search->wording.text, "Internal");
    uint64_t stored;
    if (!parameter->value || (!is_block && strcmp(parameter->type, "OVERLAPPED *")))
        return;
    if (program_number(event->after ? event->after : event->before, parameter->value, 4, &stored) &&
        stored == search->observed->value)
        source_add(search, SOURCE_MEMORY, index,
                   program_text(search->program, "(DWORD)%s.%s", parameter->text + 1,
                                is_block ? "Status" : "Internal"),
                   is_meant ? SCORE_FIELD : SCORE_UNLIKELY);
}

void look_status(struct search *search, const struct program_event *event)
{
    if (!strcmp(event->type, "NTSTATUS") && (event->result & 0xffffffff) == search->observed->value)
        source_add(search, SOURCE_RETURN, 0, NULL, 0);
    for (size_t i = 0; i < event->parameter_count; i++)
        look_stored_status(search, event, i);
}

/* A pool may raise an exception where a program errs. */
void look_raised(struct search *search, const struct program_event *event)
{
    if (strcmp(event->name, "SetThreadpoolWait") || !event->parameters[1].value)
        return; /* a wait that is disarmed raises nothing */
    if (wording_ends(search->wording.text, "raised"))
        source_add(search, SOURCE_RAISED, 0, "code", SCORE_NAMED);
    if (wording_ends(search->wording.text, "parameter"))
        source_add(search, SOURCE_RAISED, 0, "parameter", SCORE_NAMED);
}

/* A function of a fixture that waits for what it returns says so in its name. */
static bool is_waited_for(const struct search *search, const struct program_event *event)
{
    static const char *const words[] = {"wait", "settled"};
    const char *text = search->wording.text, *end = text + strcspn(text, "(");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *word = strstr(text, words[i]);
        if (word && word < end)
            return true;
    }
    return is_named(search, event);
}

void look_boolean(struct search *search, const struct program_event *event)
{
    const bool is_true = search->observed->value != 0, is_plain = search->wording.form == WORDING_PLAIN;
    if (search->wording.form == WORDING_ELAPSED)
        source_add(search, SOURCE_ELAPSED, 0, NULL, SCORE_FIELD)->least = search->wording.least * 2 / 3;
    if (is_plain && is_bool(event) && (event->result != 0) == is_true && is_named(search, event))
        source_add(search, SOURCE_TRUE, 0, NULL, 0);
    if (is_plain && is_wait(event) && (event->result == 0) == is_true && is_waited_for(search, event))
        source_add(search, SOURCE_SIGNALED, 0, NULL, 0);
    if (search->wording.form == WORDING_NOT_EXPIRED && is_wait(event) &&
        (event->result != 0x102) == is_true && is_named(search, event))
        source_add(search, SOURCE_NOT_EXPIRED, 0, NULL, 0);
    look_fields(search, event);
}

void look_event(struct search *search, const struct program_event *event)
{
    uint64_t value = search->observed->value;
    if (is_wait(event) && event->result == (value ? 0 : 0x102))
        source_add(search, SOURCE_SIGNALED, 0, NULL, event->parameters[1].value ? SCORE_UNLIKELY : 0);
}

void look_handle(struct search *search, const struct program_event *event)
{
    uint64_t seen = !event->result ? 0 : event->result == (uint64_t)-1 ? 1 : 2;
    if (is_made(event) && seen == search->observed->value)
        source_add(search, SOURCE_HANDLE, 0, NULL, 0);
}

void look_wait(struct search *search, const struct program_event *event)
{
    if (is_wait(event) && (event->result & 0xffffffff) == search->observed->value)
        source_add(search, SOURCE_RETURN, 0, NULL, 0);
}
