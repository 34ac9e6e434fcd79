/* A list of words that ends with NULL: arguments of a program, or its environment. */
#ifndef WINE_RUNNER_WORDS_H
#define WINE_RUNNER_WORDS_H

#include <stddef.h>

/* Zero-initialise it. Running out of memory ends the process with exit code 2. */
struct words {
    char **list; /* NULL until the first word is added */
    size_t count;
    size_t capacity;
};

void words_add(struct words *words, const char *word);
void words_format(struct words *words, const char *format, ...) __attribute__((format(printf, 2, 3)));
void words_append(struct words *words, const struct words *more);
void words_free(struct words *words);

#endif
