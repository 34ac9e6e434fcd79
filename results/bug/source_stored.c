/* Which number is meant: by the names of parameters and fields, as far as the test's expression has them. */
#include "results/bug/source_parts.h"

#include <string.h>

/* Fields of structures that go into buffers, by the words that the tests have for them; sizes in bytes. */
static const struct {
    const char *call;
    uint64_t class;
    const char *word; /* of the expression */
    unsigned offset, size;
} fields[] = {
    {"NtQueryInformationFile", 5, "AllocationSize", 0, 8},
    {"NtQueryInformationFile", 5, "EndOfFile", 8, 8},
    {"NtQueryInformationFile", 5, "NumberOfLinks", 16, 4},
    {"NtQueryInformationFile", 5, "DeletePending", 20, 1},
    {"NtQueryInformationFile", 5, "Directory", 21, 1},
    {"NtQueryInformationFile", 24, "current", 12, 4},
    {"NtQueryInformationFile", 24, "readable", 20, 4},
    {"NtQueryInformationFile", 24, "quota_available", 28, 4},
    {"NtQueryInformationFile", 24, "state", 32, 4},
    {"GetTokenInformation", 3, "privileges", 0, 4},
};

static uint64_t class_of(const struct program_event *event)
{
    for (size_t i = 0; i < event->parameter_count; i++)
        if (!strcmp(event->parameters[i].name, "class"))
            return event->parameters[i].value & 0xff;
    return 0;
}

/* A client's token is asked for once it is impersonated, and of several the expression names the place. */
static bool is_other_token(const struct search *search, const struct program_event *event)
{
    const char *text = search->wording.text;
    int count = 0;
    if (strcmp(event->name, "GetTokenInformation"))
        return false;
    for (int i = 0; i < search->event; i++)
        count += search->program->events[i].kind == PROGRAM_CALL &&
                 !strcmp(search->program->events[i].name, "ImpersonateNamedPipeClient");
    return (wording_names(text, "first") && count != 1) || (wording_names(text, "second") && count != 2);
}

static const char *type_of(unsigned size)
{
    return size == 1 ? "BYTE" : size == 4 ? "DWORD" : "ULONGLONG";
}

static void look_buffer(struct search *search, const struct program_event *event, size_t index)
{
    const struct program_parameter *parameter = &event->parameters[index];
    const char *text = search->wording.text;
    uint64_t stored;
    if (is_other_token(search, event))
        return;
    if (!strcmp(event->name, "GetTokenInformation") && class_of(event) == 3 && wording_names(text, "enabled"))
        source_add(search, SOURCE_ENABLED, index, parameter->text, SCORE_FIELD);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!strcmp(event->name, fields[i].call) && class_of(event) == fields[i].class &&
            wording_names(text, fields[i].word) &&
            program_number(event->after, parameter->value + fields[i].offset, fields[i].size, &stored) &&
            stored == search->observed->value)
            source_add(search, SOURCE_MEMORY, index,
                       program_text(search->program, "*(%s *)(%s + %u)", type_of(fields[i].size),
                                    parameter->text, fields[i].offset),
                       SCORE_FIELD);
}

void look_fields(struct search *search, const struct program_event *event)
{
    for (size_t i = 0; i < event->parameter_count; i++)
        if (event->parameters[i].value && !strcmp(event->parameters[i].type, "void *"))
            look_buffer(search, event, i);
}

/* `unread_bytes(end)` and `..._take(...)` are fixtures' functions, which ask for one count. */
static void look_count(struct search *search, const struct program_event *event, size_t index)
{
    const struct program_parameter *parameter = &event->parameters[index];
    const char *text = search->wording.text;
    size_t size = strstr(parameter->type, "PTR") ? 8 : 4;
    uint64_t stored;
    if (!program_number(event->after, parameter->value, size, &stored) || stored != search->observed->value)
        return;
    if (wording_ends(text, parameter->name) ||
        (wording_names(text, "unread_bytes") && !strcmp(parameter->name, "available")))
        source_add(search, SOURCE_MEMORY, index, parameter->text + 1, SCORE_FIELD);
    else if (strstr(text, "_take(") && !strcmp(event->name, "ReadFile"))
        source_add(search, SOURCE_MEMORY, index, parameter->text + 1, 0);
}

static void look_block(struct search *search, const struct program_event *event, size_t index)
{
    const struct program_parameter *parameter = &event->parameters[index];
    const char *field = strcmp(parameter->type, "OVERLAPPED *") ? "Information" : "InternalHigh";
    uint64_t stored;
    if (wording_ends(search->wording.text, field) &&
        program_number(event->after, parameter->value + 8, 8, &stored) && stored == search->observed->value)
        source_add(search, SOURCE_MEMORY, index,
                   program_text(search->program, "%s.%s", parameter->text + 1, field), SCORE_FIELD);
}

void look_number(struct search *search, const struct program_event *event)
{
    for (size_t i = 0; i < event->parameter_count; i++) {
        const struct program_parameter *parameter = &event->parameters[i];
        const char *type = parameter->type;
        if (!parameter->value || !strchr(type, '*'))
            continue;
        if (!strcmp(type, "IO_STATUS_BLOCK *") || !strcmp(type, "OVERLAPPED *"))
            look_block(search, event, i);
        else if (!strcmp(type, "DWORD *") || !strcmp(type, "ULONG *") || !strcmp(type, "ULONG_PTR *"))
            look_count(search, event, i);
    }
    look_fields(search, event);
    if (!strncmp(event->form, "number", 6) && event->result == search->observed->value)
        source_add(search, SOURCE_RETURN, 0, NULL, 0);
}
