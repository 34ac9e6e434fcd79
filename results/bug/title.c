#include "results/bug/title.h"

#include "results/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONG_REASON = 110, LONG_SUMMARY = 180, LETTERS_OF_A_NAME = 5 };

/* Which part of Wine a call belongs to, by words of the title, a label or a summary; the first that fits. */
static const struct {
    const char *word, *component;
} components[] = {
    {"SetThreadpoolWaitEx", "kernelbase"},
    {"Threadpool", "ntdll"},
    {"TpSimple", "ntdll"},
    {"of a wait", "ntdll"},
    {"a wait that", "ntdll"},
    {"of the pool", "ntdll"},
    {"a worker", "ntdll"},
    {"wait callback", "ntdll"},
    {"RegisterWait", "ntdll"},
    {"NtCancelSynchronousIo", "ntdll"},
    {"CancelSynchronousIo", "kernelbase"},
    {"CancelIo", "kernelbase"},
    {"output pointer", "kernelbase"},
    {"place for the answer", "kernelbase"},
    {"disconnected client", "server"},
    {"disconnected server", "server"},
    {"pipe device", "server"},
    {"DisconnectNamedPipe", "server"},
    {"Process", "kernelbase"},
    {"HandleState", "kernelbase"},
    {"WaitForMultiple", "kernelbase"},
    {"CreateNamedPipe", "server"},
    {"FSCTL", "ntdll"},
    {"Nt", "ntdll"},
    {"File", "ntdll"},
};

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* The word itself, not a part of another one. */
static bool has_word(const char *text, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at += length)
        if ((at == text || !is_letter(at[-1])) && !is_letter(at[length]))
            return true;
    return false;
}

/* A module that the text speaks of is the one. */
static const char *component(const struct difference *difference, const char *text)
{
    static const char *const modules[] = {"kernel32", "kernelbase", "ntdll"};
    const char *texts[] = {text, difference->label, difference->behaviour->summary,
                           difference->behaviour->id};
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++)
        if (has_word(text, modules[i]))
            return modules[i];
    if (!strncmp(difference->behaviour->id, "threadpool-wait/", 16))
        return "ntdll";
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t j = 0; j < sizeof components / sizeof *components; j++)
            if (strstr(texts[i], components[j].word))
                return components[j].component;
    return "server";
}

/* CancelIoEx, FSCTL_PIPE_LISTEN; not Internal, WAIT_TIMEOUT, nor a class of Qt. */
static bool is_name(const char *word, size_t length)
{
    bool is_compound = false;
    if (!strncmp(word, "FSCTL_", 6))
        return true;
    if (length < LETTERS_OF_A_NAME || !isupper((unsigned char)word[0]) || !strncmp(word, "QW", 2))
        return false;
    for (size_t i = 1; i < length; i++) {
        if (word[i] == '_')
            return false;
        is_compound |= islower((unsigned char)word[i - 1]) && isupper((unsigned char)word[i]);
    }
    return is_compound;
}

struct name {
    const char *text; /* not terminated */
    int length;       /* 0: there is none */
};

/* The first name of a call, or of what one is asked for. */
static struct name find_name(const char *text)
{
    int length;
    for (const char *at = text; *at; at += length) {
        length = 1;
        while (is_letter(at[0]) && is_letter(at[length]))
            length++;
        if (is_name(at, (size_t)length))
            return (struct name){at, length};
    }
    return (struct name){0};
}

/* Where one of the TEXTS begins in the first LENGTH bytes of REASON, outside brackets; LENGTH if nowhere. */
static int find_end(const char *reason, int length, const char *const *texts)
{
    int depth = 0;
    for (int i = 0; i < length; i++) {
        depth += (reason[i] == '(') - (reason[i] == ')');
        for (size_t k = 0; !depth && texts[k]; k++)
            if (!strncmp(reason + i, texts[k], strlen(texts[k])))
                return i;
    }
    return length;
}

static const char *const consequences[] = {": ", ", so ", ", and ", ", but ", NULL};

/* What this platform does: without what other versions do, and in a long one without what follows from it. A
 * comma alone ends nothing, "a pipe without a name, relative to the device, ..." would say nothing. */
static int statement_length(const char *reason)
{
    static const char *const others[] = {";", ", as in ", NULL};
    const int length = find_end(reason, (int)strlen(reason), others);
    return length <= LONG_REASON ? length : find_end(reason, length, consequences);
}

/* Of a summary what stands first: what comes later in it may be named beside the matter. */
static int clause_length(const char *summary)
{
    static const char *const ends[] = {",", ";", ":", NULL};
    return find_end(summary, (int)strlen(summary), ends);
}

static void write_reason(FILE *out, const struct bug *bug)
{
    const struct run_behaviour *behaviour = bug->difference->behaviour;
    const char *reason = bug->known->reason;
    char *text = memory_present(strndup(reason, (size_t)statement_length(reason)));
    char *clause = memory_present(strndup(behaviour->summary, (size_t)clause_length(behaviour->summary)));
    const char *const places[] = {bug->difference->label, reason, clause};
    struct name name = find_name(text);
    fputs(text, out);
    for (size_t i = 0; i < sizeof places / sizeof *places && !name.length; i++) {
        name = find_name(places[i]);
        if (name.length)
            fprintf(out, " (%.*s)", name.length, name.text);
    }
    free(text);
    free(clause);
}

/* Without the number behind a name: ERROR_NOT_FOUND (1168). */
static void write_value(FILE *out, const char *value)
{
    for (const char *at = value; *at; at++) {
        if (at > value && !strncmp(at, " (", 2) && isdigit((unsigned char)at[2]) && strchr(at, ')'))
            at = strchr(at, ')');
        else
            fputc(*at, out);
    }
}

static void write_values(FILE *out, const struct difference *difference, const char *verb)
{
    fprintf(out, "%s %s ", difference->label, verb);
    write_value(out, difference->side[0].values[0].seen);
    fputs(" instead of ", out);
    write_value(out, difference->allowed);
}

static void write_seen(FILE *out, const struct difference *difference)
{
    const char *seen = difference->side[0].values[0].seen;
    if (!strcmp(difference->label, OBSERVED_OUTCOME))
        fprintf(out, "its outcome is %s", seen);
    else if (!strcmp(difference->label, OBSERVED_LATE))
        fprintf(out, "a late %s comes", seen);
    else
        write_values(out, difference, "is");
}

static int summary_length(const char *summary)
{
    const int length = (int)strlen(summary);
    return length <= LONG_SUMMARY ? length : find_end(summary, length, consequences);
}

static void write_without_reason(FILE *out, const struct difference *difference)
{
    const char *summary = difference->behaviour->summary, *missing = bug_missing_function(difference);
    if (missing) {
        fprintf(out, "%s is missing", missing);
    } else if (bug_is_of_schedules(difference)) {
        fprintf(out, "what must not happen does: %s (%s)", difference->label, summary);
    } else if (find_name(difference->label).length) {
        write_values(out, difference, "gives");
        fprintf(out, "; expected is: %s", summary);
    } else {
        fprintf(out, "it is not so that %.*s: ", summary_length(summary), summary);
        write_seen(out, difference);
    }
}

/* Names are left as they are: kernel32, a module, begins with a small letter. */
static void begin_with_capital(char *text)
{
    if (!isdigit((unsigned char)text[strcspn(text, " 0123456789")]) && strncmp(text, "ntdll", 5) != 0)
        text[0] = (char)toupper((unsigned char)text[0]);
}

char *bug_title(const struct bug *bug)
{
    char *text = NULL, *title = NULL;
    size_t size = 0;
    FILE *out = memory_present(open_memstream(&text, &size));
    if (bug->known)
        write_reason(out, bug);
    else
        write_without_reason(out, bug->difference);
    fclose(out);
    const char *of = component(bug->difference, memory_present(text));
    begin_with_capital(text);
    out = memory_present(open_memstream(&title, &size));
    fprintf(out, "%s: %s.", of, text);
    fclose(out);
    free(text);
    return memory_present(title);
}

const char *bug_missing_function(const struct difference *difference)
{
    const struct run_repeat *repeat = difference->behaviour->repeats;
    if (strcmp(difference->label, OBSERVED_OUTCOME) || !difference->behaviour->repeat_count ||
        repeat->outcome != RUN_NOT_SUPPORTED)
        return NULL;
    for (const struct run_remark *note = repeat->notes; note; note = note->next)
        if (isupper((unsigned char)note->text[0]) && !strpbrk(note->text, " .,:;"))
            return note->text;
    return NULL;
}

bool bug_is_of_schedules(const struct difference *difference)
{
    return run_id_is_of_schedules(difference->behaviour->id) && difference->label[0] != '(';
}
