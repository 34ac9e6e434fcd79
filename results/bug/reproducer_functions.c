/* Variables, threads and callbacks. */
#include "results/bug/reproducer_parts.h"
#include "results/bug/slice.h"

#include <string.h>

/* By what the trace calls them. */
static const struct {
    const char *kind;
    const char *head;  /* with %s for the name */
    const char *value; /* that it returns; NULL: none */
} kinds[] = {
    {"thread", "static DWORD WINAPI %s_function(void *context)", "0"},
    {"item", "static DWORD WINAPI %s_function(void *context)", "0"},
    {"apc", "static void CALLBACK %s_function(ULONG_PTR context)", NULL},
    {"registration", "static void CALLBACK %s_function(void *context, BOOLEAN timed_out)", NULL},
    {"wait",
     "static void CALLBACK %s_function(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *self,\n"
     "                                 TP_WAIT_RESULT result)",
     NULL},
    {"work", "static void CALLBACK %s_function(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *self)",
     NULL},
    {"simple", "static void CALLBACK %s_function(TP_CALLBACK_INSTANCE *instance, void *context)", NULL},
    {"io",
     "static void CALLBACK %s_function(TP_CALLBACK_INSTANCE *instance, void *context, void *operation,\n"
     "                                 ULONG result, ULONG_PTR transferred, TP_IO *self)",
     NULL},
};

static void write_pointer_declaration(FILE *out, const struct program_event *event)
{
    fprintf(out, "static %s (WINAPI *p%s)(", event->type, event->name);
    for (size_t i = 0; i < event->parameter_count; i++)
        fprintf(out, "%s%s", i ? ", " : "", event->parameters[i].type);
    fputs(");\n", out);
}

static bool is_first_of_name(const struct program *program, int index)
{
    for (int i = 0; i < index; i++)
        if (program->events[i].is_kept && program->events[i].kind == PROGRAM_CALL &&
            !strcmp(program->events[i].name, program->events[index].name))
            return false;
    return true;
}

static void write_variable(FILE *out, const struct variable *variable)
{
    const char *space = variable->type[strlen(variable->type) - 1] == '*' ? "" : " ";
    const char *aligned = !strcmp(variable->type, "char") ? "DECLSPEC_ALIGN(16) " : "";
    fprintf(out, "static %s%s%s%s%s", variable->initializer ? "const " : "", aligned, variable->type, space,
            variable->name);
    if (variable->size)
        fprintf(out, "[%zu]", variable->size);
    if (variable->initializer)
        fprintf(out, " = %s", variable->initializer);
    fputs(";\n", out);
}

void write_declarations(struct writing *writing)
{
    FILE *out = writing->out;
    const struct program *program = writing->program;
    for (int i = 0; i < (int)program->event_count; i++) {
        const struct program_event *event = &program->events[i];
        if (event->is_kept && event->kind == PROGRAM_CALL && is_looked_up(event->name) &&
            is_first_of_name(program, i))
            write_pointer_declaration(out, event);
    }
    for (size_t i = 0; i < writing->variables->count; i++)
        if (writing->variables->list[i]->is_used && writing->variables->list[i]->space != VARIABLE_LINK)
            write_variable(out, writing->variables->list[i]);
    if (writing->turns)
        fprintf(out, "static HANDLE turns[%d]; /* set by one thread when another may go on */\n",
                writing->turns);
    fputs("static volatile ULONGLONG seen;\n", out);
    if (writing->source.what == SOURCE_ELAPSED)
        fputs("static ULONGLONG start;\n", out);
}

void write_frame(struct writing *writing, int frame, const char *indent)
{
    for (int i = 0; i < writing->observed; i++)
        if (writing->program->events[i].is_kept && writing->program->events[i].frame == frame)
            write_call(writing, i, indent);
}

static bool has_calls(const struct writing *writing, int frame)
{
    for (int i = 0; i < writing->observed; i++)
        if (writing->program->events[i].is_kept && writing->program->events[i].frame == frame)
            return true;
    return false;
}

/* How often a callback was called in the trace; 0 if it has done nothing. */
static int frames_of(const struct writing *writing, const char *name)
{
    int count = 0;
    bool is_empty = true;
    for (size_t i = 1; i < writing->program->frame_count; i++)
        if (!strcmp(writing->program->frames[i].name, name)) {
            count++;
            is_empty &= !has_calls(writing, (int)i);
        }
    return is_empty ? 0 : count;
}

/* All calls of one callback, each of which can do something else. */
static void write_bodies(struct writing *writing, const char *name)
{
    const struct program *program = writing->program;
    int count = frames_of(writing, name), turn = 0;
    for (int i = 1; i < (int)program->frame_count; i++) {
        if (strcmp(program->frames[i].name, name))
            continue;
        turn++;
        if (!has_calls(writing, i))
            continue;
        if (count == 1) {
            write_frame(writing, i, "    ");
            continue;
        }
        fprintf(writing->out, "    if (call == %d) {\n", turn);
        write_frame(writing, i, "        ");
        fputs("    }\n", writing->out);
    }
}

static bool is_counted(const struct writing *writing, const char *name)
{
    return writing->source.what == SOURCE_CALLBACKS && !strcmp(writing->source.text, name);
}

/* Callbacks are declared before all functions, since some pass others on. */
static void write_prototype(struct writing *writing, const char *name, const char *head)
{
    fputc('\n', writing->out);
    if (frames_of(writing, name) > 1 || is_counted(writing, name))
        fprintf(writing->out, "static volatile LONG %s_calls;\n", name);
    fprintf(writing->out, head, name);
    fputs(";\n", writing->out);
}

static void write_function(struct writing *writing, const char *name, const char *head, const char *value)
{
    FILE *out = writing->out;
    fputc('\n', out);
    fprintf(out, head, name);
    fputs("\n{\n", out);
    if (frames_of(writing, name) > 1)
        fprintf(out, "    LONG call = InterlockedIncrement(&%s_calls);\n\n", name);
    else if (is_counted(writing, name))
        fprintf(out, "    InterlockedIncrement(&%s_calls);\n", name);
    write_bodies(writing, name);
    if (value)
        fprintf(out, "    return %s;\n", value);
    fputs("}\n", out);
}

static void write_callback(struct writing *writing, const char *name, bool is_prototype)
{
    size_t length = strcspn(name, "0123456789");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strlen(kinds[i].kind) != length || strncmp(kinds[i].kind, name, length))
            continue;
        if (is_prototype)
            write_prototype(writing, name, kinds[i].head);
        else
            write_function(writing, name, kinds[i].head, kinds[i].value);
    }
}

static bool passes(const struct writing *writing, const char *text)
{
    for (int i = 0; i < writing->observed; i++) {
        const struct program_event *event = &writing->program->events[i];
        for (size_t j = 0; event->is_kept && j < event->parameter_count; j++)
            if (strstr(event->parameters[j].text, text))
                return true;
    }
    return false;
}

static const char routine_head[] =
    "static void CALLBACK completion_%s(DWORD error, DWORD transferred, OVERLAPPED *operation)";

void write_functions(struct writing *writing)
{
    const struct program *program = writing->program;
    bool has_routine = passes(writing, "completion_routine");
    if (has_routine)
        write_prototype(writing, "routine", routine_head);
    for (int i = 0; i < writing->observed; i++)
        if (program->events[i].is_kept && program->events[i].makes)
            write_callback(writing, program->events[i].makes, true);
    if (has_routine)
        write_function(writing, "routine", routine_head, NULL);
    if (passes(writing, "io_apc_routine"))
        fputs("\nstatic void CALLBACK io_apc_routine(void *context, IO_STATUS_BLOCK *block, ULONG unused)\n"
              "{\n}\n",
              writing->out);
    if (passes(writing, "(void *)apc_routine"))
        fputs(
            "\nstatic void CALLBACK apc_routine(ULONG_PTR first, ULONG_PTR second, ULONG_PTR third)\n{\n}\n",
            writing->out);
    for (int i = 0; i < writing->observed; i++)
        if (program->events[i].is_kept && program->events[i].makes)
            write_callback(writing, program->events[i].makes, false);
}
