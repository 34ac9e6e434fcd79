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
    for (size_t i = 0; i < event->waits.count; i++)
        fprintf(writing->out, "%sWaitForSingleObject(turns[%d], 5000);\n", indent, event->waits.list[i]);
    if (event->settles)
        fprintf(writing->out, "%sSleep(100); /* until the other one is inside its call */\n", indent);
}

static void write_turns(struct writing *writing, const struct turn_list *turns, const char *indent)
{
    for (size_t i = 0; i < turns->count; i++)
        fprintf(writing->out, "%sSetEvent(turns[%d]);\n", indent, turns->list[i]);
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

/* How the statement of the call whose outcome is looked at goes on, by what is looked at of it: 1 the call, 2
 * the variable that takes its result, 3 what that is after a failure, 4 the indentation, 5 milliseconds. */
static const char *const outcomes[] = {
    [SOURCE_RESULT] = "seen = %1$s ? ERROR_SUCCESS : GetLastError();\n",
    [SOURCE_MADE] = "%2$s = %1$s;\n%4$sseen = %2$s != %3$s ? ERROR_SUCCESS : GetLastError();\n",
    [SOURCE_ERROR] = "%1$s;\n%4$sseen = GetLastError();\n",
    [SOURCE_RETURN] = "seen = (DWORD)%1$s;\n",
    [SOURCE_TRUE] = "seen = %1$s != FALSE;\n",
    [SOURCE_NOT_NULL] = "seen = %1$s != NULL;\n",
    [SOURCE_SIGNALED] = "seen = %1$s == WAIT_OBJECT_0;\n",
    [SOURCE_HANDLE] = "%2$s = %1$s;\n%4$sseen = !%2$s ? 0 : %2$s == INVALID_HANDLE_VALUE ? 1 : 2;\n",
    [SOURCE_NOT_EXPIRED] = "seen = %1$s != WAIT_TIMEOUT;\n",
    [SOURCE_ELAPSED] =
        "start = GetTickCount64();\n%4$s%1$s;\n%4$sseen = GetTickCount64() - start >= %5$llu;\n",
    [SOURCE_RAISED] = "AddVectoredExceptionHandler(1, raised);\n%4$s%1$s;\n",
};

static const char *bad_handle(const struct program_event *event)
{
    bool is_file = strstr(event->name, "Create") && !strstr(event->name, "Mapping") &&
                   (strstr(event->name, "NamedPipe") || strstr(event->name, "File"));
    return is_file ? "INVALID_HANDLE_VALUE" : "NULL";
}

/* What the call has stored is read at once: the memory may be used again. */
static void write_reading(struct writing *writing, const char *indent)
{
    const char *text = writing->source.text;
    if (writing->source.what == SOURCE_MEMORY)
        fprintf(writing->out, "%sseen = %s;\n", indent, text);
    if (writing->source.what == SOURCE_ENABLED)
        fprintf(writing->out,
                "%2$sfor (DWORD i = 0; i < ((TOKEN_PRIVILEGES *)%1$s)->PrivilegeCount; i++)\n"
                "%2$s    if (((TOKEN_PRIVILEGES *)%1$s)->Privileges[i].Attributes & SE_PRIVILEGE_ENABLED)\n"
                "%2$s        seen++;\n",
                text, indent);
}

/* Whether the test looks at how the call ended: that may be a difference of its own. */
static bool is_looked_at(const struct program *program, const struct program_event *event)
{
    const struct program_event *next = event + 1, *end = program->events + program->event_count;
    while (next < end && next->kind == PROGRAM_CALL && next->frame)
        next++;
    return next < end && next->kind == PROGRAM_OBSERVED;
}

/* A step that has succeeded in the trace and fails elsewhere says so: what comes after it would tell nothing.
 * That a handle is closed or an event set tells nothing either way. */
static bool is_checked(const struct program_event *event)
{
    static const char *const others[] = {"CloseHandle", "SetEvent", "ResetEvent"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (!strcmp(event->name, others[i]))
            return false;
    return !event->frame && !event->made && event->returned != UINT32_MAX &&
           ((!strcmp(event->type, "BOOL") && event->result) ||
            (!strcmp(event->type, "NTSTATUS") && !(event->result & 0xffffffff)));
}

static void write_checked(struct writing *writing, const struct program_event *event, const char *call,
                          const char *indent)
{
    const bool is_bool = !strcmp(event->type, "BOOL");
    if (writing->about->form == REPRODUCER_WINETEST)
        fprintf(writing->out, "%sok(%s%s, \"%s failed\\n\");\n", indent, is_bool ? "" : "!", call,
                event->name);
    else if (is_bool)
        fprintf(writing->out, "%sif (!%s)\n%s    return failed(\"%s\");\n", indent, call, indent,
                event->name);
    else
        fprintf(writing->out,
                "%1$sif ((seen = (DWORD)%2$s)) {\n%1$s    printf(\"%3$s failed: status 0x%%llx\\n\", seen);\n"
                "%1$s    return 2;\n%1$s}\n",
                indent, call, event->name);
}

static void write_source(struct writing *writing, const struct program_event *event, const char *call,
                         const char *indent)
{
    enum source_what what = writing->source.what;
    const char *outcome = what < sizeof outcomes / sizeof *outcomes ? outcomes[what] : NULL;
    const char *made = event->made ? event->made : "";
    write_comment(writing->out, indent, "what is looked at:");
    fprintf(writing->out, "%sSetLastError(0xdeadbeef);\n", indent);
    if (outcome || !is_checked(event))
        fputs(indent, writing->out);
    if (outcome)
        fprintf(writing->out, outcome, call, made, bad_handle(event), indent,
                (unsigned long long)writing->source.least);
    else if (is_checked(event))
        write_checked(writing, event, call, indent);
    else
        fprintf(writing->out, "%s%s%s;\n", made, event->made ? " = " : "", call);
    write_reading(writing, indent);
}

static void write_check(struct writing *writing, const struct program_event *event, const char *indent)
{
    const char *bad = bad_handle(event);
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
    write_turns(writing, &event->before_turn, indent);
    if (index == writing->source.event)
        write_source(writing, event, call, indent);
    else if (event->is_polled && strcmp(event->type, "void"))
        write_polled(writing, event, call, indent);
    else if (is_checked(event) && !is_looked_at(writing->program, event))
        write_checked(writing, event, call, indent);
    else
        fprintf(writing->out, "%s%s%s%s;%s\n", indent, event->made ? event->made : "",
                event->made ? " = " : "", call, outcome_text(writing, event));
    if (index != writing->source.event)
        write_check(writing, event, indent);
    write_turns(writing, &event->after_turn, indent);
}
