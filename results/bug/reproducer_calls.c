/* The statements of one call. */
#include "results/bug/reproducer_parts.h"

#include <stdlib.h>
#include <string.h>

bool is_looked_up(const char *name)
{
    static const char *const others[] = {"CallbackMayRunLong",    "CompareObjectHandles",
                                         "GetOverlappedResultEx", "SetThreadpoolWaitEx",
                                         "TpSimpleTryPost",       "RtlNtStatusToDosError"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (!strcmp(name, others[i]))
            return true;
    return !strncmp(name, "Nt", 2) && strcmp(name, "NtQueryInformationFile");
}

static const char *call_text(struct writing *writing, const struct program_event *event)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = memory_present(open_memstream(&text, &size));
    fprintf(out, "%s%s(", is_looked_up(event->name) ? "p" : "", event->name);
    for (size_t i = 0; i < event->parameter_count; i++)
        fprintf(out, "%s%s", i ? ", " : "", event->parameters[i].text);
    fputc(')', out);
    fclose(out);
    const char *kept = program_text(writing->program, "%s", text);
    free(text);
    return kept;
}

static void write_lines(FILE *out, const char *indent, const char *lines)
{
    while (*lines) {
        const char *end = strchr(lines, '\n');
        size_t length = end ? (size_t)(end - lines) : strlen(lines);
        fprintf(out, "%s%.*s\n", indent, (int)length, lines);
        lines += length + (end != NULL);
    }
}

void write_waits(struct writing *writing, const struct program_event *event, const char *indent)
{
    for (int i = 0; i < 8 && event->waits[i] != NO_INDEX; i++)
        fprintf(writing->out, "%sWaitForSingleObject(turns[%d], 5000);\n", indent, event->waits[i]);
    if (event->settles)
        fprintf(writing->out, "%sSleep(100); /* until the other one is inside its call */\n", indent);
}

static void write_turns(struct writing *writing, const int turns[8], const char *indent)
{
    for (int i = 0; i < 8 && turns[i] != NO_INDEX; i++)
        fprintf(writing->out, "%sSetEvent(turns[%d]);\n", indent, turns[i]);
}

/* What Wine has returned, as a comment. */
static const char *outcome_text(struct writing *writing, const struct program_event *event)
{
    if (event->returned == UINT32_MAX)
        return "";
    if (!strcmp(event->type, "BOOL"))
        return event->result ? " /* TRUE */"
                             : program_text(writing->program, " /* FALSE, error %u */", event->error);
    if (!strcmp(event->type, "NTSTATUS"))
        return program_text(writing->program, " /* 0x%08x */", (unsigned)event->result);
    if (!strncmp(event->form, "wait", 4))
        return event->result == 0     ? " /* WAIT_OBJECT_0 */"
               : event->result == 258 ? " /* WAIT_TIMEOUT */"
                                      : program_text(writing->program, " /* %u */", (unsigned)event->result);
    return "";
}

/* The call whose outcome is the observation. */
static void write_source(struct writing *writing, const struct program_event *event, const char *call,
                         const char *indent)
{
    FILE *out = writing->out;
    const char *made = event->made;
    bool is_file =
        made && strstr(event->name, "Create") && (strstr(event->name, "Pipe") || strstr(event->name, "File"));
    write_comment(out, indent, "what is looked at:");
    fprintf(out, "%sSetLastError(0xdeadbeef);\n", indent);
    switch (writing->source.what) {
    case SOURCE_RESULT:
        fprintf(out, "%sseen = %s ? ERROR_SUCCESS : GetLastError();\n", indent, call);
        break;
    case SOURCE_MADE:
        fprintf(out, "%s%s = %s;\n%sseen = %s != %s ? ERROR_SUCCESS : GetLastError();\n", indent, made, call,
                indent, made, is_file ? "INVALID_HANDLE_VALUE" : "NULL");
        break;
    case SOURCE_ERROR:
        fprintf(out, "%s%s%s%s;\n%sseen = GetLastError();\n", indent, made ? made : "", made ? " = " : "",
                call, indent);
        break;
    case SOURCE_RETURN:
        fprintf(out, "%sseen = (DWORD)%s;\n", indent, call);
        break;
    case SOURCE_TRUE:
        fprintf(out, "%sseen = %s != FALSE;\n", indent, call);
        break;
    case SOURCE_SIGNALED:
        fprintf(out, "%sseen = %s == WAIT_OBJECT_0;\n", indent, call);
        break;
    case SOURCE_HANDLE:
        fprintf(out, "%s%s = %s;\n%sseen = !%s ? 0 : %s == INVALID_HANDLE_VALUE ? 1 : 2;\n", indent, made,
                call, indent, made, made);
        break;
    case SOURCE_ELAPSED:
        fprintf(out, "%sstart = GetTickCount64();\n%s%s;\n%sseen = GetTickCount64() - start >= %llu;\n",
                indent, indent, call, indent, (unsigned long long)writing->source.least);
        break;
    case SOURCE_RAISED:
        fprintf(out, "%sAddVectoredExceptionHandler(1, raised);\n%s%s;\n", indent, indent, call);
        break;
    default:
        fprintf(out, "%s%s%s%s;\n", indent, made ? made : "", made ? " = " : "", call);
        break;
    }
}

static void write_check(struct writing *writing, const struct program_event *event, const char *indent)
{
    bool is_file = strstr(event->name, "Create") &&
                   (strstr(event->name, "Pipe") || strstr(event->name, "File")) &&
                   !strstr(event->name, "Mapping");
    const char *bad = is_file ? "INVALID_HANDLE_VALUE" : "NULL";
    if (!event->made || event->frame || !event->result || event->result == (uint64_t)-1)
        return;
    if (writing->about->form == REPRODUCER_WINETEST)
        fprintf(writing->out, "%sok(%s != %s, \"%s failed, error %%lu\\n\", GetLastError());\n", indent,
                event->made, bad, event->name);
    else
        fprintf(writing->out, "%sif (%s == %s)\n%s    return failed(\"%s\");\n", indent, event->made, bad,
                indent, event->name);
}

static void write_polled(struct writing *writing, const struct program_event *event, const char *call,
                         const char *indent)
{
    bool is_bool = !strcmp(event->type, "BOOL");
    fprintf(writing->out, "%sfor (int i = 0; i < 300 && %s%s != %s%llu; i++)\n%s    Sleep(10);\n", indent,
            is_bool ? "!" : "(DWORD)", call, is_bool ? "!" : "",
            is_bool ? event->result != 0 : (unsigned long long)event->result & 0xffffffff, indent);
}

void write_call(struct writing *writing, int index, const char *indent)
{
    const struct program_event *event = &writing->program->events[index];
    const char *call = call_text(writing, event);
    write_waits(writing, event, indent);
    write_lines(writing->out, indent, event->setup);
    write_turns(writing, event->before_turn, indent);
    if (index == writing->source.event)
        write_source(writing, event, call, indent);
    else if (event->is_polled && strcmp(event->type, "void"))
        write_polled(writing, event, call, indent);
    else
        fprintf(writing->out, "%s%s%s%s;%s\n", indent, event->made ? event->made : "",
                event->made ? " = " : "", call, outcome_text(writing, event));
    if (index != writing->source.event)
        write_check(writing, event, indent);
    write_turns(writing, event->after_turn, indent);
}
