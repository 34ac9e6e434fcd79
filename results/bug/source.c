#include "results/bug/source.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR = 60, SCORE_NAMED = 200, SCORE_MAIN = 15, SCORE_FIELD = 40, SCORE_GUESS = -60 };

struct search {
    struct program *program;
    const struct variables *variables;
    const struct program_event *observed;
    struct sources *sources;
    int event, score; /* of the call that is looked at */
};

static void add(struct search *search, enum source_what what, size_t parameter, const char *text, int more)
{
    struct sources *sources = search->sources;
    if (sources->count == SOURCES_MOST)
        return;
    sources->list[sources->count++] = (struct source){.event = search->event,
                                                      .what = what,
                                                      .parameter = parameter,
                                                      .text = text,
                                                      .score = search->score + more};
}

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
    return !strcmp(event->type, "BOOL");
}

static bool is_wait(const struct program_event *event)
{
    return !strncmp(event->form, "wait", 4);
}

static bool is_named(const struct program_event *observed, const struct program_event *event)
{
    return strstr(observed->expression, event->name) || strstr(observed->name, event->name);
}

static void look_result(struct search *search, const struct program_event *event)
{
    uint64_t value = search->observed->value;
    bool is_error = !strcmp(search->observed->observed_kind, "error");
    if (is_bool(event) && (value ? !event->result && event->error == value : event->result != 0))
        add(search, SOURCE_RESULT, 0, NULL, 0);
    else if (is_made(event) && (value ? !has_made(event) && event->error == value : has_made(event)))
        add(search, SOURCE_MADE, 0, NULL, 0);
    else if (is_error && value && event->error == value)
        add(search, SOURCE_ERROR, 0, NULL, is_wait(event) ? 0 : -10);
}

static void look_status(struct search *search, const struct program_event *event)
{
    uint64_t value = search->observed->value, stored;
    const char *expression = search->observed->expression;
    if (!strcmp(event->type, "NTSTATUS") && (event->result & 0xffffffff) == value)
        add(search, SOURCE_RETURN, 0, NULL, 0);
    for (size_t i = 0; i < event->parameter_count; i++) {
        const struct program_parameter *parameter = &event->parameters[i];
        bool is_block = !strcmp(parameter->type, "IO_STATUS_BLOCK *");
        if ((is_block || !strcmp(parameter->type, "OVERLAPPED *")) &&
            program_number(event->after ? event->after : event->before, parameter->value, 4, &stored) &&
            stored == value)
            add(search, SOURCE_MEMORY, i,
                program_text(search->program, "(DWORD)%s.%s", parameter->text + 1,
                             is_block ? "Status" : "Internal"),
                strstr(expression, "Status") || strstr(expression, "Internal") ? SCORE_FIELD : -20);
    }
}

/* A pool may raise an exception where a program errs. */
static void look_raised(struct search *search, const struct program_event *event)
{
    if (strcmp(event->name, "SetThreadpoolWait") || !event->parameters[1].value)
        return; /* a wait that is disarmed raises nothing */
    if (strstr(search->observed->expression, "raised"))
        add(search, SOURCE_RAISED, 0, "code", SCORE_NAMED);
    if (strstr(search->observed->expression, "->parameter"))
        add(search, SOURCE_RAISED, 0, "parameter", SCORE_NAMED);
}

/* Fields of structures that go into buffers, as far as expressions tell which is meant. */
static const struct {
    const char *call;
    uint64_t class;
    const char *words; /* in the expression */
    unsigned offset;
} fields[] = {
    {"NtQueryInformationFile", 24, "quota_available", 28},
    {"GetTokenInformation", 3, "privileges", 0},
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
    const char *expression = search->observed->expression;
    int count = 0;
    for (int i = 0; i < search->event; i++)
        count += search->program->events[i].kind == PROGRAM_CALL &&
                 !strcmp(search->program->events[i].name, "ImpersonateNamedPipeClient");
    if (strcmp(event->name, "GetTokenInformation"))
        return false;
    return (strstr(expression, "first") && count != 1) || (strstr(expression, "second") && count != 2);
}

static void look_buffer(struct search *search, const struct program_event *event, size_t index)
{
    const struct program_parameter *parameter = &event->parameters[index];
    const char *expression = search->observed->expression;
    uint64_t stored;
    if (is_other_token(search, event))
        return;
    if (!strcmp(event->name, "GetTokenInformation") && class_of(event) == 3 && strstr(expression, "enabled"))
        add(search, SOURCE_ENABLED, index, parameter->text, SCORE_FIELD);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!strcmp(event->name, fields[i].call) && class_of(event) == fields[i].class &&
            strstr(expression, fields[i].words) &&
            program_number(event->after, parameter->value + fields[i].offset, 4, &stored) &&
            stored == search->observed->value)
            add(search, SOURCE_MEMORY, index,
                program_text(search->program, "*(DWORD *)(%s + %u)", parameter->text, fields[i].offset),
                SCORE_FIELD);
}

static bool named_in(const char *expression, const char *name)
{
    size_t length = strlen(expression), size = strlen(name);
    while (length && (expression[length - 1] == ')' || expression[length - 1] == ' '))
        length--;
    return strstr(expression, name) && (length >= size && !strncmp(expression + length - size, name, size));
}

static void look_count(struct search *search, const struct program_event *event, size_t index)
{
    const struct program_parameter *parameter = &event->parameters[index];
    const char *expression = search->observed->expression;
    size_t size = strstr(parameter->type, "PTR") ? 8 : 4;
    uint64_t stored;
    if (!program_number(event->after, parameter->value, size, &stored) || stored != search->observed->value)
        return;
    if (named_in(expression, parameter->name) ||
        (strstr(expression, "unread") && !strcmp(parameter->name, "available")))
        add(search, SOURCE_MEMORY, index, parameter->text + 1, SCORE_FIELD);
    else if (strstr(expression, "_take(") && !strcmp(event->name, "ReadFile"))
        add(search, SOURCE_MEMORY, index, parameter->text + 1, 0);
}

static void look_block(struct search *search, const struct program_event *event, size_t index)
{
    const struct program_parameter *parameter = &event->parameters[index];
    const char *expression = search->observed->expression;
    const char *field = strcmp(parameter->type, "OVERLAPPED *") ? "Information" : "InternalHigh";
    uint64_t stored;
    if (strstr(expression, field) && program_number(event->after, parameter->value + 8, 8, &stored) &&
        stored == search->observed->value)
        add(search, SOURCE_MEMORY, index, program_text(search->program, "%s.%s", parameter->text + 1, field),
            SCORE_FIELD);
}

static void look_number(struct search *search, const struct program_event *event)
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
        else if (!strcmp(type, "void *"))
            look_buffer(search, event, i);
    }
    if (!strncmp(event->form, "number", 6) && event->result == search->observed->value)
        add(search, SOURCE_RETURN, 0, NULL, 0);
}

static void look_boolean(struct search *search, const struct program_event *event)
{
    uint64_t value = search->observed->value;
    const char *elapsed = strstr(search->observed->expression, "GetTickCount64() - start >= ");
    if (elapsed) {
        add(search, SOURCE_ELAPSED, 0, NULL, SCORE_FIELD);
        search->sources->list[search->sources->count - 1].least = strtoul(elapsed + 28, NULL, 10) * 2 / 3;
        return;
    }
    if (is_bool(event) && (event->result != 0) == (value != 0) && is_named(search->observed, event))
        add(search, SOURCE_TRUE, 0, NULL, 0);
    if (strstr(search->observed->expression, "!= 258")) { /* WAIT_TIMEOUT, as the preprocessor leaves it */
        if (is_wait(event) && (event->result != 0x102) == (value != 0) && is_named(search->observed, event))
            add(search, SOURCE_NOT_EXPIRED, 0, NULL, 0);
        return;
    }
    if (is_wait(event) && (event->result == 0) == (value != 0))
        add(search, SOURCE_SIGNALED, 0, NULL, 0);
}

static void look_event(struct search *search, const struct program_event *event)
{
    uint64_t value = search->observed->value;
    if (is_wait(event) && event->result == (value ? 0 : 0x102))
        add(search, SOURCE_SIGNALED, 0, NULL, event->parameters[1].value ? -20 : 0);
}

static void look_handle(struct search *search, const struct program_event *event)
{
    uint64_t seen = !event->result ? 0 : event->result == (uint64_t)-1 ? 1 : 2;
    if (is_made(event) && seen == search->observed->value)
        add(search, SOURCE_HANDLE, 0, NULL, 0);
}

static void look_wait(struct search *search, const struct program_event *event)
{
    if (is_wait(event) && (event->result & 0xffffffff) == search->observed->value)
        add(search, SOURCE_RETURN, 0, NULL, 0);
}

static void look_callbacks(struct search *search)
{
    const struct program *program = search->program;
    for (int i = 0; i < (int)program->event_count; i++) {
        const struct program_event *event = &program->events[i];
        uint64_t count = 0;
        if (event->kind != PROGRAM_CALL || !event->makes || event->number > search->observed->number ||
            !strncmp(event->makes, "thread", 6))
            continue;
        for (size_t j = 0; j < program->frame_count; j++)
            count += program->frames[j].begun < search->observed->number &&
                     !strcmp(program->frames[j].name, event->makes);
        search->event = i;
        search->score = i;
        if (!strcmp(search->observed->observed_kind, "number") && count == search->observed->value)
            add(search, SOURCE_CALLBACKS, 0, event->makes, SCORE_GUESS);
        const char *least = strstr(search->observed->expression, ">= ");
        if (!strcmp(search->observed->observed_kind, "boolean") && least &&
            strstr(search->observed->expression, "count") &&
            (count >= strtoull(least + 3, NULL, 10)) == (search->observed->value != 0)) {
            add(search, SOURCE_CALLBACKS, 0, event->makes, SCORE_NAMED);
            search->sources->list[search->sources->count - 1].least = strtoull(least + 3, NULL, 10);
        }
    }
}

static void look_export(struct search *search)
{
    const char *name = strstr(search->observed->expression, "seam_lookup(\"");
    if (!name || strcmp(search->observed->observed_kind, "boolean"))
        return;
    name += strlen("seam_lookup(\"");
    search->event = NO_INDEX;
    add(search, SOURCE_EXPORT, 0, program_text(search->program, "%.*s", (int)strcspn(name, "\""), name),
        1000);
}

static void look_call(struct search *search, const struct program_event *event)
{
    static const struct {
        const char *kind;
        void (*look)(struct search *search, const struct program_event *event);
    } kinds[] = {
        {"result", look_result}, {"error", look_result}, {"status", look_status},   {"status", look_raised},
        {"number", look_number}, {"flags", look_number}, {"boolean", look_boolean}, {"event", look_event},
        {"handle", look_handle}, {"wait", look_wait},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i].kind, search->observed->observed_kind))
            kinds[i].look(search, event);
}

static int by_score(const void *left, const void *right)
{
    const struct source *a = left, *b = right;
    return a->score != b->score  ? (a->score < b->score) - (a->score > b->score)
           : a->event < b->event ? 1
                                 : -1;
}

/* Calls that are only looked at by name. */
static bool is_unlikely(const struct program_event *event)
{
    static const char *const names[] = {"CloseHandle", "SetEvent", "ResetEvent",     "CreateEventW",
                                        "HeapAlloc",   "HeapFree", "SwitchToThread", "CreateThread",
                                        "NtClose",     "SleepEx",  "DuplicateHandle"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(event->name, names[i]))
            return true;
    return false;
}

/* What is no more than a guess would show something, and not the difference: many calls return TRUE. Where
 * the call is named, nothing else will do; where the value says little, nothing but the likeliest. */
static void drop_unlikely(struct sources *sources, uint64_t value)
{
    size_t kept = 0;
    int least = sources->count ? sources->list[0].score - SCORE_FIELD : 0;
    if (sources->count && sources->list[0].score > SCORE_NAMED / 2)
        least = SCORE_NAMED / 2;
    while (kept < sources->count && sources->list[kept].score >= least &&
           (!kept || value > 1 || least == SCORE_NAMED / 2))
        kept++;
    sources->count = kept;
}

void sources_find(struct program *program, const struct variables *variables, int observed,
                  struct sources *sources)
{
    const struct program_event *target = &program->events[observed];
    struct search search = {
        .program = program, .variables = variables, .observed = target, .sources = sources};
    int near = 0;
    sources->count = 0;
    look_export(&search);
    for (int i = observed; i-- && near < NEAR;) {
        const struct program_event *event = &program->events[i];
        if (event->kind != PROGRAM_CALL || event->returned > target->number)
            continue;
        search.event = i;
        search.score = -near++;
        if (event->frame == target->frame)
            search.score += SCORE_MAIN;
        if (is_named(target, event))
            search.score += SCORE_NAMED;
        else if (is_unlikely(event))
            continue;
        look_call(&search, event);
    }
    look_callbacks(&search);
    qsort(sources->list, sources->count, sizeof *sources->list, by_score);
    drop_unlikely(sources, target->value);
}
