#include "results/bug/source_wording.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_of_word(char character)
{
    return isalnum((unsigned char)character) || character == '_';
}

bool wording_names(const char *text, const char *name)
{
    const size_t length = strlen(name);
    for (const char *at = text; length && (at = strstr(at, name)); at++)
        if ((at == text || !is_of_word(at[-1])) && !is_of_word(at[length]))
            return true;
    return false;
}

bool wording_ends(const char *text, const char *name)
{
    const size_t length = strlen(text), size = strlen(name);
    return size && length >= size && !strcmp(text + length - size, name) &&
           (length == size || !is_of_word(text[length - size - 1]));
}

/* Behind the parenthesis that closes the one at TEXT; NULL: none does. Those in literals do not count. */
static const char *behind_parentheses(const char *text)
{
    int depth = 0;
    char quote = '\0';
    for (; *text; text++) {
        if (quote && *text == '\\' && text[1])
            text++;
        else if (quote)
            quote = *text == quote ? '\0' : quote;
        else if (*text == '"' || *text == '\'')
            quote = *text;
        else if ((depth += (*text == '(') - (*text == ')')) <= 0)
            return text + 1;
    }
    return NULL;
}

static bool is_enclosed(const char *text)
{
    const char *end = behind_parentheses(text);
    return end && !*end;
}

/* TEXT without BEFORE and the parenthesis that closes its last one; NULL: that is not around all of it. */
static char *without(char *text, const char *before)
{
    const size_t length = strlen(before), size = strlen(text);
    const char *opening = text + length - 1;
    if (strncmp(text, before, length) || size < length + 1 || !is_enclosed(opening) || text[size - 1] != ')')
        return NULL;
    text[size - 1] = '\0';
    return text + length;
}

static char *look_through(char *text)
{
    static const char *const around[] = {"!!(", "observe_result(", "("};
    static const char *const before[] = {"(unsigned int)", "(DWORD)", "(ULONG)", "(int)"};
    static const char marked[] = "(SetLastError(0xdeadbeef), ";
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (!strncmp(text, before[i], strlen(before[i])))
            return text + strlen(before[i]);
    if (!strncmp(text, marked, strlen(marked)) && is_enclosed(text)) {
        text[strlen(text) - 1] = '\0';
        return text + strlen(marked);
    }
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        char *inside = without(text, around[i]);
        if (inside)
            return inside;
    }
    return text;
}

/* No operator outside parentheses, up to END. */
static bool is_plain(const char *text, const char *end)
{
    if (*text == '*' && text < end)
        text++;
    if (text >= end)
        return false;
    while (text < end) {
        if (*text == '(') {
            text = behind_parentheses(text);
            if (!text)
                return false;
        } else if (!strncmp(text, "->", 2)) {
            text += 2;
        } else if (is_of_word(*text) || *text == '.') {
            text++;
        } else {
            return false;
        }
    }
    return text == end;
}

/* "16", "258l" to the end of the text. */
static bool read_number(const char *text, uint64_t *number)
{
    char *end;
    if (!isdigit((unsigned char)*text))
        return false;
    *number = strtoull(text, &end, 0);
    return !end[strspn(end, "ulUL")];
}

static bool read_elapsed(const char *text, struct wording *wording)
{
    static const char before[] = "GetTickCount64() - start >= ";
    uint64_t less;
    char *end;
    if (strncmp(text, before, strlen(before)) || !isdigit((unsigned char)text[strlen(before)]))
        return false;
    wording->least = strtoull(text + strlen(before), &end, 0);
    return !*end || (!strncmp(end, " - ", 3) && read_number(end + 3, &less));
}

static bool read_export(struct program *program, const char *text, struct wording *wording)
{
    static const char before[] = "seam_lookup(\"";
    if (strncmp(text, before, strlen(before)))
        return false;
    const char *name = text + strlen(before), *end = strchr(name, '"');
    if (!end || (strcmp(end, "\")") && strcmp(end, "\") != ((void *)0)")))
        return false;
    wording->text = program_text(program, "%.*s", (int)(end - name), name);
    return true;
}

/* What stands before OPERATOR, if that is plain and a number follows it. */
static bool read_compared(struct program *program, const char *text, const char *operator,
                          struct wording * wording)
{
    const char *at = text;
    for (const char *next = at; (next = strstr(next, operator)); next++)
        at = next;
    if (at == text || !is_plain(text, at) || !read_number(at + strlen(operator), &wording->least))
        return false;
    wording->text = program_text(program, "%.*s", (int)(at - text), text);
    return true;
}

struct wording wording_read(struct program *program, const char *expression)
{
    struct wording wording = {.form = WORDING_OTHER};
    char *text = (char *)program_text(program, "%s", expression), *inside;
    while ((inside = look_through(text)) != text)
        text = inside;
    wording.text = text;
    if (read_export(program, text, &wording))
        wording.form = WORDING_EXPORT;
    else if (is_plain(text, text + strlen(text)))
        wording.form = WORDING_PLAIN;
    else if (read_elapsed(text, &wording))
        wording.form = WORDING_ELAPSED;
    else if (read_compared(program, text, " != ", &wording) && !wording.least)
        wording.form = WORDING_PLAIN;
    else if (read_compared(program, text, " != ", &wording) && wording.least == 258)
        wording.form = WORDING_NOT_EXPIRED;
    else if (read_compared(program, text, " >= ", &wording) && strstr(wording.text, "count"))
        wording.form = WORDING_AT_LEAST;
    return wording;
}
