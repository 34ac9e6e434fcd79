#include "results/bug/reproducer.h"

#include "results/bug/order.h"
#include "results/bug/reproducer_parts.h"
#include "results/bug/slice.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { COMMENT_WIDTH = 96, WATCHDOG_MILLISECONDS = 30000 };

void write_comment(FILE *out, const char *indent, const char *text)
{
    size_t column = fprintf(out, "%s/*", indent);
    while (*text) {
        size_t length = strcspn(text, " ");
        if (column + length > COMMENT_WIDTH) {
            fprintf(out, "\n%s *", indent);
            column = strlen(indent) + 2;
        }
        fputc(' ', out);
        for (size_t i = 0; i < length; i++)
            fputc(text[i] == '*' && text[i + 1] == '/' ? '.' : text[i], out);
        column += length + 1;
        text += length + strspn(text + length, " ");
    }
    fputs(" */\n", out);
}

static void write_escaped(FILE *out, const char *text)
{
    for (; *text; text++)
        fprintf(out, strchr("\"\\", *text) ? "\\%c" : *text == '%' ? "%%%%" : "%c", *text);
}

void write_head(FILE *out, const struct reproducer_about *about)
{
    bool is_winetest = about->form == REPRODUCER_WINETEST;
    fprintf(out, "/* %s */\n", about->build);
    write_comment(out, "", about->title);
    write_comment(out, "", about->summary);
    write_comment(out, "", about->source ? about->source : "no source");
    if (!is_winetest)
        write_comment(out, "",
                      "Exit code: 0 as Windows is expected to do, 1 it differs, 2 a step before failed.");
    fputs("#define _WIN32_WINNT 0x0602\n", out);
    if (is_winetest)
        fputs("#include <stdarg.h>\n#include <stdio.h>\n#include <windows.h>\n#include <winternl.h>\n"
              "#include \"wine/test.h\"\n\n"
              "#ifdef STANDALONE /* outside a Wine tree nobody else has it */\n"
              "const char *__cdecl __wine_dbg_strdup(const char *text)\n{\n    return strdup(text);\n}\n"
              "#endif\n\n",
              out);
    else
        fputs("#include <windows.h>\n#include <winternl.h>\n#include <stdio.h>\n\n", out);
}

static const char *condition_text(struct writing *writing)
{
    const char *text = "";
    for (size_t i = 0; i < writing->allowed.count; i++) {
        const struct value_range *range = &writing->allowed.list[i];
        text = program_text(writing->program, "%s%s(seen >= 0x%llx && seen <= 0x%llx)", text, i ? " || " : "",
                            (unsigned long long)range->low, (unsigned long long)range->high);
        if (range->low == range->high)
            text = program_text(writing->program, "%.*s(seen == 0x%llx)", (int)(strrchr(text, '(') - text),
                                text, (unsigned long long)range->low);
    }
    return text;
}

void write_outcome(FILE *out, const struct reproducer_about *about, const char *condition, const char *format)
{
    bool is_winetest = about->form == REPRODUCER_WINETEST;
    char text[600];
    snprintf(text, sizeof text, "%s: %s; Wine: %s", about->expected, about->allowed, about->seen);
    write_comment(out, "    ", text);
    if (is_winetest)
        fprintf(out, "    ok(%s, \"", condition);
    else
        fputs("    printf(\"", out);
    write_escaped(out, about->label);
    fputs(": expected ", out);
    write_escaped(out, about->allowed);
    if (!strcmp(about->kind, "result"))
        fputs(" (0x0 is TRUE)", out);
    fprintf(out, ", seen 0x%s\\n\", seen);\n", format);
    if (!is_winetest)
        fprintf(out, "    return %s ? 0 : 1;\n", condition);
    fputs("}\n", out);
}

static void write_judgement(struct writing *writing)
{
    write_outcome(writing->out, writing->about, condition_text(writing),
                  writing->about->form == REPRODUCER_WINETEST ? "%I64x" : "%llx");
}

static void write_count(struct writing *writing)
{
    const struct source *source = &writing->source;
    if (source->what != SOURCE_CALLBACKS)
        return;
    fprintf(writing->out, "    Sleep(500); /* for those that still come */\n    seen = %s_calls",
            source->text);
    if (source->least)
        fprintf(writing->out, " >= %llu", (unsigned long long)source->least);
    fputs(";\n", writing->out);
}

static const char *module_of(const char *name)
{
    static const char *const of_ntdll[] = {"Nt", "Rtl", "Tp"};
    for (size_t i = 0; i < sizeof of_ntdll / sizeof *of_ntdll; i++)
        if (!strncmp(name, of_ntdll[i], strlen(of_ntdll[i])))
            return "ntdll.dll";
    return "kernel32.dll";
}

static void write_lookups(struct writing *writing)
{
    const struct program *program = writing->program;
    for (int i = 0; i < writing->observed; i++) {
        const struct program_event *event = &program->events[i];
        bool is_first = event->is_kept && event->kind == PROGRAM_CALL && is_looked_up(event->name);
        for (int j = 0; is_first && j < i; j++)
            is_first = !program->events[j].is_kept || strcmp(program->events[j].name, event->name);
        if (is_first)
            fprintf(writing->out, "    p%s = (void *)GetProcAddress(GetModuleHandleA(\"%s\"), \"%s\");\n",
                    event->name, module_of(event->name), event->name);
    }
}

/* What waits for another thread can wait for ever on a platform that does something else. */
static bool can_hang(const struct writing *writing)
{
    for (int i = 0; i < writing->observed; i++)
        if (writing->program->events[i].is_kept && writing->program->events[i].makes)
            return true;
    return false;
}

static void write_main(struct writing *writing)
{
    FILE *out = writing->out;
    bool is_winetest = writing->about->form == REPRODUCER_WINETEST;
    fputs(is_winetest ? "\nSTART_TEST(repro)\n{\n" : "\nint main(void)\n{\n", out);
    write_lookups(writing);
    if (can_hang(writing))
        fputs("    CloseHandle(CreateThread(NULL, 0, watchdog, NULL, 0, NULL));\n", out);
    if (writing->turns)
        fprintf(
            out,
            "    for (int i = 0; i < %d; i++)\n        turns[i] = CreateEventW(NULL, TRUE, FALSE, NULL);\n",
            writing->turns);
    for (size_t i = 0; i < writing->variables->count; i++)
        if (writing->variables->list[i]->is_used &&
            !strcmp(writing->variables->list[i]->type, "CRITICAL_SECTION"))
            fprintf(out, "    InitializeCriticalSection(&%s);\n", writing->variables->list[i]->name);
    write_frame(writing, 0, "    ");
    write_waits(writing, &writing->program->events[writing->observed], "    ");
    write_count(writing);
    write_judgement(writing);
}

static void write_raised(struct writing *writing)
{
    FILE *out = writing->out;
    if (writing->source.what != SOURCE_RAISED)
        return;
    fputs("\nstatic LONG CALLBACK raised(EXCEPTION_POINTERS *exception)\n{\n", out);
    fputs(strcmp(writing->source.text, "code")
              ? "    seen = (DWORD)exception->ExceptionRecord->ExceptionInformation[0];\n"
              : "    seen = exception->ExceptionRecord->ExceptionCode;\n",
          out);
    fprintf(out,
            "    printf(\"an exception was raised: 0x%%llx\\n\", seen);\n    fflush(stdout);\n"
            "    ExitProcess(!(%s));\n    return EXCEPTION_CONTINUE_SEARCH;\n}\n",
            condition_text(writing));
}

static void write_watchdog(struct writing *writing)
{
    if (can_hang(writing))
        fprintf(writing->out,
                "\nstatic DWORD WINAPI watchdog(void *context)\n{\n    Sleep(%d);\n"
                "    printf(\"the program hangs\\n\");\n    ExitProcess(2);\n    return 0;\n}\n",
                WATCHDOG_MILLISECONDS);
}

static void write_all(struct writing *writing)
{
    write_head(writing->out, writing->about);
    write_declarations(writing);
    if (writing->about->form == REPRODUCER_PLAIN)
        fputs("\nstatic int __attribute__((unused)) failed(const char *call)\n{\n"
              "    printf(\"%s failed: last error %lu\\n\", call, GetLastError());\n    return 2;\n}\n",
              writing->out);
    write_raised(writing);
    write_functions(writing);
    write_watchdog(writing);
    write_main(writing);
}

void reproducer_write_export(FILE *out, const struct reproducer_about *about, const char *name)
{
    write_head(out, about);
    fputs(about->form == REPRODUCER_WINETEST ? "START_TEST(repro)\n{\n" : "int main(void)\n{\n", out);
    fprintf(out, "    int seen = GetProcAddress(GetModuleHandleA(\"%s\"), \"%s\") != NULL;\n\n",
            module_of(name), name);
    write_outcome(out, about, "seen", "%x");
}

static int find_observation(const struct program *program, const char *label)
{
    for (int i = 0; i < (int)program->event_count; i++)
        if (program->events[i].kind == PROGRAM_OBSERVED && !strcmp(program->events[i].name, label))
            return i;
    return NO_INDEX;
}

/* The sliced program, unless something in it cannot be written. */
static bool write_slice(struct writing *writing, struct trouble *trouble)
{
    slice(writing->program, writing->variables, writing->observed, &writing->source);
    if (writing->variables->lacks_process)
        return trouble_set(trouble, "the behaviour needs a second process");
    for (size_t i = 0; i < writing->program->event_count; i++) {
        const struct program_event *event = &writing->program->events[i];
        if (event->is_kept && event->refusal)
            return trouble_set(trouble, "%s: %s", event->name, event->refusal);
    }
    writing->turns = order(writing->program, writing->observed);
    write_all(writing);
    return true;
}

static bool write_with(struct writing *writing, int attempt, struct trouble *trouble)
{
    struct sources sources = {0};
    bool is_written = true;
    if (!sources_find(writing->program, writing->observed, &sources)) {
        is_written =
            trouble_set(trouble, "the test looks at `%.300s`, which says of no call that it tells the value",
                        writing->program->events[writing->observed].expression);
    } else if (attempt >= (int)sources.count) {
        is_written =
            trouble_set(trouble, attempt ? "no other call of the trace tells the value"
                                         : "no call of the trace tells the value that was looked at");
    } else if (sources.list[attempt].what == SOURCE_EXPORT) {
        reproducer_write_export(writing->out, writing->about, sources.list[attempt].text);
    } else {
        writing->source = sources.list[attempt];
        is_written = write_slice(writing, trouble);
    }
    free(sources.list);
    return is_written;
}

/* The call that a fixture needs is known, and there is one. */
static bool write_setup(struct writing *writing, int attempt, uint64_t *seen, struct trouble *trouble)
{
    struct reproducer_about shown;
    if (attempt || !setup_find(writing, &shown, seen))
        return trouble_set(trouble, "no call of the trace tells why the fixture could not be made");
    writing->variables = resolve(writing->program);
    const bool is_written = write_slice(writing, trouble);
    variables_free(writing->variables);
    return is_written;
}

bool reproducer_write(FILE *out, struct program *program, const struct reproducer_about *about, int attempt,
                      uint64_t *seen, struct trouble *trouble)
{
    struct writing writing = {.out = out, .program = program, .about = about};
    if (setup_is_looked_at(about))
        return write_setup(&writing, attempt, seen, trouble);
    writing.observed = find_observation(program, about->label);
    if (writing.observed == NO_INDEX)
        return trouble_set(trouble, "the trace does not come to `%s`", about->label);
    if (!values_parse(about->kind, about->allowed, &writing.allowed, trouble))
        return false;
    *seen = program->events[writing.observed].value;
    if (values_hold(&writing.allowed, *seen))
        return trouble_set(trouble, "under the trace an allowed value is seen");
    program->events[writing.observed].frame = 0;
    program->events[writing.observed].thread = 0;
    writing.variables = resolve(program);
    bool is_written = write_with(&writing, attempt, trouble);
    variables_free(writing.variables);
    return is_written;
}
