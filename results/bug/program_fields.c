#include "results/bug/program_parts.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_made_of(const char *text, const char *characters)
{
    return *text && text[strspn(text, characters)] == '\0';
}

bool parse_hexadecimal(const char *text, uint64_t *value)
{
    if (!is_made_of(text, "0123456789abcdefABCDEF") || strlen(text) > 16)
        return false;
    *value = strtoull(text, NULL, 16);
    return true;
}

bool parse_decimal(const char *text, unsigned *value)
{
    if (!is_made_of(text, "0123456789") || strlen(text) > 10 || strtoull(text, NULL, 10) >= UINT32_MAX)
        return false;
    *value = (unsigned)strtoull(text, NULL, 10);
    return true;
}

static int digit(char character)
{
    return !isxdigit((unsigned char)character) ? -1
           : isdigit((unsigned char)character) ? character - '0'
                                               : tolower((unsigned char)character) - 'a' + 10;
}

const unsigned char *parse_bytes(struct program *program, const char *digits, size_t *size)
{
    const size_t length = strlen(digits);
    unsigned char *bytes = arena_alloc(&program->arena, length / 2 + 1);
    *size = length / 2;
    for (size_t i = 0; i < *size; i++) {
        const int high = digit(digits[2 * i]), low = digit(digits[2 * i + 1]);
        if (high < 0 || low < 0)
            return NULL;
        bytes[i] = (unsigned char)(high << 4 | low);
    }
    return length % 2 ? NULL : bytes;
}

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"

bool is_c_name(const char *text)
{
    return is_made_of(text, LETTERS "0123456789") && !isdigit((unsigned char)*text);
}

bool is_c_type(const char *text)
{
    return is_made_of(text, LETTERS "0123456789 *") && strchr(LETTERS, *text);
}

/* "const void *bytes": the type is what stands before the name. */
static bool split_parameter(struct program *program, struct program_parameter *parameter, const char *text)
{
    const char *name = text + strlen(text);
    while (name > text && name[-1] != ' ' && name[-1] != '*')
        name--;
    int length = (int)(name - text);
    while (length && text[length - 1] == ' ')
        length--;
    parameter->name = name;
    parameter->type = program_text(program, "%.*s", length, text);
    return is_c_name(parameter->name) && is_c_type(parameter->type);
}

const char *split_parameters(struct program *program, struct program_event *event, char *list, char *words)
{
    const size_t length = strlen(list);
    if (list[0] != '(' || list[length - 1] != ')')
        return "its parameters stand in no parentheses";
    list[length - 1] = '\0';
    if (!strcmp(++list, "void"))
        return NULL;
    char *rest = NULL, *next = strchr(words, ':');
    if (next)
        *next++ = '\0';
    char *word = next ? strtok_r(next, " ", &rest) : NULL;
    while (list) {
        char *comma = strstr(list, ", ");
        if (comma)
            *comma = '\0';
        if (event->parameter_count == PARAMETERS_MOST)
            return program_text(program, "it has more than %d parameters, the most that is read",
                                PARAMETERS_MOST);
        struct program_parameter *parameter = &event->parameters[event->parameter_count++];
        if (!split_parameter(program, parameter, list))
            return "a parameter in it has no name or no type in C";
        parameter->word = word ? word : "";
        word = word ? strtok_r(NULL, " ", &rest) : NULL;
        list = comma ? comma + 2 : NULL;
    }
    return NULL;
}
