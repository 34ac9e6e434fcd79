#include "wine_runner/words.h"

#include "results/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *words_grow(struct words *words, size_t size)
{
    words->list = memory_reserve(words->list, &words->capacity, words->count + 2, sizeof *words->list);
    char *word = memory_new(size, 1);
    words->list[words->count++] = word;
    words->list[words->count] = NULL;
    return word;
}

void words_add(struct words *words, const char *word)
{
    size_t size = strlen(word) + 1;
    memcpy(words_grow(words, size), word, size);
}

void words_format(struct words *words, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    size_t size = (size_t)length + 1;
    va_start(arguments, format);
    vsnprintf(words_grow(words, size), size, format, arguments);
    va_end(arguments);
}

void words_append(struct words *words, const struct words *more)
{
    for (size_t i = 0; i < more->count; i++)
        words_add(words, more->list[i]);
}

void words_free(struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        free(words->list[i]);
    free(words->list);
    *words = (struct words){0};
}
