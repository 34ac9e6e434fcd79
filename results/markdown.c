#include "markdown.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

/* No emphasis begins or ends with it (CommonMark 0.31, 6.2), and who pastes the text elsewhere can read it.
 */
static bool is_inside_word(const char *text, const char *at)
{
    return *at == '_' && at > text && isalnum((unsigned char)at[-1]) && isalnum((unsigned char)at[1]);
}

void markdown_text(FILE *out, const char *all)
{
    for (const char *text = all; *text; text++) {
        if (*text == '&')
            fputs("&amp;", out);
        else if (*text == '<')
            fputs("&lt;", out);
        else if (strchr("\\`*_[]|#~>!@", *text) && !is_inside_word(all, text))
            fprintf(out, "\\%c", *text);
        else
            fputc(*text, out);
    }
}

static size_t longest_tick_run(const char *text)
{
    size_t longest = 0;
    while (*text) {
        size_t run = strspn(text, "`");
        if (run > longest)
            longest = run;
        text += run ? run : strcspn(text, "`");
    }
    return longest;
}

/* A code span begins and ends with more ticks than it has inside. A bar would end a table cell even there. */
void markdown_code(FILE *out, const char *text)
{
    size_t ticks = longest_tick_run(text) + 1;
    for (size_t i = 0; i < ticks; i++)
        fputc('`', out);
    if (ticks > 1)
        fputc(' ', out);
    for (; *text; text++)
        fprintf(out, *text == '|' ? "\\%c" : "%c", *text);
    if (ticks > 1)
        fputc(' ', out);
    for (size_t i = 0; i < ticks; i++)
        fputc('`', out);
}
